"""How the dates were found, and how much sooner the plan could end at most."""

from datetime import date
from typing import Final, TypeAlias

from pydantic import JsonValue

from roadmap_worker.schedule import Schedule
from roadmap_worker.workdays import Workdays

_PERCENT: Final = 100

Wire: TypeAlias = dict[str, JsonValue]


def proof(made: Schedule, workdays: Workdays) -> Wire:
    """Return the method, the date before which no plan of these tasks and people ends, and the gap to it.

    The gap is in working days, and in percent of the working days up to the bound. A plan nobody measured has no bound.
    """
    if made.bound is None:
        return {"method": made.method, "optimal": False, "boundDate": None, "gapDays": None, "gapPercent": None}
    days = workdays.between(made.bound, made.end)
    least = workdays.between(made.start - 1, made.bound)
    return {
        "method": made.method,
        "optimal": made.is_optimal,
        "boundDate": date.fromordinal(made.bound).isoformat(),
        "gapDays": days,
        "gapPercent": round(_PERCENT * days / least, 1),
    }
