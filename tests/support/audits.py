"""Stored audits for tests of the pages."""

import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, cast
from uuid import UUID

import asyncpg

from shared.ids import new_id
from support.backends import Backends
from support.people import Person

_EXAMPLE: Final = Path(__file__).resolve().parents[2] / "docs/examples/pages/plumber-leeds/result.json"
_INSERT: Final = """
INSERT INTO app.audits (workspace_id, id, job_id, domain, final_url, primary_keyword, overall_score, coverage,
  ruleset_version, result, created_by, created_at)
VALUES ($1, $2, $2, $3, $4, $5, $6, $7, $8, $9, $10, now() - $11::interval)
"""
_BECOME: Final = """
UPDATE app.jobs
SET status = $2, result = $3, finished_at = CASE WHEN $2 <> 'running' THEN clock_timestamp() END
WHERE id = $1
"""


def example() -> dict[str, Any]:
    """Return an audit as a worker delivers it."""
    return json.loads(_EXAMPLE.read_text())


async def insert_audit(
    backends: Backends, person: Person, result: Mapping[str, Any], *, age: timedelta = timedelta()
) -> UUID:
    """Put an audit into a person's workspace that was made so long ago."""
    audit_id = new_id()
    connection = await asyncpg.connect(backends.owner_url)
    try:
        await connection.execute(
            _INSERT,
            person.tenant.workspace_id,
            audit_id,
            result["domain"],
            result.get("finalUrl"),
            result["primaryKeyword"],
            result.get("overallScore"),
            result.get("coverage", 0),
            result.get("rulesetVersion", "1"),
            json.dumps(result),
            person.tenant.user_id,
            age,
        )
    finally:
        await connection.close()
    return audit_id


async def become(backends: Backends, job_id: UUID, status: str, result: Mapping[str, Any]) -> None:
    """Give a job a status and a result, as a worker does on its way."""
    connection = await asyncpg.connect(backends.owner_url)
    try:
        await connection.execute(_BECOME, job_id, status, json.dumps(result))
    finally:
        await connection.close()


def told(value: Any, text: str, *kept: str) -> Any:
    """Return a result in which this text stands wherever a page, a competitor or a user had words, but in these."""
    if isinstance(value, dict):
        members = cast("dict[str, Any]", value)
        return {
            name: each if name in _KEPT or name in kept else told(each, text, *kept) for name, each in members.items()
        }
    if isinstance(value, list):
        return [told(each, text, *kept) for each in cast("list[Any]", value)]
    return text if isinstance(value, str) else value


# Codes and times, by which the page tells parts from one another.
_KEPT: Final = frozenset(
    {"status", "severity", "kind", "intent", "source", "scoredAt", "fetchedAt", "confidence", "state"}
)
