"""Objections of buyers, risk taken off them, and the ways in which the plan itself may fail."""

from typing import Final

from documents import blocks
from documents.blocks import ObjectionKind
from strategy_worker.case import Case
from strategy_worker.choosing import Raised

_SPEAKERS: Final[dict[ObjectionKind, str]] = {
    "price": "speaker.price",
    "trust": "speaker.trust",
    "effort": "speaker.effort",
    "fit": "speaker.fit",
    "status_quo": "speaker.status_quo",
    "authority": "speaker.authority",
}
_MOST_RISKS: Final = 3


def objections(case: Case) -> blocks.Objections:
    """Expect doubts, each with an answer that has a mechanism."""
    return blocks.Objections(items=tuple(_objection(case, raised, turn) for turn, raised in enumerate(case.objections)))


def risk_removal(case: Case) -> blocks.RiskRemoval:
    """Take risk off the buyer and say how the plan may fail."""
    voice = case.voice
    buyer = tuple(
        blocks.RiskReversal(
            name=voice.say(reversal.name),
            promise=voice.sentence(reversal.promise),
            condition=voice.sentence(reversal.condition),
            cap=voice.sentence(reversal.cap),
            cost_to_us=voice.sentence(reversal.cost_to_us),
        )
        for reversal in case.reversals
    )
    plan = tuple(
        blocks.PlanRisk(
            failure=voice.line(
                "risk.failure", turn=turn, name=voice.say(chosen.tactic.name), fails=voice.say(chosen.tactic.fails)
            ),
            early_sign=voice.sentence(chosen.tactic.sign),
            response=voice.sentence(chosen.tactic.response),
        )
        for turn, chosen in enumerate(case.moves[:_MOST_RISKS])
    )
    return blocks.RiskRemoval(buyer=buyer, plan=plan)


def _objection(case: Case, raised: Raised, turn: int) -> blocks.Objection:
    objection, voice = raised.objection, case.voice
    return blocks.Objection(
        kind=objection.kind,
        voice=voice.sentence(objection.voice),
        worry=voice.sentence(objection.worry),
        answer=voice.sentence(objection.answer),
        proof=voice.sentence(objection.proof),
        said_by=voice.line(_SPEAKERS[objection.kind], turn=turn),
        concession=voice.sentence(objection.concession),
        because=case.reason(raised, case.objections[:turn]),
    )
