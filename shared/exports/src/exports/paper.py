"""What the template of the PDF is given: the document, with the few things that only paper needs.

Long words get places where they may be broken, and characters that no font has are replaced and named.
"""

from datetime import datetime
from typing import Final

import orjson

from exports import fonts, seams
from exports.fitting import contents_depth, title_size
from exports.model import Export
from exports.retexting import Changes, retexted

_MOMENT: Final = ("year", "month", "day", "hour", "minute", "second")


def characters(export: Export) -> frozenset[str]:
    """Return the characters of a document."""
    return frozenset(orjson.dumps(export).decode())


def sheet(export: Export, moment: datetime, lacking: frozenset[str]) -> str:
    """Return the template's data as JSON; `lacking` are the characters that no font has."""
    signs = {ord(character): fonts.sign(character) for character in lacking}
    changes = Changes(
        running=lambda text: seams.in_text(text.translate(signs)),
        table=lambda text: seams.in_table(text.translate(signs)),
    )
    shown = retexted(export, changes)
    language, _, region = export.language.partition("-")
    notes = [("How this document was made", shown.note)] if shown.note else []
    if any(signs.values()):
        notes.append(("Characters missing here", fonts.notice(lacking)))
    data = {
        "document": shown,
        "title_size": title_size(export.title),
        "lang": language,
        "region": region,
        "fonts": fonts.FAMILIES,
        "moment": {name: getattr(moment, name) for name in _MOMENT},
        "notes": notes,
        "contents_depth": contents_depth(export),
    }
    return orjson.dumps(data).decode()
