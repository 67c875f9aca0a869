"""What the planner worked out and the model's texts have to agree with, as JSON data on the wire's names.

It quotes the brief, so it goes to the model as data and never as a part of the task.
"""

from collections.abc import Iterable, Sequence
from typing import Final, cast

from pydantic import BaseModel, JsonValue

from documents.blocks import Metric
from documents.model import StrategyDocument
from strategy_worker.llm.fields import Part, PlannedList

_TENSION: Final = {
    "challenge", "reading", "why_it_persists", "cost", "forced_choice", "other_reading", "deciding_question",
}  # fmt: skip
_STAGE: Final = {"name", "rate_mid", "volume_mid", "basis"}
_ACTION: Final = {"phase", "action", "owner"}
_RULE: Final = {"metric", "threshold", "by_week"}


def facts_of(parts: Sequence[Part], document: StrategyDocument) -> dict[str, JsonValue]:
    """Return the plan as far as these parts need it: what every section needs, then the items of each."""
    measurement = document.measurement
    return {
        "diagnosis": {
            "summary": document.diagnosis.summary,
            "tensions": [_json(tension, _TENSION) for tension in document.diagnosis.tensions],
        },
        "moves": [_json(move) for move in document.choice.moves],
        "path": {
            "outcome": _json(document.path.outcome),
            "steps": [_json(stage, _STAGE) for stage in document.path.stages],
        },
        "metrics": [_metric(metric) for metric in (measurement.outcome, *measurement.indicators)],
        "rules": [_json(rule, _RULE) for rule in measurement.rules],
        "actions": [_json(action, _ACTION) for action in document.plan.actions],
        "items": _items(parts, document),
    }


def counts_of(parts: Sequence[Part], document: StrategyDocument) -> dict[str, int]:
    """Return how many items each planned list has, by its path, in the order of writing."""
    return {
        f"{part.section}.{field.name}": len(_list(_block(part, document)[field.name]))
        for part in parts
        for field in part.fields
        if isinstance(field, PlannedList)
    }


def _items(parts: Iterable[Part], document: StrategyDocument) -> dict[str, JsonValue]:
    """Return by section the planned fields beside the texts; the moves are told once for all."""
    found: dict[str, JsonValue] = {}
    for part in parts:
        block = {} if part.is_text else _block(part, document)
        shown: dict[str, JsonValue] = {name: _lean(block[name]) for name in part.shown if name != "moves"}
        for field in part.fields:
            if isinstance(field, PlannedList):
                entries = [cast("dict[str, JsonValue]", item) for item in _list(block[field.name])]
                shown[field.name] = [{name: _lean(item[name]) for name in field.shown} for item in entries]
        if told := _lean(shown):
            found[part.section] = told
    return found


def _block(part: Part, document: StrategyDocument) -> dict[str, JsonValue]:
    block: BaseModel = getattr(document, part.attribute)
    return block.model_dump(mode="json", by_alias=True)


def _metric(metric: Metric) -> JsonValue:
    counted = " / ".join(part for part in (metric.numerator, metric.denominator) if part)
    return {
        "name": metric.name,
        "countedAs": f"{counted}, {metric.window}" if metric.window else counted,
        "baseline": _json(metric.baseline),
        "target": _json(metric.target),
        "measuredBy": metric.measured_by,
    }


def _json(model: BaseModel, fields: set[str] | None = None) -> JsonValue:
    return _lean(model.model_dump(mode="json", by_alias=True, include=fields))


def _lean(value: JsonValue) -> JsonValue:
    """Leave out what is empty: it would cost tokens and say nothing."""
    if isinstance(value, dict):
        return {name: _lean(item) for name, item in value.items() if item not in (None, "", [], {})}
    return [_lean(item) for item in value] if isinstance(value, list) else value


def _list(value: JsonValue) -> list[JsonValue]:
    return value if isinstance(value, list) else []
