"""What the page of a strategy shows: a stored version, its findings beside their words, and its lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from pydantic.alias_generators import to_camel

from exports.model import Block
from gateway.dashboard.charts.donut import Arc, donut
from gateway.dashboard.marked import Marking, Wanted
from gateway.responses import to_json
from gateway.schemas.results import Finding
from gateway.schemas.strategies import StrategyVersion

DIMENSIONS: Final = ("clarity", "specificity", "outcome_focus", "proof", "objection_handling", "risk_removal")
_WHOLE: Final = 100
# Shown as lists of their own, so that they can be worked with; the exports have them as text too.
_LISTED: Final[Mapping[str, str]] = {
    "plan": "execution_plan",
    "measurement": "success_metrics",
    "openQuestions": "open_questions",
}
_LIST_ANCHORS: Final[dict[str, str]] = {"plan": "plan", "measurement": "metrics", "openQuestions": "questions"}


class _Listed(BaseModel):
    """An item of a list; an older worker may have left something out."""

    model_config = ConfigDict(alias_generator=to_camel, extra="ignore", frozen=True)


class Step(_Listed):
    """A step of the plan; `phase` is the day by which it is done."""

    phase: int = 0
    action: str = ""
    owner: str = ""
    effort: str = ""
    done_when: str = ""
    because: str = ""


class Quantity(_Listed):
    """A figure of the document, or what there is to do before there is one."""

    unit: str = ""
    basis: str = ""
    value: float | None = None
    low: float | None = None
    high: float | None = None
    note: str = ""


class Metric(_Listed):
    """How success is seen."""

    role: str = ""
    name: str = ""
    baseline: Quantity = Quantity()
    target: Quantity = Quantity()
    measured_by: str = ""
    measured_when: str = ""


class Assumption(_Listed):
    """What is taken for true, and how to find out."""

    id: str = ""
    statement: str = ""
    sensitivity: str = ""
    test: str = ""
    test_cost: str = ""


class Question(_Listed):
    """What an answer to it would change."""

    question: str = ""
    changes: str = ""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One of the six: points, what it brings to the overall score, and what weak parts of it cost."""

    key: str
    points: int
    earned: float | None
    lost: float | None


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with the place on the page where its words are; nothing when they are not in the text."""

    finding: Finding
    explanation: str
    place: str | None
    is_quoted: bool


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section to be read."""

    id: str
    anchor: str
    title: str
    source: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class StrategyView:
    """Everything the page shows of one version."""

    version: StrategyVersion
    business_name: str
    ring: tuple[Arc, ...]
    dimensions: tuple[Dimension, ...]
    findings: tuple[Found, ...]
    sections: tuple[ShownSection, ...]
    phases: tuple[tuple[int, tuple[Step, ...]], ...]
    metrics: tuple[Metric, ...]
    assumptions: tuple[Assumption, ...]
    questions: tuple[Question, ...]


def strategy_view(version: Mapping[str, object], business_name: str) -> StrategyView:
    """Work out what is shown of a version as the API tells it."""
    shown = StrategyVersion.model_validate_json(to_json(version))
    marking = Marking([Wanted(f"q{n}", each.evidence.quote) for n, each in enumerate(shown.findings, 1)], set())
    sections = tuple(
        ShownSection(each.id, f"s{n}", each.title, each.source, marking.blocks(each.body))
        for n, each in enumerate(shown.sections, 1)
        if not (each.id in _LISTED and getattr(shown, _LISTED[each.id]))
    )
    return StrategyView(
        version=shown,
        business_name=business_name,
        ring=_ring(shown.score.overall, shown.compliance),
        dimensions=tuple(_dimension(key, shown) for key in DIMENSIONS),
        findings=_found(shown.findings, marking.found, _LIST_ANCHORS | {each.id: each.anchor for each in sections}),
        sections=sections,
        phases=_phases(_items(Step, shown.execution_plan)),
        metrics=_items(Metric, shown.success_metrics),
        assumptions=_items(Assumption, shown.assumptions),
        questions=_items(Question, shown.open_questions),
    )


def _ring(points: int, compliance: str) -> tuple[Arc, ...]:
    return donut(((compliance, points), ("rest", _WHOLE - points)))[: 1 if points else 0]


def _dimension(key: str, shown: StrategyVersion) -> Dimension:
    name, told = to_camel(key), shown.contributions
    earned = sum(each.points for each in told.earned if each.dimension == name) if told else None
    lost = sum(each.points for each in told.lost if each.dimension == name) if told else None
    return Dimension(key, getattr(shown.score, key), earned, lost)


def _found(findings: Sequence[Finding], marked: set[str], anchors: Mapping[str, str]) -> tuple[Found, ...]:
    return tuple(_place(n, each, marked, anchors) for n, each in enumerate(findings, 1))


def _place(number: int, finding: Finding, marked: set[str], anchors: Mapping[str, str]) -> Found:
    extra: dict[str, Any] = finding.model_extra or {}
    evidence: dict[str, Any] = finding.evidence.model_extra or {}
    section = str(evidence.get("path", "")).partition(".")[0].partition("[")[0]
    is_quoted = f"q{number}" in marked
    place = f"q{number}" if is_quoted else anchors.get(section)
    return Found(finding, str(extra.get("explanation", "")), place, is_quoted)


def _phases(steps: Sequence[Step]) -> tuple[tuple[int, tuple[Step, ...]], ...]:
    return tuple((day, tuple(step for step in steps if step.phase == day)) for day in sorted({s.phase for s in steps}))


_Item = TypeVar("_Item", bound=_Listed)


def _items(kind: type[_Item], given: Sequence[object]) -> tuple[_Item, ...]:
    reader = TypeAdapter(kind)
    found: list[_Item] = []
    for each in given:
        try:
            found.append(reader.validate_python(each))
        except ValidationError:
            # What a later worker shapes otherwise is in the exports; the rest of the page is right without it.
            continue
    return tuple(found)
