"""The price of an offer and the guarantee that goes with it."""

from typing import Final

from documents import offer
from documents.quantities import Quantity
from strategy_worker.case import Case
from strategy_worker.frameworks import figures, offer_numbers
from strategy_worker.frameworks.manner import is_calculated, manner, suited

# The first trait of the purchase that is found decides how the money is taken.
_PAYMENTS: Final = (
    ("mission", "giving"),
    ("committee", "committee"),
    ("workmanship", "work"),
    ("treatment", "treatment"),
    ("goods", "goods"),
    ("membership", "member"),
    ("dated", "dated"),
)


def price(case: Case) -> offer.Price:
    """Return the amount with what it rests on, how it is tested and where it ends."""
    voice, ticket, rivals = case.voice, case.reading.baselines.ticket, case.reading.competitors
    missing = Quantity(
        name=voice.say("{ticket}"), unit="currency", basis="to_measure", note=voice.phrase("price.unnamed")
    )
    return offer.Price(
        amount=figures.as_quantity(ticket) if ticket else missing,
        basis=voice.line("price.given" if ticket else "price.missing"),
        test=voice.line("price.test_first" if is_calculated(case) else suited(case, "price.test")),
        anchor=voice.line(suited(case, "price.anchor")),
        comparison=voice.line("price.against", rival=rivals[0]) if rivals else "",
        payment=voice.line(f"price.pay_{_payment(case)}"),
        floor=voice.line(suited(case, "price.floor")),
    )


def _payment(case: Case) -> str:
    if manner(case) in {"building", "screen", "trade"}:
        return manner(case)
    found = next((key for axis, key in _PAYMENTS if axis in case.reading.axes), None)
    return found or {"visiting": "place", "counter": "counter"}.get(manner(case), "halves")


def guarantee(case: Case) -> offer.Guarantee:
    """Return the safeguard that fits best, with its condition, limit and exposure."""
    voice, reversal = case.voice, case.reversals[0]
    return offer.Guarantee(
        kind=voice.say(reversal.name),
        promise=voice.sentence(reversal.promise),
        condition=voice.line("guarantee.condition", condition=voice.say(reversal.condition)),
        cap=voice.line("guarantee.cap", cap=voice.say(reversal.cap)),
        exposure=offer_numbers.exposure(case),
        who_pays=voice.line(suited(case, "guarantee.payer"), cost=voice.say(reversal.cost_to_us)),
    )
