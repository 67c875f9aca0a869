"""Shapes of the knowledge base; a file with a missing, unknown or badly typed field does not load."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from documents.blocks import Effort, ObjectionKind

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Phrase = Annotated[str, Field(min_length=2, max_length=400)]
Evidence = dict[str, Annotated[int, Field(ge=1, le=6)]]
Share = Annotated[float, Field(gt=0, le=1)]
Role = Literal["owner", "maker", "seller"]
Family = Literal["reach", "acquisition", "conversion", "retention", "value", "trust", "search"]


class Entity(BaseModel):
    """An entry of the knowledge base."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Axis(Entity):
    """A trait of how the purchase works; the clause follows "because"."""

    id: Id
    clause: Phrase


class Audience(Entity):
    """Who decides, what they risk and which proof they accept."""

    id: Id
    name: Phrase
    plural: Phrase
    evidence: Evidence
    axes: tuple[Id, ...]
    decider: Phrase
    risk: Phrase
    habit: Phrase
    proof: Phrase
    traits: Annotated[tuple[Phrase, ...], Field(min_length=3)]
    disqualifiers: Annotated[tuple[Phrase, ...], Field(min_length=2)]


class Challenge(Entity):
    """A kind of obstacle: `choice` is an imperative, `raises` the doubts it makes likely, other texts are clauses."""

    id: Id
    name: Phrase
    raises: tuple[ObjectionKind, ...] = ()
    evidence: Evidence
    persists: Phrase
    cost: Phrase
    choice: Phrase
    other: Phrase
    question: Phrase
    refuse: Phrase
    refuse_why: Phrase


class Tactic(Entity):
    """Something to do: `first`, `then` and `response` are imperatives, the other texts are clauses.

    With `industries` it is meant for these alone; without, for every industry whose axes suit.
    """

    id: Id
    name: Phrase
    covers: Annotated[tuple[Id, ...], Field(min_length=1)]
    axes: tuple[Id, ...]
    avoid: tuple[Id, ...]
    serves: Annotated[tuple[Family, ...], Field(min_length=1)]
    works_because: Phrase
    needs: Phrase
    owner: Role
    effort: Effort
    weeks: Annotated[int, Field(ge=1, le=26)]
    metric: Id
    first: Phrase
    done: Phrase
    then: Phrase
    then_done: Phrase
    fails: Phrase
    sign: Phrase
    response: Phrase
    conflicts: tuple[Id, ...]
    industries: tuple[Id, ...] = ()


class Objection(Entity):
    """A doubt in the buyer's voice; `answer` names a step and something to show."""

    id: Id
    kind: ObjectionKind
    voice: Phrase
    worry: Phrase
    answer: Phrase
    proof: Phrase
    concession: Phrase
    covers: Annotated[tuple[Id, ...], Field(min_length=1)]
    axes: tuple[Id, ...]
    avoid: tuple[Id, ...] = ()
    industries: tuple[Id, ...] = ()


class Reversal(Entity):
    """A risk taken off the buyer, with condition and cap."""

    id: Id
    name: Phrase
    promise: Phrase
    condition: Phrase
    cap: Phrase
    cost_to_us: Phrase
    axes: tuple[Id, ...]
    avoid: tuple[Id, ...]
    covers: tuple[Id, ...]
    regulated_ok: bool
    industries: tuple[Id, ...] = ()


class MetricDefinition(Entity):
    """A metric that two people compute alike; `words` recognise it in a brief."""

    id: Id
    name: Phrase
    words: tuple[str, ...]
    unit: str
    kind: Literal["count", "rate", "money", "days"]
    direction: Literal["up", "down"]
    family: Family
    numerator: Phrase
    denominator: Phrase
    window: Phrase
    measured_by: Phrase
    event: Id
    leading: Phrase


class Range(Entity):
    """A benchmark: a range with population and definition, always an assumption and never a promise.

    `url` is where the source can be read, `also` where the other end of the range was; both are empty for a planning
    assumption of ours, whose confidence is low. `steps` says for an industry which step of its path the definition
    counts, coming from an earlier one; `metrics` which outcomes it speaks of. A digit in the definition would stand in
    the document as a number that nobody accounts for, so it has none; the other texts may.
    """

    id: Id
    axes: tuple[Id, ...]
    industries: tuple[Id, ...]
    metrics: Annotated[tuple[Id, ...], Field(min_length=1)]
    steps: dict[Id, Annotated[int, Field(ge=1, le=3)]] = Field(default_factory=dict[str, int])
    definition: Annotated[Phrase, Field(pattern=r"^\D*$")]
    population: Phrase
    low: Annotated[float, Field(ge=0)]
    high: float
    unit: Literal["%", "days"]
    note: Phrase
    year: Annotated[int, Field(ge=2000, le=2100)]
    source: Phrase
    url: str = ""
    also: tuple[str, ...] = ()
    confidence: Literal["low", "medium"]


class GrowthLoop(Entity):
    """How one customer leads to the next; with `industries` it is meant for these alone."""

    id: Id
    axes: tuple[Id, ...]
    name: Phrase
    mechanism: Phrase
    trigger: Phrase
    metric: Phrase
    industries: tuple[Id, ...] = ()


class Answer(Entity):
    """An answer to expect from another player (`answer`, `reply`: infinitives) and its early sign."""

    id: Id
    covers: tuple[Id, ...]
    axes: tuple[Id, ...]
    answer: Phrase
    reply: Phrase
    sign: Phrase


class PageKind(Entity):
    """A kind of search page; in `queries` stand {m} modifier, {e} entity, {q} place or group, {b} business."""

    id: Id
    intent: Literal["informational", "navigational", "commercial", "transactional"]
    queries: Annotated[tuple[Phrase, ...], Field(min_length=5, max_length=5)]
    anatomy: Annotated[tuple[Phrase, ...], Field(min_length=5)]
    unique: Phrase
    bridge: Phrase
    schema_type: Annotated[str, Field(alias="schema")]
    links: Phrase
    thin: Phrase
    merge: Phrase
    fit: Annotated[int, Field(ge=1, le=5)]
    win: Annotated[int, Field(ge=1, le=5)]
    effort: Annotated[int, Field(ge=1, le=5)]
    reason: Phrase
