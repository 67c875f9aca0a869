"""Offer architecture: what is in, what is out, at which price, with which risk taken off the buyer."""

from collections.abc import Iterator

from documents import offer
from documents.model import OfferArchitecture
from documents.quantities import Quantity
from strategy_worker.case import Case
from strategy_worker.common.assemble import CommonBlocks
from strategy_worker.frameworks import offer_numbers
from strategy_worker.frameworks.offer_words import GIVING, SELLING, SENDING, OfferWords
from strategy_worker.wording import number, raise_first


def build(case: Case, common: CommonBlocks) -> OfferArchitecture:
    """Write the sections of an offer."""
    return OfferArchitecture(
        **common,
        core_promise=_core_promise(case),
        mechanism=_mechanism(case),
        stack=offer.Stack(items=tuple(_stack(case)), exclusions=_exclusions(case)),
        price=_price(case),
        ladder=_ladder(case),
        guarantee=_guarantee(case),
        capacity=offer_numbers.capacity(case, _words(case)),
        unit_economics=offer_numbers.unit_economics(case, _words(case).reading),
        pilot=_pilot(case),
    )


def _words(case: Case) -> OfferWords:
    if "mission" in case.reading.axes:
        return GIVING
    return SENDING if "goods" in case.reading.axes else SELLING


def _core_promise(case: Case) -> offer.CorePromise:
    voice, theme = case.voice, case.industry.themes[0]
    return offer.CorePromise(
        outcome=voice.sentence("{theme}, for {buyers}", theme=theme.theme),
        by_when=voice.sentence(_words(case).by_when),
        measured_how=voice.sentence(
            "{fact}; read from {check}",
            fact=case.industry.attributes[theme.rests].fact,
            check=case.industry.attributes[theme.rests].check,
        ),
        depends_on_buyer=voice.sentence(
            "the promise holds only with this from the buyer: {trait}", trait=case.audience.traits[0]
        ),
    )


def _mechanism(case: Case) -> offer.Mechanism:
    voice = case.voice
    return offer.Mechanism(
        explanation=voice.text(
            "{trust_gap}; the offer therefore lets the {person} check before the large step and not after it",
            "this works because {why}",
            why=voice.say(case.moves[0].tactic.works_because),
        ),
        steps=(
            *(voice.sentence(step) for step in _words(case).steps),
            voice.sentence("a look back at what was promised, with this on the table: {fact}"),
        ),
    )


def _stack(case: Case) -> Iterator[offer.StackItem]:
    voice, hours = case.voice, case.reading.baselines.hours_per_unit
    arguments = _words(case).arguments
    for index, item in enumerate(case.industry.deliverables):
        note = "hours to be noted for the next five cases"
        if hours:
            note += f"; {number(hours.value)} {hours.unit} are given for the whole"
        yield offer.StackItem(
            item=raise_first(voice.say(item.item)),
            obstacle=voice.sentence(item.removes),
            cost_to_deliver=Quantity(name=voice.say(item.item), unit="hours", basis="to_measure", note=note),
            value_argument=voice.sentence(arguments[index % len(arguments)], removes=item.removes),
        )


def _exclusions(case: Case) -> tuple[str, ...]:
    voice = case.voice
    return (
        voice.sentence("{refuse}: {why}", refuse=case.main.kind.refuse, why=case.main.kind.refuse_why),
        voice.sentence(
            "whatever {alternative} does well enough for this: {better}", better=case.industry.alternatives[0].better
        ),
        voice.sentence("cases with this sign: {sign}", sign=case.audience.disqualifiers[-1]),
        voice.sentence(_words(case).last_exclusion),
    )


def _price(case: Case) -> offer.Price:
    voice, ticket = case.voice, case.reading.baselines.ticket
    if ticket:
        amount = Quantity(name=ticket.label, unit=ticket.unit, basis="given", value=ticket.value)
        basis = voice.sentence("today's figure from the brief; it is tested before it is changed")
    else:
        amount = Quantity(
            name=voice.say("{ticket}"), unit="currency per unit", basis="to_measure", note="not in the brief"
        )
        basis = voice.sentence(_words(case).price_basis)
    return offer.Price(
        amount=amount,
        basis=basis,
        anchor=voice.sentence(_words(case).anchor),
        payment=voice.sentence(_payment(case)),
        floor=voice.sentence(_words(case).floor),
    )


def _payment(case: Case) -> str:
    axes = case.reading.axes
    if "mission" in axes:
        return "one gift or a regular one, stopped by one message"
    if "committee" in axes:
        return "the first step on its own invoice below the limit that one person may sign, the rest by dated results"
    if "workmanship" in axes:
        return "nothing before the written price; the invoice after the handover with photos"
    if "goods" in axes:
        return "the total with delivery is shown before the basket, by the usual means of payment"
    return "the first step when it is delivered, the main part in two halves tied to dated results"


def _ladder(case: Case) -> offer.Ladder:
    voice = case.voice
    triggers = _words(case).triggers
    names = ("Entry", "Core", "Next")
    return offer.Ladder(
        rungs=tuple(
            offer.Rung(name=rung_name, contents=voice.sentence(contents), upgrade_trigger=voice.sentence(trigger))
            for rung_name, contents, trigger in zip(names, case.industry.rungs, triggers, strict=True)
        )
    )


def _guarantee(case: Case) -> offer.Guarantee:
    voice = case.voice
    reversal = case.reversals[0]
    return offer.Guarantee(
        kind=reversal.name,
        condition=voice.text(
            reversal.promise, "it applies on one condition: {condition}", condition=voice.say(reversal.condition)
        ),
        cap=voice.sentence(reversal.cap),
        exposure=offer_numbers.exposure(case),
        who_pays=voice.sentence(_words(case).payer, cost=voice.say(reversal.cost_to_us)),
    )


def _pilot(case: Case) -> offer.Pilot:
    voice = case.voice
    return offer.Pilot(
        scope=voice.sentence(_words(case).pilot_scope),
        success=voice.sentence("three of the five take {main_rung} or say in writing what would have to be different"),
        then=voice.sentence(_words(case).pilot_then),
    )
