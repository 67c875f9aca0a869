"""How deep the contents of a document go: as deep as fits a page."""

from typing import Final

from exports.model import Export, Heading, Part

_MOST_ENTRIES: Final = 44


def depth_of(export: Export) -> int:
    """Return 2, or 1 when the second level would not fit."""
    return 2 if sum(map(_entries, export.parts)) <= _MOST_ENTRIES else 1


def _entries(part: Part) -> int:
    return 1 + sum(isinstance(block, Heading) and block.level == 2 for block in part.blocks)
