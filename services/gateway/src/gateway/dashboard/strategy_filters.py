"""The filters of the list of strategies, as they stand in its address; what is no filter of ours changes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, get_args

from gateway.repository.strategies import MAX_PART, StrategyFilter
from gateway.schemas.strategies import Compliance
from shared.contracts.requests import Framework
from shared.contracts.wire import storable

FRAMEWORKS: Final[tuple[Framework, ...]] = get_args(Framework)
COMPLIANCES: Final[tuple[Compliance, ...]] = get_args(Compliance)
_BEST: Final = 100


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for, and the same as it stands in an address."""

    wanted: StrategyFilter
    chosen: Mapping[str, str]


def filters_of(query: Mapping[str, str]) -> Filters:
    """Read an address."""
    framework: Framework | None = next((each for each in FRAMEWORKS if each == query.get("framework")), None)
    compliance: Compliance | None = next((each for each in COMPLIANCES if each == query.get("compliance")), None)
    least = _points(query.get("minScore", ""))
    part = part_of(query.get("q", ""))
    named = {
        "q": part,
        "framework": framework,
        "compliance": compliance,
        "minScore": None if least is None else str(least),
    }
    chosen = {name: value for name, value in named.items() if value is not None}
    return Filters(StrategyFilter(framework=framework, compliance=compliance, min_score=least, part=part), chosen)


def part_of(given: str) -> str | None:
    """Return the part of a name to look for, as far as one was given."""
    try:
        return storable(given.strip()[:MAX_PART]) or None
    except ValueError:
        return None


def _points(given: str) -> int | None:
    return int(given) if given.isascii() and given.isdecimal() and len(given) <= 3 and int(given) <= _BEST else None
