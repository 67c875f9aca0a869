"""Writes an audit and its findings; both statements run inside the fenced transaction of the job."""

from dataclasses import dataclass
from uuid import UUID

from seo_worker.checks.outcome import CheckResult
from seo_worker.checks.rules import Ruleset
from seo_worker.result.metrics import metric_status
from seo_worker.result.wire import AuditResult
from shared.db.pool import Connection
from shared.db.sql import statement
from shared.json import dumps

_PACKAGE = "seo_worker"


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose audit it is, which job made it, and the strategy it was asked for."""

    workspace_id: UUID
    job_id: UUID
    created_by: UUID
    strategy_id: UUID | None


async def insert_audit(connection: Connection, origin: Origin, result: AuditResult) -> None:
    """Store the audit with its public result."""
    await connection.execute(
        statement(_PACKAGE, "insert_audit"),
        origin.workspace_id,
        result.audit_id,
        origin.job_id,
        origin.strategy_id,
        result.domain,
        result.final_url,
        result.primary_keyword,
        result.overall_score,
        result.coverage,
        result.ruleset_version,
        dumps(result),
        origin.created_by,
    )


async def insert_findings(
    connection: Connection, workspace_id: UUID, audit_id: UUID, checks: tuple[CheckResult, ...], ruleset: Ruleset
) -> None:
    """Store one row for every check, those that do not apply included."""
    await connection.execute(
        statement(_PACKAGE, "insert_findings"),
        workspace_id,
        audit_id,
        [c.id for c in checks],
        [c.pillar for c in checks],
        ["not_applicable" if c.status == "not_applicable" else metric_status(c, ruleset) for c in checks],
        [None if c.score is None else float(c.score * 100) for c in checks],
        [float(c.weight) for c in checks],
        [None if c.value is None else dumps(c.value) for c in checks],
        [dumps(c.evidence) for c in checks],
        [c.fix for c in checks],
    )
