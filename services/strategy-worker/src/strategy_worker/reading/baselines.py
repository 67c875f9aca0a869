"""The user's own figures, laid beside the path and the metrics they speak about."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from shared.contracts.requests import Brief
from strategy_worker.knowledge import schema
from strategy_worker.knowledge.industry import Industry
from strategy_worker.knowledge.load import KnowledgeBase
from strategy_worker.reading.evidence import mentions
from strategy_worker.reading.text import name

_TICKET_WORDS: Final = (
    "price",
    "average order*",
    "order value",
    "aov",
    "contract value",
    "acv",
    "average bill",
    "average invoice",
    "deal size",
    "average gift",
    "average sale",
    "ticket",
    "fee",
    "job value",
    "income per",
    "average spend",
    "average fee",
    "average value",
    "average project*",
    "average receipt",
    "average sum",
    "average revenue",
    "average spending",
    "project value",
    "booking value",
    "basket value",
    "freight value",
    "value of",
    "value per",
    "revenue per",
    "budget per",
    "gift per",
    "contract sum",
)
_CURRENCY: Final = re.compile(
    r"\b(?:[A-Z]{3}|[Ee]uros?|[Pp]ounds?|[Dd]ollars?|[Ff]rancs?|[Kk]ronor|[Zz]loty)\b|[£€$¥₹]"
)
_HOURS_WORDS: Final = ("hours per", "hours a", "hour per", "time per", "hours")


@dataclass(frozen=True, slots=True)
class Given:
    """A figure of the brief under its own name."""

    label: str
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Baselines:
    """Figures by what they are: volumes and rates of path steps, metrics, price, hours, and those without a place."""

    volumes: Mapping[int, Given] = field(default_factory=dict[int, Given])
    rates: Mapping[int, Given] = field(default_factory=dict[int, Given])
    metrics: Mapping[str, Given] = field(default_factory=dict[str, Given])
    ticket: Given | None = None
    hours_per_unit: Given | None = None
    unplaced: tuple[Given, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the brief gives no figure at all."""
        return not (self.volumes or self.rates or self.metrics or self.ticket or self.hours_per_unit or self.unplaced)


def place(brief: Brief, industry: Industry, base: KnowledgeBase) -> Baselines:
    """Lay out the baselines of a brief; each figure is used for one thing only."""
    volumes: dict[int, Given] = {}
    rates: dict[int, Given] = {}
    metrics: dict[str, Given] = {}
    unplaced: list[Given] = []
    ticket: Given | None = None
    hours: Given | None = None
    for label, quantity in sorted(brief.baselines.items()):
        given = Given(name(label), quantity.value, name(quantity.unit, fallback="units"))
        text = label.replace("_", " ")
        stage = _stage(text, industry)
        metric = _metric(text, base)
        is_ticket = mentions(text, _TICKET_WORDS) or (
            is_money(given) and mentions(text, ("average*", "mean", "typical"))
        )
        if is_ticket and ticket is None and quantity.value > 0 and not is_share(given):
            ticket = given
        elif mentions(text, _HOURS_WORDS) and hours is None and quantity.value > 0:
            hours = given
        elif is_share(given) and "rate" in text.lower() and stage and metric is None and 0 < quantity.value <= 100:
            rates.setdefault(stage, given)
        elif metric and metric.kind != "count" and (stage is None or is_share(given) or metric.kind != "rate"):
            metrics.setdefault(metric.id, given)
        elif stage is not None and not is_share(given) and not is_money(given) and quantity.value > 0:
            volumes.setdefault(stage, given)
        else:
            unplaced.append(given)
    return Baselines(volumes, rates, metrics, ticket, hours, tuple(unplaced))


def is_share(given: Given) -> bool:
    """Whether a figure is a percentage."""
    return given.unit.strip().lower() in {"%", "percent", "per cent", "pct"}


def is_money(given: Given) -> bool:
    """Whether a figure is an amount of money, by its currency."""
    return _CURRENCY.search(given.unit) is not None


def _stage(text: str, industry: Industry) -> int | None:
    lengths = [mentions(text, step.words) for step in industry.path]
    best = max(lengths)
    return max(i for i, length in enumerate(lengths) if length == best) if best else None


def _metric(text: str, base: KnowledgeBase) -> schema.MetricDefinition | None:
    length, found = max(((mentions(text, m.words), m) for m in base.metrics.values()), key=lambda pair: pair[0])
    return found if length else None
