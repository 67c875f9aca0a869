"""The figures of an offer: exposure of the guarantee, capacity and unit economics, each with its basis."""

from typing import Final

from documents import offer
from documents.quantities import Quantity
from strategy_worker.case import Case
from strategy_worker.frameworks.offer_words import OfferWords
from strategy_worker.reading.baselines import Given
from strategy_worker.wording import number

# A planning range for the share of buyers who call on a guarantee; the ledger of claims replaces it.
_CLAIMS_LOW: Final = 0.02
_CLAIMS_HIGH: Final = 0.1
_HOURS_A_MONTH: Final = 130


def exposure(case: Case) -> Quantity:
    ticket, units = case.reading.baselines.ticket, _units(case)
    name = "exposure per month"
    if ticket is None or units is None:
        note = (
            "number of cases times share of claims times cap; two of the three are missing"
            if ticket is None
            else "the number of cases is missing"
        )
        return Quantity(name=name, unit="currency", basis="to_measure", note=note)
    low, high = units * ticket.value * _CLAIMS_LOW, units * ticket.value * _CLAIMS_HIGH
    return Quantity(
        name=name,
        unit=ticket.unit,
        basis="computed",
        low=round(low, 2),
        high=round(high, 2),
        note=(
            f"{number(units)} cases times {number(ticket.value)} times an assumed share of claims "
            "of 2% to 10%; at most, as the cap may be lower"
        ),
    )


def _units(case: Case) -> float | None:
    if case.path.needed and case.reading.outcome.counts_per == "month":
        return case.path.needed + (case.reading.outcome.stock or 0)
    volume = case.reading.baselines.volumes.get(len(case.industry.path) - 1)
    return volume.value if volume else None


def capacity(case: Case, words: OfferWords) -> offer.Capacity:
    voice, units, hours = case.voice, _units(case), case.reading.baselines.hours_per_unit
    unit_name = voice.say("{customers}")
    needs = Quantity(name=unit_name, unit="per month", basis="to_measure", note="counted over the last three months")
    if units:
        needs = Quantity(
            name=unit_name,
            unit="per month",
            basis="target",
            value=units,
            note="from the outcome or the figures in the brief",
        )
    per_unit = Quantity(name="hours per unit", unit="hours", basis="to_measure", note="noted for the next ten cases")
    if hours:
        per_unit = Quantity(name=hours.label, unit=hours.unit, basis="given", value=hours.value)
    return offer.Capacity(
        units_per_month=needs,
        hours_per_unit=per_unit,
        stop_rule=voice.sentence(_stop_rule(units, hours, words.stop)),
        scarcity=voice.sentence(words.scarcity),
    )


def _stop_rule(units: float | None, hours: Given | None, usual: str) -> str:
    if units and hours:
        people = units * hours.value / _HOURS_A_MONTH
        return (
            f"{number(units)} a month at {number(hours.value)} hours each take "
            f"{number(units * hours.value)} hours, about {number(people)} full "
            f"months of work at {_HOURS_A_MONTH} hours (a planning scale); beyond the hours there "
            "are, new orders get a later date"
        )
    return usual


def unit_economics(case: Case, reading: str) -> offer.UnitEconomics:
    voice, ticket = case.voice, case.reading.baselines.ticket
    cost = case.reading.baselines.metrics.get("cost_per_customer")
    price = (
        Quantity(name=ticket.label, unit=ticket.unit, basis="given", value=ticket.value)
        if ticket
        else Quantity(name=voice.say("{ticket}"), unit="currency", basis="to_measure", note="from the ledger")
    )
    acquisition = (
        Quantity(name=voice.say("cost of one {customer}"), unit=cost.unit, basis="given", value=cost.value)
        if cost
        else Quantity(
            name=voice.say("cost of one {customer}"),
            unit="currency",
            basis="to_measure",
            note="money and hours of one month, divided",
        )
    )
    delivery = Quantity(
        name="direct cost of delivery", unit="currency", basis="to_measure", note="hours and material of ten cases"
    )
    quantities = [price, acquisition, delivery]
    if ticket and cost and ticket.unit == cost.unit:
        left = Quantity(
            name="left for delivery and margin",
            unit=ticket.unit,
            basis="computed",
            value=ticket.value - cost.value,
            note="price less cost of winning it",
        )
        quantities.append(left)
    return offer.UnitEconomics(
        quantities=tuple(quantities),
        reading=voice.sentence(reading),
    )
