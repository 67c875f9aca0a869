"""Sections of a funnel design."""

from documents.blocks import Block
from documents.quantities import Benchmark, Quantity
from shared.contracts.wire import WireModel


class Stage(WireModel):
    """A step of the buyer: belief in, belief out, and how it is counted; `needed` is how many the outcome asks for."""

    name: str
    entry_belief: str
    exit_belief: str
    ask: str
    tension: str
    friction_remover: str
    message: str
    asset: str
    channel: str
    owner: str
    numerator: str
    denominator: str
    window: str
    baseline: Quantity
    target: Quantity
    needed: Quantity | None = None
    benchmark: Benchmark | None = None
    leading_indicator: str
    decision_rule: str
    event: str


class Stages(Block):
    """The stages from first notice to recommendation, with what horizon and budget allow for."""

    items: tuple[Stage, ...]
    timing: str = ""
    spending: str = ""


class Leak(Block):
    """Where most is lost, or why that is unknown; `gain` is what the repair would bring at today's numbers."""

    finding: str
    evidence: str
    first_test: str
    gain: Quantity | None = None


class Loop(WireModel):
    """How one customer leads to the next."""

    name: str
    mechanism: str
    trigger: str
    metric: str


class Loops(Block):
    """The growth loops."""

    items: tuple[Loop, ...]


class Kill(WireModel):
    """What to stop, and what that frees."""

    what: str
    reason: str
    frees: str = ""


class KillList(Block):
    """Work to stop."""

    items: tuple[Kill, ...]
