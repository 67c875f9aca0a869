"""The user's own figures as quantities, and the horizon of the brief in words."""

from collections.abc import Iterator
from typing import Final

from documents.quantities import Quantity
from strategy_worker.case import Case
from strategy_worker.reading.baselines import Given
from strategy_worker.wording import number, small

_NEAR: Final = 17


def own(case: Case) -> tuple[Quantity, ...]:
    """Return every figure of the brief under its own name."""
    return tuple(as_quantity(given) for given in _given(case))


def as_quantity(given: Given) -> Quantity:
    """Return a figure of the brief."""
    return Quantity(name=given.label, unit=given.unit, basis="given", value=given.value)


def span(case: Case) -> str:
    """Name the time that the plan covers: ninety days, or the horizon if that is near."""
    weeks = case.reading.weeks
    if not case.reading.has_horizon or weeks > _NEAR:
        return "the next ninety days"
    return "the next week" if weeks == 1 else f"the next {small(weeks)} weeks"


def months(case: Case) -> int | None:
    """Return the months of a horizon that lies beyond the plan."""
    return round(case.reading.weeks * 12 / 52) if case.reading.has_horizon and case.reading.weeks > _NEAR else None


def week(case: Case, wished: int) -> str:
    """Name a week that lies inside the horizon."""
    return small(min(wished, case.reading.weeks))


def budget(case: Case) -> str | None:
    """Return the budget with its currency, if the brief names one."""
    money = case.reading.brief.budget
    return f"{number(float(money.amount))} {money.currency}" if money else None


def _given(case: Case) -> Iterator[Given]:
    figures = case.reading.baselines
    yield from figures.volumes.values()
    yield from figures.rates.values()
    yield from figures.metrics.values()
    yield from (found for found in (figures.ticket, figures.hours_per_unit) if found)
    yield from figures.unplaced
