"""How something changes hands: it is given, sent, visited, taken over a counter or worked for.

Each is spoken about differently, so a phrasing may have an ending of its own for it.
"""

from typing import Final, Literal

from strategy_worker.case import Case

Manner = Literal["giving", "sending", "visiting", "counter", "working"]

_VISITED: Final = frozenset({"place", "stay", "visible"})
# Where these hold, the work counts for more than the place to which people come for it.
_WORK: Final = frozenset({"regulated", "project", "engineering", "learning", "workmanship"})


def manner(case: Case) -> Manner:
    """Tell how the offer changes hands."""
    axes, own = case.reading.axes, frozenset(case.industry.axes)
    if "mission" in axes:
        return "giving"
    if "goods" in axes:
        return "sending"
    is_served = "service" in own and "visible" not in own
    if own & _VISITED and not own & _WORK and not is_served:
        return "counter" if "impulse" in own else "visiting"
    return "working"


def suited(case: Case, key: str) -> str:
    """Return the phrasing made for this manner if there is one, else the general one; a shop is a place as well."""
    found = manner(case)
    endings = (found, "visiting") if found == "counter" else (found,)
    return next((f"{key}.{ending}" for ending in endings if f"{key}.{ending}" in case.voice.phrasing), key)
