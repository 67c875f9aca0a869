"""Rows under headers, in the shape that a page of A4 can carry."""

from collections.abc import Iterator

from exports import columns
from exports.model import Block, Fact, Facts, Heading, Runs, Table
from exports.outline import LEAD


def tabular(headers: tuple[Runs, ...], rows: tuple[tuple[Runs, ...], ...]) -> Iterator[Block]:
    """Yield a table, or its rows one below the other when it is too wide for a page."""
    if columns.fits(headers, rows):
        yield Table(columns.laid_out(headers, rows), rows)
    else:
        yield from _stacked(headers, rows)


def _stacked(headers: tuple[Runs, ...], rows: tuple[tuple[Runs, ...], ...]) -> Iterator[Block]:
    """Set each row below the other, under its first cell: what is too wide for a page is read downwards."""
    for first, *others in rows:
        yield Heading(LEAD, first)
        yield Facts(tuple(Fact(header, cell) for header, cell in zip(headers[1:], others, strict=True)))
