"""How something changes hands: it is given, sent, used on a screen, joined, visited or worked for.

Each is spoken about differently, so a phrasing may have an ending of its own for it.
"""

from collections.abc import Mapping
from typing import Final, Literal

from strategy_worker.case import Case

Manner = Literal[
    "giving",
    "sending",
    "screen",
    "member",
    "appointment",
    "event",
    "building",
    "trade",
    "visiting",
    "counter",
    "working",
]

_VISITED: Final = frozenset({"place", "stay", "visible"})
# Where these hold, the work counts for more than the place to which people come for it.
_WORK: Final = frozenset({"regulated", "project", "engineering", "learning", "workmanship"})
_BUILDING: Final = frozenset({"project", "workmanship"})
_EVENT: Final = frozenset({"dated", "place"})
_ON_SCREEN: Final = "MobileApplication"
_BY_THE_CASE: Final = frozenset({"Product", "WholesaleStore"})
# Whoever joins or shops somewhere goes there as well, so what is said of places holds for both.
_ALSO: Final[Mapping[Manner, Manner]] = {"counter": "visiting", "member": "visiting"}


def manner(case: Case) -> Manner:
    """Tell how the offer changes hands."""
    axes, own = case.reading.axes, frozenset(case.industry.axes)
    by_trait: tuple[tuple[bool, Manner], ...] = (
        ("mission" in axes, "giving"),
        ("goods" in axes, "sending"),
        (case.industry.schema_type == _ON_SCREEN, "screen"),
        ("membership" in own, "member"),
        ("treatment" in own, "appointment"),
        (own >= _EVENT, "event"),
        (own >= _BUILDING, "building"),
        (case.industry.schema_type in _BY_THE_CASE and "engineering" not in own, "trade"),
    )
    found: Manner | None = next((named for holds, named in by_trait if holds), None)
    if found:
        return found
    is_served = "service" in own and "visible" not in own
    if own & _VISITED and not own & _WORK and not is_served:
        return "counter" if "impulse" in own else "visiting"
    return "working"


def is_worked_for(case: Case) -> bool:
    """Tell whether people work for one buyer at a time."""
    return manner(case) in {"working", "appointment", "event", "building"}


def is_calculated(case: Case) -> bool:
    """Tell whether each case has a price of its own, worked out after a first step."""
    own = frozenset(case.industry.axes)
    return manner(case) in {"working", "building"} and "high_ticket" in own and "learning" not in own


def suited(case: Case, key: str) -> str:
    """Return the phrasing made for this manner if there is one, else the general one."""
    found = manner(case)
    endings = (found, _ALSO[found]) if found in _ALSO else (found,)
    return next((f"{key}.{ending}" for ending in endings if f"{key}.{ending}" in case.voice.phrasing), key)
