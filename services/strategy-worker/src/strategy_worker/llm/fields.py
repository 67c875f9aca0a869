"""How a part of the answer is described: its texts with word caps, its lists, and how long it gets."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from pydantic.alias_generators import to_snake

# English words make about 1.35 tokens each; a name in JSON brings its own pieces, two quotation marks, colon and comma.
_TOKENS_PER_WORD: Final = 1.35
_CHARACTERS_PER_NAME_TOKEN: Final = 6
_PUNCTUATION: Final = 3


@dataclass(frozen=True, slots=True)
class Text:
    """One text of at most `words` words."""

    name: str
    words: int
    about: str


@dataclass(frozen=True, slots=True)
class Code:
    """One of a closed set of words."""

    name: str
    options: tuple[str, ...]
    about: str


@dataclass(frozen=True, slots=True)
class TextList:
    """Between `least` and `most` texts of at most `words` words each."""

    name: str
    words: int
    least: int
    most: int
    about: str


@dataclass(frozen=True, slots=True)
class ItemList:
    """Between `least` and `most` objects that the model makes up whole."""

    name: str
    fields: "tuple[Field, ...]"
    least: int
    most: int
    about: str


@dataclass(frozen=True, slots=True)
class PlannedList:
    """Texts for each of the planned items, in their order; `shown` are the planned fields they have to agree with.

    The first of `shown` names the item. `usual` is how many items most documents have.
    """

    name: str
    fields: "tuple[Field, ...]"
    shown: tuple[str, ...]
    usual: int
    about: str


@dataclass(frozen=True, slots=True)
class Group:
    """An object inside a section."""

    name: str
    fields: "tuple[Field, ...]"
    about: str


Field = Text | Code | TextList | ItemList | PlannedList | Group


@dataclass(frozen=True, slots=True)
class Part:
    """A section and what the model writes of it; names are those of the wire.

    `words` is the cap of a section that is itself one text, and zero for a block. `shown` are the planned fields of the
    block that its texts have to agree with.
    """

    section: str
    title: str
    fields: tuple[Field, ...] = ()
    words: int = 0
    shown: tuple[str, ...] = ()

    @property
    def is_text(self) -> bool:
        """Tell whether the section is one text and no block."""
        return not self.fields

    @property
    def attribute(self) -> str:
        """The document's attribute that holds the section."""
        return to_snake(self.section)

    @property
    def tokens(self) -> int:
        """The tokens of an answer that uses every cap to the full, with a usual number of items."""
        written = _words(self.words) if self.is_text else _all(self.fields)
        return round(_named(self.section) + written)


def _all(fields: Sequence[Field]) -> float:
    return sum(_named(field.name) + _value(field) for field in fields)


def _value(field: Field) -> float:
    match field:
        case Text():
            return _words(field.words)
        case Code():
            return 2
        case TextList():
            return (field.least + field.most) / 2 * (_words(field.words) + _PUNCTUATION)
        case ItemList():
            return (field.least + field.most) / 2 * (_all(field.fields) + 1)
        case PlannedList():
            return field.usual * (_all(field.fields) + 1)
        case Group():
            return _all(field.fields)
        case _:
            assert_never(field)


def _words(count: int) -> float:
    return count * _TOKENS_PER_WORD


def _named(name: str) -> int:
    return -(-len(name) // _CHARACTERS_PER_NAME_TOKEN) + _PUNCTUATION
