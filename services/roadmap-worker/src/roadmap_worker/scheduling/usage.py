"""How much of a resource is taken, minute by minute of its line."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field


@dataclass(slots=True)
class Usage:
    """Units taken, as steps: `units[i]` from minute `minutes[i]` until the next; after the last step nothing is."""

    minutes: list[int] = field(default_factory=lambda: [0])
    units: list[int] = field(default_factory=lambda: [0])
    total: int = 0

    def earliest(self, start: int, length: int, most: int) -> int:
        """Return the first minute from `start` on at which no more than `most` units are taken for `length` minutes."""
        step = bisect_right(self.minutes, start) - 1
        while step < len(self.minutes) and (step < 0 or self.minutes[step] < start + length):
            if self.units[step] > most:
                start = self.minutes[step + 1]
            step += 1
        return start

    def take(self, start: int, length: int, units: int) -> None:
        """Add units to every minute of [start, start + length)."""
        first, last = self._step_at(start), self._step_at(start + length)
        for step in range(first, last):
            self.units[step] += units
        self.total += units * length

    def _step_at(self, minute: int) -> int:
        step = bisect_left(self.minutes, minute)
        if step == len(self.minutes) or self.minutes[step] != minute:
            self.minutes.insert(step, minute)
            self.units.insert(step, self.units[step - 1])
        return step
