"""The desired outcome as a metric with direction, start, target, unit and horizon; what isn't there stays empty."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from strategy_worker.knowledge import schema
from strategy_worker.knowledge.industry import Industry
from strategy_worker.knowledge.load import KnowledgeBase
from strategy_worker.reading import numbers
from strategy_worker.reading.evidence import mentions
from strategy_worker.reading.text import clean

_DOWN: Final = re.compile(
    r"\b(?:reduc\w*|cut\w*|lower\w*|decreas\w*|halv\w*|fewer|less|drop\w*|shorten\w*|minimi[sz]e)\b", re.IGNORECASE
)
_TIMES: Final = re.compile(
    r"\b(?:(?P<double>doubl\w+)|(?P<triple>tripl\w+)|(?P<halve>halv\w+)|(?P<x>\d{1,2}(?:\.\d)?)x)\b", re.IGNORECASE
)
_BY: Final = re.compile(r"\bby\s*(?:about\s*|at least\s*)?$", re.IGNORECASE)
_MORE: Final = re.compile(
    r"^\s*(?:more|higher|increase|growth|uplift|fewer|less|lower|reduction|rise)\b", re.IGNORECASE
)
_FILLERS: Final = frozenset(
    {
        "or",
        "more",
        "new",
        "additional",
        "extra",
        "our",
        "the",
        "my",
        "its",
        "their",
        "number",
        "of",
        "good-fit",
        "further",
    }
)
_ENDS: Final = frozenset(
    {
        "per",
        "a",
        "an",
        "in",
        "by",
        "within",
        "from",
        "for",
        "on",
        "to",
        "and",
        "with",
        "each",
        "every",
        "this",
        "next",
        "over",
        "at",
        "until",
        "before",
    }
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the brief wants; `factor` is relative to today (1.2: twenty percent more), `noun` the counted thing."""

    metric: schema.MetricDefinition | None
    stage: int | None
    noun: str
    down: bool
    start: float | None
    target: float | None
    factor: float | None
    unit: str
    per: str | None
    weeks: int | None

    @property
    def kind(self) -> Literal["count", "money", "rate", "open"]:
        """What the target is: a number of something, an amount, a share, or nothing readable."""
        if self.unit == "%":
            return "rate"
        if self.unit:
            return "money"
        if self.target is None and self.factor is not None and self.metric:
            return "rate" if self.metric.kind == "days" else self.metric.kind
        return "count" if self.is_measurable else "open"

    @property
    def counts_per(self) -> str | None:
        """The period that a count belongs to; money that recurs counts customers in place, not new ones per period."""
        return None if self.kind == "money" else self.per

    @property
    def is_measurable(self) -> bool:
        """Whether the brief says from what to what, at least relative to today."""
        return self.target is not None or (
            self.factor is not None and bool(self.metric or self.stage is not None or self.noun)
        )


def parse(text: str, industry: Industry, base: KnowledgeBase) -> Outcome:
    """Read an outcome."""
    sentence = clean(text)
    weeks, rest = numbers.horizon(sentence)
    found = numbers.amounts(rest)
    factor, absolute = _relative(rest, found)
    start, target = _from_to(rest, absolute)
    chosen = target or (absolute[0] if absolute and factor is None else None)
    unit = chosen.unit if chosen else ""
    metric, stage = _what(rest, chosen, factor, industry, base)
    noun = _counted(rest, chosen, factor)
    if noun:
        metric, stage = _agreeing(noun, metric, stage, industry)
    elif chosen and not unit and metric is None and stage is None:
        chosen, start = None, None
    return Outcome(
        metric=metric,
        stage=stage,
        noun=noun,
        down=bool(_DOWN.search(rest)),
        start=start.value if start else None,
        target=chosen.value if chosen else None,
        factor=factor,
        unit=unit,
        per=numbers.period(rest),
        weeks=weeks,
    )


def _relative(text: str, found: tuple[numbers.Amount, ...]) -> tuple[float | None, tuple[numbers.Amount, ...]]:
    times = _TIMES.search(text)
    if times:
        factor = 2.0 if times["double"] else 3.0 if times["triple"] else 0.5 if times["halve"] else float(times["x"])
        return factor, found
    for amount in found:
        if amount.unit == "%" and (_BY.search(text[: amount.start]) or _MORE.match(text[amount.end :])):
            share = amount.value / 100
            factor = 1 - share if _DOWN.search(text) else 1 + share
            return max(factor, 0.0), tuple(a for a in found if a is not amount)
    return None, found


def _from_to(text: str, found: tuple[numbers.Amount, ...]) -> tuple[numbers.Amount | None, numbers.Amount | None]:
    for first, second in pairwise(found):
        before, between = text[: first.start].rstrip().lower(), text[first.end : second.start].lower()
        if before.endswith("from") and re.search(r"\bto\b|→|-", between):
            unit = second.unit or first.unit
            return _with_unit(first, unit), _with_unit(second, unit)
    return None, None


def _with_unit(amount: numbers.Amount, unit: str) -> numbers.Amount:
    return numbers.Amount(amount.value, unit, amount.start, amount.end)


def _what(
    text: str, chosen: numbers.Amount | None, factor: float | None, industry: Industry, base: KnowledgeBase
) -> tuple[schema.MetricDefinition | None, int | None]:
    unit = chosen.unit if chosen else ""
    kinds = {"money"} if unit not in {"", "%"} else {"rate", "days"} if unit == "%" and factor is None else None
    metric = _longest(text, base, kinds)
    if kinds == {"money"} and metric is None:
        metric = base.metrics["donations" if "mission" in industry.axes else "revenue"]
    stage = None if kinds else _stage(text, industry)
    if metric and metric.kind == "count" and stage is not None:
        return None, stage
    if metric and stage is not None:
        words = mentions(text, industry.path[stage].words)
        return (metric, None) if mentions(text, metric.words) > words else (None, stage)
    return metric, stage


def _counted(text: str, chosen: numbers.Amount | None, factor: float | None) -> str:
    if chosen:
        return "" if chosen.unit else _noun(text, chosen.end)
    times = _TIMES.search(text)
    return _noun(text, times.end()) if times and factor is not None else ""


def _agreeing(
    noun: str, metric: schema.MetricDefinition | None, stage: int | None, industry: Industry
) -> tuple[schema.MetricDefinition | None, int | None]:
    # "Page one for ten keywords" speaks of search, but what is counted are keywords: neither metric nor step.
    agreed_metric = metric if metric and mentions(noun, metric.words) else None
    agreed_stage = stage if stage is not None and mentions(noun, industry.path[stage].words) else None
    return agreed_metric, agreed_stage


def _longest(text: str, base: KnowledgeBase, kinds: set[str] | None) -> schema.MetricDefinition | None:
    scored = [(mentions(text, m.words), m) for m in base.metrics.values() if kinds is None or m.kind in kinds]
    best = max(scored, key=lambda pair: pair[0])
    if best[0]:
        return best[1]
    return None


def _stage(text: str, industry: Industry) -> int | None:
    scored = [(mentions(text, step.words), index) for index, step in enumerate(industry.path)]
    length, index = max(scored)
    if mentions(text, industry.path[-1].words):
        return len(industry.path) - 1
    return index if length and index else None


def _noun(text: str, end: int) -> str:
    """Return the plural noun that follows a place in the text, with at most two words before it."""
    words: list[str] = []
    for word in re.findall(r"[\w'-]+|[^\w\s]", text[end:]):
        if word.lower() in _ENDS or not word[0].isalpha() or len(words) == 3:
            break
        if words or word.lower() not in _FILLERS:
            words.append(word.lower())
    while words and not (words[-1].endswith("s") and words[-1].isascii()):
        words.pop()
    return " ".join(words)
