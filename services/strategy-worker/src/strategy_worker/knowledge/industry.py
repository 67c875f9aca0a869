"""The shape of an industry: how one kind of business is bought."""

from typing import Annotated

from pydantic import Field

from documents.rivalry import Level
from strategy_worker.knowledge.schema import Entity, Evidence, Id, Phrase, Share


class Rival(Entity):
    """What buyers do otherwise: `why` and `fails` are clauses, `better` names who is better off with it."""

    name: Phrase
    why: Phrase
    fails: Phrase
    better: Phrase


class Fact(Entity):
    """A fact a stranger could check, and where."""

    fact: Phrase
    check: Phrase


class Theme(Entity):
    """A reason to care that rests on one of the industry's facts."""

    theme: Phrase
    rests: Annotated[int, Field(ge=0, le=2)]
    cares: Phrase
    proof: Phrase


class Asymmetry(Entity):
    """Something hard to copy within a year."""

    advantage: Phrase
    why: Phrase
    condition: Phrase


class Deliverable(Entity):
    """A part of the offer and the obstacle it removes."""

    item: Phrase
    removes: Phrase


class Modifier(Entity):
    """Words before the searched entity, and the kind of page they call for.

    `moment` counts the moment of the industry in which people search so; `only` holds stems of what it fits.
    """

    words: Phrase
    kind: Id
    moment: Annotated[int, Field(ge=0, le=2)] | None = None
    only: tuple[str, ...] = ()


class PathStep(Entity):
    """A step from first notice to customer; the first one has no rate."""

    name: Phrase
    words: tuple[str, ...]
    low: Share | None = None
    mid: Share | None = None
    high: Share | None = None


class Industry(Entity):
    """How one kind of business is bought."""

    id: Id
    name: Phrase
    evidence: Evidence
    axes: tuple[Id, ...]
    offer: Phrase
    people: Phrase
    person: Phrase
    customers: Phrase
    customer: Phrase
    owner: Phrase
    maker: Phrase
    seller: Phrase
    trigger: Phrase
    trust_gap: Phrase
    owned_data: Phrase
    channels: Annotated[tuple[Phrase, ...], Field(min_length=4)]
    moments: Annotated[tuple[Phrase, ...], Field(min_length=3)]
    alternatives: Annotated[tuple[Rival, ...], Field(min_length=3)]
    attributes: Annotated[tuple[Fact, ...], Field(min_length=3)]
    factors: Annotated[tuple[Phrase, ...], Field(min_length=6, max_length=6)]
    path: Annotated[tuple[PathStep, ...], Field(min_length=4, max_length=4)]
    rungs: Annotated[tuple[Phrase, ...], Field(min_length=3, max_length=3)]
    deliverables: Annotated[tuple[Deliverable, ...], Field(min_length=4)]
    modifiers: Annotated[tuple[Modifier, ...], Field(min_length=6)]
    schema_type: Annotated[str, Field(alias="schema")]
    category: Phrase
    entity: Phrase
    entities: dict[str, Phrase]
    audience: Id
    audience_as: dict[Id, Id]
    review_note: str
    ticket: Phrase
    themes: Annotated[tuple[Theme, ...], Field(min_length=3)]
    alt_levels: Annotated[tuple[Level, ...], Field(min_length=6, max_length=6)]
    asymmetries: Annotated[tuple[Asymmetry, ...], Field(min_length=2)]
