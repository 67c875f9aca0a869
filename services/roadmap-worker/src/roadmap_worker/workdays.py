"""Which days are worked on: all but a weekend of two days and the holidays given.

Inside the scheduler a day is its ordinal (`date.toordinal`), because it adds and compares days by the thousand.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from library.public_holidays import SATURDAY_AND_SUNDAY

_WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class Workdays:
    """A calendar shared by everybody; days off of one person are that person's own."""

    holidays: frozenset[int]
    weekend: frozenset[int] = SATURDAY_AND_SUNDAY

    @classmethod
    def of(cls, holidays: Iterable[date], weekend: frozenset[int] = SATURDAY_AND_SUNDAY) -> Self:
        """Make the calendar from dates; `weekend` holds two weekdays, Monday is 0."""
        return cls(frozenset(day.toordinal() for day in holidays), weekend)

    def includes(self, day: int) -> bool:
        """Whether the day is worked on; ordinal 1 was a Monday."""
        return (day - 1) % _WEEK not in self.weekend and day not in self.holidays

    def on_or_after(self, day: int) -> int:
        """Return the first working day that is not before the day."""
        while not self.includes(day):
            day += 1
        return day

    def on_or_before(self, day: int) -> int:
        """Return the last working day that is not after the day."""
        while not self.includes(day):
            day -= 1
        return day

    def after(self, day: int, count: int) -> int:
        """Return the working day that `count` full working days separate from the day."""
        for _ in range(count + 1):
            day = self.on_or_after(day + 1)
        return day

    def before(self, day: int, count: int) -> int:
        """Return the working day before the day, with `count` full working days between the two."""
        for _ in range(count + 1):
            day = self.on_or_before(day - 1)
        return day

    def between(self, first: int, last: int) -> int:
        """Count the working days after `first`, up to and including `last`."""
        return sum(self.includes(day) for day in range(first + 1, last + 1))
