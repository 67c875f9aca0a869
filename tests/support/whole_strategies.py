"""Strategies with everything a worker stores of them, and jobs with what they have told, for tests of the pages."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import orjson

from scoring.assess import found_in
from scoring.material import read
from scoring.report import report
from shared.contracts.requests import Brief
from shared.db.pool import create_pool
from shared.ids import new_id
from strategy_worker.planner import plan
from strategy_worker.repository import Origin, insert_strategy, insert_strategy_score, insert_strategy_version
from strategy_worker.result import Made, make, public
from support.backends import Backends
from support.people import Person

_BRIEF = Path(__file__).resolve().parents[2] / "docs" / "examples" / "wool-shop.json"
_JOB = """
INSERT INTO app.jobs (workspace_id, id, kind, status, request, created_by, stage, progress, error, result, event_seq,
  created_at, started_at, finished_at)
VALUES ($1, $2, 'strategy', $3::text, $4, $5, $6, $7, $8, $9, $10, now() - interval '5 seconds', now(),
  CASE WHEN $3 IN ('succeeded', 'failed', 'cancelled') THEN now() END)
"""


def written() -> tuple[Brief, Made]:
    """Return what the offline engine writes for a brief of ours."""
    brief = Brief.model_validate_json(_BRIEF.read_bytes())
    material = read(plan(brief, None), brief)
    return brief, make(new_id(), material, report(found_in(material)))


def told(made: Made) -> dict[str, Any]:
    """Return a strategy as the API tells it."""
    return orjson.loads(orjson.dumps(public(made)))


async def insert_whole_strategy(backends: Backends, person: Person, *, sections: str | None = None) -> UUID:
    """Store a strategy as its worker does; `sections` replaces them, as JSON."""
    brief, made = written()
    origin = Origin(person.tenant.workspace_id, new_id(), person.tenant.user_id)
    pool = await create_pool(backends.owner_url, service="test", max_size=1)
    try:
        async with pool.acquire() as connection:
            await insert_strategy(connection, origin, brief, made)
            await insert_strategy_version(connection, origin, brief, made)
            await insert_strategy_score(connection, origin, made)
            if sections is not None:
                await connection.execute(
                    "UPDATE app.strategy_versions SET sections = $2 WHERE strategy_id = $1", made.strategy_id, sections
                )
    finally:
        await pool.close()
    return made.strategy_id


async def insert_told_job(
    backends: Backends,
    person: Person,
    status: str,
    *events: tuple[str, Mapping[str, object]],
    stage: str | None = None,
    result: Mapping[str, object] | None = None,
    error: Mapping[str, object] | None = None,
) -> UUID:
    """Store a strategy's job that has told these events."""
    job_id, workspace_id = new_id(), person.tenant.workspace_id
    connection = await asyncpg.connect(backends.owner_url)
    try:
        await connection.execute(
            _JOB,
            workspace_id,
            job_id,
            status,
            '{"businessName": "Wool & Wander"}',
            person.tenant.user_id,
            stage,
            40 if stage else 0,
            _json(error),
            _json(result),
            0,
        )
        await tell(connection, person, job_id, *events)
    finally:
        await connection.close()
    return job_id


async def change_job(
    backends: Backends,
    person: Person,
    job_id: UUID,
    status: str,
    *,
    error: Mapping[str, object] | None = None,
    **result: object,
) -> None:
    """Let a job become this."""
    connection = await asyncpg.connect(backends.owner_url)
    try:
        await connection.execute(
            "UPDATE app.jobs SET status = $3::text, result = $4, error = $5, progress = 100,"
            " finished_at = CASE WHEN $3 IN ('succeeded', 'failed', 'cancelled') THEN now() END"
            " WHERE workspace_id = $1 AND id = $2",
            person.tenant.workspace_id,
            job_id,
            status,
            _json(result) if result else None,
            _json(error),
        )
    finally:
        await connection.close()


async def tell_of(backends: Backends, person: Person, job_id: UUID, *events: tuple[str, Mapping[str, object]]) -> None:
    """Let a job tell more."""
    connection = await asyncpg.connect(backends.owner_url)
    try:
        await tell(connection, person, job_id, *events)
    finally:
        await connection.close()


async def tell(
    connection: "asyncpg.Connection[asyncpg.Record]",
    person: Person,
    job_id: UUID,
    *events: tuple[str, Mapping[str, object]],
) -> None:
    """Number events by their job and store them."""
    for kind, data in events:
        await connection.execute(
            "WITH job AS (UPDATE app.jobs SET event_seq = event_seq + 1 WHERE workspace_id = $1 AND id = $2"
            " RETURNING event_seq)"
            " INSERT INTO app.job_events (workspace_id, job_id, seq, type, data)"
            " SELECT $1, $2, event_seq, $3, $4::json FROM job",
            person.tenant.workspace_id,
            job_id,
            kind,
            orjson.dumps(data).decode(),
        )


def _json(value: Mapping[str, object] | None) -> str | None:
    return None if value is None else orjson.dumps(value).decode()
