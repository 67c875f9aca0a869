"""Rows put into the database as its owner, so that a test knows what the API has to say of them."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias
from uuid import UUID

import asyncpg
import orjson

from shared.ids import new_id
from support.tenants import Tenant

if TYPE_CHECKING:
    Owner: TypeAlias = asyncpg.Connection[asyncpg.Record]
else:
    Owner: TypeAlias = asyncpg.Connection

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
# Blanks that a parser would not keep.
DOCUMENT = '{"framework" : "brand_positioning",  "title":"Kept as it is", "big": 12345678901234567890}'
SUMMARY = (
    '{"frameworks": ["brand_positioning"], "executionPlan": [{"week": 1}], "successMetrics": [{"name": "churn"}],'
    ' "assumptions": ["a"], "limitations": ["l"], "openQuestions": ["q"]}'
)
SECTIONS = '[{"id": "diagnosis", "title": "Diagnosis", "body": "Text", "source": "offline"}]'
FINDINGS = (
    '[{"id": "r.1", "rule": "r.1", "dimension": "clarity", "severity": "info",'
    ' "evidence": {"quote": "q", "start": 0, "end": 1}, "points": -1.5, "fix": "f"}]'
)


@dataclass(frozen=True, slots=True)
class Strategy:
    """A strategy as a test needs it."""

    score: int = 70
    framework: str = "brand_positioning"
    compliance: str = "pass"
    created_at: datetime = NOON
    is_deleted: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a strategy as a test needs it; what is JSON is text, and without a time it is made now."""

    version: int = 1
    title: str = "Title"
    brief: str = "{}"
    document: str = DOCUMENT
    sections: str = SECTIONS
    summary: str = SUMMARY
    created_at: datetime | None = None


def days_ago(days: int) -> datetime:
    """Return noon of a UTC day before today."""
    return datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=days)


async def insert_strategy(owner: Owner, tenant: Tenant, wanted: Strategy | None = None, **changes: object) -> UUID:
    """Insert a strategy's head; see `insert_version` for the rest."""
    row = replace(wanted or Strategy(), **changes)  # pyright: ignore[reportArgumentType] - names of the dataclass's fields
    strategy_id = new_id()
    await owner.execute(
        "INSERT INTO app.strategies (workspace_id, id, job_id, title, business_name, framework, engine, score,"
        " compliance, created_by, created_at, updated_at, deleted_at)"
        " VALUES ($1, $2, $3, 'Title', 'Business', $4, 'offline', $5, $6, $7, $8, $8, $9)",
        tenant.workspace_id,
        strategy_id,
        new_id(),
        row.framework,
        row.score,
        row.compliance,
        tenant.user_id,
        row.created_at,
        row.created_at if row.is_deleted else None,
    )
    return strategy_id


async def insert_version(
    owner: Owner, tenant: Tenant, strategy_id: UUID, *, version: int = 1, score: int = 70, **changes: object
) -> None:
    """Insert a version of a strategy with its score."""
    await insert_unscored_version(owner, tenant, strategy_id, version=version, **changes)
    await insert_score(owner, tenant, strategy_id, version=version, score=score)


async def insert_unscored_version(owner: Owner, tenant: Tenant, strategy_id: UUID, **changes: object) -> None:
    """Insert a version of a strategy alone."""
    row = replace(Version(), **changes)  # pyright: ignore[reportArgumentType] - names of the dataclass's fields
    await owner.execute(
        "INSERT INTO app.strategy_versions (workspace_id, strategy_id, version, title, brief, document, markdown,"
        " sections, summary, document_sha256, created_by, created_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, sha256('x'), $10, coalesce($11, now()))",
        tenant.workspace_id,
        strategy_id,
        row.version,
        row.title,
        row.brief,
        row.document,
        f"# Version {row.version}",
        row.sections,
        row.summary,
        tenant.user_id,
        row.created_at,
    )


async def insert_score(
    owner: Owner, tenant: Tenant, strategy_id: UUID, *, version: int = 1, score: int = 70, scorer: str = "1.0.0"
) -> None:
    """Insert a score of a version; its dimensions are 1 to 6."""
    await owner.execute(
        "INSERT INTO app.strategy_scores (workspace_id, strategy_id, version, scorer_version, overall, clarity,"
        " specificity, outcome_focus, proof, objection_handling, risk_removal, compliance, findings, created_at)"
        " VALUES ($1, $2, $3, $4, $5, 1, 2, 3, 4, 5, 6, 'pass', $6, clock_timestamp())",
        tenant.workspace_id,
        strategy_id,
        version,
        scorer,
        score,
        FINDINGS,
    )


async def insert_audit(
    owner: Owner, tenant: Tenant, *, created_at: datetime = NOON, result: str = '{"auditId": "kept",  "big": 1e2}'
) -> UUID:
    """Insert an audit."""
    audit_id = new_id()
    await owner.execute(
        "INSERT INTO app.audits (workspace_id, id, job_id, domain, final_url, primary_keyword, overall_score,"
        " coverage, ruleset_version, result, created_by, created_at)"
        " VALUES ($1, $2, $3, 'example.com', 'https://example.com/', 'crm', 64, $7, '1', $4, $5, $6)",
        tenant.workspace_id,
        audit_id,
        new_id(),
        result,
        tenant.user_id,
        created_at,
        0.71,
    )
    return audit_id


async def insert_roadmap(
    owner: Owner, tenant: Tenant, *, created_at: datetime = NOON, is_deleted: bool = False
) -> UUID:
    """Insert a roadmap."""
    roadmap_id = new_id()
    await owner.execute(
        "INSERT INTO app.roadmaps (workspace_id, id, job_id, template_id, template_name, start_date, end_date,"
        " total_weeks, result, created_by, created_at, updated_at, deleted_at)"
        " VALUES ($1, $2, $3, 'lp-1', 'Landing page', '2026-03-02', '2026-03-20', 3.6, $4, $5, $6, $6, $7)",
        tenant.workspace_id,
        roadmap_id,
        new_id(),
        '{"templateId": "lp-1", "milestones": []}',
        tenant.user_id,
        created_at,
        created_at if is_deleted else None,
    )
    return roadmap_id


async def insert_job(
    owner: Owner,
    tenant: Tenant,
    status: str,
    *,
    kind: str = "strategy",
    finished_at: datetime | None = None,
    took_ms: int = 0,
) -> UUID:
    """Insert a job; one that is over took so many milliseconds."""
    job_id = new_id()
    ended = finished_at or (datetime.now(UTC) if status in {"succeeded", "failed", "cancelled"} else None)
    await owner.execute(
        "INSERT INTO app.jobs (workspace_id, id, kind, status, request, created_by, created_at, finished_at,"
        " result, error) VALUES ($1, $2, $3, $4, '{}', $5, $6, $7, $8, $9)",
        tenant.workspace_id,
        job_id,
        kind,
        status,
        tenant.user_id,
        (ended or datetime.now(UTC)) - timedelta(milliseconds=took_ms),
        ended,
        "{}" if status == "succeeded" else None,
        orjson.dumps({"code": "x"}).decode() if status == "failed" else None,
    )
    return job_id


async def insert_llm_call(
    owner: Owner, tenant: Tenant, *, settled_at: datetime, output_tokens: int, cost_nanousd: int, model: str = "m"
) -> None:
    """Insert a call to a language model that is over, and that was all of its job."""
    await owner.execute(
        "INSERT INTO app.llm_calls (workspace_id, id, job_id, job_attempt, attempt, purpose, model, sections,"
        " prompt_version, price_version, started_at, settled_at, output_tokens, reserved_nanousd, cost_nanousd)"
        " VALUES ($1, $2, $2, 1, 1, 'first', $6, '{}', '1', '1', $3::timestamptz - interval '9 seconds', $3, $4, 1,"
        " $5)",
        tenant.workspace_id,
        new_id(),
        settled_at,
        output_tokens,
        cost_nanousd,
        model,
    )


async def insert_account(owner: Owner, email: str, password_hash: str | None, *, display_name: str = "") -> UUID:
    """Insert a local account."""
    user_id = new_id()
    await owner.execute(
        "INSERT INTO app.users (id, email, display_name, password_hash) VALUES ($1, $2, $3, $4)",
        user_id,
        email,
        display_name,
        password_hash,
    )
    return user_id


async def roll_up(owner: Owner, tenant: Tenant) -> None:
    """Recompute every day of a workspace, as the aggregator does."""
    await owner.execute(
        "SELECT app.recompute_rollups($1, array(SELECT app.days_of($1)))",
        tenant.workspace_id,
    )
