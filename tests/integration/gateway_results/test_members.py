"""Members of a workspace: who may add, change and remove whom."""

from uuid import UUID, uuid4

import httpx
import pytest

from integration.gateway_results.calls import Caller, caller, problem, wrong_fields
from integration.gateway_results.rows import Owner, insert_account
from integration.gateway_results.serving import MakeTenant
from support.tenants import Tenant

pytestmark = pytest.mark.integration


def _path(tenant: Tenant, user_id: UUID | None = None) -> str:
    return f"/workspaces/{tenant.workspace_id}/members" + (f"/{user_id}" if user_id else "")


async def _change(api: Caller, tenant: Tenant, user_id: UUID, role: str) -> httpx.Response:
    etag = (await api.get(_path(tenant, user_id))).headers["etag"]
    return await api.send("PATCH", _path(tenant, user_id), {"role": role}, If_Match=etag)


async def _roles(owner: Owner, tenant: Tenant) -> dict[UUID, str]:
    rows = await owner.fetch("SELECT user_id, role FROM app.members WHERE workspace_id = $1", tenant.workspace_id)
    return {row["user_id"]: row["role"] for row in rows}


async def _audit(owner: Owner, tenant: Tenant) -> list[tuple[str, UUID, UUID, str | None, str | None]]:
    rows = await owner.fetch(
        "SELECT action, actor_id, subject_id, old_values, new_values FROM app.audit_log WHERE workspace_id = $1"
        " ORDER BY created_at, id",
        tenant.workspace_id,
    )
    return [tuple(row) for row in rows]


async def test_an_account_is_added_by_its_email_in_any_case(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    email = f"{uuid4().hex[:8]}@example.test"
    user_id = await insert_account(owner, email, None)
    answer = await caller(http, tenant).send("POST", _path(tenant), {"email": email.upper(), "role": "editor"})
    assert answer.status_code == 201, answer.text
    assert answer.json()["userId"] == str(user_id)
    assert answer.json()["email"] == email
    assert answer.headers["location"] == f"/api/convex{_path(tenant, user_id)}"
    assert (await _roles(owner, tenant))[user_id] == "editor"


async def test_a_user_of_another_provider_is_added_by_id(http: httpx.AsyncClient, owner: Owner, tenant: Tenant) -> None:
    user_id = uuid4()
    answer = await caller(http, tenant).send("POST", _path(tenant), {"userId": str(user_id), "role": "admin"})
    assert (answer.status_code, answer.json()["email"]) == (201, None)
    assert (await _roles(owner, tenant))[user_id] == "admin"


async def test_an_account_added_by_id_shows_its_email(http: httpx.AsyncClient, owner: Owner, tenant: Tenant) -> None:
    email = f"{uuid4().hex[:8]}@example.test"
    user_id = await insert_account(owner, email, None)
    answer = await caller(http, tenant).send("POST", _path(tenant), {"userId": str(user_id), "role": "viewer"})
    assert (answer.status_code, answer.json()["email"]) == (201, email)


async def test_an_addition_is_written_down(http: httpx.AsyncClient, owner: Owner, tenant: Tenant) -> None:
    user_id = uuid4()
    await caller(http, tenant).send("POST", _path(tenant), {"userId": str(user_id), "role": "viewer"})
    assert await _audit(owner, tenant) == [
        ("member.added", tenant.user_id, user_id, None, '{"role": "viewer", "email": null}')
    ]


async def test_an_unknown_email_and_two_names_are_refused(http: httpx.AsyncClient, tenant: Tenant) -> None:
    api = caller(http, tenant)
    unknown = await api.send("POST", _path(tenant), {"email": "nobody@example.test", "role": "viewer"})
    neither = await api.send("POST", _path(tenant), {"role": "viewer"})
    both = await api.send("POST", _path(tenant), {"email": "a@b.test", "userId": str(uuid4()), "role": "viewer"})
    assert wrong_fields(unknown) == ["email"]
    assert wrong_fields(neither) == ["email"]
    assert wrong_fields(both) == ["email"]


async def test_nobody_is_added_twice(http: httpx.AsyncClient, owner: Owner, tenant: Tenant) -> None:
    api, body = caller(http, tenant), {"userId": str(tenant.user_id), "role": "viewer"}
    answer = await api.send("POST", _path(tenant), body)
    assert (answer.status_code, problem(answer)["code"]) == (409, "member_exists")
    assert (await _roles(owner, tenant))[tenant.user_id] == "owner"


async def test_a_repeated_addition_with_the_same_key_gets_the_first_answer(
    http: httpx.AsyncClient, tenant: Tenant
) -> None:
    api, body = caller(http, tenant), {"userId": str(uuid4()), "role": "viewer"}
    first = await api.send("POST", _path(tenant), body, Idempotency_Key="k1")
    again = await api.send("POST", _path(tenant), body, Idempotency_Key="k1")
    other = await api.send("POST", _path(tenant), body | {"role": "editor"}, Idempotency_Key="k1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert again.headers["idempotency-replayed"] == "true"
    assert (other.status_code, problem(other)["code"]) == (422, "idempotency_key_reused")


async def test_a_change_needs_the_etag_of_what_it_changes(
    http: httpx.AsyncClient, make_tenant: MakeTenant, owner: Owner, tenant: Tenant
) -> None:
    member = await make_tenant("viewer", of=tenant)
    api, path = caller(http, tenant), _path(tenant, member.user_id)
    without = await api.send("PATCH", path, {"role": "editor"})
    stale = (await api.get(path)).headers["etag"]
    first = await api.send("PATCH", path, {"role": "editor"}, If_Match=stale)
    late = await api.send("PATCH", path, {"role": "admin"}, If_Match=stale)
    assert [answer.status_code for answer in (without, first, late)] == [428, 200, 412]
    assert first.json()["role"] == "editor"
    assert (await _roles(owner, tenant))[member.user_id] == "editor"
    assert await _audit(owner, tenant) == [
        ("member.role_changed", tenant.user_id, member.user_id, '{"role": "viewer"}', '{"role": "editor"}')
    ]


async def test_a_removal_is_written_down_and_takes_access_away(
    http: httpx.AsyncClient, make_tenant: MakeTenant, owner: Owner, tenant: Tenant
) -> None:
    member = await make_tenant("editor", of=tenant)
    answer = await caller(http, tenant).send("DELETE", _path(tenant, member.user_id))
    assert answer.status_code == 204
    assert (await caller(http, member).get("/list")).status_code == 404
    assert await _audit(owner, tenant) == [
        (
            "member.removed",
            tenant.user_id,
            member.user_id,
            f'{{"role": "editor", "email": "{member.email}"}}',
            None,
        )
    ]


@pytest.mark.parametrize("role", ["viewer", "editor"])
async def test_viewers_and_editors_manage_nobody(
    http: httpx.AsyncClient, make_tenant: MakeTenant, owner: Owner, tenant: Tenant, role: str
) -> None:
    member, other = await make_tenant(role, of=tenant), await make_tenant("viewer", of=tenant)
    api, path = caller(http, member), _path(tenant, other.user_id)
    before = await _roles(owner, tenant)
    answers = [
        await api.send("POST", _path(tenant), {"userId": str(uuid4()), "role": "viewer"}),
        await api.send("PATCH", path, {"role": "editor"}, If_Match="*"),
        await api.send("DELETE", path),
        await api.send("DELETE", _path(tenant, member.user_id)),
    ]
    assert [answer.status_code for answer in answers] == [403, 403, 403, 403]
    assert await _roles(owner, tenant) == before


async def test_an_admin_neither_makes_nor_touches_an_owner(
    http: httpx.AsyncClient, make_tenant: MakeTenant, owner: Owner, tenant: Tenant
) -> None:
    admin, viewer = await make_tenant("admin", of=tenant), await make_tenant("viewer", of=tenant)
    api = caller(http, admin)
    before = await _roles(owner, tenant)
    answers = [
        await api.send("POST", _path(tenant), {"userId": str(uuid4()), "role": "owner"}),
        await _change(api, tenant, viewer.user_id, "owner"),
        await _change(api, tenant, admin.user_id, "owner"),
        await _change(api, tenant, tenant.user_id, "viewer"),
        await api.send("DELETE", _path(tenant, tenant.user_id)),
    ]
    assert [answer.status_code for answer in answers] == [403] * 5
    assert await _roles(owner, tenant) == before


async def test_an_admin_manages_up_to_admins(
    http: httpx.AsyncClient, make_tenant: MakeTenant, owner: Owner, tenant: Tenant
) -> None:
    admin, other = await make_tenant("admin", of=tenant), await make_tenant("viewer", of=tenant)
    api = caller(http, admin)
    assert (await _change(api, tenant, other.user_id, "admin")).status_code == 200
    assert (await _change(api, tenant, other.user_id, "editor")).status_code == 200
    assert (await _change(api, tenant, admin.user_id, "viewer")).status_code == 200
    roles = await _roles(owner, tenant)
    assert (roles[other.user_id], roles[admin.user_id]) == ("editor", "viewer")


async def test_the_list_is_for_every_member_and_oldest_first(
    http: httpx.AsyncClient, make_tenant: MakeTenant, tenant: Tenant
) -> None:
    viewer = await make_tenant("viewer", of=tenant)
    api = caller(http, viewer)
    first = (await api.get(_path(tenant), limit=1)).json()
    second = (await api.get(_path(tenant), limit=1, cursor=first["nextCursor"])).json()
    assert [item["userId"] for item in first["items"]] == [str(tenant.user_id)]
    assert [item["email"] for item in second["items"]] == [viewer.email]
    assert second["nextCursor"] is None


async def test_a_stranger_as_member_is_not_found(http: httpx.AsyncClient, tenant: Tenant) -> None:
    api, path = caller(http, tenant), _path(tenant, uuid4())
    answers = [
        await api.get(path),
        await api.send("PATCH", path, {"role": "viewer"}, If_Match="*"),
        await api.send("DELETE", path),
    ]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
