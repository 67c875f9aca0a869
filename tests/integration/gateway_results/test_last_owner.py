"""A workspace always keeps an owner, also when its owners go at the same moment."""

import asyncio
from uuid import UUID

import httpx
import pytest

from integration.gateway_results.calls import caller, problem
from integration.gateway_results.conftest import MakeTenant
from integration.gateway_results.rows import Owner
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
