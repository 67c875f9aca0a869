"""Starts the services on a database of their own, fills it, and prints the table of figures."""

import argparse
import asyncio
import os
import platform
import sys
import tempfile
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from pathlib import Path
from typing import Final

import aiohttp

from bench import planning, scaling, writing
from bench.audits.figures import LOAD_HEADER, Load, measured
from bench.measuring import HEADER, Figure, one_after_another, side_by_side
from bench.seeding import Seeded, seed
from support.backends import Backends, fresh_backends
from support.load import Request, mixed_requests
from support.services import running
from support.site import serving_page
from support.tenants import Tenant

_GOALS_MS: Final = {"generate-strategy": 150, "score-seo": 150, "generate-roadmap": 150}
_LIMITS: Final = ("CONVEX_RATE_PER_MINUTE", "CONVEX_WORKSPACE_RATE_PER_MINUTE", "CONVEX_WORKSPACE_QUEUE_LIMIT")
# Each takes as long as a model needs for a document.
_WRITINGS: Final = 12
_NO_LIMITS: Final = dict.fromkeys(_LIMITS, "1000000")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--strategies", type=int, default=1_000_000, help="rows stored before measuring")
    parser.add_argument("--samples", type=int, default=200, help="calls per figure")
    parser.add_argument("--audits", type=int, default=200, help="audits at once, for what one costs")
    parser.add_argument("--only-audits", action="store_true", help="measure SEO audits and nothing else")
    parser.add_argument("--only-roadmaps", action="store_true", help="measure roadmaps and nothing else")
    parser.add_argument("--only-scaling", type=int, metavar="JOBS", help="work off a backlog with 1, 2 and 4 workers")
    chosen = parser.parse_args()
    if chosen.only_scaling:
        asyncio.run(_run_scaling(chosen.only_scaling))
    elif chosen.only_roadmaps:
        asyncio.run(_run_roadmaps(chosen.samples))
    elif chosen.only_audits:
        asyncio.run(_run_audits(chosen.samples, chosen.audits))
    else:
        asyncio.run(_run(chosen.strategies, chosen.samples, chosen.audits))


async def _run_audits(samples: int, audits: int) -> None:
    async with fresh_backends() as backends:
        await _audits(backends, samples, audits)


async def _run_scaling(jobs: int) -> None:
    """Print a row as soon as its number of workers is through."""
    _say(scaling.HEADER)
    async for one in scaling.scaled({"LOG_LEVEL": "WARNING", **_NO_LIMITS}, jobs):
        _say(one.row())
    _say(f"\n{jobs:,} strategies of three workspaces; {_machine()}.")


async def _run_roadmaps(samples: int) -> None:
    async with fresh_backends() as backends:
        await _roadmaps(backends, samples)


async def _roadmaps(backends: Backends, samples: int) -> None:
    """Print what roadmaps take, in a table of their own."""
    extra = {"LOG_LEVEL": "WARNING", **_NO_LIMITS}
    found = [one async for one in planning.figures(backends, extra, samples)]
    _say(f"\nRoadmaps; {_machine()}.\n")
    _say("\n".join((HEADER, *(one.row() for one in found if isinstance(one, Figure)), "")))
    _say("\n".join(one for one in found if isinstance(one, str)))


async def _audits(backends: Backends, samples: int, audits: int) -> None:
    """Print what audits take and cost, in tables of their own."""
    extra = {"LOG_LEVEL": "WARNING", **_NO_LIMITS}
    found = [one async for one in measured(backends, extra, samples=samples, jobs=audits)]
    figures = [one for one in found if isinstance(one, Figure)]
    loads = [one for one in found if isinstance(one, Load)]
    _say(f"\nA page of 60 kB, a sitemap of 2,000 addresses; {_machine()}.\n")
    _say("\n".join((HEADER, *(figure.row() for figure in figures), "", LOAD_HEADER, *(load.row() for load in loads))))


async def _run(strategies: int, samples: int, audits: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with fresh_backends() as backends, serving_page() as site:
            began = time.perf_counter()
            seeded = await seed(backends, strategies)
            _say(f"{seeded.strategies:,} strategies stored in {time.perf_counter() - began:.0f} s")
            extra = {"CONVEX_SEO_ALLOWED_TARGETS": site.target, "LOG_LEVEL": "WARNING", **_NO_LIMITS}
            async with running(backends, Path(folder), extra=extra) as system:
                figures = [figure async for figure in _figures(system.gateway.url, site.url, seeded, samples)]
            figures += [figure async for figure in writing.figures(backends, extra, _WRITINGS)]
            _report(figures, seeded)
            await _roadmaps(backends, samples)
            await _audits(backends, samples, audits)


async def _figures(url: str, page: str, seeded: Seeded, samples: int) -> AsyncGenerator[Figure, None]:
    async with aiohttp.ClientSession(url) as session:
        for request in mixed_requests(3, page):
            what = f"`POST /{request[0]}` → result"
            call = _job(session, seeded.small, request)
            yield await one_after_another(what, call, number=samples, goal_ms=_GOALS_MS[request[0]])
        strategy = mixed_requests(1)[0]
        yield await side_by_side(
            "the same for strategies, 8 clients at once",
            _job(session, seeded.middling, strategy),
            number=300,
            clients=8,
        )
        for name, tenant in (("100,000", seeded.hot), ("5,000", seeded.middling), ("450", seeded.small)):
            path = "/api/convex/list?limit=50"
            what = f"`GET /list?limit=50`, workspace of about {name}"
            yield await one_after_another(what, _get(session, tenant, path), number=samples, goal_ms=15)
        stats = _get(session, seeded.hot, "/api/convex/stats")
        yield await one_after_another("`GET /stats`, largest workspace", stats, number=samples, goal_ms=5)
        poll = await _poll(session, seeded.small)
        yield await one_after_another("`GET /jobs/{id}` (poll)", poll, number=samples * 2, goal_ms=5)
        yield await side_by_side("poll, 32 clients at once", poll, number=5000, clients=32)


def _job(session: aiohttp.ClientSession, tenant: Tenant, request: Request) -> Callable[[], Awaitable[None]]:
    path, body = request

    async def call() -> None:
        headers = {**_headers(tenant), "Prefer": "wait=30"}
        async with session.post(f"/api/convex/{path}", json=body, headers=headers) as answer:
            job = await answer.json()
            assert answer.status == 200, job
            assert job["status"] == "succeeded", job["error"]

    return call


def _get(session: aiohttp.ClientSession, tenant: Tenant, path: str) -> Callable[[], Awaitable[None]]:
    headers = _headers(tenant)

    async def call() -> None:
        async with session.get(path, headers=headers) as answer:
            await answer.read()
            assert answer.status == 200, await answer.text()

    return call


async def _poll(session: aiohttp.ClientSession, tenant: Tenant) -> Callable[[], Awaitable[None]]:
    async with session.get("/api/convex/jobs?limit=1", headers=_headers(tenant)) as answer:
        job_id = (await answer.json())["items"][0]["jobId"]
    return _get(session, tenant, f"/api/convex/jobs/{job_id}")


def _headers(tenant: Tenant) -> Mapping[str, str]:
    return {"Authorization": f"Bearer {tenant.token}", "X-Workspace-Id": str(tenant.workspace_id)}


def _report(figures: list[Figure], seeded: Seeded) -> None:
    _say(f"\n{_machine()}; {seeded.strategies:,} strategies stored;")
    _say("times over HTTP with the client on the same cores.\n")
    _say(HEADER)
    for figure in figures:
        _say(figure.row())


def _machine() -> str:
    system = f"{platform.system()} on {os.cpu_count()} cores, Python {platform.python_version()}"
    return f"{system}, load {os.getloadavg()[0]:.1f} at the end"


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
