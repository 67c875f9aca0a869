"""Everything the signals look at, read once: sentences with their form, doubts, and numbers that belong together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from scoring.prose import arithmetic, doubts
from scoring.prose.arithmetic import Relation
from scoring.prose.doubts import Doubt
from scoring.prose.form import Form, form, names
from scoring.prose.manuscript import Manuscript
from scoring.prose.roles import ROLES
from scoring.prose.statement import Statement

Role = Literal["refusal", "rule", "reversal", "metric", "target", "step", "assumption", "failing", "limit"]

# Smaller numbers are in every text.
_SMALL = 3


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence and its form."""

    said: Statement
    form: Form


@dataclass(frozen=True, slots=True)
class Played:
    """A sentence in a role: `value` is how strongly the form speaks for the role, times the sentence's worth."""

    item: Item
    value: float


@dataclass(frozen=True, slots=True)
class Reading:
    """A manuscript with what was read out of it; `size` counts its own words, `given` are the brief's numbers.

    `strengths` hold for each role how strongly the form of each item speaks for it.
    """

    manuscript: Manuscript
    items: tuple[Item, ...]
    groups: tuple[tuple[Item, ...], ...]
    strengths: Mapping[str, tuple[float, ...]]
    doubts: tuple[Doubt, ...]
    relations: tuple[Relation, ...]
    broken: tuple[tuple[Statement, int, int], ...]
    given: frozenset[float]
    size: int
    substance: float

    def played(self, role: Role) -> list[Played]:
        """Return the sentences that play a role, the strongest first."""
        strengths = zip(self.items, self.strengths[role], strict=True)
        found = [Played(item, strength * item.said.worth) for item, strength in strengths]
        return sorted((one for one in found if one.value > 0), key=lambda one: (-one.value, one.item.said.key))

    def weakest(self, role: Role) -> Statement | None:
        """Return the sentence that plays a role in form and says least."""
        strengths = zip(self.items, self.strengths[role], strict=True)
        found = [item.said for item, strength in strengths if strength > 0]
        return min(found, key=lambda said: (said.worth, said.key), default=None)


def reading(manuscript: Manuscript) -> Reading:
    """Read a manuscript."""
    known = frozenset(word for said in manuscript.distinct for word in said.words if word in manuscript.terms.name)
    called = names(manuscript.distinct, known)
    groups = tuple(tuple(Item(said, form(said, called)) for said in group) for group in manuscript.groups.values())
    items = tuple(item for group in groups for item in group)
    given = arithmetic.given(manuscript.brief)
    words = [(len(item.said.words) * (1 - item.said.copied), item.said.worth) for item in items]
    size = sum(count for count, _ in words)
    return Reading(
        manuscript=manuscript,
        items=items,
        groups=groups,
        strengths={name: tuple(strength(item.said, item.form) for item in items) for name, strength in ROLES.items()},
        doubts=tuple(_doubts(groups)),
        relations=tuple(_relations(groups, given)),
        broken=tuple(place for group in groups for place in arithmetic.broken([item.said for item in group])),
        given=given,
        size=round(size),
        substance=sum(count * worth for count, worth in words) / size if size else 0.0,
    )


def _doubts(groups: tuple[tuple[Item, ...], ...]) -> Iterator[Doubt]:
    for group in groups:
        yield from doubts.doubts([(item.said, item.form) for item in group])


def _relations(groups: tuple[tuple[Item, ...], ...], given: frozenset[float]) -> Iterator[Relation]:
    """Yield the relations that hang together with a figure of the brief, if it states any; others may be chance."""
    found = {
        tuple(sorted(relation.values)): relation
        for group in groups
        for relation in arithmetic.relations([item.said for item in group])
    }
    telling = {value for value in given if value > _SMALL}
    known, size = set(telling), -1
    while telling and len(known) != size:
        size = len(known)
        known |= {value for values in found for value in values if value > _SMALL and known.intersection(values)}
    yield from (relation for values, relation in found.items() if not telling or known.intersection(values))
