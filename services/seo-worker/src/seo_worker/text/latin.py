"""Spells words with the plain letters that addresses use."""

import unicodedata
from typing import Final

_STRIPPED: Final = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_SPELT_OUT: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


def latin_forms(word: str) -> frozenset[str]:
    """Return the ways a folded word is spelt in plain letters (`größe`: groesse and grosse); none for other scripts."""
    forms = (_plain(word), _plain(word.translate(_SPELT_OUT)))
    return frozenset(form for form in forms if form.isascii())


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.translate(_STRIPPED))
    return "".join(c for c in decomposed if not unicodedata.combining(c))
