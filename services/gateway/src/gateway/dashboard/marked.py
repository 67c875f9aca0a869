"""A section's Markdown as blocks in which the quotes of findings are marked, so that a finding leads to its words."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, assert_never

from exports.model import Block, Code, Facts, Heading, Listing, Paragraph, Quote, Rule, Run, Runs, Table
from exports.parsing import blocks, parser

# What the parser's typographer changes in a text; a quote is from before that.
_PLAIN: Final = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_SHORTEST: Final = 4


@dataclass(frozen=True, slots=True)
class Marked(Run):
    """A run that is the quote of a finding; `mark` names it within the page."""

    mark: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A quote to look for; `mark` is its name when it is found."""

    mark: str
    quote: str


@dataclass(slots=True)
class Marking:
    """Looks for quotes in one section after the other; `found` holds the names of those that are marked."""

    wanted: Sequence[Wanted]
    found: set[str]

    def blocks(self, markdown: str) -> tuple[Block, ...]:
        """Return the blocks of a section; each quote is marked once."""
        return tuple(_changed(block, self._runs) for block in section_blocks(markdown))

    def _runs(self, runs: Runs) -> Runs:
        return tuple(piece for run in runs for piece in self._pieces(run))

    def _pieces(self, run: Run) -> Iterator[Run]:
        plain = run.text.translate(_PLAIN)
        for each in self.wanted:
            quote = each.quote.translate(_PLAIN)
            if each.mark in self.found or len(quote) < _SHORTEST or quote not in plain:
                continue
            self.found.add(each.mark)
            begin = plain.index(quote)
            end = begin + len(quote)
            yield from self._pieces(replace(run, text=run.text[:begin]))
            yield Marked(run.text[begin:end], run.strong, run.emphasis, run.code, run.href, each.mark)
            yield from self._pieces(replace(run, text=run.text[end:]))
            return
        if run.text:
            yield run


def section_blocks(markdown: str) -> tuple[Block, ...]:
    """Return the blocks of a section as the exports read it: markup in it stays text."""
    return blocks(markdown, parser())


def _changed(block: Block, change: Callable[[Runs], Runs]) -> Block:
    match block:
        case Heading() | Paragraph():
            return replace(block, runs=change(block.runs))
        case Facts():
            return replace(block, items=tuple(replace(item, value=change(item.value)) for item in block.items))
        case Table():
            return replace(block, rows=tuple(tuple(change(cell) for cell in row) for row in block.rows))
        case Listing():
            return replace(block, items=tuple(tuple(_all(item, change)) for item in block.items))
        case Quote():
            return replace(block, blocks=tuple(_all(block.blocks, change)))
        case Code() | Rule():
            return block
        case _:
            assert_never(block)


def _all(found: Iterable[Block], change: Callable[[Runs], Runs]) -> Iterator[Block]:
    return (_changed(block, change) for block in found)
