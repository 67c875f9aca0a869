"""The lists a strategy's result carries beside the document, as JSON values on the wire's names."""

from pydantic import JsonValue

from documents.blocks import DecisionRule, Metric
from documents.model import Document, StrategyDocument
from shared.contracts.wire import WireModel


def lists(document: StrategyDocument) -> dict[str, JsonValue]:
    """Return all of them by the names they have in a result."""
    framework: dict[str, JsonValue] = {"id": document.framework, "components": list(document.component_names)}
    return {
        "frameworks": [framework],
        "executionPlan": execution_plan(document),
        "successMetrics": success_metrics(document),
        "assumptions": assumptions(document),
        "limitations": limitations(document),
        "openQuestions": open_questions(document),
    }


def execution_plan(document: Document) -> list[JsonValue]:
    """Return the actions of the first ninety days in order."""
    return [_json(action) for action in document.plan.actions]


def success_metrics(document: Document) -> list[JsonValue]:
    """Return the outcome metric, then the indicators, each with the decision rules that name it."""
    measurement = document.measurement
    return [
        _metric("outcome", measurement.outcome, measurement.rules),
        *(_metric("indicator", metric, measurement.rules) for metric in measurement.indicators),
    ]


def assumptions(document: Document) -> list[JsonValue]:
    """Return the ledger, the most influential assumption first."""
    return [_json(item) for item in document.ledger.items]


def limitations(document: Document) -> list[JsonValue]:
    """Return what the document can't know."""
    return list(document.limitations.items)


def open_questions(document: Document) -> list[JsonValue]:
    """Return the questions whose answer would change the document."""
    return [_json(item) for item in document.open_questions.items]


def _metric(role: str, metric: Metric, rules: tuple[DecisionRule, ...]) -> JsonValue:
    named = [rule for rule in rules if rule.metric.casefold() == metric.name.casefold()]
    return {"role": role, **_json(metric), "decisionRules": [_json(rule) for rule in named]}


def _json(item: WireModel) -> dict[str, JsonValue]:
    return item.model_dump(mode="json", by_alias=True)
