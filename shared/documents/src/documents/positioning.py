"""Sections of a brand positioning."""

from typing import Literal

from documents.blocks import Block, Texts
from documents.quantities import Quantity
from shared.contracts.wire import WireModel


class Forces(WireModel):
    """What moves somebody towards a change, and what keeps them where they are."""

    push: str = ""
    pull: str = ""
    anxiety: str = ""
    habit: str = ""


class Moment(Block):
    """The situation in which a buyer starts looking: which one to own first, and where to be found in it."""

    situation: str
    entry_points: Texts
    first: str = ""
    presence: str = ""
    forces: Forces = Forces()


class Segment(Block):
    """Who fits best, by traits that can be looked up, and who does not; `where_to_find` says in which list."""

    description: str
    traits: Texts
    disqualifiers: Texts
    where_to_find: str = ""


class Alternative(WireModel):
    """What the buyer would do otherwise, and for whom that is the better choice."""

    name: str
    why_chosen: str
    where_it_fails: str
    better_for: str
    basis: Literal["user_given", "inference"]


class Alternatives(Block):
    """The competitive alternatives, doing nothing included, and how to find out whether the reasons are right."""

    items: tuple[Alternative, ...]
    how_to_check: str = ""


class Attribute(WireModel):
    """A fact about the firm and how a stranger could check it."""

    fact: str
    verified_by: str


class ValueTheme(WireModel):
    """A reason to care, with the attribute it rests on, the proof it needs and who gets that by when."""

    theme: str
    rests_on: str
    who_cares: str
    proof_needed: str
    proof_status: Literal["have", "collecting", "none"]
    proof_plan: str = ""


class Value(Block):
    """Attributes and the value that follows from them; `own_figures` are those of the brief."""

    attributes: tuple[Attribute, ...]
    themes: tuple[ValueTheme, ...]
    own_figures: tuple[Quantity, ...] = ()


class MarketFrame(Block):
    """The category to be compared in; `comparison` says how it bears on the first named competitor."""

    category: str
    reason: str
    rejected: str
    comparison: str = ""


class Statement(Block):
    """The positioning in Moore's slots: "For audience who need, we are offer, which benefit. Unlike alternative, …"."""

    audience: str
    need: str
    offer: str
    benefit: str
    alternative: str
    difference: str
    short: str = ""
    caution: str = ""


class SalesStory(Block):
    """The order in which the case is told, down to the step proposed at the end."""

    insight: str
    alternatives: str
    perfect_world: str
    proof: str
    next_step: str = ""


class MessageHouse(Block):
    """Promise, pillars, words to avoid and the tests the message has to pass."""

    promise: str
    pillars: Texts
    forbidden: Texts
    tests: Texts
