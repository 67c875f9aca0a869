"""Sections of an offer architecture."""

from documents.blocks import Block, Texts
from documents.quantities import Quantity
from shared.contracts.wire import WireModel


class CorePromise(Block):
    """The outcome, by when, measured how, and what it needs from the buyer."""

    outcome: str
    by_when: str
    measured_how: str
    depends_on_buyer: str


class Mechanism(Block):
    """Why the promise can hold."""

    explanation: str
    steps: Texts


class StackItem(WireModel):
    """A part of the offer and the obstacle it removes."""

    item: str
    obstacle: str
    cost_to_deliver: Quantity
    value_argument: str


class Stack(Block):
    """What is in and what is out."""

    items: tuple[StackItem, ...]
    exclusions: Texts


class Price(Block):
    """The price and how to find it."""

    amount: Quantity
    basis: str
    anchor: str
    payment: str
    floor: str


class Rung(WireModel):
    """A step of the ladder."""

    name: str
    contents: str
    upgrade_trigger: str


class Ladder(Block):
    """From first step to continuing relation."""

    rungs: tuple[Rung, ...]


class Guarantee(Block):
    """A promise with condition, cap and computed exposure."""

    kind: str
    condition: str
    cap: str
    exposure: Quantity
    who_pays: str


class Capacity(Block):
    """How many can be served, and when to stop selling."""

    units_per_month: Quantity
    hours_per_unit: Quantity
    stop_rule: str
    scarcity: str


class UnitEconomics(Block):
    """The few quantities that decide whether the offer carries itself."""

    quantities: tuple[Quantity, ...]
    reading: str


class Pilot(Block):
    """The smallest version that teaches something."""

    scope: str
    success: str
    then: str
