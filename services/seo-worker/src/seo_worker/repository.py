"""Writes an audit, its findings and its place in the page's history, inside the fenced transaction of the job."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import orjson

from library.audits.regression import Standing, standing
from seo_worker.checks.outcome import CheckResult
from seo_worker.checks.rules import Ruleset
from seo_worker.result.metrics import metric_status
from seo_worker.result.wire import AuditResult
from shared.db.pool import Connection
from shared.db.sql import statement
from shared.ids import new_id
from shared.json import dumps

_PACKAGE = "seo_worker"


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose audit it is, which job made it, and the strategy it was asked for."""

    workspace_id: UUID
    job_id: UUID
    created_by: UUID
    strategy_id: UUID | None


@dataclass(frozen=True, slots=True)
class Previous:
    """The audit of the same page and keyword before this one."""

    audit_id: UUID
    standing: Standing
    ruleset_version: str


async def insert_audit(connection: Connection, origin: Origin, result: AuditResult) -> datetime:
    """Store the audit with its public result; returns when, by the database's clock."""
    return await connection.fetchval(
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


async def read_previous_audit(connection: Connection, origin: Origin, result: AuditResult) -> Previous | None:
    """Return the newest other audit of the page for this keyword."""
    row = await connection.fetchrow(
        statement(_PACKAGE, "read_previous_audit"),
        origin.workspace_id,
        result.audit_id,
        result.domain,
        result.final_url,
        result.primary_keyword,
    )
    if row is None:
        return None
    capping = [cap["checkId"] for cap in orjson.loads(row["capped_by"] or "[]")]
    found = standing(row["overall_score"], capping, is_unreachable=row["is_unreachable"])
    return Previous(row["id"], found, row["ruleset_version"])


async def insert_regression_activity(
    connection: Connection, origin: Origin, audit_id: UUID, data: Mapping[str, object]
) -> None:
    """Put it on the workspace's trail that a page has become worse."""
    await connection.execute(
        statement(_PACKAGE, "insert_regression_activity"),
        origin.workspace_id,
        new_id(),
        origin.created_by,
        audit_id,
        dumps(data),
    )
