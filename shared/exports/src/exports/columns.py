"""Widths of table columns for a page of A4, so that no word is cut and no column wastes what another needs.

Widths are counted in characters of the small type that tables are set in.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from exports.model import Block, Column, Runs, Table, plain

MOST_COLUMNS: Final = 8
# How many characters a line of A4 holds, by the most columns for which the type has that size.
_CAPACITY: Final = ((3, 102), (5, 108), (MOST_COLUMNS, 116))
_PADDING: Final = 3
_PADDING_OF_FIGURES: Final = 5
# What is so short stays on one line.
SHORT: Final = 13
# Headers are set bold.
_HEADER: Final = 1.15
# Longer words may be broken, in tables of many columns sooner: they are names of events and addresses.
_LONGEST_WORDS: Final = ((4, 28), (MOST_COLUMNS, 18))
_NUMBER: Final = re.compile(r"(?:about |under |× )?[-+−]?[\d.,\s]*\d[\d.,\s]*(?:\s?[%€$£])?|–", re.IGNORECASE)

_WORD_END: Final = re.compile(r"[\s\u200b/-]+")

Rows = Sequence[Sequence[Runs]]


@dataclass(slots=True)
class _Width:
    least: float
    most: float
    wish: float
    is_numeric: bool
    now: float = 0.0


def fits(headers: Sequence[Runs], rows: Rows) -> bool:
    """Say whether a table can be set across a page."""
    return len(headers) <= MOST_COLUMNS and sum(w.least for w in _widths(headers, rows)) <= _capacity(len(headers))


def laid_out(headers: Sequence[Runs], rows: Rows) -> tuple[Column, ...]:
    """Return the columns with their shares of the width, which add up to 1."""
    widths = _widths(headers, rows)
    _share_out(widths)
    total = sum(width.now for width in widths)
    return tuple(
        Column(header, round(width.now / total, 4), width.is_numeric)
        for header, width in zip(headers, widths, strict=True)
    )


def aligned(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Give the tables of a section that have the same headers the same widths, so that they read as one."""
    rows: dict[tuple[str, ...], list[tuple[Runs, ...]]] = {}
    for block in blocks:
        if isinstance(block, Table):
            rows.setdefault(_names(block), []).extend(block.rows)
    return tuple(
        replace(block, columns=laid_out([column.header for column in block.columns], rows[_names(block)]))
        if isinstance(block, Table)
        else block
        for block in blocks
    )


def _names(table: Table) -> tuple[str, ...]:
    return tuple(plain(column.header) for column in table.columns)


def _capacity(count: int) -> int:
    return next(capacity for most, capacity in _CAPACITY if count <= most)


def _longest(count: int) -> int:
    return next(longest for most, longest in _LONGEST_WORDS if count <= most)


def _widths(headers: Sequence[Runs], rows: Rows) -> list[_Width]:
    bound = _longest(min(len(headers), MOST_COLUMNS))
    return [_width(plain(header), [plain(row[index]) for row in rows], bound) for index, header in enumerate(headers)]


def _width(header: str, cells: Sequence[str], bound: int) -> _Width:
    is_numeric = _is_numeric(cells)
    padding = _PADDING_OF_FIGURES if is_numeric else _PADDING
    longest = max(min(length, bound) for length in (_longest_word(header) * _HEADER, *map(_longest_word, cells), 1))
    lengths = [len(cell) for cell in cells] or [1]
    most = max(len(header) * _HEADER, *lengths)
    # Rows are as high as their highest cell, so the fullest cell counts for something beside the usual one.
    wish = (sum(lengths) / len(lengths)) ** 0.6 * max(lengths) ** 0.3
    return _Width(padding + (most if most <= SHORT else longest), padding + most, wish, is_numeric)


def _longest_word(text: str) -> int:
    return max(map(len, _WORD_END.split(text)))


def _share_out(widths: Sequence[_Width]) -> None:
    """Give every column its least, and hand out the rest by wish until a column needs no more."""
    for width in widths:
        width.now = width.least
    rest, waiting = _left(widths), _waiting(widths)
    while rest > 1 and waiting:
        wishes = sum(width.wish for width in waiting)
        for width in waiting:
            width.now = min(width.now + rest * width.wish / wishes, width.most)
        rest, waiting = _left(widths), _waiting(widths)


def _left(widths: Sequence[_Width]) -> float:
    return _capacity(len(widths)) - sum(width.now for width in widths)


def _waiting(widths: Sequence[_Width]) -> list[_Width]:
    return [width for width in widths if width.wish and width.now < width.most - 0.5]


def _is_numeric(cells: Sequence[str]) -> bool:
    return any(any(character.isdigit() for character in cell) for cell in cells) and all(
        _NUMBER.fullmatch(cell.strip()) for cell in cells
    )
