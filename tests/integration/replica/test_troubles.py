"""Whatever happens to the replica, answers are right, callers see no error, and it is used again when it is well."""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from gateway.replica.reading import reading
from gateway.replica.replica import wait_for
from integration.dashboard.calls import HOME
from integration.replica.scene import Scene
from support.convex import convex

pytestmark = [pytest.mark.integration, pytest.mark.timeout(180)]


@asynccontextmanager
async def _readers(scene: Scene) -> AsyncGenerator[Counter[int], None]:
    """Let four callers read without a pause while the block runs; count the statuses of what they get."""
    statuses: Counter[int] = Counter()
    stop = asyncio.Event()

    async def read(gateway: int) -> None:
        while not stop.is_set():
            for answer in (
                await scene.apis[gateway].get(f"/strategies/{scene.strategy_id}"),
                await scene.browsers[gateway].get(f"{HOME}/strategies"),
            ):
                statuses[answer.status_code] += 1

    async with asyncio.TaskGroup() as tasks:
        for number in range(4):
            tasks.create_task(read(number % 2))
        try:
            yield statuses
        finally:
            stop.set()


async def _doctor(scene: Scene) -> tuple[str, str]:
    """Return what `convex doctor` says of the replica."""
    url = {"DATABASE_REPLICA_URL": scene.pair.replica.backends.user_url}
    ran = await convex(scene.pair.primary.backends, "doctor", extra=url)
    (found,) = [item for item in ran.answer["items"] if item["check"] == "replica"]
    return found["status"], found["sentence"]


async def _some(scene: Scene, answered: str, number: int = 20) -> None:
    """Return when so many more questions have been answered so."""
    before = Counter(scene.answered())[answered]  # pyright: ignore[reportArgumentType] - one of the words
    async with asyncio.timeout(30):
        while Counter(scene.answered())[answered] < before + number:  # pyright: ignore[reportArgumentType]
            await asyncio.sleep(0.02)


async def test_a_replica_that_stands_still_is_passed_over_and_comes_back(scene: Scene) -> None:
    async with _readers(scene) as statuses:
        await _some(scene, "replica")
        await scene.pair.ask_replica("SELECT pg_wal_replay_pause()")
        try:
            for number in range(10):
                await scene.rename(f"Title {number}")
                assert await scene.titles(0) == await scene.titles(1) == {f"Title {number}"}
            await scene.until("behind")
            await _some(scene, "behind")
            assert (await _doctor(scene))[0] == "warn"
            lag = [each.services.replica for each in scene.gateways]
            assert all(each is not None and each.lag_bytes > 0 and each.lag_s > 0 for each in lag)
        finally:
            await scene.pair.ask_replica("SELECT pg_wal_replay_resume()")
        await scene.until("ready")
        await _some(scene, "replica")
    assert set(statuses) == {200}
    assert await _doctor(scene) == ("ok", "It has replayed all that the primary has written.")


async def test_a_question_that_is_broken_off_in_the_middle_is_asked_again(scene: Scene) -> None:
    access, services = scene.access(await scene.position()), scene.gateways[0].services
    before = Counter(scene.answered())
    async with reading(services, access) as connection:
        (server,) = await connection.fetch("SELECT pg_is_in_recovery() AS is_replica")
        assert server["is_replica"]
        query = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = 'app_user'"
        await scene.pair.ask_replica(query)
        (row,) = await connection.fetch("SELECT pg_is_in_recovery() AS is_replica, app.role_in_ws() AS role")
        assert (row["is_replica"], row["role"]) == (False, "owner")
    assert (Counter(scene.answered()) - before)["failed"] == 1


async def test_a_conflict_with_what_is_replayed_is_not_seen(scene: Scene) -> None:
    before = Counter(scene.answered())
    access, services = scene.access(await scene.position()), scene.gateways[0].services
    async with reading(services, access) as connection:
        await connection.fetch("SELECT id FROM app.strategies")
        # Replaying this lock needs the table that the transaction above still holds.
        await scene.pair.ask_primary("DO $$ BEGIN LOCK TABLE app.strategies IN ACCESS EXCLUSIVE MODE; END $$")
        async with asyncio.timeout(20):
            while await connection.fetchval("SELECT pg_is_in_recovery()"):
                await asyncio.sleep(0.05)
    assert (Counter(scene.answered()) - before)["failed"] == 1
    await scene.until("ready")


async def test_another_history_is_recognised(scene: Scene) -> None:
    position = await scene.position()
    replica = scene.gateways[0].services.replica
    assert replica is not None
    async with replica.pool.acquire() as connection:
        assert (await wait_for(connection, position))[0] == "ready"
        assert (await wait_for(connection, replace(position, system=position.system + 1)))[0] == "foreign"
        assert (await wait_for(connection, replace(position, timeline=position.timeline + 1)))[0] == "diverged"
        assert (await wait_for(connection, replace(position, bytes=position.bytes + 2**40)))[0] == "behind"
    async with scene.gateways[0].services.pool.acquire() as connection:
        assert (await wait_for(connection, position))[0] == "promoted"


async def test_a_killed_replica_costs_nobody_an_answer(scene: Scene) -> None:
    async with _readers(scene) as statuses:
        await _some(scene, "replica")
        await scene.pair.replica.kill()
        await scene.until("away")
        await _some(scene, "away")
        assert await _doctor(scene) == ("warn", "It can't be asked. The primary answers everything meanwhile.")
        await scene.rename("Title 77")
        assert await scene.titles(0) == await scene.titles(1) == {"Title 77"}
        await scene.pair.replica.start()
        await scene.until("ready")
        await _some(scene, "replica")
    assert set(statuses) == {200}


async def test_a_promoted_replica_is_not_asked(scene: Scene) -> None:
    async with _readers(scene) as statuses:
        await _some(scene, "replica")
        assert await scene.pair.ask_replica("SELECT pg_promote()")
        await scene.pair.ask_replica("UPDATE app.strategies SET title = 'Of the other history' RETURNING id")
        await scene.rename("Title 88")
        assert await scene.titles(0) == await scene.titles(1) == {"Title 88"}
        await scene.until("promoted")
        told = "It is no replica any more. The primary answers everything meanwhile."
        assert await _doctor(scene) == ("fail", told)
    assert set(statuses) == {200}
