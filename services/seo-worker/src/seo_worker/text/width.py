"""Estimates how wide a title is drawn in a result list: Arial at 20 px, the widths are those of its metrics."""

import unicodedata
from typing import Final

_FONT_PX: Final = 20
_GROUPS: Final = {
    191: "'",
    222: "ijl‘’",
    260: "|",
    278: " !,./:;I[\\]ft",
    333: "()-r`“”{}",
    355: '"',
    389: "*",
    500: "Jcksvxyz",
    556: "#$0123456789?L_abdeghnopqu–",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "—…",
    1015: "@",
}
_WIDTHS: Final = {character: width for width, characters in _GROUPS.items() for character in characters}
_OTHER: Final = 556
_WIDE: Final = 1000


def display_px(text: str) -> int:
    """Return the width in pixels; letters with accents count as their base, full-width characters as one em."""
    return round(sum(_width(c) for c in unicodedata.normalize("NFD", text)) * _FONT_PX / 1000)


def _width(character: str) -> int:
    if character in _WIDTHS:
        return _WIDTHS[character]
    if unicodedata.combining(character):
        return 0
    return _WIDE if unicodedata.east_asian_width(character) in "WF" else _OTHER
