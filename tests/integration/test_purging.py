"""A workspace whose grace time is over goes with every row; of all others nothing is touched."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from gateway.dispatch.purging import TABLES, Purge
from gateway.dispatch.upkeep import Upkeep
from shared.db.pool import Context, Pool, close_pool, create_pool, transaction
from support.backends import Backends
from support.convex import Owner
from support.everything import full_workspace, proof_of, rows_of, tables, tenant_tables
from support.jobs import telemetry
from support.tenants import create_tenant

pytestmark = pytest.mark.integration
_CLOSE = "UPDATE app.workspaces SET deleted_at = now(), purge_after = now() + $2::interval WHERE id = $1"


@pytest.fixture
async def owner(backends: Backends) -> AsyncGenerator[Owner, None]:
    connection = await asyncpg.connect(backends.owner_url)
    yield connection
    await connection.close()


@pytest.fixture
async def relay(backends: Backends) -> AsyncGenerator[Pool, None]:
    pool = await create_pool(backends.relay_url, service="test-relay")
    yield pool
    await close_pool(pool)


async def _close(owner: Owner, workspace_id: UUID) -> None:
    await owner.execute("UPDATE app.workspaces SET deleted_at = now(), purge_after = now() WHERE id = $1", workspace_id)


async def test_every_table_with_rows_of_workspaces_is_purged(owner: Owner) -> None:
    assert set(TABLES) == tenant_tables(await tables(owner))
    assert len(TABLES) == len(set(TABLES))


async def test_what_refers_to_others_goes_before_them(owner: Owner) -> None:
    rows = await owner.fetch(
        "SELECT s.relname AS child, d.relname AS parent FROM pg_constraint c JOIN pg_class s ON s.oid = c.conrelid"
        " JOIN pg_class d ON d.oid = c.confrelid WHERE c.contype = 'f' AND d.relname <> 'workspaces'"
        " AND s.relnamespace = 'app'::regnamespace"
    )
    wrong = [(r["child"], r["parent"]) for r in rows if TABLES.index(r["child"]) > TABLES.index(r["parent"])]
    assert rows
    assert wrong == []


async def test_one_workspace_goes_and_the_other_stays_row_by_row(backends: Backends, owner: Owner, relay: Pool) -> None:
    gone, stays = await full_workspace(backends, owner), await full_workspace(backends, owner)
    before, others = await rows_of(owner, gone.tenant.workspace_id), await rows_of(owner, stays.tenant.workspace_id)
    await _close(owner, gone.tenant.workspace_id)
    await Purge(relay, batch_rows=7).run()

    assert await rows_of(owner, gone.tenant.workspace_id) == {}
    assert await rows_of(owner, stays.tenant.workspace_id) == others
    proof = await proof_of(owner, gone.tenant.workspace_id)
    assert proof == {table: len(before[table]) for table in TABLES}
    # Accounts belong to people.
    assert await owner.fetchval("SELECT count(*) FROM app.users WHERE id = $1", gone.tenant.user_id) == 1


async def test_a_purge_that_was_cut_off_goes_on(backends: Backends, owner: Owner, relay: Pool) -> None:
    person = await full_workspace(backends, owner)
    workspace_id = person.tenant.workspace_id
    before = await rows_of(owner, workspace_id)
    await _close(owner, workspace_id)
    left, patience_s = before, 0.005
    async with asyncio.timeout(60):
        while len(left) > 12:
            purge = asyncio.create_task(Purge(relay, batch_rows=1).run())
            await asyncio.sleep(patience_s)
            purge.cancel()
            await asyncio.wait({purge})
            found = await rows_of(owner, workspace_id)
            # As little time as brings it on at all, or a quick machine would let it end.
            patience_s = patience_s + 0.005 if found == left else 0.005
            left = found
    assert await owner.fetchval("SELECT gone_at FROM app.deleted_workspaces WHERE id = $1", workspace_id) is None
    await Purge(relay).run()
    assert await rows_of(owner, workspace_id) == {}
    assert await proof_of(owner, workspace_id) == {table: len(before[table]) for table in TABLES}


async def test_several_gateways_purge_side_by_side(backends: Backends, owner: Owner, relay: Pool) -> None:
    persons = [await full_workspace(backends, owner) for _ in range(2)]
    before = [await rows_of(owner, each.tenant.workspace_id) for each in persons]
    for each in persons:
        await _close(owner, each.tenant.workspace_id)
    async with asyncio.timeout(60):
        while any([await rows_of(owner, each.tenant.workspace_id) for each in persons]):
            purges = [Purge(relay, batch_rows=5).run() for _ in range(3)]
            assert await asyncio.gather(*purges) == [None] * 3
    for each, rows in zip(persons, before, strict=True):
        assert await proof_of(owner, each.tenant.workspace_id) == {table: len(rows[table]) for table in TABLES}


async def test_what_is_kept_elsewhere_goes_first_and_keeps_the_rows_while_it_can_not(
    backends: Backends, owner: Owner, relay: Pool
) -> None:
    person = await full_workspace(backends, owner)
    workspace_id, asked = person.tenant.workspace_id, list[UUID]()
    await _close(owner, workspace_id)
    before = await rows_of(owner, workspace_id)

    metrics = telemetry("gateway").metrics

    async def remove(given: UUID) -> None:
        asked.append(given)
        if len(asked) == 1:
            raise ValueError("access denied")

    purge = Purge(relay, removals=(remove,), pause_s=0)
    await purge.run()
    assert await rows_of(owner, workspace_id) == before
    await Upkeep(relay, metrics, reap_after_s=60).run()
    assert (_value(metrics.purges_due), _value(metrics.purge_age_seconds) > 0) == (1, True)
    await purge.run()
    assert (asked, await rows_of(owner, workspace_id)) == ([workspace_id] * 2, {})
    await Upkeep(relay, metrics, reap_after_s=60).run()
    assert (_value(metrics.purges_due), _value(metrics.purge_age_seconds)) == (0, 0)


async def test_what_can_not_be_removed_rests_and_keeps_no_other(backends: Backends, owner: Owner, relay: Pool) -> None:
    stuck, other = await create_tenant(backends), await create_tenant(backends)
    asked = list[UUID]()

    async def remove(given: UUID) -> None:
        asked.append(given)
        if given == stuck.workspace_id:
            raise OSError("the storage is away")

    for tenant in (stuck, other):
        await _close(owner, tenant.workspace_id)
    purge = Purge(relay, removals=(remove,))
    for _ in range(3):
        await purge.run()
    assert asked == [stuck.workspace_id, other.workspace_id]
    assert await rows_of(owner, other.workspace_id) == {}
    assert "members" in await rows_of(owner, stuck.workspace_id)
    await Purge(relay).run()


@pytest.mark.parametrize("grace", [None, "1 hour"])
async def test_nobody_purges_before_the_time(backends: Backends, owner: Owner, relay: Pool, grace: str | None) -> None:
    tenant = await create_tenant(backends)
    if grace:
        await owner.execute(_CLOSE.replace("$2::interval", f"interval '{grace}'"), tenant.workspace_id)
    async with transaction(relay, Context(tenant.workspace_id)) as connection:
        assert await connection.fetchval("SELECT app.purge_rows('members', 10)") is None
        assert await connection.fetchval("SELECT app.purge_workspace()") is False
    assert len((await rows_of(owner, tenant.workspace_id))["members"]) == 1


@pytest.mark.parametrize("role", ["user_url", "worker_url", "operator_url"])
@pytest.mark.parametrize(
    "call", ["app.purge_rows('members', 10)", "app.purge_workspace()", "app.workspaces_to_purge(9)"]
)
async def test_no_other_role_purges(backends: Backends, role: str, call: str) -> None:
    connection = await asyncpg.connect(getattr(backends, role))
    try:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(f"SELECT {call}")
    finally:
        await connection.close()


async def test_the_relay_itself_deletes_and_reads_nothing(backends: Backends, owner: Owner, relay: Pool) -> None:
    tenant = await create_tenant(backends)
    await _close(owner, tenant.workspace_id)
    for statement in (
        "DELETE FROM app.workspaces",
        "DELETE FROM app.members",
        "SELECT name FROM app.workspaces",
        "SELECT document FROM app.strategy_versions",
        "UPDATE app.deleted_workspaces SET gone_at = now()",
        "SET ROLE app_purger",
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with transaction(relay, Context(tenant.workspace_id)) as connection:
                await connection.execute(statement)
    await Purge(relay).run()


@pytest.mark.parametrize(("reserved", "left"), [(900, 200), (500, 0)])
async def test_an_open_call_to_a_model_stays_on_the_deployments_books(
    backends: Backends, owner: Owner, relay: Pool, reserved: int, left: int
) -> None:
    tenant = await create_tenant(backends)
    await owner.execute(
        "INSERT INTO app.llm_deployment_spending (day, reserved_nanousd) VALUES ((now() AT TIME ZONE 'UTC')::date, $1)"
        " ON CONFLICT (day) DO UPDATE SET reserved_nanousd = $1, spent_nanousd = 0",
        reserved,
    )
    await owner.execute(
        "INSERT INTO app.llm_calls (workspace_id, id, job_id, job_attempt, attempt, purpose, model, sections,"
        " prompt_version, price_version, started_at, reserved_nanousd)"
        " VALUES ($1, $2, $2, 1, 1, 'part', 'm', '{}', 'p', 'q', now(), 700)",
        tenant.workspace_id,
        tenant.user_id,
    )
    await _close(owner, tenant.workspace_id)
    await Purge(relay).run()
    assert await rows_of(owner, tenant.workspace_id) == {}
    day = await owner.fetchrow("SELECT reserved_nanousd, spent_nanousd FROM app.llm_deployment_spending")
    assert day is not None
    assert tuple(day) == (left, 700)


async def test_a_workspace_that_came_back_from_a_backup_is_purged_again(
    backends: Backends, owner: Owner, relay: Pool
) -> None:
    tenant = await create_tenant(backends)
    for _ in range(2):
        await _close(owner, tenant.workspace_id)
        await Purge(relay).run()
        assert await proof_of(owner, tenant.workspace_id) == {"members": 1}
        await create_tenant_again(owner, tenant.workspace_id, tenant.user_id)


async def create_tenant_again(owner: Owner, workspace_id: UUID, user_id: UUID) -> None:
    await owner.execute("INSERT INTO app.workspaces (id, name) VALUES ($1, 'Back')", workspace_id)
    await owner.execute(
        "INSERT INTO app.members (workspace_id, user_id, role) VALUES ($1, $2, 'owner')", workspace_id, user_id
    )


def _value(gauge: Any) -> float:
    return next(iter(gauge.collect())).samples[0].value
