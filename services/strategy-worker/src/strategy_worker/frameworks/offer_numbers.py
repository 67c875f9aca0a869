"""The figures of an offer: exposure of the guarantee, capacity and unit economics, each with its basis."""

from collections.abc import Iterator, Mapping
from typing import Final

from documents import offer
from documents.quantities import Quantity
from strategy_worker.case import Case
from strategy_worker.frameworks import figures
from strategy_worker.frameworks.funnel_counts import period
from strategy_worker.frameworks.manner import suited
from strategy_worker.wording import number, share

# A planning range for the share of buyers who call on a guarantee; the ledger of claims replaces it.
_CLAIMS_LOW: Final = 0.02
_CLAIMS_HIGH: Final = 0.1
_MONTHS: Final[Mapping[str, int]] = {"per month": 1, "per quarter": 3, "per year": 12}
_HOURS_A_MONTH: Final = 130


def exposure(case: Case) -> Quantity:
    """Return what the guarantee could cost in a month: cases times price times share of claims."""
    voice, ticket, units = case.voice, case.reading.baselines.ticket, _units(case)
    name = "exposure per month"
    if ticket is None or units is None:
        note = voice.phrase("guarantee.unpriced" if ticket is None else "guarantee.uncounted")
        return Quantity(name=name, unit="currency", basis="to_measure", note=note)
    low, high = units * ticket.value * _CLAIMS_LOW, units * ticket.value * _CLAIMS_HIGH
    note = voice.phrase(
        "guarantee.exposure",
        units=number(units),
        price=number(ticket.value),
        low=share(_CLAIMS_LOW),
        high=share(_CLAIMS_HIGH),
    )
    return Quantity(name=name, unit=ticket.unit, basis="computed", low=round(low, 2), high=round(high, 2), note=note)


def _units(case: Case) -> float | None:
    months = _MONTHS.get(period(case))
    if case.path.needed and months:
        return (case.path.needed + (case.reading.outcome.stock or 0)) / months
    volume = case.reading.baselines.volumes.get(len(case.industry.path) - 1)
    return volume.value if volume else None


def capacity(case: Case) -> offer.Capacity:
    """Return how many are wanted a month, what one takes, and when selling stops."""
    voice, units, hours = case.voice, _units(case), case.reading.baselines.hours_per_unit
    name = voice.say("{customers}")
    is_monthly = units is not None and units.is_integer()
    needs = (
        Quantity(
            name=name,
            unit="per month",
            basis="target" if is_monthly else "computed",
            value=round(units, 1),
            note=voice.phrase("capacity.wanted" if is_monthly else "capacity.spread"),
        )
        if units
        else Quantity(name=name, unit="per month", basis="to_measure", note=voice.phrase("capacity.counted"))
    )
    per_unit = (
        figures.as_quantity(hours)
        if hours
        else Quantity(
            name="hours per unit", unit="hours", basis="to_measure", note=voice.phrase(suited(case, "capacity.timed"))
        )
    )
    return offer.Capacity(
        units_per_month=needs,
        units_today=_today(case),
        hours_per_unit=per_unit,
        stop_rule=_stop_rule(case, units),
        scarcity=voice.line(suited(case, "capacity.scarcity")),
    )


def _today(case: Case) -> Quantity | None:
    """Return how many there are a month today, as far as the brief says."""
    outcome, given = case.reading.outcome, case.reading.baselines.volumes.get(len(case.industry.path) - 1)
    if given:
        return figures.as_quantity(given)
    if outcome.stock is None or outcome.counts_per != "month":
        return None
    note = case.voice.phrase("capacity.from_outcome")
    name = case.voice.say("{customers}")
    return Quantity(name=name, unit="per month", basis="given", value=outcome.stock, note=note)


def _stop_rule(case: Case, units: float | None) -> str:
    voice, hours = case.voice, case.reading.baselines.hours_per_unit
    if units is None or hours is None:
        return voice.line(suited(case, "capacity.stop"))
    return voice.line(
        "capacity.hours",
        units=number(units),
        hours=number(hours.value),
        total=number(units * hours.value),
        staff=number(round(units * hours.value / _HOURS_A_MONTH, 1)),
        scale=number(_HOURS_A_MONTH),
    )


def unit_economics(case: Case) -> offer.UnitEconomics:
    """Return the quantities that decide whether the offer carries itself."""
    return offer.UnitEconomics(
        quantities=(*_priced(case), *_derived(case)), reading=case.voice.line(suited(case, "economics.reading"))
    )


def _priced(case: Case) -> Iterator[Quantity]:
    voice, ticket = case.voice, case.reading.baselines.ticket
    cost = case.reading.baselines.metrics.get("cost_per_customer")
    yield (
        figures.as_quantity(ticket)
        if ticket
        else _missing(voice.say("{ticket}"), voice.phrase("economics.from_ledger"))
    )
    winning = voice.say("cost of winning one {customer}")
    yield (
        Quantity(name=winning, unit=cost.unit, basis="given", value=cost.value)
        if cost
        else _missing(winning, voice.phrase("economics.month_divided"))
    )
    yield _missing("direct cost of delivery", voice.phrase("economics.ten_cases"))


def _missing(name: str, note: str) -> Quantity:
    return Quantity(name=name, unit="currency", basis="to_measure", note=note)


def _derived(case: Case) -> Iterator[Quantity]:
    """Yield what follows from the figures of the brief."""
    voice, figure = case.voice, case.reading.baselines
    ticket, hours, cost = figure.ticket, figure.hours_per_unit, figure.metrics.get("cost_per_customer")
    if ticket and cost and ticket.unit == cost.unit:
        yield _computed(
            "left for delivery and margin", ticket.unit, ticket.value - cost.value, voice.phrase("economics.left")
        )
    if ticket and hours:
        yield _computed(
            "income per hour of work", ticket.unit, ticket.value / hours.value, voice.phrase("economics.per_hour")
        )
    yield from _ceiling(case)


def _ceiling(case: Case) -> Iterator[Quantity]:
    """Yield what the budget allows for each of those the outcome asks for."""
    voice, money, needed = case.voice, case.reading.brief.budget, case.path.needed
    if money is None or not needed:
        return
    period = case.reading.outcome.counts_per
    note = (
        voice.phrase("economics.ceiling") if period is None else voice.phrase("economics.ceiling_period", period=period)
    )
    yield _computed(voice.say("most that one {customer} may cost"), money.currency, float(money.amount) / needed, note)


def _computed(name: str, unit: str, value: float, note: str) -> Quantity:
    return Quantity(name=name, unit=unit, basis="computed", value=round(value, 2), note=note)
