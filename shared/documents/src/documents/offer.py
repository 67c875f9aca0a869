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
    """The price, how to find it, and how to speak about it beside a named competitor."""

    amount: Quantity
    basis: str
    anchor: str
    payment: str
    floor: str
    test: str = ""
    comparison: str = ""


class Rung(WireModel):
    """A step of the ladder: what it contains, what it is for and what has to be true before the next one."""

    name: str
    contents: str
    upgrade_trigger: str
    purpose: str = ""


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
    promise: str = ""


class Capacity(Block):
    """How many can be served, how many there are today, and when to stop selling."""

    units_per_month: Quantity
    hours_per_unit: Quantity
    stop_rule: str
    scarcity: str
    units_today: Quantity | None = None


class UnitEconomics(Block):
    """The few quantities that decide whether the offer carries itself."""

    quantities: tuple[Quantity, ...]
    reading: str


class Pilot(Block):
    """The smallest version that teaches something, what it costs and when it ends."""

    scope: str
    success: str
    then: str
    cost: str = ""
    by_when: str = ""
