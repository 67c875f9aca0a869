"""What a worker has written is there for whoever learns that its job has succeeded, by whatever way and gateway."""

import asyncio
from collections import Counter
from pathlib import Path

import httpx
import pytest

from integration.dashboard.calls import HOME
from integration.gateway.serving import BASE, STRATEGY
from integration.replica.scene import Scene
from support.backends import virtual_host
from support.services import running
from support.tenants import Tenant

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]
_JOBS = 16


async def test_a_result_is_there_as_soon_as_its_job_has_succeeded(
    scene: Scene, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backends, replica = scene.pair.primary.backends, scene.pair.replica.backends.user_url
    services = ("gateway", "strategy-worker")
    extra = {"DATABASE_REPLICA_URL": replica}
    before = Counter(scene.answered())
    async with (
        virtual_host(backends),
        running(backends, tmp_path, names=services, extra=extra) as system,
        scene.tenant.client(system.gateway.url + BASE) as third,
    ):
        for number in range(_JOBS):
            job_id = (await third.post("/generate-strategy", json=STRATEGY)).json()["jobId"]
            learns = _by_stream if number % 2 else _by_polling
            strategy_id = await learns(system.gateway.url, scene.tenant, job_id)
            for gateway in (0, 1):
                answers = await asyncio.gather(
                    third.get(f"/strategies/{strategy_id}"),
                    scene.apis[gateway].get(f"/strategies/{strategy_id}"),
                    scene.browsers[gateway].get(f"{HOME}/strategies/{strategy_id}"),
                )
                assert [answer.status_code for answer in answers] == [200, 200, 200]
                newest = (await scene.apis[gateway].get("/list", limit=1)).json()["items"][0]
                assert newest["id"] == strategy_id
    reads = Counter(scene.answered()) - before
    with capsys.disabled():
        print(
            f"\n{_JOBS} results, each read at once by way of three gateways; two of them were answered by {dict(reads)}"
        )
    assert reads["replica"] > reads.total() / 2


async def _by_polling(url: str, tenant: Tenant, job_id: str) -> str:
    async with tenant.client(url + BASE) as client, asyncio.timeout(30):
        while True:
            job = (await client.get(f"/jobs/{job_id}")).json()
            assert job["status"] not in {"failed", "cancelled"}
            if job["status"] == "succeeded":
                return job["result"]["strategyId"]
            await asyncio.sleep(0.005)


async def _by_stream(url: str, tenant: Tenant, job_id: str) -> str:
    async with tenant.client(url + BASE) as client, asyncio.timeout(30):
        async with client.stream("GET", f"/jobs/{job_id}/events") as stream:
            async for line in stream.aiter_lines():
                if line == "event: succeeded":
                    break
        return await _result(client, job_id)


async def _result(client: httpx.AsyncClient, job_id: str) -> str:
    return (await client.get(f"/jobs/{job_id}")).json()["result"]["strategyId"]
