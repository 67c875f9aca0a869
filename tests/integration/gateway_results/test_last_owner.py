"""A workspace always keeps an owner, also when its owners go at the same moment."""

import asyncio
from uuid import UUID

import httpx
import pytest

from integration.gateway_results.calls import caller, problem
from integration.gateway_results.rows import Owner
from integration.gateway_results.serving import MakeTenant
from shared.db.sql import statement
from support.tenants import Tenant

pytestmark = pytest.mark.integration


def _path(tenant: Tenant, user_id: UUID) -> str:
    return f"/workspaces/{tenant.workspace_id}/members/{user_id}"


async def _owners(owner: Owner, tenant: Tenant) -> int:
    query = "SELECT count(*) FROM app.members WHERE workspace_id = $1 AND role = 'owner'"
    return await owner.fetchval(query, tenant.workspace_id)


async def test_the_last_owner_can_neither_go_nor_step_down(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    api, path = caller(http, tenant), _path(tenant, tenant.user_id)
    answers = [await api.send("DELETE", path), await api.send("PATCH", path, {"role": "admin"}, If_Match="*")]
    assert [(answer.status_code, problem(answer)["code"]) for answer in answers] == [(409, "last_owner")] * 2
    assert await _owners(owner, tenant) == 1


async def test_one_of_two_owners_may_go(
    http: httpx.AsyncClient, make_tenant: MakeTenant, owner: Owner, tenant: Tenant
) -> None:
    other = await make_tenant("owner", of=tenant)
    assert (await caller(http, other).send("DELETE", _path(tenant, other.user_id))).status_code == 204
    assert await _owners(owner, tenant) == 1


async def test_owners_who_leave_at_once_leave_one_behind(
    http: httpx.AsyncClient, make_tenant: MakeTenant, owner: Owner, tenant: Tenant
) -> None:
    owners = [tenant, *[await make_tenant("owner", of=tenant) for _ in range(5)]]
    async with asyncio.TaskGroup() as group:
        tasks = [
            group.create_task(caller(http, one).send("DELETE", _path(tenant, one.user_id)))
            if index % 2
            else group.create_task(
                caller(http, one).send("PATCH", _path(tenant, one.user_id), {"role": "viewer"}, If_Match="*")
            )
            for index, one in enumerate(owners)
        ]
    statuses = sorted(task.result().status_code for task in tasks)
    assert await _owners(owner, tenant) == 1
    assert statuses.count(409) == 1
    assert statuses.count(200) + statuses.count(204) == 5


async def test_two_owners_who_remove_each_other_do_not_both_succeed(
    http: httpx.AsyncClient, make_tenant: MakeTenant, owner: Owner
) -> None:
    for _ in range(10):
        one = await make_tenant()
        two = await make_tenant("owner", of=one)
        async with asyncio.TaskGroup() as group:
            first = group.create_task(caller(http, one).send("DELETE", _path(one, two.user_id)))
            second = group.create_task(caller(http, two).send("DELETE", _path(one, one.user_id)))
        # The slower one belongs to nobody's workspace any more when its turn comes.
        assert sorted([first.result().status_code, second.result().status_code]) == [204, 404]
        assert await _owners(owner, one) == 1


async def test_a_role_that_was_taken_while_waiting_no_longer_counts(
    http: httpx.AsyncClient, make_tenant: MakeTenant, owner: Owner, tenant: Tenant
) -> None:
    admin, viewer = await make_tenant("admin", of=tenant), await make_tenant("viewer", of=tenant)
    body = {"role": "editor"}
    async with owner.transaction():
        await owner.execute(statement("gateway", "lock_members"), tenant.workspace_id)
        call = asyncio.create_task(caller(http, admin).send("PATCH", _path(tenant, viewer.user_id), body, If_Match="*"))
        await _somebody_waits(owner)
        await owner.execute("UPDATE app.members SET role = 'viewer' WHERE user_id = $1", admin.user_id)
    assert (await call).status_code == 403
    assert await owner.fetchval("SELECT role FROM app.members WHERE user_id = $1", viewer.user_id) == "viewer"
    assert await owner.fetchval("SELECT count(*) FROM app.audit_log WHERE actor_id = $1", admin.user_id) == 0


async def _somebody_waits(owner: Owner) -> None:
    query = (
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    async with asyncio.timeout(10):
        while not await owner.fetchval(query):
            await asyncio.sleep(0.01)
