"""Numerals in prose and the numbers a document may use: those of the brief and of its own quantities."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from documents.model import Document
from documents.quantities import Quantity
from shared.contracts.requests import Brief

_NUMERAL = re.compile(
    r"(?P<date>\d{4}-\d{2}-\d{2})|(?<![\w.,/])\d{1,12}(?:[.,]\d{1,12}){0,4}(?![\w/])(?:\s?(?:%|percent|per cent))?"
    r"|(?<![\w.,/])\d{1,9}(?:\.\d{1,3})?(?=[kKxX]\b)"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_CLOSE = 0.011


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number written with digits; `readings` holds the values it can mean."""

    start: int
    end: int
    text: str
    readings: tuple[float, ...]
    is_percent: bool


def numerals(text: str) -> Iterator[Numeral]:
    """Yield the numerals of a text."""
    for found in _NUMERAL.finditer(text):
        digits = re.match(r"[\d.,]+", found.group())
        if digits is None or found["date"]:
            continue
        bare = digits.group().rstrip(".,")
        yield Numeral(
            found.start(), found.end(), found.group(), _readings(bare), len(found.group()) > len(digits.group())
        )


def known_numbers(document: Document, quantities: Iterable[Quantity], brief: Brief) -> frozenset[float]:
    """Return every number the brief or a quantity of the document states, rates also as percentages."""
    found = set(brief_numbers(brief))
    for item in quantities:
        found |= {value for value in (item.value, item.low, item.high) if value is not None}
        found |= {reading for number in numerals(f"{item.note} {item.source}") for reading in number.readings}
    for stage in document.path.stages:
        volumes = {stage.volume_low, stage.volume_mid, stage.volume_high}
        found |= volumes
        # How much more is needed than there is today: the one subtraction texts spell out.
        found |= {abs(volume - item.value) for volume in volumes for item in brief.baselines.values()}
        rates = (stage.rate_low, stage.rate_mid, stage.rate_high)
        found |= {value for rate in rates if rate is not None for value in (rate, rate * 100)}
    for benchmark in document.path.benchmarks:
        found |= {benchmark.low, benchmark.high, float(benchmark.year)}
    return frozenset(found)


def is_known(number: Numeral, known: frozenset[float]) -> bool:
    """Tell whether a numeral states one of the known numbers, rounding allowed."""
    return any(abs(value - reading) <= abs(value) * _CLOSE for value in known for reading in number.readings)


def brief_text(brief: Brief) -> str:
    """Return all prose of the brief, one fact a line."""
    return "\n".join(
        (
            brief.business_name,
            brief.industry,
            brief.target_audience,
            brief.desired_outcome,
            *brief.current_challenges,
            *brief.existing_competitors,
            brief.primary_keyword or "",
        )
    )


def brief_numbers(brief: Brief) -> Iterator[float]:
    """Yield every number the brief states, in words or as a fact."""
    for number in numerals(brief_text(brief) + "\n" + "\n".join(brief.baselines)):
        yield from number.readings
    yield from (item.value for item in brief.baselines.values())
    if brief.budget is not None:
        yield float(brief.budget.amount)
    if brief.horizon_weeks is not None:
        yield float(brief.horizon_weeks)


def _readings(digits: str) -> tuple[float, ...]:
    values: list[float] = []
    grouped = _THOUSANDS.fullmatch(digits) is not None
    if grouped:
        values.append(float(re.sub(r"[.,]", "", digits)))
    # A comma before three digits groups thousands in English; a point may do so elsewhere.
    if digits.count(".") + digits.count(",") <= 1 and not (grouped and "," in digits):
        values.append(float(digits.replace(",", ".")))
    return tuple(values)
