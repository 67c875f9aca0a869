"""Texts of ours in other languages, found by whose they are and the English they stand for.

Stored results stay English. Whoever shows one asks here, and a sentence that is not known, as it is somebody's own or
of an older rule, is shown as it is stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

import yaml
from pydantic import TypeAdapter

_SETS: Final = ("checks", "templates")
_TRANSLATED: Final = ("de",)
# Whose those texts are that several say.
ANY: Final = "any"
UNITS: Final = "units"
_KEYWORD: Final = "{keyword}"
_SHAPE: Final = TypeAdapter(dict[str, tuple[dict[str, str], ...]])


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The texts of one language by owner and English."""

    texts: Mapping[str, Mapping[str, str]]

    def find(self, owner: str, text: str, keyword: str = "") -> str | None:
        """Return a text in this language; where the rules say "{keyword}", the sentence holds this one."""
        for known in (self.texts.get(owner, {}), self.texts.get(ANY, {})):
            if text in known:
                return known[text]
            for english, translated in known.items():
                if _KEYWORD in english and english.replace(_KEYWORD, keyword) == text:
                    return translated.replace(_KEYWORD, keyword)
        return None


@cache
def catalogue(language: str) -> Catalogue:
    """Return the texts of a language; English, and what nobody has translated into, has none."""
    found: dict[str, Mapping[str, str]] = {}
    for name in _SETS if language in _TRANSLATED else ():
        text = files("library").joinpath("data", language, f"{name}.yaml").read_text(encoding="utf-8")
        for owner, pairs in _SHAPE.validate_python(yaml.load(text, Loader=yaml.CSafeLoader)).items():
            found[owner] = MappingProxyType({pair["en"]: pair[language] for pair in pairs})
    return Catalogue(MappingProxyType(found))
