"""Puts the headings of a section into an order without gaps: readers and screen readers walk along it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from exports.model import Block, Heading, Listing, Paragraph, Quote

# Deeper than any heading of Markdown: a line in bold above what it names.
LEAD: Final = 7
_TOP: Final = 2
_DEEPEST: Final = 4


def settled(found: Iterable[Block]) -> tuple[Block, ...]:
    """Return the blocks with heading levels from 2 to 4, each at most one below the one before it."""
    blocks = tuple(found)
    levels = sorted({block.level for block in blocks if isinstance(block, Heading)})
    wanted = {level: min(_TOP + place, _DEEPEST) for place, level in enumerate(levels)}
    last = _TOP - 1
    done: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            last = min(wanted[block.level], last + 1)
            done.append(replace(block, level=last))
        else:
            done.append(_without_headings(block))
    return tuple(done)


def _without_headings(block: Block) -> Block:
    """Turn headings inside lists and quotations into bold paragraphs: the outline has no place for them."""
    match block:
        case Quote(blocks=inner):
            return Quote(tuple(_bold(each) for each in inner))
        case Listing(items=items, start=start):
            return Listing(tuple(tuple(_bold(each) for each in item) for item in items), start)
        case _:
            return block


def _bold(block: Block) -> Block:
    if isinstance(block, Heading):
        return Paragraph(tuple(replace(run, strong=True) for run in block.runs))
    return _without_headings(block)
