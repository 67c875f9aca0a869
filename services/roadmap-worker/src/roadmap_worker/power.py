"""How large a split test has to be, and how long that takes."""

from math import ceil
from typing import Final

RELATIVE_DIFFERENCE: Final = 0.2
_Z_CONFIDENCE_95: Final = 1.959964
_Z_POWER_80: Final = 0.841621
_DAYS_A_MONTH: Final = 365.25 / 12


def visitors_per_arm(baseline: float, relative_difference: float = RELATIVE_DIFFERENCE) -> int | None:
    """Return the visitors each variant needs (two-sided 95 %, power 80 %), or None when the target exceeds one."""
    target = baseline * (1 + relative_difference)
    if not 0 < baseline < target < 1:
        return None
    variance = baseline * (1 - baseline) + target * (1 - target)
    return ceil((_Z_CONFIDENCE_95 + _Z_POWER_80) ** 2 * variance / (target - baseline) ** 2)


def days_for(count: float, per_month: float) -> int | None:
    """Return the days until so many have come at a monthly rate, or None when none come."""
    return ceil(count * _DAYS_A_MONTH / per_month) if per_month > 0 else None
