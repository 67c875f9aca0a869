"""What a text of the model may rest on, read once per strategy: brief, planned document, and what is flagged."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from documents import fields
from documents.model import StrategyDocument
from scoring import words
from scoring.compliance.folding import fold
from scoring.compliance.ground import Ground, ground
from scoring.compliance.passages import Blank
from scoring.lexicon import FUNCTION
from scoring.material import Material, read
from scoring.numerals import brief_text, numerals
from scoring.terms import has_meaning
from shared.contracts.requests import Brief
from strategy_worker.llm.briefing import Briefing
from strategy_worker.llm.checks.cleaning import visible
from strategy_worker.llm.checks.flagged import flagged_pieces, hidden_pieces, readings
from strategy_worker.llm.checks.number_words import spoken_numbers
from strategy_worker.llm.checks.vocabulary import is_ordinary
from strategy_worker.llm.model import Fault

COPY_SIZE: Final = 9
# Up to a dozen, a number says too little to rest on anything.
SMALL: Final = 12
ORDER_SIZE: Final = 4
SHINGLE_SIZE: Final = 6
_NAME_WORDS: Final = 3
_SHARE_UNITS: Final = ("%", "percent", "per cent", "share", "rate")
# What the arithmetic of the plan rests on; numbers of these sections are facts to everything that is written.
COUNTED: Final = frozenset({"path", "measurement", "plan", "ledger", "choice", "siteAudit"})


@dataclass(frozen=True, slots=True)
class Grounds:
    """The known numbers, words and wordings, and what must not come back.

    `numbers` are those of brief and planned document without the `ordered` ones, which only flagged pieces say.
    `words` are the case-folded words of the brief without its flagged pieces, and of the planned document. `spoken`,
    `planned` and `honest` are the wordings of the brief, of the document, and of the brief without what is flagged;
    `literal` is the last in lower case, for addresses. `copies` are the brief's nine-word runs, `shingles` the six-word
    runs of the system text, `orders` the runs of four words, or of three that all carry meaning, and `odd` the rare
    words of what is flagged. `judged` remembers the verdicts: a text is read when it is complete, and again with its
    section.
    """

    material: Material
    ground: Ground
    blank: Blank
    is_english: bool
    numbers: frozenset[float]
    ordered: frozenset[float]
    shares: frozenset[float]
    words: frozenset[str]
    spoken: str
    honest: str
    planned: str
    literal: str
    copies: frozenset[tuple[str, ...]]
    shingles: frozenset[tuple[str, ...]]
    orders: frozenset[tuple[str, ...]]
    odd: frozenset[str]
    nonce: str
    judged: dict[tuple[str, str], tuple[str, tuple[Fault, ...]]] = field(
        default_factory=dict[tuple[str, str], tuple[str, tuple[Fault, ...]]], compare=False
    )

    def says(self, spoken: str) -> bool:
        """Tell whether brief or planned document hold these words in this order."""
        return f" {spoken} " in self.spoken or f" {spoken} " in self.planned

    def knows(self, word: str) -> bool:
        """Tell whether a case-folded word, or each part of a compound, stands in the brief or planned document."""
        if word in self.words:
            return True
        bare = word.removesuffix("'s").removesuffix("s'")
        return bare in self.words or f"{bare}s" in self.words or all(part in self.words for part in bare.split("-"))


def grounds_of(document: StrategyDocument, brief: Brief, briefing: Briefing, system_text: str) -> Grounds:
    """Read brief and planned document; `system_text` is everything the model was told beside them."""
    material = read(document, brief)
    flagged = flagged_pieces(brief, briefing)
    hidden = hidden_pieces(brief)
    told = _lines(brief)
    honest = [_without(line, flagged) for line in told]
    planned = [prose.text for prose in fields.text_fields(document)]
    counted = [prose.text for prose in fields.text_fields(document) if prose.block in COUNTED]
    known = frozenset(word for line in (*honest, *planned) for word in _parts(line))
    ordered = _ordered(brief, flagged, honest, counted)
    # The firm's name has to stay sayable, whatever somebody has put behind it.
    named = " ".join(brief.business_name.split()[:_NAME_WORDS])
    allowed = frozenset(word for line in (*honest, named) for word in _parts(line))
    return Grounds(
        material=material,
        ground=ground(material),
        blank=Blank(brief),
        is_english=brief.locale.startswith("en"),
        numbers=(material.numbers | _stated((*told, *planned), counted)) - ordered,
        ordered=frozenset(value for value in ordered if value > SMALL),
        shares=_shares(material, (*honest, *counted)),
        words=known,
        spoken=_said(told),
        honest=_said(honest),
        planned=_said(planned),
        literal="\n".join((*honest, brief.domain or "")).casefold(),
        copies=_runs(told, COPY_SIZE),
        shingles=_shingles(system_text, (*told, *planned)),
        orders=_orders((*flagged, *hidden), honest),
        odd=_odd((*flagged, *hidden), allowed),
        nonce=briefing.nonce.casefold(),
    )


def _said(texts: Iterable[str]) -> str:
    return f" {' | '.join(' '.join(words.words(text)) for text in texts)} "


def _lines(brief: Brief) -> list[str]:
    facts = [f"{name.replace('_', ' ')} {item.unit}" for name, item in brief.baselines.items()]
    return [visible(line) for line in (*brief_text(brief).split("\n"), *facts)]


def _without(line: str, flagged: Iterable[str]) -> str:
    for piece in flagged:
        line = line.replace(piece, " ")
    # A piece may run over several lines of the text that is read here.
    return "" if any(line.strip() in piece for piece in flagged) else line


def _parts(line: str) -> Iterator[str]:
    for word in words.words(line):
        yield word
        yield word.removesuffix("'s")
        yield from word.split("-")


def values_of(texts: Iterable[str]) -> frozenset[float]:
    """Return every number that texts state in digits."""
    return frozenset(reading for text in texts for number in numerals(text) for reading in number.readings)


def _stated(said: Iterable[str], counted: Iterable[str]) -> set[float]:
    """Return the numbers of the counted sections, and those that brief or planned document write as words."""
    return set(values_of(counted)) | {
        value for text in said for number in spoken_numbers(fold(text)) for value in number.readings
    }


def _ordered(brief: Brief, flagged: Iterable[str], honest: Iterable[str], counted: Iterable[str]) -> frozenset[float]:
    """Return the numbers that only an order names; a figure is no fact because somebody wants it repeated."""
    facts = {item.value for item in brief.baselines.values()}
    if brief.budget is not None:
        facts.add(float(brief.budget.amount))
    if brief.horizon_weeks is not None:
        facts.add(float(brief.horizon_weeks))
    return frozenset(_stated(flagged, flagged) - _stated(honest, (*honest, *counted)) - facts)


def _shares(material: Material, texts: Iterable[str]) -> frozenset[float]:
    found = {reading for text in texts for number in numerals(text) if number.is_percent for reading in number.readings}
    for item in material.quantities:
        if any(unit in item.unit.casefold() or unit in item.name.casefold() for unit in _SHARE_UNITS):
            found |= {value for value in (item.value, item.low, item.high) if value is not None}
    for item in material.brief.baselines.values():
        if any(unit in item.unit.casefold() for unit in _SHARE_UNITS):
            found.add(item.value)
    for stage in material.document.path.stages:
        rates = (stage.rate_low, stage.rate_mid, stage.rate_high)
        found |= {value for rate in rates if rate is not None for value in (rate, rate * 100)}
    for benchmark in material.document.path.benchmarks:
        found |= {benchmark.low, benchmark.high}
    return frozenset(found | {value * 100 for value in found if value <= 1} | {100.0})


def _shingles(system_text: str, told: Iterable[str]) -> frozenset[tuple[str, ...]]:
    own = {run for text in told for run in words.ngrams(words.words(text), SHINGLE_SIZE)}
    lines = (words.words(line) for line in system_text.split("\n"))
    found = {run for line in lines for run in words.ngrams(line, SHINGLE_SIZE)}
    return frozenset(run for run in found - own if sum(word not in FUNCTION for word in run) > 1)


def _orders(flagged: Iterable[str], honest: Iterable[str]) -> frozenset[tuple[str, ...]]:
    allowed = _runs(honest, ORDER_SIZE)
    tokens = [words.words(text) for text in readings(flagged)]
    runs = (run for said in tokens for run in words.ngrams(said, ORDER_SIZE))
    short = (run for said in tokens for run in words.ngrams(said, ORDER_SIZE - 1))
    dense = frozenset(run for run in short if all(has_meaning(word) for word in run)) - _runs(honest, ORDER_SIZE - 1)
    return dense | frozenset(run for run in runs if run not in allowed and any(word not in FUNCTION for word in run))


def _runs(lines: Iterable[str], size: int) -> frozenset[tuple[str, ...]]:
    return frozenset(run for line in lines for run in words.ngrams(words.words(line), size))


def _odd(flagged: Iterable[str], allowed: frozenset[str]) -> frozenset[str]:
    found = {word for text in readings(flagged) for word in _parts(text)}
    return frozenset(word for word in found - allowed if len(word) > 2 and not word.isdigit() and not is_ordinary(word))
