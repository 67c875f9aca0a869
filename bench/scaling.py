"""Strategies done by one, two and four workers while two thousand wait, and what that does to everybody else.

Three workspaces ask: the first for eight tenths of the jobs, and only then two small ones for a tenth each. Meanwhile a
fourth has one page audited after another; the same was measured with no strategies under way. Strategy workers leave
the processor to everybody else, as they do in the stack that `make up` starts.
"""

import asyncio
import tempfile
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import aiohttp
import asyncpg
from deploy.local.programs import NICENESS

from bench.measuring import Figure, one_after_another
from support.backends import Backends, fresh_backends
from support.load import Load, mixed_requests
from support.services import Service, running, started
from support.site import serving_page
from support.tenants import Tenant, create_tenant

WORKERS: Final = (1, 2, 4)
HEADER: Final = (
    "| strategy workers | jobs | per s | all done after | the small workspaces' after | as in one queue |"
    " SEO audit with nothing else, p50 / p95 ms | meanwhile, p50 / p95 ms |\n|---|---|---|---|---|---|---|---|"
)
# For each of the two small workspaces, of all jobs.
_SMALL: Final = 0.1
_ALONE: Final = 30
_PAUSE_S: Final = 0.5
_DONE: Final = "SELECT count(*) FROM app.jobs WHERE kind = 'strategy' AND status = 'succeeded'"
_LAST: Final = """
SELECT extract(epoch FROM max(finished_at) - $1)::float FROM app.jobs
WHERE kind = 'strategy' AND status = 'succeeded' AND workspace_id = ANY($2)
"""
Audit = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Scaling:
    """A backlog worked off. Seconds count from when all workers were ready, and `jobs` are those done from then on.

    `small_s` is when the small workspaces had theirs, who asked last: in one queue for everybody that would be `all_s`.
    """

    workers: int
    jobs: int
    all_s: float
    small_s: float
    alone: Figure
    meanwhile: Figure

    def row(self) -> str:
        """Return a line of a Markdown table."""
        times = f"{self.all_s:.0f} s | {self.small_s:.0f} s | {self.all_s:.0f} s"
        audits = (f"{each.percentile(0.5):.0f} / {each.percentile(0.95):.0f}" for each in (self.alone, self.meanwhile))
        return f"| {self.workers} | {self.jobs:,} | {self.jobs / self.all_s:.1f} | {times} | {' | '.join(audits)} |"


@dataclass(frozen=True, slots=True)
class _Stage:
    """Where a backlog is worked off: the gateway's address, who asks, and a connection that sees everything."""

    url: str
    backends: Backends
    owner: "asyncpg.Connection[asyncpg.Record]"
    large: Tenant
    small: tuple[Tenant, Tenant]


async def scaled(settings: Mapping[str, str], jobs: int) -> AsyncGenerator[Scaling, None]:
    """Work off the same backlog with each number of workers, on a database of its own each time."""
    for workers in WORKERS:
        async with fresh_backends() as backends, serving_page() as site:
            extra = {**settings, "CONVEX_SEO_ALLOWED_TARGETS": site.target}
            async with _stage(backends, extra) as stage, _auditing(stage, site.url) as audit:
                alone = await one_after_another("alone", audit, number=_ALONE)
                await _ask(stage, jobs)
                async with _workers(backends, extra, workers):
                    yield await _work_off(stage, audit, workers, jobs, alone)


@asynccontextmanager
async def _stage(backends: Backends, settings: Mapping[str, str]) -> AsyncGenerator[_Stage, None]:
    large, first, second = [await create_tenant(backends) for _ in range(3)]
    owner = await asyncpg.connect(backends.owner_url)
    try:
        with tempfile.TemporaryDirectory() as folder:
            async with running(backends, Path(folder), names=("gateway", "seo-worker"), extra=settings) as system:
                yield _Stage(system.gateway.url, backends, owner, large, (first, second))
    finally:
        await owner.close()


@asynccontextmanager
async def _auditing(stage: _Stage, page: str) -> AsyncGenerator[Audit, None]:
    watcher = await create_tenant(stage.backends)
    headers = {"Authorization": f"Bearer {watcher.token}", "X-Workspace-Id": str(watcher.workspace_id)}
    async with aiohttp.ClientSession(stage.url, headers={**headers, "Prefer": "wait=30"}) as session:

        async def audit() -> None:
            body = {"domain": page, "primaryKeyword": "boiler service"}
            async with session.post("/api/convex/score-seo", json=body) as answer:
                job = await answer.json()
                assert job["status"] == "succeeded", job

        yield audit


async def _ask(stage: _Stage, jobs: int) -> None:
    """Have all jobs accepted, those of the small workspaces last, with nobody there to do them."""
    few = int(jobs * _SMALL)
    for tenant, number in ((stage.large, jobs - 2 * few), *((each, few) for each in stage.small)):
        await Load().submit(stage.url, [tenant], mixed_requests(1) * number)


@asynccontextmanager
async def _workers(backends: Backends, settings: Mapping[str, str], number: int) -> AsyncGenerator[None, None]:
    """Run that many strategy workers, and go on when all are ready."""
    async with AsyncExitStack() as stack:
        services: list[Service] = []
        for _ in range(number):
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            system = await stack.enter_async_context(
                started(backends, folder, names=("strategy-worker",), extra=settings, niceness=NICENESS)
            )
            services += system.services.values()
        for service in services:
            await service.wait_until_ready()
        yield


async def _work_off(stage: _Stage, audit: Audit, workers: int, jobs: int, alone: Figure) -> Scaling:
    began, before = await stage.owner.fetchval("SELECT now()"), await stage.owner.fetchval(_DONE)
    samples: list[float] = []
    while await stage.owner.fetchval(_DONE) < jobs:
        asked = time.perf_counter()
        await audit()
        samples.append((time.perf_counter() - asked) * 1000)
        await asyncio.sleep(_PAUSE_S)
    small = [tenant.workspace_id for tenant in stage.small]
    return Scaling(
        workers=workers,
        jobs=jobs - before,
        all_s=await stage.owner.fetchval(_LAST, began, [stage.large.workspace_id, *small]),
        small_s=await stage.owner.fetchval(_LAST, began, small),
        alone=alone,
        meanwhile=Figure("meanwhile", tuple(samples)),
    )
