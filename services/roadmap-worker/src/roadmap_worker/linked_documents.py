"""The parts of stored strategies and audits a plan is made from.

They are read leniently, item by item, because a document of an older version must still make a plan.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, TypeVar, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


_Optional = Annotated[str, BeforeValidator(_text)]
_Needed = Annotated[str, BeforeValidator(_text), Field(min_length=1)]


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


class Fix(_Part):
    """A recommendation of an audit with the points it would gain."""

    id: _Needed
    title: _Needed
    action: _Optional = ""
    why: _Optional = ""
    effort: _Optional = ""
    points: float | None = None


@dataclass(frozen=True, slots=True)
class StrategyParts:
    """What a plan takes from a strategy."""

    questions: tuple[Question, ...]
    actions: tuple[Action, ...]
    moves: tuple[Move, ...]


P = TypeVar("P", bound=_Part)


def strategy_parts(document: Mapping[str, object]) -> StrategyParts:
    """Return the readable items of a strategy document."""
    return StrategyParts(
        questions=_items(Question, document, "openQuestions", "items"),
        actions=_items(Action, document, "plan", "actions"),
        moves=_items(Move, document, "choice", "moves"),
    )


def fixes(result: Mapping[str, object]) -> tuple[Fix, ...]:
    """Return the readable recommendations of an audit."""
    return _items(Fix, result, "recommendations")


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
