"""Fills the database with strategies of many workspaces: one large, one middling, the rest small."""

import random
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import asyncpg

from shared.db.pool import close_pool, create_pool
from shared.rollups.rebuilding import rebuild
from support.backends import Backends
from support.tenants import Tenant, create_tenant

_SMALL_WORKSPACES: Final = 2000
_INSERT: Final = """
INSERT INTO app.strategies (workspace_id, id, job_id, title, business_name, framework, engine, score, compliance,
  created_by, created_at, updated_at)
SELECT $1, id, id, 'Strategy ' || n, 'Business ' || n % 97,
  (array['brand_positioning','funnel_design','seo_patterns','competitor_model','offer_architecture'])[1 + n % 5],
  'offline', (n * 37) % 101, (array['pass','needs_revision','fail'])[1 + n % 3], $2, at, at
FROM (SELECT n, gen_random_uuid() AS id, now() - n * interval '37 seconds' AS at FROM generate_series(1, $3) n) made
"""


@dataclass(frozen=True, slots=True)
class Seeded:
    """Workspaces by size, and how many strategies there are in all."""

    hot: Tenant
    middling: Tenant
    small: Tenant
    strategies: int


async def seed(backends: Backends, strategies: int) -> Seeded:
    """Insert about `strategies` rows: a tenth in one workspace, 5,000 in another, the rest spread evenly."""
    hot, middling, small = [await create_tenant(backends) for _ in range(3)]
    owner = await asyncpg.connect(backends.owner_url, command_timeout=900)
    try:
        sizes = {hot: strategies // 10, middling: min(5000, strategies // 20)}
        each = (strategies - sum(sizes.values())) // _SMALL_WORKSPACES
        for tenant, number in sizes.items():
            await owner.execute(_INSERT, tenant.workspace_id, tenant.user_id, number)
        await owner.execute(_INSERT, small.workspace_id, small.user_id, max(1, each))
        await _others(owner, each)
        await owner.execute("VACUUM ANALYZE app.strategies")
        counted = await owner.fetchval("SELECT count(*) FROM app.strategies")
    finally:
        await owner.close()
    await _roll_up(backends, (hot, middling, small))
    await _settle(backends)
    return Seeded(hot, middling, small, counted)


async def _others(owner: "asyncpg.Connection[asyncpg.Record]", each: int) -> None:
    dice = random.Random(1)
    for _ in range(_SMALL_WORKSPACES - 1 if each else 0):
        workspace_id = UUID(int=dice.getrandbits(128), version=4)
        await owner.execute("INSERT INTO app.workspaces (id, name) VALUES ($1, 'Neighbour')", workspace_id)
        await owner.execute(_INSERT, workspace_id, workspace_id, each)


async def _roll_up(backends: Backends, tenants: tuple[Tenant, ...]) -> None:
    pool = await create_pool(backends.worker_url, service="bench")
    try:
        for tenant in tenants:
            await rebuild(pool, tenant.workspace_id)
    finally:
        await close_pool(pool)


async def _settle(backends: Backends) -> None:
    """Write what the seeding left in memory to the disk now, where it would be written while something is measured."""
    admin = await asyncpg.connect(backends.admin_url, command_timeout=900)
    try:
        await admin.execute("CHECKPOINT")
    finally:
        await admin.close()
