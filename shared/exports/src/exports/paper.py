"""What the template of the PDF is given: the document, with the few things that only paper needs.

Long words get places where they may be broken, and characters that no font has are replaced and named.
"""

import re
from datetime import datetime
from typing import Final

import orjson

from exports import fonts
from exports.contents import depth_of
from exports.model import Export
from exports.retexting import Changes, retexted

_BREAK: Final = "\u200b"
_LONG_IN_TABLE: Final = re.compile(r"\S{17,}")
_LONG: Final = re.compile(r"\S{48,}")
_SEAM: Final = re.compile(r"(?<=[_/.:@&?=+])(?=\w)")
_UNBROKEN: Final = re.compile(r"[^\u200b]{24}")
_TITLE_SIZES: Final = ((44, 32), (80, 26), (150, 21), (260, 16))
_SMALLEST_TITLE: Final = 12
_MOMENT: Final = ("year", "month", "day", "hour", "minute", "second")


def characters(export: Export) -> frozenset[str]:
    """Return the characters of a document."""
    return frozenset(orjson.dumps(export).decode())


def sheet(export: Export, moment: datetime, lacking: frozenset[str]) -> str:
    """Return the template's data as JSON; `lacking` are the characters that no font has."""
    signs = {ord(character): fonts.sign(character) for character in lacking}
    changes = Changes(
        running=lambda text: _LONG.sub(_broken, text.translate(signs)),
        table=lambda text: _LONG_IN_TABLE.sub(_broken, text.translate(signs)),
    )
    shown = retexted(export, changes)
    language, _, region = export.language.partition("-")
    notes = [("How this document was made", shown.note)] if shown.note else []
    if any(signs.values()):
        notes.append(("Characters missing here", fonts.notice(lacking)))
    data = {
        "document": shown,
        "title_size": next((size for most, size in _TITLE_SIZES if len(export.title) <= most), _SMALLEST_TITLE),
        "lang": language,
        "region": region,
        "fonts": fonts.FAMILIES,
        "moment": {name: getattr(moment, name) for name in _MOMENT},
        "notes": notes,
        "contents_depth": depth_of(export),
    }
    return orjson.dumps(data).decode()


def _broken(found: re.Match[str]) -> str:
    return _UNBROKEN.sub(lambda piece: piece[0] + _BREAK, _SEAM.sub(_BREAK, found[0]))
