"""What moves each signal, one at a time, on the strong strategy."""

import json
from collections.abc import Iterator
from typing import cast

import pytest

from documents.model import StrategyDocument, parse
from scoring.material import Material, read
from scoring.model import Signal
from scoring.signals import clarity, objections, outcome, proof, risk, specificity
from support_documents import common, strong


def _signals(document: StrategyDocument) -> Iterator[Signal]:
    material: Material = read(document, common.brief(document.framework))
    for module in (clarity, specificity, outcome, proof, objections, risk):
        yield from module.signals(material)


def _value(document: StrategyDocument, rule: str) -> float:
    return next(signal.value for signal in _signals(document) if signal.rule == rule)


def _with(path: str, value: object) -> StrategyDocument:
    """Return the strong strategy with one place of its wire form replaced."""
    data: dict[str, object] = json.loads(strong.positioning().model_dump_json(by_alias=True))
    *steps, last = path.split(".")
    place = cast("object", data)
    for step in steps:
        place = cast("list[object]", place)[int(step)] if step.isdigit() else cast("dict[str, object]", place)[step]
    if last.isdigit():
        cast("list[object]", place)[int(last)] = value
    else:
        cast("dict[str, object]", place)[last] = value
    return parse(data)


_LONG = " ".join(["The owner of the agency opens the project and looks at the margin of the week"] * 3) + "."
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WORSE: list[tuple[str, str, object]] = [
    ("clarity.sentence-length", "executiveSummary", " ".join(f"{_LONG[:-1]} {day}." for day in _DAYS)),
    ("clarity.hype", "executiveSummary", "A revolutionary, seamless, game-changing, best-in-class ledger, perhaps."),
    ("clarity.statement", "statement.benefit", "delivers value and builds trust"),
    ("clarity.refusals", "choice.refusals.0", {"what": "", "reason": ""}),
    ("clarity.refusals", "choice.refusals.0.reason", ""),
    ("clarity.one-term", "measurement.rules.0.metric", "Bank step rate"),
    ("specificity.named-owners", "plan.actions.0.owner", ""),
    ("specificity.observable-traits", "segment.traits", ["modern and growing brands", "leaders of the market"]),
    ("outcome.brief-outcome", "measurement.outcome.target.value", 400),
    ("outcome.brief-outcome", "measurement.outcome.target", {"name": "n", "unit": "", "basis": "to_measure"}),
    ("outcome.metric-definitions", "measurement.indicators.0.denominator", ""),
    ("outcome.metric-definitions", "measurement.indicators.0.measuredBy", ""),
    ("outcome.path-arithmetic", "path.stages.2.volumeMid", 300),
    ("outcome.path-arithmetic", "path.stages", []),
    ("outcome.path-arithmetic", "path.outcome.value", 500),
    ("outcome.decision-rules", "measurement.rules.0.metric", "Bank step rate"),
    ("outcome.decision-rules", "measurement.rules.0.threshold", "too low"),
    ("outcome.decision-rules", "measurement.rules", []),
    ("outcome.causal-link", "choice.moves.0.metric", "Buzz"),
    ("outcome.causal-link", "choice.moves.0.mechanism", "It will boost engagement and create value."),
    ("proof.claims-with-proof", "value.themes.0.proofStatus", "none"),
    ("proof.claims-with-proof", "value.attributes.0.verifiedBy", ""),
    ("proof.evidence-plan", "measurement.outcome.measuredBy", ""),
    ("proof.basis-labels", "executiveSummary", "The bank screen has 73 fields, 61 labels and 88 colours."),
    ("proof.assumption-tests", "ledger.items.0.test", ""),
    ("objections.voiced", "objections.items.0.kind", "effort"),
    ("objections.voiced", "objections.items.0.voice", ""),
    ("objections.answers", "objections.items.0.answer", "We deliver outstanding value and trust."),
    ("objections.answers", "objections.items.0.answer", "Lexware does invoices."),
    ("objections.concessions", "objections.items.0.concession", ""),
    ("objections.proof", "objections.items.0.proof", ""),
    ("risk.reversal", "riskRemoval.buyer.0.cap", ""),
    ("risk.reversal", "riskRemoval.buyer", []),
    ("risk.exposure", "riskRemoval.buyer.0.costToUs", "Some of the fee of the agency."),
    ("risk.pre-mortem", "riskRemoval.plan.0.earlySign", ""),
    ("risk.limitations", "limitations.items", ["Results may vary."]),
]


@pytest.mark.parametrize(("rule", "path", "value"), _WORSE)
def test_a_flaw_lowers_its_signal(rule: str, path: str, value: object) -> None:
    assert _value(_with(path, value), rule) < _value(strong.positioning(), rule) - 0.01


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        ("clarity.sentence-length", 1.0),
        ("clarity.refusals", 1.0),
        ("clarity.one-term", 1.0),
        ("outcome.brief-outcome", 1.0),
        ("outcome.metric-definitions", 1.0),
        ("outcome.path-arithmetic", 1.0),
        ("objections.voiced", 1.0),
        ("objections.answers", 1.0),
        ("risk.exposure", 1.0),
        ("risk.limitations", 1.0),
        # Two of three ways to fail, and two of three rules, saturating.
        ("risk.pre-mortem", 2 / 3),
        ("outcome.decision-rules", 0.8836),
    ],
)
def test_the_strong_strategy_has_these_values(rule: str, value: float) -> None:
    assert _value(strong.positioning(), rule) == pytest.approx(value, abs=0.001)


def test_an_answer_that_only_assures_is_the_one_quoted() -> None:
    document = _with("objections.items.1.answer", "We deliver outstanding value and trust.")
    signal = next(signal for signal in _signals(document) if signal.rule == "objections.answers")
    assert (signal.evidence.path, signal.evidence.quote) == (
        "objections.items[1].answer",
        "We deliver outstanding value and trust.",
    )


def test_a_broken_link_of_the_path_is_named() -> None:
    signal = next(s for s in _signals(_with("path.stages.2.volumeMid", 300)) if s.rule == "outcome.path-arithmetic")
    assert signal.evidence.path == "path.stages[2].name"
    assert signal.explanation == "“Bank connected” is not the previous volume times its rate."


@pytest.mark.parametrize("volume", [171.5, 189])
def test_five_percent_of_rounding_is_allowed_in_the_path(volume: float) -> None:
    stages = [stage.model_dump(by_alias=True) for stage in strong.positioning().path.stages[:3]]
    stages[2]["volumeMid"] = volume
    document = _with("path", {**strong.positioning().path.model_dump(by_alias=True), "stages": stages})
    signal = next(s for s in _signals(document) if s.rule == "outcome.path-arithmetic")
    assert "is not the previous volume" not in signal.explanation


def test_more_of_the_same_objection_counts_once() -> None:
    items = [item.model_dump(by_alias=True) for item in strong.positioning().objections.items]
    same = _with("objections.items", [items[0]] * 6)
    assert _value(same, "objections.answers") == pytest.approx(1 / 3)
    assert _value(same, "objections.voiced") == pytest.approx(1 / 3)
