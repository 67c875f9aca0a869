"""Measures audits of a page of 60 kB with a sitemap of 2,000 addresses: alone, with competitors, and many at once."""

import asyncio
import tempfile
import time
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import aiohttp
import asyncpg
from pydantic import JsonValue

from bench.audits.processors import cpu_s, cpu_s_below
from bench.audits.sites import KEYWORD, Sites, serving_sites
from bench.audits.watching import Watched, watch
from bench.measuring import Figure
from support.backends import Backends
from support.services import Running, running
from support.tenants import Tenant, create_tenant

_WARM_UP: Final = 5
_ALONE_MS: Final = 150
_COMPARED_MS: Final = 400
# More than a worker takes at a time, so that it never waits for work.
_CLIENTS: Final = 12
_SERVICES: Final = ("gateway", "seo-worker")
_BACKENDS: Final = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


@dataclass(frozen=True, slots=True)
class Load:
    """Many audits at once: how many a second, and the processor's milliseconds for one of them by process."""

    what: str
    jobs: int
    seconds: float
    cpu_ms: Mapping[str, float]

    def row(self) -> str:
        """Return a line of a Markdown table."""
        worker = self.cpu_ms["worker"] + self.cpu_ms["its parsers"]
        parts = ", ".join(f"{name} {ms:.1f}" for name, ms in self.cpu_ms.items())
        per_core = f"{1000 / worker:.1f} | {1000 / sum(self.cpu_ms.values()):.1f}"
        return f"| {self.what} | {self.jobs} | {self.jobs / self.seconds:.1f} | {per_core} | {parts} |"


LOAD_HEADER: Final = (
    "| what | n | per s, this machine | per s and core of the worker | per s and core of all these | CPU ms of one |\n"
    "|---|---|---|---|---|---|"
)


async def measured(
    backends: Backends, settings: Mapping[str, str], *, samples: int, jobs: int
) -> AsyncGenerator[Figure | Load, None]:
    """Measure each figure in turn, on services of their own."""
    tenant = await create_tenant(backends)
    async with serving_sites() as sites:
        extra = {**settings, "CONVEX_SEO_ALLOWED_TARGETS": sites.targets}
        with tempfile.TemporaryDirectory() as folder:
            async with (
                running(backends, Path(folder), names=_SERVICES, extra=extra) as system,
                _session(system, tenant) as session,
            ):
                for rivals, goal_ms in ((0, _ALONE_MS), (3, _COMPARED_MS)):
                    seen = await _one_by_one(session, _request(sites, rivals), samples)
                    for figure in _figures(_with(rivals), seen, goal_ms):
                        yield figure
                for rivals in (0, 3):
                    yield await _load(system, session, _request(sites, rivals), _with(rivals), jobs)


def _session(system: Running, tenant: Tenant) -> aiohttp.ClientSession:
    headers = {"Authorization": f"Bearer {tenant.token}", "X-Workspace-Id": str(tenant.workspace_id)}
    return aiohttp.ClientSession(system.gateway.url, headers=headers)


def _request(sites: Sites, rivals: int) -> dict[str, JsonValue]:
    return {"domain": sites.page, "primaryKeyword": KEYWORD, "competitors": [*sites.competitors[:rivals]]}


def _with(rivals: int) -> str:
    return f"SEO audit, {rivals} competitors" if rivals else "SEO audit of one page"


async def _one_by_one(session: aiohttp.ClientSession, request: Mapping[str, JsonValue], number: int) -> list[Watched]:
    for _ in range(_WARM_UP):
        await watch(session, request)
    return [await watch(session, request) for _ in range(number)]


def _figures(what: str, seen: list[Watched], goal_ms: float) -> list[Figure]:
    ended = Figure(f"{what}: POST → stored result", tuple(one.ended_ms for one in seen), goal_ms)
    scored = tuple(one.scored_ms for one in seen if one.scored_ms is not None)
    # Told before the end only where something is still to come.
    return [Figure(f"{what}: POST → score told", scored, _ALONE_MS), ended] if scored else [ended]


async def _load(
    system: Running, session: aiohttp.ClientSession, request: Mapping[str, JsonValue], what: str, jobs: int
) -> Load:
    """Have several clients ask again once they are answered, and divide what that cost by the number of audits."""
    left = iter(range(jobs))

    async def client() -> None:
        for _ in left:
            await watch(session, request)

    postgres = await _postgres(system)
    before, began = _cpu_s(system, postgres), time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for _ in range(_CLIENTS):
            group.create_task(client())
    seconds, after = time.perf_counter() - began, _cpu_s(system, postgres)
    return Load(what, jobs, seconds, {name: (after[name] - before[name]) * 1000 / jobs for name in after})


def _cpu_s(system: Running, postgres: Sequence[int]) -> dict[str, float]:
    worker, gateway = (system.services[name].process for name in ("seo-worker", "gateway"))
    assert worker is not None
    assert gateway is not None
    return {
        "worker": cpu_s([worker.pid]),
        "its parsers": cpu_s_below(worker.pid),
        "gateway": cpu_s([gateway.pid]),
        "Postgres": cpu_s(postgres),
    }


async def _postgres(system: Running) -> list[int]:
    """Return the processes that Postgres has for the services; pools are full by now, so no more will come."""
    connection = await asyncpg.connect(system.backends.owner_url)
    try:
        return [row[0] for row in await connection.fetch(_BACKENDS)]
    finally:
        await connection.close()
