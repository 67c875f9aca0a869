"""Durations of rules; a test lets the same rules run faster, by a clock that goes faster."""

from dataclasses import dataclass
from typing import Final

_UNITS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86400}


@dataclass(frozen=True, slots=True)
class Clock:
    """Turns the durations that rules name into those that are written; `speed` is how many seconds pass in one."""

    speed: int = 1

    def duration(self, nominal: str) -> str:
        """Return a duration of PromQL such as 5m, shortened."""
        if self.speed == 1:
            return nominal
        return f"{round(seconds(nominal) * 1000 / self.speed)}ms"

    def seconds(self, nominal: str) -> str:
        """Return the number of seconds to compare a measured time with, shortened."""
        return f"{seconds(nominal) / self.speed:g}"


def seconds(nominal: str) -> int:
    """Return how long a duration of one unit is."""
    return int(nominal[:-1]) * _UNITS[nominal[-1]]
