"""`convex workspaces`: listed, closed, opened again within the grace time, gone after it, while workers are busy."""

import asyncio
from collections.abc import Sequence
from uuid import UUID, uuid4

import asyncpg
import pytest
from prometheus_client import Counter

from gateway.dispatch.purging import Purge
from gateway.operator.trail import OPERATOR_ID
from shared.db.pool import Context, close_pool, create_pool, transaction
from shared.jobs.model import ClaimedJob, Completion, JobControl
from stats_aggregator.rollup import Rollup
from support.backends import Backends
from support.convex import Owner, audit_log, convex
from support.everything import full_workspace, proof_of, rows_of
from support.jobs import completion, dispatching, insert_jobs, queue_depths, working
from support.tenants import Tenant, create_tenant

pytestmark = pytest.mark.integration
_WORKSPACES = "workspaces"


async def _ids(backends: Backends, *arguments: str) -> list[str]:
    return [item["id"] for item in (await convex(backends, _WORKSPACES, "ls", *arguments)).answer["items"]]


async def test_a_workspace_is_closed_and_opened_again_as_it_was(backends: Backends, owner: Owner) -> None:
    person = await full_workspace(backends, owner)
    tenant = person.tenant
    name = str(tenant.workspace_id)
    await owner.execute("DELETE FROM app.outbox")
    before = await rows_of(owner, tenant.workspace_id)
    closed = await convex(backends, _WORKSPACES, "delete", name, "--yes")
    assert (closed.code, closed.answer["name"]) == (0, "Northwind")
    assert name in await _ids(backends, "--deleted")
    pool = await create_pool(backends.user_url, service="test")
    try:
        async with transaction(pool, Context(tenant.workspace_id, tenant.user_id)) as connection:
            assert await connection.fetchval("SELECT count(*) FROM app.strategies") == 0
            relay = await create_pool(backends.relay_url, service="test")
            await Purge(relay).run()
            await close_pool(relay)
        again = await convex(backends, _WORKSPACES, "delete", name, "--yes")
        assert (again.code, "is closed" in again.err) == (5, True)
        opened = await convex(backends, _WORKSPACES, "restore", name)
        assert (opened.code, opened.answer["closedAt"], opened.answer["purgeAfter"]) == (0, None, None)
        async with transaction(pool, Context(tenant.workspace_id, tenant.user_id)) as connection:
            assert await connection.fetchval("SELECT count(*) FROM app.strategies") > 30
    finally:
        await close_pool(pool)
    assert name not in await _ids(backends, "--deleted")
    after = await rows_of(owner, tenant.workspace_id)
    told = {"jobs", "job_events", "activity", "audit_log", "outbox"}
    assert {table: rows for table, rows in after.items() if table not in told} == {
        table: rows for table, rows in before.items() if table not in told
    }
    rows = await owner.fetch("SELECT status FROM app.jobs WHERE workspace_id = $1", tenant.workspace_id)
    assert {row["status"] for row in rows} == {"succeeded", "failed", "cancelled"}
    assert len(rows) == len(before["jobs"])
    entries = [(actor, action, new) for actor, action, new in await audit_log(owner, name) if actor == str(OPERATOR_ID)]
    assert [(action, new["operator"]) for _, action, new in entries] == [
        ("workspace.deleted", "grace"),
        ("workspace.restored", "grace"),
    ]


async def test_now_means_at_once_and_for_good(backends: Backends, owner: Owner, tenant: Tenant) -> None:
    name = str(tenant.workspace_id)
    assert (await convex(backends, _WORKSPACES, "delete", name, "--yes")).code == 0
    hastened = await convex(backends, _WORKSPACES, "delete", name, "--now", "--yes")
    assert hastened.code == 0
    refused = await convex(backends, _WORKSPACES, "restore", name)
    assert (refused.code, "is being purged" in refused.err) == (5, True)
    async with dispatching(backends), asyncio.timeout(20):
        while await rows_of(owner, tenant.workspace_id):
            await asyncio.sleep(0.1)
    (told,) = [
        item for item in (await convex(backends, _WORKSPACES, "deletions")).answer["items"] if item["id"] == name
    ]
    assert told["rows"]["members"] == 1
    assert told["closedAt"] < told["beganAt"] < told["goneAt"]
    for command in ("delete", "restore"):
        extra = ["--yes"] if command == "delete" else []
        assert (await convex(backends, _WORKSPACES, command, name, *extra)).code == 4


async def test_somebody_who_hesitates_deletes_nothing(backends: Backends, owner: Owner, tenant: Tenant) -> None:
    name = str(tenant.workspace_id)
    answered = await convex(backends, _WORKSPACES, "delete", name, answer="n\n", as_json=False)
    assert answered.code == 5
    assert "Workspace under test" in answered.out
    unasked = await convex(backends, _WORKSPACES, "delete", name)
    assert (unasked.code, "--yes" in unasked.err) == (5, True)
    assert await owner.fetchval("SELECT deleted_at FROM app.workspaces WHERE id = $1", tenant.workspace_id) is None
    assert (await convex(backends, _WORKSPACES, "restore", name)).code == 5
    assert (await convex(backends, _WORKSPACES, "delete", str(uuid4()), "--yes")).code == 4


async def test_the_operator_changes_nothing_else_of_a_workspace(backends: Backends, tenant: Tenant) -> None:
    connection = await asyncpg.connect(backends.operator_url)
    try:
        for statement in (
            "DELETE FROM app.workspaces",
            "UPDATE app.workspaces SET name = 'x'",
            "DELETE FROM app.deleted_workspaces",
            "DELETE FROM app.members",
        ):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(statement)
    finally:
        await connection.close()


async def test_a_workspace_goes_while_workers_are_in_the_middle_of_it(backends: Backends, owner: Owner) -> None:
    gone, stays = await create_tenant(backends), await create_tenant(backends)
    begun, outcomes = asyncio.Semaphore(0), list[str]()

    async def perform(job: ClaimedJob, control: JobControl) -> Completion:
        begun.release()
        try:
            for step in range(600):
                await control.progress("writing", min(step, 99))
                await control.section_completed({"id": f"section-{step}"})
                await asyncio.sleep(0.02)
                if job.workspace_id == stays.workspace_id and step == 40:
                    return completion()
        except BaseException as error:
            outcomes.append(type(error).__name__)
            raise
        raise AssertionError("nobody stopped it")

    async with dispatching(backends), working(backends, perform, prefetch=16) as worker:
        doomed, spared = await insert_jobs(owner, gone, 6), await insert_jobs(owner, stays, 2)
        for _ in (*doomed, *spared):
            await asyncio.wait_for(begun.acquire(), 20)
        deleted = await convex(backends, _WORKSPACES, "delete", str(gone.workspace_id), "--now", "--yes")
        assert deleted.code == 0, deleted.err
        async with asyncio.timeout(30):
            while await rows_of(owner, gone.workspace_id):
                await asyncio.sleep(0.1)
            while await _open(owner, spared) or len(outcomes) < 6:
                await asyncio.sleep(0.1)
            while set((await queue_depths(backends)).values()) != {0}:
                await asyncio.sleep(0.1)
        assert _counted(worker.metrics.dead_letters) == 0
        assert _counted(worker.metrics.retries) == 0
    assert set(outcomes) <= {"LeaseLostError", "CancelledError"}
    assert await rows_of(owner, gone.workspace_id) == {}
    assert (await proof_of(owner, gone.workspace_id))["jobs"] == 6
    ended = await owner.fetch("SELECT status FROM app.jobs WHERE workspace_id = $1", stays.workspace_id)
    assert [row["status"] for row in ended] == ["succeeded"] * 2


async def test_an_event_of_a_workspace_that_is_gone_is_done_with(backends: Backends, owner: Owner) -> None:
    pool = await create_pool(backends.worker_url, service="test")
    try:
        tenant, nobody = await create_tenant(backends), uuid4()
        days = (await owner.fetchval("SELECT current_date"),)
        rollup = Rollup(pool)
        await asyncio.gather(rollup.apply(nobody, days), rollup.apply(tenant.workspace_id, days))
        assert set(await rows_of(owner, tenant.workspace_id)) >= {"workspace_stats"}
        assert await rows_of(owner, nobody) == {}
    finally:
        await close_pool(pool)


async def _open(owner: Owner, jobs: Sequence[UUID]) -> int:
    return await owner.fetchval("SELECT count(*) FROM app.jobs WHERE id = ANY ($1) AND finished_at IS NULL", jobs)


def _counted(counter: Counter) -> float:
    samples = [sample for metric in counter.collect() for sample in metric.samples]
    return sum(sample.value for sample in samples if sample.name.endswith("_total"))
