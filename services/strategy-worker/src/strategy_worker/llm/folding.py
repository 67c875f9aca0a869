"""A text as the eye reads it: look-alike letters, digits for letters, accents and spaced letters undone.

Each folded character remembers where it comes from, so that what is found can be quoted word for word.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

# Letters of other scripts and of phonetic alphabets that look Latin; compatibility forms need no entry.
_LOOKS_LIKE: Final = str.maketrans(
    "аеёорсхуіїјѕһԁԛԝкмтвнгԍӏαβεικνορτυχωɪɢɴᴏʀᴇʟᴀᴘᴛᴜᴠᴡʏᴢᴋᴊɑɡıłøđƒʙᴄᴅꜰʜᴍꜱ",
    "aeeopcxyiijshdqwkmtbhrglabeiknoptuxwignorelaptuvwyzkjagilodfbcdfhms",
)
_DIGITS: Final = str.maketrans("013457@$|", "oieastasi")
# Letters in black circles and squares have no compatibility form.
_BLACK: Final = ((0x1F150, 0x1F169), (0x1F170, 0x1F189))
_SPACED: Final = re.compile(r"(?<!\w)\w(?:[^\S\n]{1,2}|[.·•*\-|/])(?:\w(?:[^\S\n]{1,3}|[.·•*\-|/])){3,}\w(?!\w)")
_TOKEN: Final = re.compile(r"[\w@$|]+")
_MIXED: Final = re.compile(r"[a-z][013457@$|]|[013457@$|][a-z]")


@dataclass(frozen=True, slots=True)
class Folded:
    """The folded text, and for each of its characters the place in the text it was made from."""

    text: str
    places: tuple[int, ...]

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the folded text begins and ends in the original."""
        return self.places[begin], self.places[end - 1] + 1


def folded(value: str) -> Folded:
    """Fold a text to small Latin letters without accents, digits inside words read as letters."""
    pairs = [(letter, place) for place, character in enumerate(value) for letter in _letters(character)]
    text = "".join(letter for letter, _ in pairs)
    return Folded(_TOKEN.sub(_read_digits, text), tuple(place for _, place in pairs))


def spaced(source: Folded) -> tuple[Folded, ...]:
    """Return the stretches of single letters with something between them, read as one word each."""
    return tuple(_squeezed(source, found.start(), found.end()) for found in _SPACED.finditer(source.text))


def _read_digits(found: re.Match[str]) -> str:
    token = found.group()
    return token.translate(_DIGITS) if _MIXED.search(token) else token


def _squeezed(source: Folded, begin: int, end: int) -> Folded:
    kept = [place for place in range(begin, end) if source.text[place].isalnum()]
    text = "".join(source.text[place] for place in kept).translate(_DIGITS)
    return Folded(text, tuple(source.places[place] for place in kept))


@lru_cache(maxsize=4096)
def _letters(character: str) -> str:
    """Return what a character looks like: nothing for an accent, at times more than one letter."""
    code = ord(character)
    for first, last in _BLACK:
        if first <= code <= last:
            return chr(ord("a") + code - first)
    plain = unicodedata.normalize("NFKD", character.casefold())
    bare = "".join(part for part in plain if not unicodedata.combining(part))
    # An underscore stands between words here, and no pattern has to tell it from their letters.
    return bare.casefold().translate(_LOOKS_LIKE).replace("_", " ")
