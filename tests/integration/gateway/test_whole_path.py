"""The gateway, the real broker and a worker: waiting, polling and streaming agree."""

from collections.abc import AsyncGenerator

import httpx
import pytest

from integration.gateway.serving import STRATEGY, serving
from shared.jobs.model import ClaimedJob, Completion, JobControl
from support.backends import fresh_backends
from support.jobs import completion, dispatching, working
from support.tenants import create_tenant


@pytest.fixture(scope="module")
async def caller() -> AsyncGenerator[httpx.AsyncClient, None]:
    """Serve with a dispatcher and a worker behind, all over the real broker."""

    async def perform(job: ClaimedJob, control: JobControl) -> Completion:
        await control.progress("planning", 40)
        return completion({"echo": job.request["businessName"]})

    async with (
        fresh_backends() as backends,
        serving(backends, hears_broker=True) as served,
        dispatching(backends),
        working(backends, perform),
    ):
        owner = await create_tenant(backends)
        async with served.client(owner) as client:
            yield client


async def test_waiting_gives_the_finished_job(caller: httpx.AsyncClient) -> None:
    answer = await caller.post("/generate-strategy", json=STRATEGY, headers={"Prefer": "wait=10"})
    assert answer.status_code == 200, answer.text
    assert answer.headers["preference-applied"] == "wait=10"
    assert answer.json()["result"] == {"echo": "Test Corp"}
    polled = await caller.get(f"/jobs/{answer.json()['jobId']}")
    assert polled.json() == answer.json()


async def test_the_stream_and_the_poll_agree(caller: httpx.AsyncClient) -> None:
    job_id = (await caller.post("/generate-strategy", json=STRATEGY)).json()["jobId"]
    stream = await caller.get(f"/jobs/{job_id}/events")
    assert "event: progress" in stream.text
    assert stream.text.rstrip().splitlines()[-2] == "event: succeeded"
    assert (await caller.get(f"/jobs/{job_id}")).json()["status"] == "succeeded"
