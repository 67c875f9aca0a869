"""A workspace with a row in every table that has rows of workspaces, and a look for what is left of one."""

import json
from collections.abc import Mapping
from typing import Final
from uuid import UUID

import asyncpg

from support.backends import Backends
from support.convex import Owner
from support.people import Person
from support.scene import make_scene

# What the scene lacks; $1 is the workspace, $2 anybody's id.
_ROWS: Final = (
    "INSERT INTO app.audit_findings (workspace_id, audit_id, check_id, pillar, status, weight, evidence)"
    " SELECT $1, id, 'T01', 'technical', 'good', 1, '[]' FROM app.audits"
    " WHERE workspace_id = $1 AND $2::uuid IS NOT NULL",
    "INSERT INTO app.search_data (workspace_id, domain, kind, id, names, clicks, impressions, positions, imported_by)"
    " VALUES ($1, 'northwind.example', 'queries', $2, '{a}', '{1}', '{2}', '{3}', $2)",
    "INSERT INTO app.llm_calls (workspace_id, id, job_id, job_attempt, attempt, purpose, model, sections,"
    " prompt_version, price_version, started_at, settled_at, reserved_nanousd)"
    " VALUES ($1, $2, $2, 1, 1, 'part', 'm', '{}', 'p', 'q', now(), now(), 5)",
    "INSERT INTO app.llm_spending (workspace_id, period, starts_on, spent_nanousd)"
    " SELECT $1, 'day', date '2026-11-01', 7 WHERE $2::uuid IS NOT NULL",
    "INSERT INTO app.archive_packs (workspace_id, id, object_key, sha256, versions, size_bytes)"
    " VALUES ($1, $2, 'x', sha256('x'), 1, 1)",
    "INSERT INTO app.llm_budgets (workspace_id, per_day_nanousd, updated_by) VALUES ($1, 5, $2)",
    "INSERT INTO app.idempotency_keys (workspace_id, key, request_sha256) VALUES ($1, $2::uuid::text, '')",
    "INSERT INTO app.processed_events (workspace_id, consumer, event_id) VALUES ($1, 'stats', $2)",
    "INSERT INTO app.outbox (workspace_id, event_id, routing_key, payload) VALUES ($1, $2, 'job.cancelled', '{}')",
    "INSERT INTO app.activity (workspace_id, id, actor_id, action, subject_type, subject_id)"
    " VALUES ($1, $2, $2, 'a', 'b', $2)",
    "INSERT INTO app.audit_log (workspace_id, id, actor_id, action, subject_type, subject_id)"
    " VALUES ($1, $2, $2, 'a', 'b', $2)",
    "INSERT INTO app.llm_queue (key_ref, model, call_id, flow, input_tokens, output_tokens, joined_at, expires_at)"
    " VALUES ('0123456789abcdef', 'm', $2, $1, 1, 1, now(), now())",
    "INSERT INTO app.llm_flows (key_ref, model, flow, finish)"
    " SELECT '0123456789abcdef', 'm', $1::uuid, 5 WHERE $2::uuid IS NOT NULL",
)
# The proof that it was there is all that may name it.
_PROOF: Final = "deleted_workspaces"
_TABLES: Final = """
SELECT c.relname AS name, EXISTS (SELECT FROM pg_attribute a
  WHERE a.attrelid = c.oid AND a.attname = 'workspace_id' AND NOT a.attisdropped) AS is_tenants
FROM pg_class c
WHERE c.relnamespace = 'app'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1
"""


async def full_workspace(backends: Backends, owner: Owner) -> Person:
    """Make somebody whose workspace has something in every table."""
    person = (await make_scene(backends, strategies=30)).person
    for statement in _ROWS:
        await owner.execute(statement, person.tenant.workspace_id, person.tenant.user_id)
    empty = tenant_tables(await tables(owner)) - (await rows_of(owner, person.tenant.workspace_id)).keys()
    assert not empty, f"give the workspace rows in {empty}"
    return person


async def tables(owner: Owner) -> Mapping[str, bool]:
    """Return the tables of the schema, and whether their rows belong to workspaces."""
    return {row["name"]: row["is_tenants"] for row in await owner.fetch(_TABLES)}


def tenant_tables(found: Mapping[str, bool]) -> set[str]:
    """Return those whose rows belong to workspaces."""
    return {name for name, is_tenants in found.items() if is_tenants}


async def rows_of(owner: "Owner | asyncpg.Connection[asyncpg.Record]", workspace_id: UUID) -> dict[str, list[str]]:
    """Return, by table, every row that names a workspace anywhere in it, but for the proof of its deletion."""
    found: dict[str, list[str]] = {}
    for name in await tables(owner):
        if name == _PROOF:
            continue
        query = f"SELECT t::text AS row FROM app.{name} t WHERE t::text LIKE '%' || $1 || '%' ORDER BY 1"
        rows = [row["row"] for row in await owner.fetch(query, str(workspace_id))]
        if rows:
            found[name] = rows
    return found


async def proof_of(owner: Owner, workspace_id: UUID) -> dict[str, int]:
    """Return how many rows of which table were purged of a workspace that is gone."""
    row = await owner.fetchrow("SELECT purged_rows, gone_at FROM app.deleted_workspaces WHERE id = $1", workspace_id)
    assert row is not None
    assert row["gone_at"] is not None
    return json.loads(row["purged_rows"])
