"""What a running job already has of its result: there for whoever reads it, replaced by the end, never a zombie's."""

import asyncio
import json
from collections.abc import AsyncGenerator
from uuid import UUID

import asyncpg
import pytest

from shared.jobs.model import ClaimedJob, Completion, JobControl
from support.backends import Backends
from support.jobs import completion, dispatching, insert_jobs, obstacle, wait_for_end, working
from support.tenants import create_tenant

pytestmark = pytest.mark.integration


@pytest.fixture
async def owner(backends: Backends) -> AsyncGenerator["asyncpg.Connection[asyncpg.Record]", None]:
    connection = await asyncpg.connect(backends.owner_url)
    yield connection
    await connection.close()


async def _events(owner: "asyncpg.Connection[asyncpg.Record]", job_id: UUID) -> list[str]:
    return [
        r["type"] for r in await owner.fetch("SELECT type FROM app.job_events WHERE job_id = $1 ORDER BY seq", job_id)
    ]


async def test_the_first_part_of_a_result_is_there_before_the_end_and_gives_way_to_it(
    backends: Backends, owner: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    tenant = await create_tenant(backends)
    looked = asyncio.Event()

    async def perform(_job: ClaimedJob, control: JobControl) -> Completion:
        control.tell("page.seen", {"first": True})
        await control.interim("page.scored", {"overallScore": 61}, {"overallScore": 61, "pending": ["competitors"]})
        await looked.wait()
        control.tell("page.compared", {"overallScore": 58})
        return completion()

    async with dispatching(backends), working(backends, perform):
        (job_id,) = await insert_jobs(owner, tenant, 1)
        async with asyncio.timeout(10):
            while not (text := await owner.fetchval("SELECT result FROM app.jobs WHERE id = $1", job_id)):
                await asyncio.sleep(0.01)
        status = await owner.fetchval("SELECT status FROM app.jobs WHERE id = $1", job_id)
        told = await _events(owner, job_id)
        looked.set()
        row = (await wait_for_end(owner, [job_id]))[job_id]

    assert (status, json.loads(text)["overallScore"]) == ("running", 61)
    assert told == ["page.seen", "page.scored"]
    assert await _events(owner, job_id) == ["page.seen", "page.scored", "page.compared", "succeeded"]
    assert json.loads(row["result"]) == completion().result


async def test_nothing_is_stored_for_a_job_in_other_hands_and_a_cancelled_one_stops_there(
    backends: Backends, owner: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    tenant = await create_tenant(backends)
    ends: dict[UUID, str] = {}

    async def perform(job: ClaimedJob, control: JobControl) -> Completion:
        # A connection for each, as both jobs may run at once.
        aside = await asyncpg.connect(backends.owner_url)
        if job.id == zombie:
            await aside.execute("UPDATE app.jobs SET attempt = attempt + 1 WHERE id = $1", job.id)
        else:
            await aside.execute("UPDATE app.jobs SET cancel_requested_at = clock_timestamp() WHERE id = $1", job.id)
        await aside.close()
        try:
            await control.interim("page.scored", {}, {"overallScore": 61})
        except Exception as stop:
            ends[job.id] = type(stop).__name__
            raise
        return completion()

    zombie, cancelled = await insert_jobs(owner, tenant, 2)
    async with dispatching(backends), working(backends, perform):
        await wait_for_end(owner, [cancelled])
        async with asyncio.timeout(10):
            while len(ends) < 2:
                await asyncio.sleep(0.02)
    result = await owner.fetchval("SELECT result FROM app.jobs WHERE id = $1", zombie)
    assert ends == {zombie: "LeaseLostError", cancelled: "JobCancelledError"}
    assert result is None
    assert "page.scored" not in await _events(owner, zombie)


async def test_a_broken_connection_leaves_the_first_part_out_and_the_job_goes_on(
    backends: Backends, owner: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    tenant = await create_tenant(backends)

    async def perform(job: ClaimedJob, control: JobControl) -> Completion:
        await in_the_way.hold(job.id)
        await control.interim("page.scored", {}, {"overallScore": 61})
        return completion()

    async with obstacle(backends) as in_the_way, dispatching(backends), working(backends, perform, lease_s=60):
        (job_id,) = await insert_jobs(owner, tenant, 1)
        await in_the_way.cut(owner)
        row = (await wait_for_end(owner, [job_id]))[job_id]
    assert (row["status"], row["attempt"]) == ("succeeded", 1)
    assert await _events(owner, job_id) == ["succeeded"]
