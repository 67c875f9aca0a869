"""The nine blocks every strategy has, whatever its framework."""

from typing import Literal

from pydantic import Field

from documents.quantities import Benchmark, PathStage, Quantity
from shared.contracts.wire import WireModel

# `deterministic`: computed from the brief by rules, whichever engine writes the rest.
Source = Literal["deterministic", "offline", "anthropic", "edited"]
ObjectionKind = Literal["price", "trust", "effort", "fit", "status_quo", "authority"]
Effort = Literal["S", "M", "L"]
Texts = tuple[str, ...]


class Block(WireModel):
    """A section of the document; it says who wrote it."""

    source: Source = "offline"


class Tension(WireModel):
    """A challenge, why it persists, what it costs and the choice it forces; `instead` belongs to the other reading."""

    challenge: str
    reading: str
    why_it_persists: str
    cost: str
    forced_choice: str
    other_reading: str = ""
    deciding_question: str = ""
    instead: str = ""


class Diagnosis(Block):
    """The real obstacle and the tensions behind it."""

    summary: str
    tensions: tuple[Tension, ...]


class Refusal(WireModel):
    """Something the strategy doesn't do, and why."""

    what: str
    reason: str


class Move(WireModel):
    """A chosen tactic with the reason it was chosen."""

    id: str
    name: str
    mechanism: str
    because: str
    effort: Effort
    weeks_to_signal: int
    metric: str
    failure_mode: str


class Choice(Block):
    """The guiding policy, the moves that carry it and the refusals that protect it."""

    policy: str
    moves: tuple[Move, ...]
    refusals: tuple[Refusal, ...] = Field(min_length=3)


class Objection(WireModel):
    """A doubt in the buyer's voice (hypothetical unless collected) with an answer that has a mechanism."""

    kind: ObjectionKind
    voice: str
    worry: str
    answer: str
    proof: str
    said_by: str
    concession: str
    because: str


class Objections(Block):
    """The doubts to expect."""

    items: tuple[Objection, ...]


class RiskReversal(WireModel):
    """A promise that moves a risk from the buyer to the firm, with condition and cap."""

    name: str
    promise: str
    condition: str
    cap: str
    cost_to_us: str


class PlanRisk(WireModel):
    """A way the plan fails, how it shows early and what to do then."""

    failure: str
    early_sign: str
    response: str


class RiskRemoval(Block):
    """Risk taken off the buyer, and the plan's own pre-mortem."""

    buyer: tuple[RiskReversal, ...]
    plan: tuple[PlanRisk, ...]


class Metric(WireModel):
    """A metric that two people would compute alike."""

    name: str
    numerator: str
    denominator: str
    window: str
    baseline: Quantity
    target: Quantity
    leading_indicator: str
    event: str
    measured_by: str
    measured_when: str


class DecisionRule(WireModel):
    """If the metric is below the threshold by the week, the action follows."""

    metric: str
    threshold: str
    by_week: int
    action: str


class Path(Block):
    """The outcome worked backwards; every volume is the previous one times its rate."""

    outcome: Quantity
    stages: tuple[PathStage, ...]
    sensitivity: str
    caution: str
    benchmarks: tuple[Benchmark, ...] = ()


class Measurement(Block):
    """What is counted, and what follows from the count."""

    outcome: Metric
    indicators: tuple[Metric, ...]
    rules: tuple[DecisionRule, ...]


class Action(WireModel):
    """A step of the plan: whoever owns it knows when it is done."""

    id: str
    phase: Literal[30, 60, 90]
    action: str
    owner: str
    effort: Effort
    depends_on: Texts
    done_when: str
    because: str


class Spending(WireModel):
    """A part of the budget: what it is for, how much, and what has to be true before it is spent."""

    purpose: str
    amount: Quantity
    released_when: str


class Plan(Block):
    """The first ninety days."""

    actions: tuple[Action, ...]
    capacity: str
    spending: tuple[Spending, ...] = ()


class Assumption(WireModel):
    """Something the strategy rests on that nobody has checked yet."""

    id: str
    statement: str
    basis: Literal["given", "assumption", "to_measure", "target"]
    sensitivity: str
    test: str
    test_cost: str


class Ledger(Block):
    """The assumptions, the most influential one first."""

    items: tuple[Assumption, ...]


class SiteRepair(WireModel):
    """A repair that an audit recommends, with the points of the audit's score that it would bring."""

    title: str
    action: str
    why: str
    points: float | None = None


class SiteAudit(Block):
    """What a stored audit of the firm's own page measured."""

    page: str
    keyword: str
    measured_on: str
    score: Quantity
    coverage: Quantity
    reading: str
    repairs: tuple[SiteRepair, ...]


class Confidence(WireModel):
    """How far a section can be relied on, and why no further."""

    section: str
    level: Literal["high", "medium", "low"]
    because: str


class Limitations(Block):
    """What this document can't know, and how sure each part of it is."""

    items: Texts
    confidence: tuple[Confidence, ...] = ()


class OpenQuestion(WireModel):
    """A question whose answer would change the document."""

    question: str
    changes: str


class OpenQuestions(Block):
    """What to answer next."""

    items: tuple[OpenQuestion, ...]
