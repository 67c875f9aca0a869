"""The path of a job over the real RabbitMQ and Postgres: every accepted job ends exactly once."""

import asyncio
import json
from collections.abc import AsyncGenerator
from uuid import UUID

import aio_pika
import asyncpg
import pytest

from shared.contracts.topology import STATS_QUEUE
from shared.db.pool import Connection
from shared.errors import PermanentError, TransientError
from shared.ids import new_id
from shared.jobs.model import ClaimedJob, Completion, JobControl
from support.backends import Backends
from support.jobs import completion, dispatching, insert_jobs, obstacle, queue_depths, wait_for_end, working
from support.tenants import create_tenant

pytestmark = pytest.mark.integration


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


async def test_a_job_ends_with_its_result_its_events_and_its_message(
    backends: Backends, owner: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    tenant = await create_tenant(backends)

    async def perform(job: ClaimedJob, control: JobControl) -> Completion:
        assert job.request == {"from": "test"}
        await control.progress("writing", 50)
        await control.section_completed({"id": "diagnosis"})
        return completion({"strategyId": str(job.id)})

    async with dispatching(backends), working(backends, perform):
        (job_id,) = await insert_jobs(owner, tenant, 1)
        row = (await wait_for_end(owner, [job_id]))[job_id]
        await _until_outbox_is_empty(owner)

    assert (row["status"], row["attempt"], row["progress"]) == ("succeeded", 1, 100)
    assert row["result"] == f'{{"strategyId":"{job_id}"}}'
    assert await _events(owner, job_id) == [(1, "progress"), (2, "section.completed"), (3, "succeeded")]
    actions = await owner.fetch("SELECT action FROM app.activity WHERE workspace_id = $1", tenant.workspace_id)
    assert [r["action"] for r in actions] == ["strategy.generated"]
    assert set((await queue_depths(backends)).values()) == {0}


async def test_an_event_of_a_newer_release_is_published_and_holds_nothing_up(
    backends: Backends, owner: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    tenant, event_id = await create_tenant(backends), new_id()
    body = {
        "schemaVersion": 1,
        "eventId": str(event_id),
        "workspaceId": str(tenant.workspace_id),
        "days": ["2026-11-22"],
        "occurredAt": "2026-11-22T12:00:00Z",
        "whatThisReleaseNeverHeardOf": {"callId": 7},
    }
    await owner.execute(
        "INSERT INTO app.outbox (workspace_id, event_id, routing_key, payload, headers)"
        " VALUES ($1, $2, 'of.tomorrow', $3, '{}')",
        tenant.workspace_id,
        event_id,
        json.dumps(body),
    )
    async with dispatching(backends):
        await _until_outbox_is_empty(owner)
    connection = await aio_pika.connect(backends.amqp_url)
    async with connection, connection.channel() as channel:
        queue = await channel.get_queue(STATS_QUEUE.name)
        message = await queue.get(no_ack=True)
        while message.message_id != str(event_id):
            message = await queue.get(no_ack=True)
    assert json.loads(message.body) == body


async def test_sections_are_told_also_when_the_end_has_to_be_written_twice(
    backends: Backends, owner: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    tenant = await create_tenant(backends)

    async def perform(job: ClaimedJob, control: JobControl) -> Completion:
        await control.section_completed({"id": "diagnosis"})
        await in_the_way.hold(job.id)
        return completion()

    # The job is at its end before the first tenth of a second is over, so the section waits for it.
    async with obstacle(backends) as in_the_way, dispatching(backends), working(backends, perform, lease_s=60):
        (job_id,) = await insert_jobs(owner, tenant, 1)
        await in_the_way.cut(owner)
        row = (await wait_for_end(owner, [job_id]))[job_id]

    assert (row["status"], row["attempt"]) == ("succeeded", 1)
    assert await _events(owner, job_id) == [(1, "section.completed"), (2, "succeeded")]


async def test_a_transient_failure_climbs_the_ladder(
    backends: Backends, owner: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    tenant = await create_tenant(backends)
    attempts: list[int] = []

    async def perform(job: ClaimedJob, _control: JobControl) -> Completion:
        attempts.append(job.attempt)
        if job.attempt < 3:
            raise TransientError("away", "Away", "The other side is away.")
        return completion()

    async with dispatching(backends), working(backends, perform):
        (job_id,) = await insert_jobs(owner, tenant, 1)
        row = (await wait_for_end(owner, [job_id]))[job_id]

    assert attempts == [1, 2, 3]
    assert row["status"] == "succeeded"


async def test_a_permanent_failure_ends_the_job_at_once_with_words_for_the_user(
    backends: Backends, owner: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    tenant = await create_tenant(backends)

    async def perform(_job: ClaimedJob, _control: JobControl) -> Completion:
        raise PermanentError("bad_target", "Bad target", "It can't be audited.")

    async with dispatching(backends), working(backends, perform):
        (job_id,) = await insert_jobs(owner, tenant, 1)
        row = (await wait_for_end(owner, [job_id]))[job_id]

    assert (row["status"], row["attempt"]) == ("failed", 1)
    assert row["error"] == (
        '{"code":"bad_target","title":"Bad target","detail":"It can\'t be audited.","retryable":false}'
    )
    assert set((await queue_depths(backends)).values()) == {0}


async def test_after_the_last_attempt_the_job_fails_and_a_copy_is_dead(
    backends: Backends, owner: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    tenant = await create_tenant(backends)

    async def perform(_job: ClaimedJob, _control: JobControl) -> Completion:
        raise RuntimeError("a secret text that nobody outside may read")

    async with dispatching(backends), working(backends, perform, kind="roadmap"):
        (job_id,) = await insert_jobs(owner, tenant, 1, kind="roadmap")
        await owner.execute("UPDATE app.jobs SET max_attempts = 2 WHERE id = $1", job_id)
        row = (await wait_for_end(owner, [job_id]))[job_id]
        async with asyncio.timeout(5):
            while (await queue_depths(backends))["roadmap-worker.dead"] != 1:
                await asyncio.sleep(0.05)

    assert (row["status"], row["attempt"]) == ("failed", 2)
    assert '"code":"internal_error"' in row["error"]
    assert "secret" not in row["error"]


async def test_cancelling_a_running_job_stops_it_and_stores_no_result(
    backends: Backends, owner: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    tenant = await create_tenant(backends)
    started = asyncio.Event()

    async def perform(_job: ClaimedJob, _control: JobControl) -> Completion:
        started.set()
        await asyncio.Event().wait()
        return completion()

    async with dispatching(backends), working(backends, perform):
        (job_id,) = await insert_jobs(owner, tenant, 1)
        async with asyncio.timeout(10):
            await started.wait()
        await owner.execute("UPDATE app.jobs SET cancel_requested_at = now() WHERE id = $1", job_id)
        row = (await wait_for_end(owner, [job_id]))[job_id]

    assert (row["status"], row["result"]) == ("cancelled", None)
    assert (await _events(owner, job_id))[-1][1] == "cancelled"


async def test_a_cancellation_that_comes_before_the_commit_wins(
    backends: Backends,
    owner: "asyncpg.Connection[asyncpg.Record]",
    aside: "asyncpg.Connection[asyncpg.Record]",
) -> None:
    tenant = await create_tenant(backends)

    async def perform(job: ClaimedJob, _control: JobControl) -> Completion:
        await aside.execute("UPDATE app.jobs SET cancel_requested_at = now() WHERE id = $1", job.id)
        return completion()

    async with dispatching(backends), working(backends, perform):
        (job_id,) = await insert_jobs(owner, tenant, 1)
        row = (await wait_for_end(owner, [job_id]))[job_id]

    assert (row["status"], row["result"]) == ("cancelled", None)


async def test_a_zombie_writes_nothing(
    backends: Backends,
    owner: "asyncpg.Connection[asyncpg.Record]",
    aside: "asyncpg.Connection[asyncpg.Record]",
) -> None:
    tenant = await create_tenant(backends)
    effects: list[int] = []

    async def store(connection: Connection) -> None:
        effects.append(await connection.fetchval("SELECT 1"))

    async def perform(job: ClaimedJob, _control: JobControl) -> Completion:
        if job.attempt == 1:
            # Somebody else takes over while this attempt still works.
            await aside.execute("UPDATE app.jobs SET attempt = attempt + 1 WHERE id = $1", job.id)
        return Completion(new_id(), {"attempt": job.attempt}, store)

    async with dispatching(backends), working(backends, perform, lease_s=1):
        (job_id,) = await insert_jobs(owner, tenant, 1)
        await _until(owner, job_id, "attempt = 2")
        await asyncio.sleep(0)
        assert effects == []
        await owner.execute("UPDATE app.jobs SET lease_until = now() - interval '1 hour' WHERE id = $1", job_id)
        row = (await wait_for_end(owner, [job_id]))[job_id]

    assert (row["attempt"], row["result"], len(effects)) == (3, '{"attempt":3}', 1)


async def test_the_lease_of_a_long_job_is_renewed(
    backends: Backends, owner: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    tenant = await create_tenant(backends)
    release = asyncio.Event()

    async def perform(_job: ClaimedJob, _control: JobControl) -> Completion:
        await release.wait()
        return completion()

    async with dispatching(backends), working(backends, perform, lease_s=1):
        (job_id,) = await insert_jobs(owner, tenant, 1)
        await _until(owner, job_id, "status = 'running'")
        first = await owner.fetchval("SELECT lease_until FROM app.jobs WHERE id = $1", job_id)
        await _until(owner, job_id, "lease_until > $2::timestamptz + interval '1 second'", first)
        release.set()
        row = (await wait_for_end(owner, [job_id]))[job_id]

    assert (row["status"], row["attempt"]) == ("succeeded", 1)


async def test_one_workspace_gets_its_share_and_another_is_not_kept_waiting(
    backends: Backends, owner: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    crowd, single = await create_tenant(backends), await create_tenant(backends)
    most = 0
    running = 0
    order: list[UUID] = []

    async def perform(job: ClaimedJob, _control: JobControl) -> Completion:
        nonlocal most, running
        running += job.workspace_id == crowd.workspace_id
        most = max(most, running)
        order.append(job.workspace_id)
        await asyncio.sleep(0.01)
        running -= job.workspace_id == crowd.workspace_id
        return completion()

    many = await insert_jobs(owner, crowd, 200)
    one = await insert_jobs(owner, single, 1)
    async with dispatching(backends, share=4), working(backends, perform, prefetch=50):
        await wait_for_end(owner, many + one, within_s=60)

    assert most <= 4
    assert order.index(single.workspace_id) < 10


async def test_jobs_are_kept_while_no_worker_and_no_dispatcher_runs(
    backends: Backends, owner: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    tenant = await create_tenant(backends)
    ids = await insert_jobs(owner, tenant, 5, kind="seo")

    async def perform(_job: ClaimedJob, _control: JobControl) -> Completion:
        return completion()

    async with dispatching(backends):
        await _until(owner, ids[-1], "status = 'dispatched'")
    async with working(backends, perform, kind="seo"):
        rows = await wait_for_end(owner, ids)

    assert {row["attempt"] for row in rows.values()} == {1}


async def test_a_job_whose_message_is_gone_is_found_again(
    backends: Backends, owner: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    tenant = await create_tenant(backends)
    (job_id,) = await insert_jobs(owner, tenant, 1)
    await owner.execute(
        "UPDATE app.jobs SET status = 'dispatched', dispatched_at = now() - interval '1 hour' WHERE id = $1", job_id
    )

    async def perform(_job: ClaimedJob, _control: JobControl) -> Completion:
        return completion()

    async with dispatching(backends, reap_after_s=1), working(backends, perform):
        row = (await wait_for_end(owner, [job_id]))[job_id]

    assert row["status"] == "succeeded"


async def test_stopping_hands_unfinished_work_back(
    backends: Backends, owner: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    tenant = await create_tenant(backends)

    async def never(_job: ClaimedJob, _control: JobControl) -> Completion:
        await asyncio.Event().wait()
        return completion()

    async def at_once(_job: ClaimedJob, _control: JobControl) -> Completion:
        return completion()

    async with dispatching(backends):
        async with working(backends, never, grace_s=0.2):
            (job_id,) = await insert_jobs(owner, tenant, 1)
            await _until(owner, job_id, "status = 'running'")
        released = await owner.fetchrow("SELECT status, max_attempts FROM app.jobs WHERE id = $1", job_id)
        assert released is not None
        assert tuple(released) == ("dispatched", 6)
        async with working(backends, at_once):
            row = (await wait_for_end(owner, [job_id], within_s=10))[job_id]

    assert (row["status"], row["attempt"]) == ("succeeded", 2)


async def _events(owner: "asyncpg.Connection[asyncpg.Record]", job_id: UUID) -> list[tuple[int, str]]:
    rows = await owner.fetch("SELECT seq, type FROM app.job_events WHERE job_id = $1 ORDER BY seq", job_id)
    return [(row["seq"], row["type"]) for row in rows]


async def _until(owner: "asyncpg.Connection[asyncpg.Record]", job_id: UUID, condition: str, *values: object) -> None:
    async with asyncio.timeout(15):
        while not await owner.fetchval(f"SELECT {condition} FROM app.jobs WHERE id = $1", job_id, *values):
            await asyncio.sleep(0.02)


async def _until_outbox_is_empty(owner: "asyncpg.Connection[asyncpg.Record]") -> None:
    async with asyncio.timeout(15):
        while await owner.fetchval("SELECT count(*) FROM app.outbox"):
            await asyncio.sleep(0.02)
