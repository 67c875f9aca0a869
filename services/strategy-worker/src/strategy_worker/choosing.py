"""Tactics, objections and reversals for a brief.

Each challenge gets its own by its own merits, so that another challenge in its place changes only what answers it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from documents.blocks import ObjectionKind
from strategy_worker.fitting import (
    axis_of,
    best,
    challenge_of,
    is_general,
    is_possible,
    to_brief,
    to_challenge,
    to_purchase,
)
from strategy_worker.knowledge import schema
from strategy_worker.reading.brief import Reading
from strategy_worker.reading.classify import ReadChallenge

_MOVES: Final = 5
_OBJECTIONS: Final = 5
_REVERSALS: Final = 3
_SIMILARITY_PENALTY: Final = 1.5
# With one challenge alone the last moves serve the outcome, so that not everything hangs on one reading.
_MOST_FOR_ONE: Final = 3
# A doubt of a kind that a challenge makes likely goes before one that only the market suggests.
_RAISED: Final = 1.0
_SHORT_OF_MEANS: Final = frozenset({"small_team", "small_budget", "no_routine", "staff_shortage"})
_AFFINITY: Final[dict[str, frozenset[str]]] = {
    "brand_positioning": frozenset({"reach", "trust"}),
    "funnel_design": frozenset({"conversion", "acquisition"}),
    "seo_patterns": frozenset({"search"}),
    "competitor_model": frozenset({"trust", "conversion"}),
    "offer_architecture": frozenset({"value", "conversion"}),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """A tactic with the challenge and the axis that brought it in."""

    tactic: schema.Tactic
    challenge: ReadChallenge | None
    axis: schema.Axis | None


@dataclass(frozen=True, slots=True)
class Raised:
    """An objection with the challenge or the axis that makes it likely."""

    objection: schema.Objection
    challenge: ReadChallenge | None
    axis: schema.Axis | None


def tactics(reading: Reading) -> tuple[Chosen, ...]:
    """Return the tactics: every challenge in turn takes the one that answers it best, then the outcome takes some."""
    pool = [tactic for tactic in reading.base.tactics.values() if _is_possible(tactic, reading)]
    picked: list[Chosen] = []
    for challenge in _turns(reading):
        taken = [chosen.tactic for chosen in picked]
        ids = {tactic.id for tactic in taken}
        free = [tactic for tactic in pool if tactic.id not in ids and not _clashes(tactic, taken)]
        tactic = _for_challenge(free, challenge, reading, picked) if challenge else None
        tactic = tactic or _for_outcome(free, reading)
        if tactic is not None:
            picked.append(Chosen(tactic, challenge_of(tactic, reading), axis_of(tactic, reading)))
    return tuple(picked)


def objections(reading: Reading) -> tuple[Raised, ...]:
    """Return the likeliest objections; a kind comes twice only after every other kind had its turn."""
    pool = [o for o in reading.base.objections.values() if is_possible(o, reading) and set(o.axes) & reading.axes]
    worth = {o.id: to_brief(o, reading) + (_RAISED if _raised_by(o, reading) else 0.0) for o in pool}
    ranked = sorted((o for o in pool if worth[o.id] > 0), key=lambda o: (-worth[o.id], o.id))
    picked: list[schema.Objection] = []
    for challenge in reading.challenges[:_OBJECTIONS]:
        covering = [o for o in ranked if challenge.kind.id in o.covers and o not in picked]
        if covering:
            picked.append(max(covering, key=lambda o: (to_challenge(o, challenge) + to_purchase(o, reading), o.id)))
    kinds: set[ObjectionKind] = {o.kind for o in picked}
    for objection in ranked:
        if len(picked) < _limit(objection, reading) and objection not in picked and objection.kind not in kinds:
            picked.append(objection)
            kinds.add(objection.kind)
    for objection in ranked:
        if len(picked) < _limit(objection, reading) and objection not in picked:
            picked.append(objection)
    return tuple(Raised(o, _behind(o, reading), axis_of(o, reading)) for o in picked)


def reversals(reading: Reading) -> tuple[schema.Reversal, ...]:
    """Return the reversals that fit; in regulated fields none that pays for a result."""
    regulated = "regulated" in reading.axes
    pool = [
        r
        for r in reading.base.reversals.values()
        if is_possible(r, reading) and set(r.axes) & reading.axes and (r.regulated_ok or not regulated)
    ]
    return best(reading, pool, _REVERSALS)


def is_short_of_means(reading: Reading) -> bool:
    """Tell whether the brief says that hours or money are short."""
    return any(challenge.kind.id in _SHORT_OF_MEANS for challenge in reading.challenges)


def _turns(reading: Reading) -> Iterator[ReadChallenge | None]:
    """Yield whose turn it is to take a tactic; None is the outcome's."""
    count = _MOVES - 1 if is_short_of_means(reading) else _MOVES
    named = reading.challenges[:count]
    turns = [*named, *named, *named][: min(_MOST_FOR_ONE * len(named), max(len(named), count - 1))]
    yield from sorted(turns, key=named.index) if len(named) > 1 else turns
    for _ in range(count - len(turns)):
        yield None


def _for_challenge(
    free: Sequence[schema.Tactic], challenge: ReadChallenge, reading: Reading, picked: Sequence[Chosen]
) -> schema.Tactic | None:
    siblings = [chosen.tactic for chosen in picked if chosen.challenge == challenge]
    answering = [tactic for tactic in free if challenge.kind.id in tactic.covers]

    def worth(tactic: schema.Tactic) -> tuple[float, str]:
        like = max((_similarity(tactic, other) for other in siblings), default=0.0)
        fit = to_challenge(tactic, challenge) + _purpose(tactic, reading) - _SIMILARITY_PENALTY * like
        return fit + to_purchase(tactic, reading), tactic.id

    return max(answering, key=worth, default=None)


def _for_outcome(free: Sequence[schema.Tactic], reading: Reading) -> schema.Tactic | None:
    general = [tactic for tactic in free if is_general(tactic)]
    return max(general, key=lambda t: (1.5 * _purpose(t, reading) + to_purchase(t, reading), t.id), default=None)


def _purpose(tactic: schema.Tactic, reading: Reading) -> float:
    """Return what speaks for a tactic beside its challenge: the outcome, the framework, and little effort."""
    metric = reading.outcome.metric
    family = metric.family if metric else "acquisition" if reading.outcome.stage is not None else None
    serves = 1.2 if family in tactic.serves else 0.0
    suits = 0.8 if _AFFINITY[reading.brief.framework] & set(tactic.serves) else 0.0
    return serves + suits - {"S": 0.0, "M": 0.2, "L": 0.7}[tactic.effort]


def _is_possible(tactic: schema.Tactic, reading: Reading) -> bool:
    if not is_possible(tactic, reading):
        return False
    if reading.has_horizon and tactic.weeks > max(reading.weeks, 3):
        return False
    if tactic.effort == "L" and is_short_of_means(reading):
        return False
    # A tactic made for a purchase of another kind is worse than a general one.
    return not tactic.axes or bool(set(tactic.axes) & reading.axes)


def _clashes(tactic: schema.Tactic, picked: Sequence[schema.Tactic]) -> bool:
    return any(tactic.id in other.conflicts or other.id in tactic.conflicts for other in picked)


def _similarity(first: schema.Tactic, second: schema.Tactic) -> float:
    one = {*first.covers, *first.serves, first.metric}
    two = {*second.covers, *second.serves, second.metric}
    return len(one & two) / len(one | two)


def _behind(objection: schema.Objection, reading: Reading) -> ReadChallenge | None:
    return challenge_of(objection, reading) or _raised_by(objection, reading)


def _raised_by(objection: schema.Objection, reading: Reading) -> ReadChallenge | None:
    return next((c for c in reading.challenges if objection.kind in c.kind.raises), None)


def _limit(objection: schema.Objection, reading: Reading) -> int:
    """Return up to how many an objection may be added: one that answers no challenge only fills the list up."""
    return _OBJECTIONS if _behind(objection, reading) else _OBJECTIONS - 1
