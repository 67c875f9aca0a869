"""How long it takes to find strategies by a part of their names in a workspace of 100,000, asked as the gateway asks.

python -m bench.searching
"""

import asyncio
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import asyncpg

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from gateway.paging import Page
from gateway.repository.strategies import StrategyFilter, list_strategies
from gateway.schemas.strategies import StrategyItem
from shared.db.pool import Context, close_pool, create_pool, transaction
from support.backends import fresh_backends
from support.tenants import Tenant, create_tenant

_STRATEGIES: Final = 100_000
_SAMPLES: Final = 60
_PAGE: Final = Page("strategies", 25)
_SEED: Final = """
INSERT INTO app.strategies (workspace_id, id, job_id, title, business_name, framework, engine, score, compliance,
  created_by, created_at, updated_at)
SELECT $1, gen_random_uuid(), gen_random_uuid(),
  (array['Positioning for', 'A funnel that ends in', 'Search patterns for', 'Whom we are compared with in',
    'An offer nobody has to think about in'])[1 + n % 5] || ' ' || (array['spring', 'the second half of the year',
    'month-end close', 'Zürich and Genève', 'new markets'])[1 + (n / 7) % 5],
  (array['Northwind', 'Alder & Finch', 'Kiln', 'Baltic', 'Hearthside', 'Café', 'Müller', 'Øresund'])
    [1 + (n::bigint * 7919) % 8] || ' ' || (array['Ledger', 'Dental', 'Coffee', 'Freight', 'Bakery', 'Legal'])
    [1 + (n::bigint * 104729) % 6] || ' ' || substr(md5(n::text), 1, 6),
  (array['brand_positioning', 'funnel_design', 'seo_patterns'])[1 + n % 3], 'offline:1', n % 101,
  (array['pass', 'fail'])[1 + n % 2], $2, now() - n * interval '7 minutes', now()
FROM generate_series(1, $3) n
"""
# Common, in one line in five, with accents, once, once and old, nowhere, two letters nowhere, and a long one.
_PARTS: Final[Sequence[str]] = (
    "kiln",
    "zurich",
    "MÜLLER legal",
    "e4d90",
    "nowhere at all",
    "zq",
    "funnel that ends in month",
)


async def main() -> None:
    """Seed two workspaces of this size and print the times of one, with and without a filter."""
    async with fresh_backends() as backends:
        tenants = [await create_tenant(backends) for _ in range(2)]
        owner = await asyncpg.connect(backends.owner_url)
        for tenant in tenants:
            await owner.execute(_SEED, tenant.workspace_id, tenant.user_id, _STRATEGIES)
        await owner.execute("VACUUM ANALYZE app.strategies")
        await owner.close()
        everything: list[float] = []
        for wanted in (StrategyFilter(), StrategyFilter(framework="seo_patterns", min_score=90)):
            for part in _PARTS:
                everything += await _measured(backends.user_url, tenants[0], replace(wanted, part=part))
        print(f"all: {_told(everything)}")


async def _measured(url: str, tenant: Tenant, wanted: StrategyFilter) -> list[float]:
    times: list[float] = []
    rows: Sequence[StrategyItem] = ()
    pool = await create_pool(url, service="bench", max_size=1)
    for _ in range(_SAMPLES):
        async with transaction(pool, Context(tenant.workspace_id, tenant.user_id), read_only=True) as connection:
            began = time.perf_counter()
            rows = await list_strategies(connection, tenant.workspace_id, wanted, _PAGE)
            times.append((time.perf_counter() - began) * 1000)
    await close_pool(pool)
    print(f"{wanted.part!r:30} {'filtered' if wanted.framework else '':9} {len(rows):3} rows, {_told(times)}")
    return times


def _told(times: Sequence[float]) -> str:
    middle, late = statistics.median(times), statistics.quantiles(times, n=20)[18]
    return f"least {min(times):.1f} ms, p50 {middle:.1f} ms, p95 {late:.1f} ms, most {max(times):.1f} ms"


if __name__ == "__main__":
    asyncio.run(main())
