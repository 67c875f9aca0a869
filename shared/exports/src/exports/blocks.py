"""Blocks from plain texts: whatever a page said is cleaned here, and is one line where a line is meant."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import orjson
from pydantic import JsonValue

from exports.cleaning import clean, line
from exports.model import Block, Fact, Facts, Heading, Listing, Paragraph, Run, Runs
from exports.tabular import tabular

_SCHEMES: Final = ("http://", "https://")
_LONGEST_ADDRESS: Final = 2000
_NOTHING: Final = "–"
# Workers store no longer pieces; whoever else wrote one can't fill a book with it.
_LONGEST: Final = 1000

Shown = str | Runs


def runs(text: str) -> Runs:
    """Return a text on one line."""
    return (Run(_line(text)),)


def lines(texts: Iterable[str]) -> Runs:
    """Return texts below one another."""
    return (Run("\n".join(filter(None, map(_line, texts)))),)


def address(url: str, *, within: str = "") -> Runs:
    """Return an address that can be followed, when a browser would open it; shortly where it lies within another."""
    whole = line(url)
    is_safe = whole == url and url.startswith(_SCHEMES) and len(url) <= _LONGEST_ADDRESS and " " not in url
    shown = whole.removeprefix(within) if within and whole.startswith(f"{within}/") else whole
    return (Run(shown if len(shown) <= _LONGEST else _line(shown), href=whole if is_safe else None),)


def titled(title: str, mark: str) -> Runs:
    """Return a title with the small mark it is found by in the data."""
    shown = _line(mark)
    return (Run(f"{_line(title)} "), Run(shown, code=True)) if shown else runs(title)


def heading(level: int, title: Shown) -> Heading:
    """Return a heading inside a part."""
    return Heading(level, runs(title) if isinstance(title, str) else title)


def paragraph(text: Shown) -> Paragraph:
    """Return a paragraph."""
    return Paragraph(runs(text) if isinstance(text, str) else text)


def facts(*pairs: tuple[str, Shown]) -> Iterator[Block]:
    """Yield labels and values; what has no value is left out, and so is the whole when nothing has one."""
    items = [(label, runs(value) if isinstance(value, str) else value) for label, value in pairs]
    kept = tuple(Fact(runs(label), value) for label, value in items if any(run.text for run in value))
    if kept:
        yield Facts(kept)


def listing(texts: Iterable[Shown]) -> Iterator[Block]:
    """Yield a list of texts, or nothing when there are none."""
    items = tuple((paragraph(text),) for text in texts)
    if items:
        yield Listing(items)


def table(headers: Sequence[str], rows: Iterable[Sequence[Shown]]) -> Iterator[Block]:
    """Yield rows under headers without the columns that are empty in every row."""
    cells = [[runs(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    kept = [index for index in range(len(headers)) if any(_says(row[index]) for row in cells)]
    if kept:
        shown = tuple(tuple(row[index] if _says(row[index]) else runs(_NOTHING) for index in kept) for row in cells)
        yield from tabular(tuple(runs(headers[index]) for index in kept), shown)


def words(evidence: JsonValue) -> str:
    """Return a piece of evidence as text, also the kind of one that was stored as data."""
    return clean(evidence if isinstance(evidence, str) else orjson.dumps(evidence).decode())


def _line(text: str) -> str:
    shown = line(text[: 2 * _LONGEST])
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"


def _says(cell: Runs) -> bool:
    return any(run.text for run in cell)
