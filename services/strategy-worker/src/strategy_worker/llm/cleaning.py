"""A text of the model as the document may hold it: composed, on one line, without characters that hide something."""

import re
import unicodedata
from typing import Final

# Control characters, lone surrogates, direction marks, invisible operators, tag characters, the replacement character.
# The joiners U+200C and U+200D stay, since some scripts can't be written without them.
HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffd\ud800-\udfff\U000e0000-\U000e0fff]"
)
_BREAK: Final = re.compile(r"[\s\x85\u2028\u2029]+")
_PARAGRAPH: Final = re.compile(r"(?:\r\n?|\n|\u2029)[^\S\n]*(?:\r\n?|\n|\u2029)\s*")
# A Roman twenty is a century in some languages, so X stands for a number only beside a unit or when there are many.
_PLACEHOLDER: Final = re.compile(
    r"""\{\{.*?\}\} | \$\{.*?\} | \[[^\]\d][^\]]*\] | \blorem\ ipsum\b | \b(?:TBD|TODO|TBA|FIXME)\b | _{3,}
    | <(?:your|insert|name|company|business|product|city|number|price|amount|date)\b[^<>]*>
    | \bX{2,}\s?(?:%|€|\$|£|EUR\b|USD\b|GBP\b) | [€$£]\s?X+\b | \bX{4,}\b""",
    re.VERBOSE,
)
_NOTHING: Final = frozenset(
    {"", "n/a", "na", "none", "null", "nil", "unknown", "string", "text", "placeholder", "example", "undefined", "same"}
)


def cleaned(value: str) -> str:
    """Return the text in composed form on one line, without characters nobody can see."""
    return _BREAK.sub(" ", HIDDEN.sub("", unicodedata.normalize("NFC", value))).strip()


def cleaned_paragraphs(value: str) -> str:
    """Return the text like `cleaned`, but keep its paragraphs, an empty line between two."""
    return "\n\n".join(text for part in _PARAGRAPH.split(value) if (text := cleaned(part)))


def is_placeholder(value: str) -> bool:
    """Tell whether a clean text stands in for one that nobody wrote."""
    if not any(character.isalnum() for character in value):
        return True
    return value.casefold().strip(" .!…-–—*_“”\"'()") in _NOTHING or _PLACEHOLDER.search(value) is not None
