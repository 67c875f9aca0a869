"""The common blocks of a document, ready to be joined by those of its framework."""

from typing import TypedDict

from documents import blocks
from strategy_worker.case import Case
from strategy_worker.common import choice, diagnosis, doubts, gaps, ledger, measurement, route, site_audit, summary
from strategy_worker.common import plan as ninety_days


class CommonBlocks(TypedDict):
    """The fields that every document has."""

    title: str
    executive_summary: str
    engine_note: str
    component_names: tuple[str, ...]
    diagnosis: blocks.Diagnosis
    choice: blocks.Choice
    path: blocks.Path
    objections: blocks.Objections
    risk_removal: blocks.RiskRemoval
    measurement: blocks.Measurement
    site_audit: blocks.SiteAudit | None
    plan: blocks.Plan
    ledger: blocks.Ledger
    limitations: blocks.Limitations
    open_questions: blocks.OpenQuestions


def assemble(case: Case) -> CommonBlocks:
    """Write the common blocks of a case."""
    return CommonBlocks(
        title=summary.title(case),
        executive_summary=summary.executive(case),
        engine_note=summary.engine_note(),
        component_names=summary.COMPONENTS[case.reading.brief.framework],
        diagnosis=diagnosis.build(case),
        choice=choice.build(case),
        path=route.build(case),
        objections=doubts.objections(case),
        risk_removal=doubts.risk_removal(case),
        measurement=measurement.build(case),
        site_audit=site_audit.build(case),
        plan=ninety_days.build(case),
        ledger=ledger.build(case),
        limitations=gaps.limitations(case),
        open_questions=gaps.open_questions(case),
    )
