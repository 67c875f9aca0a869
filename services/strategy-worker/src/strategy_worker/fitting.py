"""How well an entry of the knowledge base fits a brief: by challenge, by how the purchase works, by industry."""

import hashlib
from collections.abc import Iterable
from typing import Final, Protocol, TypeVar

from strategy_worker.knowledge import schema
from strategy_worker.reading.brief import Reading
from strategy_worker.reading.classify import ReadChallenge

# True of so many purchases that they explain little; another shared axis says more.
_COMMON_AXES: Final = frozenset({"considered", "quality_hidden", "consumer", "local"})
# Obstacles that nearly every business has to some degree; entries for all others read oddly where the brief doesn't
# mention the situation.
_GENERAL: Final = frozenset(
    {
        "low_awareness",
        "low_conversion",
        "few_leads",
        "low_trust",
        "no_differentiation",
        "strong_competitor",
        "poor_search",
        "long_cycle",
        "price_pressure",
        "complex_offer",
        "unstated",
    }
)
_MADE_FOR: Final = 3.8
_COVERS: Final = 2.4
_OTHER_READING: Final = 1.2
_OWN_INDUSTRY: Final = 1.6
_ODD: Final = -2.5


class Fitting(Protocol):
    """An entry that says for which challenges, axes and industries it was written."""

    @property
    def id(self) -> str: ...
    @property
    def covers(self) -> tuple[str, ...]: ...
    @property
    def axes(self) -> tuple[str, ...]: ...


class Bound(Fitting, Protocol):
    """An entry that may be meant for some industries only, and never where a trait of `avoid` holds."""

    @property
    def avoid(self) -> tuple[str, ...]: ...
    @property
    def industries(self) -> tuple[str, ...]: ...


F = TypeVar("F", bound=Fitting)


def is_possible(entry: Bound, reading: Reading) -> bool:
    """Tell whether an entry can be meant for this purchase and industry at all."""
    if entry.industries and reading.industry.id not in entry.industries:
        return False
    return not set(entry.avoid) & reading.axes


def to_challenge(entry: Fitting, challenge: ReadChallenge) -> float:
    """Return how far an entry answers a challenge; the first kind that it names is the one it was written for."""
    if challenge.kind.id in entry.covers:
        return _MADE_FOR if entry.covers[0] == challenge.kind.id else _COVERS
    return _OTHER_READING if challenge.other and challenge.other.id in entry.covers else 0.0


def to_purchase(entry: Fitting, reading: Reading) -> float:
    """Return how far an entry suits the way this is bought, by its axes, its industries and a little chance."""
    shared = len(set(entry.axes) & reading.axes) / max(1, len(entry.axes))
    own = _OWN_INDUSTRY if reading.industry.id in getattr(entry, "industries", ()) else 0.0
    return 2.0 * shared + own + 0.5 * jitter(reading, entry.id)


def to_brief(entry: Fitting, reading: Reading) -> float:
    """Return how well an entry fits the whole brief, earlier challenges counting more."""
    worth = sum((1.0 - 0.12 * rank) * to_challenge(entry, c) for rank, c in enumerate(reading.challenges))
    if not worth and not is_general(entry):
        worth = _ODD
    return worth + to_purchase(entry, reading)


def is_general(entry: Fitting) -> bool:
    """Tell whether an entry makes sense although no challenge of the brief calls for it."""
    return bool(_GENERAL & set(entry.covers[:2]))


def best(reading: Reading, pool: Iterable[F], count: int) -> tuple[F, ...]:
    """Return the entries that fit the brief best."""
    return tuple(sorted(pool, key=lambda e: (-to_brief(e, reading), e.id))[:count])


def challenge_of(entry: Fitting, reading: Reading) -> ReadChallenge | None:
    """Return the challenge that an entry answers, by its first reading before its second."""
    for challenge in reading.challenges:
        if challenge.kind.id in entry.covers:
            return challenge
    return next((c for c in reading.challenges if c.other and c.other.id in entry.covers), None)


def axis_of(entry: Fitting, reading: Reading) -> schema.Axis | None:
    """Return a trait of the purchase that an entry shares, one that explains something where there is one."""
    fitting = [axis for axis in entry.axes if axis in reading.axes]
    shared = [axis for axis in fitting if axis not in _COMMON_AXES] or fitting
    return reading.base.axes[shared[int(jitter(reading, entry.id) * len(shared))]] if shared else None


def jitter(reading: Reading, key: str) -> float:
    """Return a fixed number below one for this business and key: it parts entries that fit equally well."""
    seed = (
        f"{reading.business}|{reading.brief.industry}|{reading.brief.target_audience}|{reading.brief.framework}|{key}"
    )
    return hashlib.sha256(seed.encode()).digest()[0] / 256
