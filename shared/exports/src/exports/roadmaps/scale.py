"""Days as places on a line, and where it is marked: by weeks, months or quarters, as many as can be read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

_MOST_WEEKS: Final = 18
_MOST_MONTHS: Final = 18
_MONTHS_A_QUARTER: Final = 3
_WEEK: Final = 7
_LONGEST_MONTH: Final = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark at the beginning of a day."""

    day: date
    label: str


@dataclass(frozen=True, slots=True)
class Scale:
    """The days from `first` to `last`, both whole, over `width` units that begin at `left`."""

    first: date
    last: date
    left: float
    width: float

    @property
    def days(self) -> int:
        """How many days there are."""
        return (self.last - self.first).days + 1

    def begin(self, day: date) -> float:
        """Return where a day begins; what lies outside is put at the edge."""
        return self._at((day - self.first).days)

    def end(self, day: date) -> float:
        """Return where a day ends."""
        return self._at((day - self.first).days + 1)

    def ticks(self) -> Iterator[Tick]:
        """Yield the marks from left to right."""
        if self.days <= _MOST_WEEKS * _WEEK:
            monday = self.first + timedelta(days=-self.first.weekday() % _WEEK)
            while monday <= self.last:
                yield Tick(monday, f"{monday.day} {monday:%b}")
                monday += timedelta(days=_WEEK)
            return
        step = 1 if self.days <= _MOST_MONTHS * _LONGEST_MONTH.days else _MONTHS_A_QUARTER
        for month in _months(self.first, self.last):
            if (month.month - 1) % step == 0:
                names_year = month.month == 1 or month <= self.first + step * _LONGEST_MONTH
                yield Tick(month, f"{month:%b} {month.year}" if names_year else f"{month:%b}")

    def _at(self, days: int) -> float:
        return round(self.left + self.width * min(max(days, 0), self.days) / self.days, 1)


def _months(first: date, last: date) -> Iterator[date]:
    month = first if first.day == 1 else _next(first)
    while month <= last:
        yield month
        month = _next(month)


def _next(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
