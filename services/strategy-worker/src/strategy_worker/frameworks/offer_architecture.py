"""Offer architecture: what is in, what is out, at which price, with which risk taken off the buyer."""

import math
import re
from collections.abc import Iterator
from typing import Final

from documents import offer
from documents.model import OfferArchitecture
from documents.quantities import Quantity
from strategy_worker.case import Case
from strategy_worker.common.assemble import CommonBlocks
from strategy_worker.frameworks import figures, offer_numbers, offer_price, theme
from strategy_worker.frameworks.factors import closeness
from strategy_worker.frameworks.manner import is_calculated, is_worked_for, manner, suited
from strategy_worker.frameworks.naming import is_waiting, term
from strategy_worker.knowledge.industry import Deliverable
from strategy_worker.wording import raise_first, small

_FELT: Final = re.compile(r"the (?:fear|feeling|doubt|suspicion|worry|regret|loneliness|question)\b", re.IGNORECASE)
_PILOT_WEEKS: Final = 6
_PILOT_CASES: Final = 5
_PILOT_SHARE: Final = 0.5
# So little over a whole number is no further case.
_ALMOST: Final = 0.05
_RUNGS: Final = (("Entry", "entry"), ("Core", "core"), ("Next", "next"))


def build(case: Case, common: CommonBlocks) -> OfferArchitecture:
    """Write the sections of an offer."""
    return OfferArchitecture(
        **common,
        core_promise=_core_promise(case),
        mechanism=_mechanism(case),
        stack=offer.Stack(items=tuple(_stack(case)), exclusions=_exclusions(case)),
        price=offer_price.price(case),
        ladder=_ladder(case),
        guarantee=offer_price.guarantee(case),
        capacity=offer_numbers.capacity(case),
        unit_economics=offer_numbers.unit_economics(case),
        pilot=_pilot(case),
    )


def _core_promise(case: Case) -> offer.CorePromise:
    voice, lead = case.voice, theme.themes(case)[0]
    attribute = case.industry.attributes[lead.rests]
    return offer.CorePromise(
        outcome=theme.line(case, "offer.promise", lead),
        by_when=voice.line(suited(case, "offer.by_when")),
        measured_how=voice.line("offer.measured", fact=voice.say(attribute.fact), check=voice.say(attribute.check)),
        depends_on_buyer=voice.line(suited(case, "offer.depends")),
    )


def _mechanism(case: Case) -> offer.Mechanism:
    voice, part = case.voice, _carrying(case)
    explanation = (
        voice.sentence("{trust_gap}"),
        voice.line("offer.mechanism_turn"),
        voice.line("offer.mechanism_why", item=voice.say(part.item), removes=voice.say(part.removes)),
    )
    return offer.Mechanism(
        explanation=" ".join(explanation),
        steps=(
            voice.line(suited(case, "offer.step_first")),
            voice.line(suited(case, "offer.step_decide")),
            voice.line(suited(case, "offer.step_main")),
            voice.line(suited(case, "offer.step_back")),
        ),
    )


def _carrying(case: Case) -> Deliverable:
    """Return the part of the offer that speaks most of what is promised."""
    lead = theme.themes(case)[0]
    promised = f"{lead.theme} {case.industry.attributes[lead.rests].fact}"
    return max(case.industry.deliverables, key=lambda part: closeness(f"{part.item} {part.removes}", promised))


def _stack(case: Case) -> Iterator[offer.StackItem]:
    voice = case.voice
    note = voice.phrase(suited(case, "offer.hours_noted"))
    for turn, part in enumerate(case.industry.deliverables):
        item, removes = voice.say(part.item), voice.say(part.removes)
        yield offer.StackItem(
            item=raise_first(item),
            obstacle=voice.line("offer.obstacle", turn=turn, removes=removes),
            cost_to_deliver=Quantity(name=item, unit="hours", basis="to_measure", note=note),
            value_argument=voice.line(_argument(case, removes), turn=turn, removes=removes),
        )


def _argument(case: Case, removes: str) -> str:
    """Return how a part is argued for: what is felt has no hours and no invoice."""
    is_felt = is_worked_for(case) and bool(_FELT.match(removes))
    return "offer.argument.felt" if is_felt else suited(case, "offer.argument")


def _exclusions(case: Case) -> tuple[str, ...]:
    voice, usual = case.voice, case.industry.alternatives[0]
    left = "offer.out_wait" if is_waiting(usual.name) else "offer.out_better"
    return (
        voice.line(left, better=voice.say(usual.better)),
        voice.line("offer.out_sign", sign=term(case, case.audience.disqualifiers[-1])),
        voice.line(suited(case, "offer.out_last")),
        *(voice.line("offer.out_rival", rival=rival) for rival in case.reading.competitors[:1]),
    )


def _ladder(case: Case) -> offer.Ladder:
    voice = case.voice
    return offer.Ladder(
        rungs=tuple(
            offer.Rung(
                name=name,
                contents=raise_first(voice.say(contents)),
                purpose=voice.line(f"ladder.purpose_{key}"),
                upgrade_trigger=voice.line(suited(case, f"ladder.trigger_{key}")),
            )
            for (name, key), contents in zip(_RUNGS, case.industry.rungs, strict=True)
        )
    )


def _pilot(case: Case) -> offer.Pilot:
    voice, budget, weeks = case.voice, figures.budget(case), figures.week(case, _PILOT_WEEKS)
    cost = voice.line("pilot.cost.paid", amount=budget) if budget is not None else voice.line("pilot.cost")
    by_when = (
        voice.line("pilot.by_when.horizon", weeks=weeks, horizon=small(case.reading.weeks))
        if case.reading.has_horizon
        else voice.line("pilot.by_when", weeks=weeks)
    )
    return offer.Pilot(
        scope=voice.line(suited(case, "pilot.scope"), weeks=weeks),
        success=_success(case),
        then=voice.line(suited(case, "pilot.then")),
        cost=cost,
        by_when=by_when,
    )


def _success(case: Case) -> str:
    """Say by what the pilot is judged: an app by its use, and a large sum by the talk about it."""
    if manner(case) == "screen":
        return case.voice.line("pilot.used")
    return case.voice.line(
        "pilot.success_next" if is_calculated(case) else suited(case, "pilot.success"), wanted=_wanted(case)
    )


def _wanted(case: Case) -> str:
    """Return how many of the five have to go on: what the path expects of its last step in the good case."""
    high = case.industry.path[-1].high or _PILOT_SHARE
    return small(min(_PILOT_CASES - 1, max(1, math.ceil(_PILOT_CASES * high - _ALMOST))))
