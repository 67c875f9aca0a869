"""A free text read once for all checks: its sentences in order, each with its worth, and the brief it answers."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from scoring.boilerplate import fingerprint
from scoring.model import Evidence
from scoring.prose.layout import Block, blocks
from scoring.prose.source import Source, source
from scoring.prose.splitting import quotations, sentences
from scoring.prose.statement import Statement, statement
from scoring.shapes import mean, ramp
from scoring.terms import Terms, terms
from scoring.words import ngrams
from shared.contracts.requests import Brief

PATH = "text"
_RUN = 4
_SAID_BEFORE = 0.6
_EMPTY = 0.1
_FULL = 0.55


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The text, its sentences in order, and `distinct`: each sentence once, repetitions left out.

    `borrowed` are the sentences that stand in strategies for other businesses too; they earn nothing.
    """

    source: Source
    brief: Brief
    terms: Terms
    statements: tuple[Statement, ...]
    distinct: tuple[Statement, ...]
    groups: Mapping[int, tuple[Statement, ...]]
    borrowed: tuple[Statement, ...]

    @property
    def gaps(self) -> list[Evidence]:
        """The gaps that somebody forgot to fill."""
        return [self.part(said, *said.gap) for said in self.statements if said.gap]

    def quote(self, start: int, end: int) -> Evidence:
        """Quote a span of the clean text in the characters of the original."""
        begin, stop = self.source.span(start, end)
        return Evidence(PATH, self.source.original[begin:stop], begin, stop)

    def part(self, said: Statement, start: int, end: int) -> Evidence:
        """Quote a span of a sentence."""
        return self.quote(said.start + start, said.start + end)

    def evidence(self, said: Statement | None) -> Evidence:
        """Quote a sentence; nothing when there is none."""
        return self.quote(said.start, said.end) if said else Evidence(PATH)


def read(text: str, brief: Brief, elsewhere: Set[int] = frozenset()) -> Manuscript:
    """Read a text against its brief; `elsewhere` marks sentences that other strategies hold."""
    known = terms(brief)
    clean = source(text)
    said = tuple(item for block in blocks(clean.text) for item in _statements(clean.text, block, known))
    borrowed = tuple(item for item in said if elsewhere and fingerprint(item.words, known) in elsewhere)
    strange = {id(item) for item in borrowed}
    distinct = _distinct(tuple(item for item in said if id(item) not in strange))
    kept = {id(item) for item in distinct}
    groups: dict[int, list[Statement]] = {}
    for item in distinct:
        groups.setdefault(item.block.group, []).append(item)
    substance = ramp(_substance(distinct), _EMPTY, _FULL)
    together = {number: _together(items, substance) for number, items in groups.items()}
    return Manuscript(
        source=clean,
        brief=brief,
        terms=known,
        statements=tuple(item if id(item) in kept else item.without_worth() for item in said),
        distinct=tuple(item for items in together.values() for item in items),
        groups=together,
        borrowed=borrowed,
    )


def _substance(said: Sequence[Statement]) -> float:
    """Return the mean worth of a word."""
    size = sum(len(item.words) for item in said)
    return sum(item.worth * len(item.words) for item in said) / size if size else 0.0


def _together(items: Sequence[Statement], substance: float) -> tuple[Statement, ...]:
    around = (substance + mean(item.worth for item in items)) / 2
    return tuple(item.among(around) for item in items)


def _statements(text: str, block: Block, known: Terms) -> list[Statement]:
    piece = text[block.start : block.end]
    marked = quotations(piece)
    found: list[Statement] = []
    for start, end in sentences(piece, marked):
        inside = [(left - start, right - start) for left, right in marked if start <= left and right <= end]
        found.append(statement(text, (block.start + start, block.start + end), block, inside, known))
    return found


def _distinct(said: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Leave out what was said before, in a fixed order of sentences, so that the order of the text doesn't matter."""
    seen: set[tuple[str, ...]] = set()
    keys: set[str] = set()
    kept: set[int] = set()
    for item in sorted((s for s in said if s.is_prose and s.words), key=lambda s: (s.key, s.lower)):
        runs = set(ngrams(tuple("#" if word[0].isdigit() else word for word in item.words), _RUN))
        is_new = item.key not in keys and (not runs or len(runs & seen) / len(runs) < _SAID_BEFORE)
        keys.add(item.key)
        seen |= runs
        if is_new:
            kept.add(id(item))
    return tuple(item for item in said if id(item) in kept)
