"""A workspace in which no table is empty, and everything that a database holds of one."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

import asyncpg

from support.backends import Backends
from support.scene import Scene, make_scene

# Each a row that no fixture makes, with values that are easily changed on the way.
_FURTHER: Final = (
    "INSERT INTO app.search_data (workspace_id, domain, kind, id, first_day, last_day, filters, names, clicks,"
    " impressions, positions, imported_by) VALUES ($1, 'example.com', 'queries', gen_random_uuid(), '2026-01-01',"
    " '2026-03-31', '{}', array['a \"quoted\" word, {and} more', 'naïve', ''], '{1,2,9007199254740993}', '{10,20,30}',"
    " '{1.1,2.718281828459045,1e-7}', $2)",
    "INSERT INTO app.llm_calls (workspace_id, id, job_id, job_attempt, attempt, purpose, model, sections,"
    " prompt_version, price_version, started_at, settled_at, input_tokens, output_tokens, reserved_nanousd,"
    " cost_nanousd) VALUES ($1, gen_random_uuid(), gen_random_uuid(), 1, 1, 'spine', 'model', '{one,two}', 'p', 'q',"
    " '2026-03-01T10:00:00.123456Z', '2026-03-01T10:00:01.000001Z', 9007199254740993, 7, 900, 800),"
    " ($1, gen_random_uuid(), gen_random_uuid(), 1, 1, 'spine', 'model', '{}', 'p', 'q', now(), NULL, 0, 0, 500, 0)",
    "INSERT INTO app.archive_packs (workspace_id, id, object_key, sha256, versions, size_bytes)"
    " VALUES ($1, $2, 'x', sha256('x'), 1, 1)",
    "INSERT INTO app.llm_budgets (workspace_id, per_day_nanousd, updated_by) VALUES ($1, 9007199254740993, $2)",
    "INSERT INTO app.llm_spending (workspace_id, period, starts_on, spent_nanousd, reserved_nanousd)"
    " VALUES ($1, 'day', '2026-03-01', 800, 0), ($1, 'month', CURRENT_DATE, 800, 500)",
    "INSERT INTO app.audit_log (workspace_id, id, actor_id, action, subject_type, subject_id, new_values)"
    " VALUES ($1, gen_random_uuid(), $2, 'workspace.renamed', 'workspace', $1, '{\"name\": \"\\u2028 line\"}')",
    "INSERT INTO app.activity (workspace_id, id, actor_id, action, subject_type, subject_id)"
    " VALUES ($1, gen_random_uuid(), $2, 'strategy.generated', 'strategy', $1)",
    "INSERT INTO app.roadmaps (workspace_id, id, job_id, template_id, template_name, start_date, end_date, total_weeks,"
    " result, created_by, deleted_at) VALUES ($1, gen_random_uuid(), gen_random_uuid(), 'seo-1', 'SEO', '2026-01-01',"
    ' \'2026-02-01\', 0.1, E\'{"kept" :  "as it\\\\nis", "big": 12345678901234567890, "small": 1.0e-0}\', $2, now())',
    "INSERT INTO app.audit_findings (workspace_id, audit_id, check_id, pillar, status, score, weight, value, evidence)"
    " SELECT $1, (SELECT id FROM app.audits WHERE workspace_id = $1 ORDER BY id LIMIT 1), check_id, 'technical',"
    " 'good', 99.9, 0.1, value::json, E'[1,\\n\\t2]' FROM (VALUES ('one', '\"a string\"'), ('two', '1.50'),"
    " ('three', NULL), ('four', 'null'), ('five', '\"\\u00e9\\u0000\"')) AS given (check_id, value)",
    "UPDATE app.strategies SET deleted_at = now() WHERE workspace_id = $1 AND id ="
    " (SELECT id FROM app.strategies WHERE workspace_id = $1 ORDER BY id DESC LIMIT 1)",
    "INSERT INTO app.outbox (workspace_id, event_id, routing_key, payload) VALUES ($1, $1, 'x', '{}')",
    "INSERT INTO app.processed_events (workspace_id, consumer, event_id) VALUES ($1, 'x', $1)",
    "INSERT INTO app.idempotency_keys (workspace_id, key, request_sha256) VALUES ($1, 'x', sha256('x'))",
)
Rows = Mapping[str, list[str]]


async def make_full_workspace(backends: Backends, *, strategies: int = 30) -> Scene:
    """Make a workspace with rows in every table, jobs that are open, and roll-ups that are right."""
    scene = await make_scene(backends, strategies=strategies)
    connection = await asyncpg.connect(backends.owner_url)
    try:
        for statement in _FURTHER:
            wanted = (scene.person.tenant.workspace_id, scene.person.tenant.user_id)
            await connection.execute(statement, *wanted[: 1 + ("$2" in statement)])
        await connection.execute(
            "SELECT app.recompute_rollups($1, array(SELECT app.days_of($1)))", scene.person.tenant.workspace_id
        )
    finally:
        await connection.close()
    return scene


async def rows_of(url: str, workspace_id: UUID) -> Rows:
    """Return the text of every row of a workspace by table, and of its members' accounts."""
    connection = await asyncpg.connect(url)
    try:
        found = {table: await _texts(connection, table, workspace_id) for table in await tenant_tables(connection)}
        accounts = await connection.fetch(
            "SELECT each::text FROM (SELECT id, email, display_name, created_at FROM app.users WHERE id IN"
            " (SELECT user_id FROM app.members WHERE workspace_id = $1)) AS each ORDER BY 1",
            workspace_id,
        )
    finally:
        await connection.close()
    return {**found, "users": [row[0] for row in accounts]}


async def tenant_tables(connection: "asyncpg.Connection[asyncpg.Record]") -> list[str]:
    """Return the tables of the catalogue that have rows of a workspace."""
    rows = await connection.fetch(
        "SELECT DISTINCT c.relname FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid"
        " WHERE c.relnamespace = 'app'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition"
        " AND (a.attname = 'workspace_id' OR c.relname = 'workspaces') ORDER BY 1"
    )
    return [row[0] for row in rows]


async def _texts(connection: "asyncpg.Connection[asyncpg.Record]", table: str, workspace_id: UUID) -> list[str]:
    column = "id" if table == "workspaces" else "workspace_id"
    query = f"SELECT each::text FROM app.{table} AS each WHERE {column} = $1 ORDER BY 1"
    return [row[0] for row in await connection.fetch(query, workspace_id)]
