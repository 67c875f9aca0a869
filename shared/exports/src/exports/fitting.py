"""What makes room on the first pages: the size of the title, and how deep the contents go."""

from typing import Final

from exports.model import Export, Heading, Part

_MOST_ENTRIES: Final = 44
# The longest title for each size in points.
_TITLE_SIZES: Final = ((44, 30), (80, 25), (150, 20), (260, 15))
_SMALLEST_TITLE: Final = 12


def title_size(title: str) -> int:
    """Return the size in points at which a title fits its field."""
    return next((size for most, size in _TITLE_SIZES if len(title) <= most), _SMALLEST_TITLE)


def contents_depth(export: Export) -> int:
    """Return 2, or 1 when the second level would not fit a page."""
    return 2 if sum(map(_entries, export.parts)) <= _MOST_ENTRIES else 1


def _entries(part: Part) -> int:
    return 1 + sum(isinstance(block, Heading) and block.level == 2 for block in part.blocks)
