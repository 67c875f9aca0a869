"""How something changes hands: it is given, sent, visited or worked for, and each is spoken about differently."""

from typing import Final, Literal

from strategy_worker.case import Case

Manner = Literal["giving", "sending", "visiting", "working"]

_VISITED: Final = frozenset({"place", "stay"})
_ONE_BY_ONE: Final = frozenset({"workmanship", "service", "treatment", "learning", "engineering", "switching_cost"})


def manner(case: Case) -> Manner:
    """Tell how the offer changes hands."""
    axes = case.reading.axes
    if "mission" in axes:
        return "giving"
    if "goods" in axes:
        return "sending"
    is_place = bool(axes & _VISITED) or "visible" in axes
    return "visiting" if is_place and not axes & _ONE_BY_ONE else "working"


def suited(case: Case, key: str) -> str:
    """Return the phrasing made for this manner if there is one, else the general one."""
    own = f"{key}.{manner(case)}"
    return own if own in case.voice.phrasing else key
