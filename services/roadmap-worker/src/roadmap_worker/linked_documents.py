"""The parts of stored strategies and audits a plan is made from.

They are read leniently, item by item, because a document of an older version must still make a plan.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Final, TypeVar, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

# What keeps a page out of search whatever else is right: it answers with an error, noindex, robots.txt.
GATES: Final = frozenset({"T01", "T02", "T03"})


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _texts(value: object) -> tuple[str, ...]:
    return tuple(text for one in cast("list[object]", value) if (text := _text(one))) if isinstance(value, list) else ()


_Optional = Annotated[str, BeforeValidator(_text)]
_Needed = Annotated[str, BeforeValidator(_text), Field(min_length=1)]
_Listed = Annotated[tuple[str, ...], BeforeValidator(_texts)]


class _Part(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, extra="ignore", frozen=True)


class Action(_Part):
    """A step of the strategy's ninety days."""

    id: _Needed
    action: _Needed
    phase: int = 60
    owner: _Optional = ""
    effort: _Optional = ""
    depends_on: tuple[str, ...] = ()
    done_when: _Optional = ""
    because: _Optional = ""


class Move(_Part):
    """A tactic the strategy chose."""

    id: _Needed
    name: _Needed
    mechanism: _Optional = ""
    because: _Optional = ""
    effort: _Optional = ""
    metric: _Optional = ""


class Question(_Part):
    """Something the strategy asks, and what the answer would change."""

    question: _Needed
    changes: _Optional = ""


class PlanRisk(_Part):
    """A way the strategy fails, how it shows early and what to do then."""

    failure: _Needed
    early_sign: _Needed
    response: _Needed


class Assumption(_Part):
    """Something the strategy rests on that nobody has checked."""

    statement: _Needed
    basis: _Optional = ""
    sensitivity: _Optional = ""
    test: _Needed


class Objection(_Part):
    """A doubt in the words of whoever may have it."""

    voice: _Needed


class EffortHours(_Part):
    """How long the audit assumes a repair takes."""

    least: float = Field(ge=0, le=200)
    most: float = Field(gt=0, le=200)


class Fix(_Part):
    """A recommendation of an audit with the points it would gain; a gate keeps the whole page out of search."""

    id: _Needed
    title: _Needed
    action: _Optional = ""
    why: _Optional = ""
    effort: _Optional = ""
    effort_hours: EffortHours | None = None
    points: float | None = None
    evidence: _Listed = ()
    is_gate: bool = False


class _Cap(_Part):
    check_id: _Needed


class _Gap(_Part):
    term: _Needed


@dataclass(frozen=True, slots=True)
class StrategyParts:
    """What a plan takes from a strategy."""

    questions: tuple[Question, ...]
    actions: tuple[Action, ...]
    moves: tuple[Move, ...]
    risks: tuple[PlanRisk, ...]
    assumptions: tuple[Assumption, ...]


P = TypeVar("P", bound=_Part)


def strategy_parts(document: Mapping[str, object]) -> StrategyParts:
    """Return the readable items of a strategy document."""
    ledger = _items(Assumption, document, "ledger", "items")
    return StrategyParts(
        questions=_items(Question, document, "openQuestions", "items"),
        actions=_items(Action, document, "plan", "actions"),
        moves=_items(Move, document, "choice", "moves"),
        risks=_items(PlanRisk, document, "riskRemoval", "plan"),
        assumptions=tuple(one for one in ledger if one.basis == "assumption"),
    )


def voiced_objections(document: Mapping[str, object]) -> tuple[str, ...]:
    """Return the doubts that a strategy expects."""
    return tuple(one.voice for one in _items(Objection, document, "objections", "items"))


def fixes(result: Mapping[str, object]) -> tuple[Fix, ...]:
    """Return the readable recommendations of an audit in its order."""
    gates = GATES.union(one.check_id for one in _items(_Cap, result, "cappedBy"))
    found = _items(Fix, result, "recommendations")
    return tuple(fix.model_copy(update={"is_gate": fix.id in gates}) for fix in found)


def content_gaps(result: Mapping[str, object]) -> tuple[str, ...]:
    """Return what competitors share and the audited page lacks."""
    return tuple(dict.fromkeys(one.term for one in _items(_Gap, result, "contentGaps")))


def _items(model: type[P], data: Mapping[str, object], *path: str) -> tuple[P, ...]:
    for step in path[:-1]:
        inner = data.get(step)
        if not isinstance(inner, dict):
            return ()
        data = cast("dict[str, object]", inner)
    listed = data.get(path[-1])
    found: list[P] = []
    for item in cast("list[object]", listed) if isinstance(listed, list) else ():
        try:
            found.append(model.model_validate(item))
        except ValidationError:
            continue
    return tuple(found)
