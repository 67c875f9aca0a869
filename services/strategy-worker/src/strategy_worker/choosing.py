"""Tactics, objections and reversals by fit to this brief: challenges first, then axes, outcome and framework."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar

from documents.blocks import ObjectionKind
from strategy_worker.knowledge import schema
from strategy_worker.reading.brief import Reading
from strategy_worker.reading.classify import ReadChallenge

_MOVES: Final = 5
_OBJECTIONS: Final = 5
_REVERSALS: Final = 3
_SIMILARITY_PENALTY: Final = 1.5
# A doubt of a kind that a challenge makes likely goes before one that only the market suggests.
_RAISED: Final = 1.0
# Entries for these situations read oddly where the brief doesn't mention the situation.
_SITUATIONAL: Final = frozenset(
    {
        "new_market",
        "bad_reviews",
        "dependence",
        "seasonality",
        "compliance",
        "low_usage",
        "churn",
        "small_team",
        "small_budget",
        "returns",
        "no_shows",
    }
)
# True of so many purchases that they explain little; another shared axis says more.
_COMMON_AXES: Final = frozenset({"considered", "quality_hidden", "consumer", "local"})
_AFFINITY: Final[dict[str, frozenset[str]]] = {
    "brand_positioning": frozenset({"reach", "trust"}),
    "funnel_design": frozenset({"conversion", "acquisition"}),
    "seo_patterns": frozenset({"search"}),
    "competitor_model": frozenset({"trust", "conversion"}),
    "offer_architecture": frozenset({"value", "conversion"}),
}


class _Fitting(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def covers(self) -> tuple[str, ...]: ...
    @property
    def axes(self) -> tuple[str, ...]: ...


_F = TypeVar("_F", bound=_Fitting)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A tactic with the challenge and the axis that brought it in."""

    tactic: schema.Tactic
    challenge: ReadChallenge | None
    axis: schema.Axis | None

    @property
    def covers(self) -> tuple[str, ...]:
        """The kinds of challenge it was written for."""
        return self.tactic.covers


@dataclass(frozen=True, slots=True)
class Raised:
    """An objection with the challenge or the axis that makes it likely."""

    objection: schema.Objection
    challenge: ReadChallenge | None
    axis: schema.Axis | None

    @property
    def covers(self) -> tuple[str, ...]:
        """The kinds of challenge it was written for."""
        return self.objection.covers


def tactics(reading: Reading) -> tuple[Chosen, ...]:
    """Return the tactics: each challenge gets one before any gets two, then the rest follow by fit."""
    wanted = _MOVES - 1 if any(c.kind.id in {"small_team", "small_budget"} for c in reading.challenges) else _MOVES
    pool = [t for t in reading.base.tactics.values() if _is_possible(t, reading)]
    score = _tactic_score(reading)
    picked: list[schema.Tactic] = []
    for challenge in (*reading.challenges, *reading.challenges)[:wanted]:
        covering = [t for t in pool if challenge.kind.id in t.covers and t not in picked and not _clashes(t, picked)]
        _take(covering, score, picked)
    while len(picked) < wanted:
        if not _take([t for t in pool if t not in picked and not _clashes(t, picked)], score, picked):
            break
    return tuple(Chosen(t, _challenge_of(t, reading), _axis_of(t, reading)) for t in picked)


def objections(reading: Reading) -> tuple[Raised, ...]:
    """Return the likeliest objections; a kind comes twice only after every other kind had its turn."""
    pool = [
        o for o in reading.base.objections.values() if set(o.axes) & reading.axes and not set(o.avoid) & reading.axes
    ]
    worth = {o.id: _fit(o, reading) + (_RAISED if _raised_by(o, reading) else 0.0) for o in pool}
    ranked = sorted((o for o in pool if _fit(o, reading) > 0), key=lambda o: (-worth[o.id], o.id))
    picked: list[schema.Objection] = []
    for challenge in reading.challenges[:_OBJECTIONS]:
        best = next((o for o in ranked if challenge.kind.id in o.covers and o not in picked), None)
        if best:
            picked.append(best)
    kinds: set[ObjectionKind] = {o.kind for o in picked}
    for objection in ranked:
        if len(picked) < _limit(objection, reading) and objection not in picked and objection.kind not in kinds:
            picked.append(objection)
            kinds.add(objection.kind)
    for objection in ranked:
        if len(picked) < _limit(objection, reading) and objection not in picked:
            picked.append(objection)
    return tuple(Raised(o, _behind(o, reading), _axis_of(o, reading)) for o in picked)


def _behind(objection: schema.Objection, reading: Reading) -> ReadChallenge | None:
    return _challenge_of(objection, reading) or _raised_by(objection, reading)


def _raised_by(objection: schema.Objection, reading: Reading) -> ReadChallenge | None:
    return next((c for c in reading.challenges if objection.kind in c.kind.raises), None)


def _limit(objection: schema.Objection, reading: Reading) -> int:
    """Return up to how many an objection may be added: one that answers no challenge only fills the list up."""
    return _OBJECTIONS if _behind(objection, reading) else _OBJECTIONS - 1


def reversals(reading: Reading) -> tuple[schema.Reversal, ...]:
    """Return the reversals that fit; in regulated fields none that pays for a result."""
    regulated = "regulated" in reading.axes
    pool = [
        r
        for r in reading.base.reversals.values()
        if not set(r.avoid) & reading.axes and set(r.axes) & reading.axes and (r.regulated_ok or not regulated)
    ]
    return tuple(sorted(pool, key=lambda r: (-_fit(r, reading), r.id))[:_REVERSALS])


def best(reading: Reading, pool: Iterable[_F], count: int) -> tuple[_F, ...]:
    """Return the entries that fit the brief best."""
    return tuple(sorted(pool, key=lambda e: (-_fit(e, reading), e.id))[:count])


def jitter(reading: Reading, key: str) -> float:
    """Return a fixed number below one for this business and key: it parts entries that fit equally well."""
    seed = (
        f"{reading.business}|{reading.brief.industry}|{reading.brief.target_audience}|{reading.brief.framework}|{key}"
    )
    return hashlib.sha256(seed.encode()).digest()[0] / 256


def _is_possible(tactic: schema.Tactic, reading: Reading) -> bool:
    if set(tactic.avoid) & reading.axes:
        return False
    if reading.has_horizon and tactic.weeks > max(reading.weeks, 3):
        return False
    if tactic.effort == "L" and any(c.kind.id in {"small_team", "small_budget"} for c in reading.challenges):
        return False
    # A tactic made for a purchase of another kind is worse than a general one.
    return not tactic.axes or bool(set(tactic.axes) & reading.axes)


def _clashes(tactic: schema.Tactic, picked: Sequence[schema.Tactic]) -> bool:
    return any(tactic.id in other.conflicts or other.id in tactic.conflicts for other in picked)


def _take(
    candidates: Sequence[schema.Tactic],
    score: Callable[[schema.Tactic, Counter[str]], float],
    picked: list[schema.Tactic],
) -> bool:
    if not candidates:
        return False
    covered = Counter(challenge for tactic in picked for challenge in tactic.covers)
    penalty = {t.id: max((_similarity(t, other) for other in picked), default=0.0) for t in candidates}
    picked.append(max(candidates, key=lambda t: (score(t, covered) - _SIMILARITY_PENALTY * penalty[t.id], t.id)))
    return True


def _similarity(first: schema.Tactic, second: schema.Tactic) -> float:
    one = {*first.covers, *first.serves, first.metric}
    two = {*second.covers, *second.serves, second.metric}
    return len(one & two) / len(one | two)


def _tactic_score(reading: Reading) -> Callable[[schema.Tactic, Counter[str]], float]:
    affinity = _AFFINITY[reading.brief.framework]
    metric = reading.outcome.metric
    family = metric.family if metric else "acquisition" if reading.outcome.stage is not None else None

    def score(tactic: schema.Tactic, covered: Counter[str]) -> float:
        serves = 1.2 if family in tactic.serves else 0.0
        suits = 0.8 if affinity & set(tactic.serves) else 0.0
        effort = {"S": 0.0, "M": 0.2, "L": 0.7}[tactic.effort]
        return _fit(tactic, reading, covered) + serves + suits - effort

    return score


def _fit(entry: _Fitting, reading: Reading, covered: Counter[str] | None = None) -> float:
    worth = 0.0
    for rank, challenge in enumerate(reading.challenges):
        # A challenge that already has tactics is worth less than one that has none.
        weight = (1.0 - 0.12 * rank) / (1 + (covered[challenge.kind.id] if covered else 0))
        if challenge.kind.id in entry.covers:
            # The first challenge an entry names is the one it was written for.
            made_for = entry.covers[0] == challenge.kind.id
            worth += (1.2 if not challenge.numbers else 3.8 if made_for else 2.4) * weight
        elif challenge.other and challenge.other.id in entry.covers:
            worth += 1.2 * weight
    if not worth and _SITUATIONAL & set(entry.covers[:2]):
        worth = -2.5
    shared = len(set(entry.axes) & reading.axes) / max(1, len(entry.axes))
    return worth + 2.0 * shared + 0.5 * jitter(reading, entry.id)


def _challenge_of(entry: _Fitting, reading: Reading) -> ReadChallenge | None:
    for challenge in reading.challenges:
        if challenge.kind.id in entry.covers:
            return challenge
    for challenge in reading.challenges:
        if challenge.other and challenge.other.id in entry.covers:
            return challenge
    return None


def _axis_of(entry: _Fitting, reading: Reading) -> schema.Axis | None:
    fitting = [axis for axis in entry.axes if axis in reading.axes]
    shared = [axis for axis in fitting if axis not in _COMMON_AXES] or fitting
    return reading.base.axes[shared[int(jitter(reading, entry.id) * len(shared))]] if shared else None
