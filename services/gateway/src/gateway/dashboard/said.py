"""What a rule, a template or a worker says, in the language of the page where that is known."""

from collections.abc import Callable
from dataclasses import dataclass

from gateway.dashboard.languages import SOURCE, Language
from library.translations import catalogue


@dataclass(frozen=True, slots=True)
class Said:
    """A text as it is shown, and the language it is in."""

    text: str
    language: str

    def __bool__(self) -> bool:
        """Tell whether anything is said."""
        return bool(self.text)


def saying(language: Language) -> Callable[..., Said]:
    """Return what templates ask for a text by its owner: a check, a template, a variable of one."""
    known = catalogue(language.code)

    def said(owner: str, text: str, keyword: str = "") -> Said:
        found = known.find(owner, text, keyword)
        return Said(text, SOURCE) if found is None else Said(found, language.code)

    return said
