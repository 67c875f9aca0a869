"""Somebody with a password and workspaces of their own, for tests of the pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import asyncpg
from argon2 import PasswordHasher

from shared.ids import new_id
from support.backends import Backends
from support.tenants import Tenant, create_tenant

PASSWORD = "correct horse battery"
_STRATEGIES = """
INSERT INTO app.strategies (workspace_id, id, job_id, title, business_name, framework, engine, score, compliance,
  created_by, created_at, updated_at)
SELECT $1, id, id, ($4::text[])[1 + n % 5], ($5::text[])[1 + n % cardinality($5::text[])],
  (array['brand_positioning', 'funnel_design', 'brand_positioning', 'seo_patterns', 'competitor_model',
    'offer_architecture', 'funnel_design'])[1 + n % 7],
  'offline:1', 58 + (n * 37) % 41,
  (array['pass', 'pass', 'needs_revision', 'pass', 'fail', 'pass', 'needs_revision'])[1 + n % 7], $2, at, at
FROM (SELECT n, gen_random_uuid() AS id,
        now() - interval '11 minutes' - (n * n % 2000) * interval '19 minutes' AS at
      FROM generate_series(0, $3 - 1) n) made
"""
_TITLES = [
    "Positioning for the second half of the year",
    "A funnel that ends in a call",
    "Search patterns for the month-end close",
    "Whom we are compared with",
    "An offer nobody has to think about",
]
_BUSINESSES = [
    "Northwind Ledger",
    "Alder & Finch Dental",
    "Kiln Coffee Roasters",
    "Baltic Freight Partners",
    "Hearthside Bakery",
    "Meridian Robotics",
]
_JOB = """
INSERT INTO app.jobs (workspace_id, id, kind, status, request, created_by, stage, progress, error, result, created_at,
  started_at, finished_at)
SELECT $1, $2, $3, $4, '{}', $5, CASE WHEN $4 = 'running' THEN
  CASE $3 WHEN 'seo' THEN 'judging' WHEN 'roadmap' THEN 'scheduling' ELSE 'writing' END END, $6,
  CASE WHEN $4 = 'failed' THEN '{}'::json END, CASE WHEN $4 = 'succeeded' THEN '{}'::json END, now() - $7::interval,
  CASE WHEN $4 <> 'queued' THEN now() - $7::interval END,
  CASE WHEN $4 IN ('succeeded', 'failed') THEN now() - $7::interval END
"""


@dataclass(frozen=True, slots=True)
class Person:
    """A local account that owns a workspace."""

    email: str
    tenant: Tenant


async def create_person(backends: Backends, *, name: str = "Ada Lovelace", workspace: str = "Northwind") -> Person:
    """Make an account that owns a new workspace."""
    tenant = await create_tenant(backends)
    connection = await asyncpg.connect(backends.owner_url)
    try:
        await connection.execute(
            "INSERT INTO app.users (id, email, display_name, password_hash) VALUES ($1, $2, $3, $4)",
            tenant.user_id,
            tenant.email,
            name,
            PasswordHasher(time_cost=1, memory_cost=8192).hash(PASSWORD),
        )
        await connection.execute("UPDATE app.workspaces SET name = $2 WHERE id = $1", tenant.workspace_id, workspace)
    finally:
        await connection.close()
    return Person(tenant.email, tenant)


async def join(backends: Backends, person: Person, workspace: str, role: str = "viewer") -> UUID:
    """Make another workspace with this person as a member."""
    workspace_id = new_id()
    connection = await asyncpg.connect(backends.owner_url)
    try:
        await connection.execute("INSERT INTO app.workspaces (id, name) VALUES ($1, $2)", workspace_id, workspace)
        await connection.execute(
            "INSERT INTO app.members (workspace_id, user_id, role, email) VALUES ($1, $2, $3, $4)",
            workspace_id,
            person.tenant.user_id,
            role,
            person.email,
        )
    finally:
        await connection.close()
    return workspace_id


async def join_workspace(backends: Backends, person: Person, workspace_id: UUID, role: str) -> None:
    """Make a person a member of a workspace of somebody else."""
    await _insert_members(backends, [(workspace_id, person.tenant.user_id, role, person.email)])


async def add_strangers(backends: Backends, workspace_id: UUID, number: int) -> None:
    """Put users of an outside identity provider into a workspace, of whom nothing is known."""
    await _insert_members(backends, [(workspace_id, new_id(), "viewer", "") for _ in range(number)])


async def _insert_members(backends: Backends, members: Sequence[tuple[UUID, UUID, str, str]]) -> None:
    connection = await asyncpg.connect(backends.owner_url)
    try:
        await connection.executemany(
            "INSERT INTO app.members (workspace_id, user_id, role, email) VALUES ($1, $2, $3, $4)", members
        )
    finally:
        await connection.close()


async def insert_job(
    backends: Backends, person: Person, kind: str, status: str, *, progress: int = 0, age: timedelta = timedelta()
) -> UUID:
    """Put a job into a person's workspace that was asked for, taken up and ended so long ago."""
    job_id = new_id()
    connection = await asyncpg.connect(backends.owner_url)
    try:
        await connection.execute(
            _JOB, person.tenant.workspace_id, job_id, kind, status, person.tenant.user_id, progress, age
        )
    finally:
        await connection.close()
    return job_id


async def end_job(backends: Backends, person: Person, job_id: UUID) -> None:
    """Let a job succeed now."""
    connection = await asyncpg.connect(backends.owner_url)
    try:
        await connection.execute(
            "UPDATE app.jobs SET status = 'succeeded', result = '{}', progress = 100, finished_at = now()"
            " WHERE workspace_id = $1 AND id = $2",
            person.tenant.workspace_id,
            job_id,
        )
    finally:
        await connection.close()


async def fill(backends: Backends, person: Person, strategies: int, *, businesses: Sequence[str] = _BUSINESSES) -> None:
    """Put strategies into a person's workspace and roll them up."""
    connection = await asyncpg.connect(backends.owner_url)
    workspace_id, user_id = person.tenant.workspace_id, person.tenant.user_id
    try:
        await connection.execute(_STRATEGIES, workspace_id, user_id, strategies, _TITLES, list(businesses))
        await connection.execute("SELECT app.recompute_rollups($1, array(SELECT app.days_of($1)))", workspace_id)
    finally:
        await connection.close()
