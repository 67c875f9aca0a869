"""Objections of buyers, risk taken off them, and the ways in which the plan itself may fail."""

from typing import Final

from documents import blocks
from documents.blocks import ObjectionKind
from strategy_worker.case import Case
from strategy_worker.choosing import Raised

_SPEAKERS: Final[dict[ObjectionKind, str]] = {
    "price": "{decider}",
    "trust": (
        "[a first-time buyer without a tie to the firm|somebody who has not bought here yet|a stranger to {business}]"
    ),
    "effort": "[somebody short of time|whoever would have the trouble of it|the ones whose week it changes]",
    "fit": "[a buyer with an exception of their own|somebody whose case is unusual|a buyer with a special case]",
    "status_quo": "[a buyer whose habit is {habit}|somebody used to {habit}]",
    "authority": (
        "[the person who wants it and does not decide alone|a supporter without the last "
        "word|whoever is for it but has to ask others]"
    ),
}


def objections(case: Case) -> blocks.Objections:
    """Expect doubts, each with an answer that has a mechanism."""
    return blocks.Objections(items=tuple(_objection(case, raised) for raised in case.objections))


def risk_removal(case: Case) -> blocks.RiskRemoval:
    """Take risk off the buyer and say how the plan may fail."""
    voice = case.voice
    buyer = tuple(
        blocks.RiskReversal(
            name=reversal.name,
            promise=voice.sentence(reversal.promise),
            condition=voice.sentence(reversal.condition),
            cap=voice.sentence(reversal.cap),
            cost_to_us=voice.sentence(reversal.cost_to_us),
        )
        for reversal in case.reversals
    )
    plan = tuple(
        blocks.PlanRisk(
            failure=voice.sentence(f"{chosen.tactic.name}: {chosen.tactic.fails}"),
            early_sign=voice.sentence(chosen.tactic.sign),
            response=voice.sentence(chosen.tactic.response),
        )
        for chosen in case.moves[:3]
    )
    return blocks.RiskRemoval(buyer=buyer, plan=plan)


def _objection(case: Case, raised: Raised) -> blocks.Objection:
    objection, voice = raised.objection, case.voice
    return blocks.Objection(
        kind=objection.kind,
        voice=voice.sentence(objection.voice),
        worry=voice.sentence(objection.worry),
        answer=voice.sentence(objection.answer),
        proof=voice.sentence(objection.proof),
        said_by=voice.sentence(_SPEAKERS[objection.kind]),
        concession=voice.sentence(objection.concession),
        because=case.reason(raised),
    )
