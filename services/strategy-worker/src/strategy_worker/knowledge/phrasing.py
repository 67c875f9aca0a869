"""The shape of the engine's language: each thing to say has several ways to say it."""

from typing import Annotated, Literal

from pydantic import Field

from strategy_worker.knowledge.schema import Entity

# What stands in a slot decides how the words around it have to agree.
SlotKind = Literal["name", "noun", "plural", "clause", "imperative", "number", "quotation", "list", "sentence", "date"]
Register = Literal["plain", "spoken", "formal"]
Function = Literal["state", "cause", "advise", "promise", "ask", "caution", "compare", "define", "name"]


class Unit(Entity):
    """One way to say it: a phrase in lower case without its full stop, whole, with slots in braces."""

    text: Annotated[str, Field(min_length=2, max_length=400)]
    register_: Annotated[Register, Field(alias="register")] = "plain"


class Phrasing(Entity):
    """Something the engine says; `slots` are those that the writer fills, beside the ones every brief has."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$")]
    function: Function
    slots: dict[str, SlotKind] = Field(default_factory=dict[str, SlotKind])
    most_words: Annotated[int, Field(ge=1, le=80)] = 40
    units: Annotated[tuple[Unit, ...], Field(min_length=2)]
