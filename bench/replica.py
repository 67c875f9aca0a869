"""What a replica takes off the primary, and what it costs a caller: lists and polls with and without one.

python -m bench.replica
"""

import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import asyncpg
import httpx

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from bench.measuring import Figure, side_by_side
from bench.seeding import seed
from support.backends import virtual_host
from support.replicated import Pair, replicated_postgres
from support.services import Running, running
from support.tenants import Tenant

_STRATEGIES: Final = 50_000
_ROUNDS: Final = 4
_SAMPLES: Final = 150
_CLIENTS: Final = 4
_BASE: Final = "/api/convex"
_BODY: Final = {
    "businessName": "Kiln Coffee",
    "industry": "Coffee",
    "targetAudience": "Cafes",
    "desiredOutcome": "Thirty accounts",
    "framework": "brand_positioning",
}
_SPENT: Final = """
SELECT sum(calls)::float AS calls, sum(total_exec_time)::float AS ms,
       sum(shared_blks_hit + shared_blks_read)::float AS blocks
FROM pg_stat_statements s JOIN pg_roles r ON r.oid = s.userid WHERE r.rolname = 'app_user'
"""
Call = Callable[[], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Spent:
    """What the primary did for a request: statements, milliseconds in them, blocks looked at."""

    calls: float = 0.0
    ms: float = 0.0
    blocks: float = 0.0


async def main() -> None:
    """Seed, serve once with and once without the replica, and take turns."""
    settings = {"shared_preload_libraries": "pg_stat_statements", "max_standby_streaming_delay": "30s"}
    async with replicated_postgres(**settings) as pair, virtual_host(pair.primary.backends):
        backends = pair.primary.backends
        await pair.ask_primary("CREATE EXTENSION pg_stat_statements")
        tenant = (await seed(backends, _STRATEGIES)).hot
        with tempfile.TemporaryDirectory() as folder:
            extra = {"DATABASE_REPLICA_URL": pair.replica.backends.user_url, "CONVEX_RATE_PER_MINUTE": "1000000"}
            async with (
                running(
                    backends, Path(folder), names=("gateway",), extra=extra | {"DATABASE_REPLICA_URL": ""}
                ) as alone,
                running(backends, Path(folder), names=("gateway",), extra=extra) as helped,
            ):
                await _compare(pair, tenant, {"the primary alone": alone, "with a replica": helped})


async def _compare(pair: Pair, tenant: Tenant, systems: dict[str, Running]) -> None:
    samples: dict[tuple[str, str], list[float]] = {}
    spent: dict[tuple[str, str], list[Spent]] = {}
    for _ in range(_ROUNDS):
        for name, system in systems.items():
            async with tenant.client(system.gateway.url + _BASE) as client:
                job_id = (await client.post("/generate-strategy", json=_BODY)).json()["jobId"]
                for what, path in {"list": "/list?limit=50", "stats": "/stats", "poll": f"/jobs/{job_id}"}.items():
                    figure, cost = await _measured(pair, client, what, path)
                    samples.setdefault((what, name), []).extend(figure.samples_ms)
                    spent.setdefault((what, name), []).append(cost)
    print(
        "| what | asked | n | p50 ms | p95 ms | primary: statements | ms | blocks |\n|---|---|---|---|---|---|---|---|"
    )
    for (what, name), times in samples.items():
        figure, costs = Figure(what, tuple(times)), spent[what, name]
        each = [sum(getattr(cost, field) for cost in costs) / len(costs) for field in ("calls", "ms", "blocks")]
        told = f"{each[0]:.1f} | {each[1]:.2f} | {each[2]:.0f}"
        p50, p95 = figure.percentile(0.5), figure.percentile(0.95)
        print(f"| {what} | {name} | {len(times)} | {p50:.1f} | {p95:.1f} | {told} |")
    metrics = (await httpx.AsyncClient().get(f"{systems['with a replica'].gateway.url}/metrics")).text
    print("\n".join(line for line in metrics.splitlines() if line.startswith("convex_replica_reads_total")))


async def _measured(pair: Pair, client: httpx.AsyncClient, what: str, path: str) -> tuple[Figure, Spent]:
    await pair.ask_primary("SELECT pg_stat_statements_reset()")

    async def call() -> None:
        (await client.get(path)).raise_for_status()

    figure = await side_by_side(what, call, number=_SAMPLES, clients=_CLIENTS)
    connection = await asyncpg.connect(pair.primary.backends.admin_url)
    row = await connection.fetchrow(_SPENT)
    await connection.close()
    assert row is not None
    number = len(figure.samples_ms)
    return figure, Spent(*(value / number for value in row.values()))


if __name__ == "__main__":
    asyncio.run(main())
