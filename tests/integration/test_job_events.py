"""What a running job tells while it runs, and how soon it learns that it should stop."""

import asyncio
import json
import time
from collections.abc import AsyncGenerator
from uuid import UUID

import asyncpg
import pytest

from shared.jobs.model import ClaimedJob, Completion, JobCancelledError, JobControl
from support.backends import Backends
from support.jobs import completion, dispatching, insert_jobs, obstacle, wait_for_end, working
from support.tenants import create_tenant

pytestmark = pytest.mark.integration
_CANCEL = "UPDATE app.jobs SET cancel_requested_at = clock_timestamp() WHERE id = $1"


@pytest.fixture
async def owner(backends: Backends) -> AsyncGenerator["asyncpg.Connection[asyncpg.Record]", None]:
    connection = await asyncpg.connect(backends.owner_url)
    yield connection
    await connection.close()


@pytest.fixture
async def aside(backends: Backends) -> AsyncGenerator["asyncpg.Connection[asyncpg.Record]", None]:
    """Return a connection for what happens while the test waits on the other one."""
    connection = await asyncpg.connect(backends.owner_url)
    yield connection
    await connection.close()


async def _told(owner: "asyncpg.Connection[asyncpg.Record]", job_id: UUID) -> list[tuple[str, dict[str, object]]]:
    rows = await owner.fetch("SELECT type, data FROM app.job_events WHERE job_id = $1 ORDER BY seq", job_id)
    return [(row["type"], json.loads(row["data"])) for row in rows]


async def test_pieces_are_stored_in_their_order_while_the_job_runs_and_at_most_ten_times_a_second(
    backends: Backends,
    owner: "asyncpg.Connection[asyncpg.Record]",
    aside: "asyncpg.Connection[asyncpg.Record]",
) -> None:
    tenant = await create_tenant(backends)
    seen_after: list[float] = []

    async def perform(job: ClaimedJob, control: JobControl) -> Completion:
        began = time.monotonic()
        await control.section_delta("choice", "Choice", "w0 ")
        while not await _told(aside, job.id):
            await asyncio.sleep(0.01)
        seen_after.append(time.monotonic() - began)
        for number in range(1, 100):
            await control.section_delta("choice", "Choice", f"w{number} ")
            if number % 33 == 0:
                await control.progress("writing", number)
            await asyncio.sleep(0.01)
        await control.section_completed({"id": "choice", "body": "all"})
        return completion()

    async with dispatching(backends), working(backends, perform):
        (job_id,) = await insert_jobs(owner, tenant, 1)
        await wait_for_end(owner, [job_id])

    events = await _told(owner, job_id)
    pieces = [data for name, data in events if name == "section.delta"]
    assert "".join(str(piece["text"]) for piece in pieces) == "".join(f"w{number} " for number in range(100))
    assert [piece["begins"] for piece in pieces] == [True] + [False] * (len(pieces) - 1)
    assert seen_after[0] < 0.3
    assert 5 <= len(pieces) <= 18
    assert [name for name, _ in events][-2:] == ["section.completed", "succeeded"]


async def test_a_broken_connection_delays_what_is_told_and_does_not_end_the_attempt(
    backends: Backends, owner: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    tenant = await create_tenant(backends)

    async def perform(job: ClaimedJob, control: JobControl) -> Completion:
        await in_the_way.hold(job.id)
        await control.section_delta("choice", "Choice", "We ")
        await control.progress("writing", 50)
        await control.section_delta("choice", "Choice", "win.")
        return completion()

    async with obstacle(backends) as in_the_way, dispatching(backends), working(backends, perform, lease_s=60):
        (job_id,) = await insert_jobs(owner, tenant, 1)
        await in_the_way.cut(owner)
        row = (await wait_for_end(owner, [job_id]))[job_id]

    assert (row["status"], row["attempt"]) == ("succeeded", 1)
    events = await _told(owner, job_id)
    assert [name for name, _ in events] == ["section.delta", "progress", "section.delta", "succeeded"]
    assert [data.get("text") for _, data in events] == ["We ", None, "win.", None]


async def test_a_stalled_job_learns_of_a_cancellation_within_half_a_second_and_writes_its_last(
    backends: Backends, owner: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    tenant = await create_tenant(backends)
    started, learned = asyncio.Event(), list[float]()
    statuses: list[str] = []

    async def perform(job: ClaimedJob, control: JobControl) -> Completion:
        started.set()
        try:
            await asyncio.Event().wait()
        finally:
            learned.append(time.monotonic())
            await asyncio.sleep(0.2)
            async with control.write() as connection:
                await connection.execute("UPDATE app.jobs SET stage = 'settled' WHERE id = $1", job.id)
                statuses.append(await connection.fetchval("SELECT status FROM app.jobs WHERE id = $1", job.id))
        return completion()

    async with dispatching(backends), working(backends, perform):
        (job_id,) = await insert_jobs(owner, tenant, 1)
        async with asyncio.timeout(10):
            await started.wait()
        await asyncio.sleep(0.35)
        cancelled_at = time.monotonic()
        await owner.execute(_CANCEL, job_id)
        row = (await wait_for_end(owner, [job_id]))[job_id]

    assert learned[0] - cancelled_at < 0.5
    assert statuses == ["running"]
    assert (row["status"], row["stage"]) == ("cancelled", "settled")


async def test_work_that_was_told_to_stop_is_not_interrupted_while_it_writes_its_last(
    backends: Backends,
    owner: "asyncpg.Connection[asyncpg.Record]",
    aside: "asyncpg.Connection[asyncpg.Record]",
) -> None:
    tenant = await create_tenant(backends)
    interrupted: list[bool] = []

    async def perform(job: ClaimedJob, control: JobControl) -> Completion:
        await aside.execute(_CANCEL, job.id)
        try:
            await control.progress("writing", 10)
        except JobCancelledError:
            try:
                await asyncio.sleep(0.6)
            except asyncio.CancelledError:
                interrupted.append(True)
                raise
            # Several tasks of one job end as a group.
            raise BaseExceptionGroup("tasks", [JobCancelledError()]) from None
        return completion()

    async with dispatching(backends), working(backends, perform):
        (job_id,) = await insert_jobs(owner, tenant, 1)
        row = (await wait_for_end(owner, [job_id]))[job_id]

    assert interrupted == []
    assert (row["status"], row["attempt"]) == ("cancelled", 1)


async def test_stopped_work_is_waited_for_also_at_shutdown_and_after_a_timeout(
    backends: Backends, owner: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    tenant = await create_tenant(backends)
    attempts: list[int] = []

    async def perform(job: ClaimedJob, control: JobControl) -> Completion:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0.2)
            async with control.write() as connection:
                attempts.append(await connection.fetchval("SELECT attempt FROM app.jobs WHERE id = $1", job.id))
        return completion()

    async with dispatching(backends):
        async with working(backends, perform, timeout_s=0.3, grace_s=0.2):
            (job_id,) = await insert_jobs(owner, tenant, 1)
            async with asyncio.timeout(10):
                while len(attempts) < 1:
                    await asyncio.sleep(0.02)
                while await owner.fetchval("SELECT attempt FROM app.jobs WHERE id = $1", job_id) < 2:
                    await asyncio.sleep(0.02)
        row = await owner.fetchrow("SELECT status, attempt FROM app.jobs WHERE id = $1", job_id)

    assert attempts == [1, 2]
    assert row is not None
    assert tuple(row) == ("dispatched", 2)


async def test_work_that_never_ends_does_not_keep_its_job(
    backends: Backends,
    owner: "asyncpg.Connection[asyncpg.Record]",
    aside: "asyncpg.Connection[asyncpg.Record]",
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("shared.jobs.runner._END_S", 0.3)
    tenant = await create_tenant(backends)
    release = asyncio.Event()

    async def perform(job: ClaimedJob, _control: JobControl) -> Completion:
        await aside.execute(_CANCEL, job.id)
        while not release.is_set():
            try:
                await release.wait()
            except asyncio.CancelledError:
                continue
        return completion()

    async with dispatching(backends), working(backends, perform):
        (job_id,) = await insert_jobs(owner, tenant, 1)
        row = (await wait_for_end(owner, [job_id], within_s=5))[job_id]
        release.set()

    assert row["status"] == "cancelled"
