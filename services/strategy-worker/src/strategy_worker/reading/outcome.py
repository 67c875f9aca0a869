"""The desired outcome as a metric with direction, start, target, unit and horizon; what isn't there stays empty."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal

from strategy_worker.knowledge import schema
from strategy_worker.knowledge.industry import Industry
from strategy_worker.knowledge.load import KnowledgeBase
from strategy_worker.reading import numbers
from strategy_worker.reading.baselines import Baselines
from strategy_worker.reading.evidence import mentions
from strategy_worker.reading.nouns import noun_after, noun_before, share_of, wanted
from strategy_worker.reading.text import clean

_DOWN: Final = re.compile(
    r"\b(?:reduc\w*|cut\w*|lower\w*|decreas\w*|halv\w*|fewer|less|drop\w*|shorten\w*|minimi[sz]e)\b", re.IGNORECASE
)
_TIMES: Final = re.compile(
    r"\b(?:(?P<double>doubl\w+)|(?P<triple>tripl\w+)|(?P<halve>halv\w+)|(?P<x>\d{1,2}(?:\.\d)?)x)\b", re.IGNORECASE
)
_BY: Final = re.compile(r"\bby\s*(?:about\s*|at least\s*)?$", re.IGNORECASE)
# "Grow revenue 30%" is growth; of a rate the same words would leave open whether points or percent are meant.
_GROWS: Final = re.compile(
    r"\b(?:grow|increas|rais|boost|lift|reduc|cut|lower)\w*\s+"
    r"(?:(?!(?:to|at|of|from|above|over|than|by|rate|margin|share|occupancy|conversion)\b)[\w-]+\s+){1,3}$",
    re.IGNORECASE,
)
# An average, a cost or what is left of a sale is money too, but no sum that so many customers bring.
_BROUGHT: Final = frozenset({"revenue", "donations"})
# Who wants to win fifteen clients does not count the ones already there.
_WON: Final = re.compile(
    r"\b(?:new|more|additional|extra|another|first|win|won|sell|sold|sign\w*|gain|find|book\w*|fill|add)\b",
    re.IGNORECASE,
)
_AVERAGE: Final = re.compile(r"\b(?:average|mean)\b", re.IGNORECASE)
_ASIDE: Final = re.compile(r"\b(?:with|without|while|using|and|but|despite)\b", re.IGNORECASE)
_NAMED: Final = re.compile(r"\b(?:to|reach\w*|of|hit|than|least)\s*$", re.IGNORECASE)
_EACH: Final = re.compile(r"^\s*(?:/|per\b|(?:an?|each|every)\s+(?:day|week|month|quarter|year)\b)", re.IGNORECASE)
_MORE: Final = re.compile(
    r"^\s*(?:more|higher|increase|growth|uplift|fewer|less|lower|reduction|rise)\b", re.IGNORECASE
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
    def is_on_path(self) -> bool:
        """Whether the outcome is a step of the industry's path, or money that customers bring."""
        if self.kind == "money":
            return self.metric is None or self.metric.id in _BROUGHT
        if self.kind != "count" or self.down:
            return False
        return self.stage is not None or (self.metric is not None and self.metric.id == "new_customers")

    @property
    def stock(self) -> float | None:
        """The number that is reached today: only the rest has to come on top of it."""
        if self.kind != "count" or self.start is None or self.target is None:
            return None
        return self.start if 0 < self.start < self.target else None

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
    rest = numbers.in_digits(rest)
    found = numbers.amounts(rest)
    factor, absolute = _relative(rest, found)
    start, target = _from_to(rest, absolute)
    chosen = target or (_first_meant(rest, absolute) if factor is None else None)
    unit = chosen.unit if chosen else ""
    metric, stage = _what(rest, chosen, factor, industry, base)
    noun = _counted(rest, start, chosen, factor, metric)
    if noun and not unit:
        metric, stage = _agreeing(noun, metric, stage, industry)
        if _AVERAGE.search(rest):
            # Five nights on average are no five nights that so many people bring.
            noun, metric, stage = f"{noun} on average", None, None
    elif chosen and not noun and unit in {"", "%"} and metric is None and stage is None:
        chosen, start, unit = None, None, ""
    return Outcome(
        metric=metric,
        stage=stage,
        noun=noun,
        down=_is_down(rest),
        start=start.value if start else None,
        target=chosen.value if chosen else None,
        factor=factor,
        unit=unit,
        per=numbers.period(rest),
        weeks=weeks,
    )


def started(outcome: Outcome, figures: Baselines, text: str) -> Outcome:
    """Return the outcome with today's number of the same thing, unless the number is of one period or of new ones."""
    counted = outcome.kind == "count" and outcome.target is not None and outcome.start is None and not outcome.per
    given = figures.volumes.get(outcome.stage) if outcome.stage is not None else None
    if not counted or given is None or _WON.search(text) or numbers.period(f"{given.label} {given.unit}"):
        return outcome
    return replace(outcome, start=given.value)


def _is_down(text: str) -> bool:
    # "Sell 40 covers with less waste": what stands beside the wish doesn't turn its direction.
    return bool(_DOWN.search(_ASIDE.split(text, maxsplit=1)[0]))


def _first_meant(text: str, found: tuple[numbers.Amount, ...]) -> numbers.Amount | None:
    """Return the first amount that says what it counts, or that is named as the aim; other numbers are only there."""
    for amount in found:
        before, after = text[: amount.start], text[amount.end :]
        if amount.unit or noun_after(after) or _NAMED.search(before) or _EACH.search(after):
            return amount
    return None


def _relative(text: str, found: tuple[numbers.Amount, ...]) -> tuple[float | None, tuple[numbers.Amount, ...]]:
    times = _TIMES.search(text)
    if times:
        factor = 2.0 if times["double"] else 3.0 if times["triple"] else 0.5 if times["halve"] else float(times["x"])
        return factor, found
    for amount in found:
        before = text[: amount.start]
        if amount.unit == "%" and (_BY.search(before) or _GROWS.search(before) or _MORE.match(text[amount.end :])):
            share = amount.value / 100
            factor = 1 - share if _is_down(text) else 1 + share
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


def _counted(
    text: str,
    start: numbers.Amount | None,
    chosen: numbers.Amount | None,
    factor: float | None,
    metric: schema.MetricDefinition | None,
) -> str:
    if chosen and chosen.unit:
        if chosen.unit != "%" or metric is not None:
            return ""
        return wanted(text[: (start or chosen).start]) or share_of(text[chosen.end :])
    if chosen:
        return noun_after(text[chosen.end :]) or (noun_before(text[: start.start]) if start else "")
    times = _TIMES.search(text)
    return noun_after(text[times.end() :]) if times and factor is not None else ""


def _agreeing(
    noun: str, metric: schema.MetricDefinition | None, stage: int | None, industry: Industry
) -> tuple[schema.MetricDefinition | None, int | None]:
    # "Page one for ten keywords" speaks of search, but what is counted are keywords: neither metric nor step.
    # "Thirty direct bookings" are bookings, and no share of them.
    agreed_metric = metric if metric and metric.kind != "rate" and mentions(noun, metric.words) else None
    # "Nine contracts at full price" speaks of price, and what is counted is a step all the same.
    if stage is None and agreed_metric is None:
        stage = _stage(noun, industry)
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
