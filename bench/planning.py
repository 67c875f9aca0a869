"""How long a caller waits for a roadmap: for one person, and for a team of six with sixty tasks and more.

Each request begins on another day, so that no two schedules are the same problem. The requests for one person go round
all four templates. The team's plan has six pillars of an SEO plan and the actions of a strategy that is linked to it.
"""

import tempfile
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Mapping
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any, Final

import aiohttp

from bench.measuring import Figure, one_after_another
from support.backends import Backends
from support.load import mixed_requests
from support.services import Service, running
from support.tenants import Tenant, create_tenant
from support_roadmap.tasks import VARIABLES

_NAMES: Final = ("gateway", "strategy-worker", "roadmap-worker")
_GOAL_ONE_MS: Final = 150
_GOAL_SIX_MS: Final = 2500
_LEAST_TASKS: Final = 60
_DAYS: Final = 200
_TEAM: Final = (
    {"name": "Priya", "role": "Content lead", "hoursPerWeek": 30, "skills": ["strategy", "copywriting", "seo"]},
    {"name": "Joe", "role": "Writer", "hoursPerWeek": 30, "skills": ["copywriting", "research"]},
    {"name": "Mia", "role": "Writer", "hoursPerWeek": 20, "skills": ["copywriting"]},
    {"name": "Tom", "role": "Web developer", "hoursPerWeek": 10, "skills": ["development", "analytics"]},
    {"name": "Lena", "role": "SEO", "hoursPerWeek": 20, "skills": ["seo", "analytics"]},
    {"name": "Karl", "role": "Sales lead", "hoursPerWeek": 6, "skills": ["sales", "research", "strategy"]},
)
_PILLARS: Final = ("Rest periods", "Absences", "Self-rostering", "Agency staff", "Night shifts", "Holidays")


async def figures(backends: Backends, settings: Mapping[str, str], samples: int) -> AsyncGenerator[Figure | str, None]:
    """Measure both kinds of plan, then say what the worker's memory came to."""
    tenant = await create_tenant(backends)
    with tempfile.TemporaryDirectory() as folder:
        async with running(backends, Path(folder), names=_NAMES, extra=settings) as system:
            worker = system.services["roadmap-worker"]
            began = f"{_megabytes(worker, 'VmRSS'):.0f} MB when ready"
            headers = {"Authorization": f"Bearer {tenant.token}", "X-Workspace-Id": str(tenant.workspace_id)}
            async with aiohttp.ClientSession(system.gateway.url, headers=headers) as session:
                call = _planned(session, _alone())
                yield await one_after_another(
                    "roadmap for one person → result", call, number=samples, goal_ms=_GOAL_ONE_MS
                )
                async for figure in _of_six(session, tenant, samples):
                    yield figure
            yield f"Memory of the roadmap worker: {began}, {_megabytes(worker, 'VmHWM'):.0f} MB at most."


async def _of_six(session: aiohttp.ClientSession, tenant: Tenant, samples: int) -> AsyncGenerator[Figure, None]:
    path, brief = mixed_requests(1)[0]
    strategy = await _result(session, path, brief)
    request = _together(strategy["strategyId"])
    made = await _result(session, "generate-roadmap", next(request))
    tasks = sum(len(milestone["tasks"]) for milestone in made["milestones"])
    assert tasks >= _LEAST_TASKS, f"{tasks} tasks for {tenant.workspace_id}"
    what = f"roadmap for six, {tasks} tasks → result"
    yield await one_after_another(what, _planned(session, request), number=samples, goal_ms=_GOAL_SIX_MS)


def _alone() -> Iterator[dict[str, Any]]:
    kinds = tuple(VARIABLES.items())
    for number in count():
        kind, variables = kinds[number % len(kinds)]
        yield {"templateType": kind, "variables": variables, "startDate": _day(number)}


def _together(strategy_id: str) -> Iterator[dict[str, Any]]:
    variables = VARIABLES["seo_plan"] | {"pillarTopics": "\n".join(_PILLARS), "contentTeamSize": "7+"}
    for number in count():
        yield {
            "templateType": "seo_plan",
            "strategyId": strategy_id,
            "variables": variables,
            "team": _TEAM,
            "country": "GB",
            "startDate": _day(number),
        }


def _day(number: int) -> str:
    return (date(2027, 1, 4) + timedelta(days=number % _DAYS)).isoformat()


def _planned(
    session: aiohttp.ClientSession, requests: Iterator[dict[str, Any]]
) -> Callable[[], Awaitable[dict[str, Any]]]:
    async def call() -> dict[str, Any]:
        return await _result(session, "generate-roadmap", next(requests))

    return call


async def _result(session: aiohttp.ClientSession, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
    async with session.post(f"/api/convex/{path}", json=body, headers={"Prefer": "wait=30"}) as answer:
        job = await answer.json()
        assert answer.status == 200, job
        assert job["status"] == "succeeded", job["error"]
        return job["result"]


def _megabytes(service: Service, name: str) -> float:
    """Return what the system says of a process's memory: `VmRSS` now, `VmHWM` at most."""
    assert service.process is not None
    lines = Path(f"/proc/{service.process.pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{name}:"))
