"""A workspace is deleted while the services work in it: nothing of it survives, and nobody else notices."""

import asyncio
import json
from pathlib import Path
from typing import Final

import asyncpg
import pytest

from support.backends import Backends
from support.everything import proof_of, rows_of
from support.jobs import queue_depths
from support.load import Load, mixed_requests
from support.services import running
from support.tenants import create_tenant

pytestmark = pytest.mark.e2e
_SERVICES: Final = ("gateway", "strategy-worker", "roadmap-worker", "stats-aggregator")
_JOBS: Final = 40
_ALARMING: Final = {"message_failed", "message_dead_lettered", "attempt_failed", "workspace_not_purged"}


async def test_a_workspace_goes_from_under_the_services_and_the_other_loses_nothing(
    backends: Backends, tmp_path: Path
) -> None:
    gone, stays = await create_tenant(backends), await create_tenant(backends)
    owner = await asyncpg.connect(backends.owner_url)
    doomed, spared = Load(), Load()
    async with (
        running(backends, tmp_path, names=_SERVICES, extra={"CONVEX_WORKSPACE_GRACE_HOURS": "0"}) as system,
        asyncio.timeout(150),
    ):
        url = system.gateway.url
        await asyncio.gather(
            doomed.submit(url, [gone], mixed_requests(_JOBS)), spared.submit(url, [stays], mixed_requests(_JOBS))
        )
        while not await _count(owner, gone.workspace_id, "('running')"):
            await asyncio.sleep(0.01)
        assert await _count(owner, gone.workspace_id, "('queued', 'dispatched', 'running')") > 1
        async with gone.client(url) as client:
            path = f"/api/convex/workspaces/{gone.workspace_id}"
            answer = await client.request("DELETE", path, json={"name": "Workspace under test"})
        assert answer.status_code == 202, answer.text
        while await rows_of(owner, gone.workspace_id):
            await asyncio.sleep(0.1)
        while await _count(owner, stays.workspace_id, "('succeeded')") < _JOBS:
            await asyncio.sleep(0.1)
        while any((await queue_depths(backends)).values()) or await owner.fetchval("SELECT count(*) FROM app.outbox"):
            await asyncio.sleep(0.1)
        assert all(service.process and service.process.returncode is None for service in system.services.values())
    assert await rows_of(owner, gone.workspace_id) == {}
    assert (await proof_of(owner, gone.workspace_id))["jobs"] == _JOBS
    assert len(await owner.fetch("SELECT FROM app.strategies WHERE workspace_id = $1", stays.workspace_id)) > 0
    await owner.close()
    events = _events(tmp_path)
    assert events >= {"workspace_closed", "workspace_purged", "job_ended"}
    assert events & _ALARMING == set()


async def _count(owner: "asyncpg.Connection[asyncpg.Record]", workspace_id: object, statuses: str) -> int:
    query = f"SELECT count(*) FROM app.jobs WHERE workspace_id = $1 AND status IN {statuses}"
    return await owner.fetchval(query, workspace_id)


def _events(folder: Path) -> set[str]:
    lines = [line for path in folder.glob("*.log") for line in path.read_text().splitlines()]
    return {json.loads(line)["event"] for line in lines if line.startswith("{")}
