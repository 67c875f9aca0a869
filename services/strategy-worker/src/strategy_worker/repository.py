"""Writes a strategy with its first version and score; runs inside the fenced transaction of the job."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from shared.contracts.requests import Brief
from shared.db.pool import Connection
from shared.db.sql import statement
from shared.json import dumps
from strategy_worker.planner import ENGINE
from strategy_worker.result import Made

_PACKAGE: Final = "strategy_worker"


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose strategy it is, and which job made it."""

    workspace_id: UUID
    job_id: UUID
    created_by: UUID


async def insert_strategy(connection: Connection, origin: Origin, brief: Brief, made: Made) -> None:
    """Store the head row that lists read."""
    await connection.execute(
        statement(_PACKAGE, "insert_strategy"),
        origin.workspace_id,
        made.strategy_id,
        origin.job_id,
        made.document.title,
        brief.business_name,
        brief.framework,
        ENGINE,
        made.assessment.score.overall,
        made.assessment.compliance,
        origin.created_by,
    )


async def insert_strategy_version(connection: Connection, origin: Origin, brief: Brief, made: Made) -> None:
    """Store the immutable first version."""
    await connection.execute(
        statement(_PACKAGE, "insert_strategy_version"),
        origin.workspace_id,
        made.strategy_id,
        made.document.title,
        dumps(brief),
        dumps(made.document_json),
        made.markdown,
        dumps(made.sections),
        dumps(made.summary),
        dumps(made.usage),
        made.document_sha256,
        "First version",
        origin.created_by,
    )


async def insert_strategy_score(connection: Connection, origin: Origin, made: Made) -> None:
    """Store the score of the first version with its findings."""
    score = made.assessment.score
    await connection.execute(
        statement(_PACKAGE, "insert_strategy_score"),
        origin.workspace_id,
        made.strategy_id,
        made.assessment.scorer_version,
        score.overall,
        score.clarity,
        score.specificity,
        score.outcome_focus,
        score.proof,
        score.objection_handling,
        score.risk_removal,
        made.assessment.compliance,
        dumps([finding.to_wire() for finding in made.assessment.findings]),
    )
