"""Sections of a brand positioning."""

from typing import Literal

from documents.blocks import Block, Texts
from shared.contracts.wire import WireModel


class Moment(Block):
    """The situation in which a buyer starts looking."""

    situation: str
    entry_points: Texts


class Segment(Block):
    """Who fits best, by traits that can be looked up, and who does not."""

    description: str
    traits: Texts
    disqualifiers: Texts


class Alternative(WireModel):
    """What the buyer would do otherwise, and for whom that is the better choice."""

    name: str
    why_chosen: str
    where_it_fails: str
    better_for: str
    basis: Literal["user_given", "inference"]


class Alternatives(Block):
    """The competitive alternatives, doing nothing included."""

    items: tuple[Alternative, ...]


class Attribute(WireModel):
    """A fact about the firm and how a stranger could check it."""

    fact: str
    verified_by: str


class ValueTheme(WireModel):
    """A reason to care, with the attribute it rests on and the proof it needs."""

    theme: str
    rests_on: str
    who_cares: str
    proof_needed: str
    proof_status: Literal["have", "collecting", "none"]


class Value(Block):
    """Attributes and the value that follows from them."""

    attributes: tuple[Attribute, ...]
    themes: tuple[ValueTheme, ...]


class MarketFrame(Block):
    """The category to be compared in."""

    category: str
    reason: str
    rejected: str


class Statement(Block):
    """The positioning in Moore's slots."""

    audience: str
    need: str
    offer: str
    benefit: str
    alternative: str
    difference: str


class SalesStory(Block):
    """The order in which the case is told."""

    insight: str
    alternatives: str
    perfect_world: str
    proof: str


class MessageHouse(Block):
    """Promise, pillars, words to avoid and the tests the message has to pass."""

    promise: str
    pillars: Texts
    forbidden: Texts
    tests: Texts
