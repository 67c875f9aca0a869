"""A document as PDF: Typst sets it from JSON, so nothing in a text can be taken for a command.

The PDF is tagged and checked against PDF/UA-1 while it is made. A character without a shape would fail that check, so
none can be left blank unnoticed.
"""

from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Final

import typst

from exports import fonts, paper
from exports.model import Export

_STANDARD: Final = "ua-1"


def render(export: Export, made_at: datetime) -> bytes:
    """Return the PDF; its dates are those of the version, so the same version gives the same bytes."""
    found = paper.characters(export)
    if found <= fonts.COMMON:
        return _set(export, made_at, frozenset())
    try:
        return _set(export, made_at, found - fonts.covered())
    except typst.TypstError:
        # A letter under a sign of another script needs two fonts at once, and then has no shape either.
        return _set(export, made_at, found - fonts.covered(first_only=True))


def _set(export: Export, made_at: datetime, lacking: frozenset[str]) -> bytes:
    moment = made_at.astimezone(UTC)
    folder = Path(str(files("exports")))
    return typst.compile(
        folder / "document.typ",
        root=folder,
        font_paths=fonts.load(),
        sys_inputs={"document": paper.sheet(export, moment, lacking)},
        pdf_standards=[_STANDARD],
    )
