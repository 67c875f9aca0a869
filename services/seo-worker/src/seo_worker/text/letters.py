"""Which letters belong to words, which of those put no spaces between words, and which characters mean nothing."""

import re
import unicodedata
from typing import Final

# `\w` leaves combining marks out, which would tear words of Hindi, Thai or decomposed Latin apart.
MARKS: Final = "".join(chr(c) for c in range(0x300, 0x3100) if unicodedata.category(chr(c)).startswith("M"))
# Thai, Lao, Burmese, Khmer, kana, Chinese characters.
SPACELESS_LETTERS: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0002fa1f"
)
_SPACELESS: Final = re.compile(f"[{SPACELESS_LETTERS}]")
# Particles are written onto Korean words, so the word that was asked for is found by its characters only.
_HANGUL: Final = re.compile("[\uac00-\ud7af\u1100-\u11ff\u3130-\u318f]")
# Soft hyphens, zero-width characters and directions; Hebrew points, Arabic vowel signs, the stretching tatweel.
_SILENT: Final = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u0652\u0670]"
)
_OTHER_WIDTH: Final = re.compile("[\uff01-\uffdc]+")
# The dot that case folding leaves of the Turkish capital İ.
_DOTTED_I: Final = "i\u0307"


def plain_width(text: str) -> str:
    """Return the text without characters that nobody sees, full-width and half-width letters in their usual width."""
    return _OTHER_WIDTH.sub(lambda found: unicodedata.normalize("NFKC", found[0]), _SILENT.sub("", text))


def folded(text: str) -> str:
    """Return text of any script in the one form in which texts are compared."""
    visible = unicodedata.normalize("NFC", plain_width(text))
    return unicodedata.normalize("NFC", visible.casefold().replace(_DOTTED_I, "i"))


def holds_spaceless(text: str) -> bool:
    """Tell whether any letter of the text is of a script that puts no spaces between words."""
    return _SPACELESS.search(text) is not None


def is_spaceless(text: str) -> bool:
    """Tell whether the text is mostly in a script that puts no spaces between words."""
    letters = sum(c.isalpha() for c in text)
    return letters > 0 and len(_SPACELESS.findall(text)) * 2 > letters


def is_sought_by_letters(keyword: str) -> bool:
    """Tell whether a keyword can only be found by its characters, as its words may not stand apart in a text."""
    return _SPACELESS.search(keyword) is not None or _HANGUL.search(keyword) is not None
