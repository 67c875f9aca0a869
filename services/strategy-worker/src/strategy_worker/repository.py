"""Reads what is known of a site, and writes a strategy with version and score inside the job's fenced transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, cast
from uuid import UUID

import orjson

from shared.contracts.requests import Brief
from shared.db.pool import Connection
from shared.db.sql import statement
from shared.json import dumps
from strategy_worker.result import Made
from strategy_worker.site import AuditedSite, Repair

_PACKAGE: Final = "strategy_worker"


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose strategy it is, and which job made it."""

    workspace_id: UUID
    job_id: UUID
    created_by: UUID


async def read_latest_audit(connection: Connection, workspace_id: UUID, site: str) -> AuditedSite | None:
    """Return the newest audit of any page of the site's host, if the workspace has one."""
    row = await connection.fetchrow(statement(_PACKAGE, "read_latest_audit"), workspace_id, site)
    if row is None:
        return None
    return AuditedSite(
        page=row["page"],
        keyword=row["primary_keyword"],
        score=row["overall_score"],
        coverage=row["coverage"],
        measured_on=row["measured_on"],
        repairs=tuple(_repair(item) for item in orjson.loads(row["recommendations"] or "[]")),
    )


def _repair(item: Mapping[str, object]) -> Repair:
    points = item.get("points")
    return Repair(
        title=str(item.get("title", "")),
        # Audits of an earlier release had no action beside the title.
        action=str(item.get("action") or ""),
        why=str(item.get("why", "")),
        points=float(cast("float", points)) if points is not None else None,
    )


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
        made.account.engine,
        made.assessment.score.overall,
        made.assessment.compliance,
        origin.created_by,
        made.account.tokens,
        made.account.cost_nanousd,
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
        dumps(made.account.usage),
        made.document_sha256,
        "First version",
        origin.created_by,
        made.sentence_marks,
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
        dumps(made.assessment.contributions_to_wire()),
    )
