"""Members over HTTP: what is offered is what may be done, and what may not be done is refused whoever asks for it."""

import re
from html import unescape
from uuid import UUID

import httpx
import pytest

from integration.dashboard.calls import HOME, browser_of, sign_in
from integration.gateway.serving import Served
from support.backends import Backends
from support.people import Person, add_strangers, create_person, join_workspace

pytestmark = pytest.mark.integration
PATH = f"{HOME}/workspace/members"


def _hidden(text: str, action: str) -> dict[str, str]:
    """Return the hidden fields of the form that leads there."""
    form = text.partition(f'action="{action}"')[2].partition("</form>")[0]
    return {name: unescape(value) for name, value in re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', form)}


async def _role(browser: httpx.AsyncClient, workspace_id: UUID, user_id: UUID) -> str | None:
    answer = await browser.get(f"/api/convex/workspaces/{workspace_id}/members/{user_id}")
    return answer.json()["role"] if answer.status_code == 200 else None


async def test_a_member_is_added_given_another_role_and_removed(
    browser: httpx.AsyncClient, backends: Backends, person: Person
) -> None:
    grace = await create_person(backends, name="Grace Hopper", workspace="Hers")
    own, member = person.tenant.workspace_id, f"{PATH}/{grace.tenant.user_id}"
    page = (await browser.get(PATH)).text
    added = await browser.post(
        PATH, data={**_hidden(page, PATH), "who": f" {grace.email.upper()} ", "role": "editor"}, follow_redirects=True
    )
    assert "The member was added." in added.text
    assert "Grace Hopper" in added.text
    assert await _role(browser, own, grace.tenant.user_id) == "editor"
    changed = await browser.post(member, data={**_hidden(added.text, member), "role": "viewer"}, follow_redirects=True)
    assert "The role was changed." in changed.text
    assert await _role(browser, own, grace.tenant.user_id) == "viewer"
    removal = (await browser.get(f"{member}/removal")).text
    assert "Remove Grace Hopper?" in removal
    removed = await browser.post(f"{member}/removal", data=_hidden(removal, f"{member}/removal"), follow_redirects=True)
    assert "The member was removed." in removed.text
    assert "Grace Hopper" not in removed.text
    assert await _role(browser, own, grace.tenant.user_id) is None


async def test_what_is_wrong_is_said_beside_its_field_and_the_input_is_kept(browser: httpx.AsyncClient) -> None:
    hidden = _hidden((await browser.get(PATH)).text, PATH)
    for who, said in (
        ("nobody@example.test", "No account of this installation has this e-mail."),
        ('<b>"x', "Enter an e-mail address"),
        ("", "Enter an e-mail address"),
    ):
        answer = await browser.post(PATH, data={**hidden, "who": who, "role": "viewer"})
        assert answer.status_code == 400
        assert said in answer.text
        assert f'value="{who.replace("<", "&lt;").replace(">", "&gt;").replace(chr(34), "&#34;")}"' in answer.text
    answer = await browser.post(PATH, data={**hidden, "who": "nobody@example.test", "role": "emperor"})
    assert 'id="role-error"' in answer.text


async def test_a_user_of_an_identity_provider_is_added_by_id(browser: httpx.AsyncClient, person: Person) -> None:
    user_id = UUID("01890000-0000-7000-8000-00000000abcd")
    hidden = _hidden((await browser.get(PATH)).text, PATH)
    answer = await browser.post(PATH, data={**hidden, "who": str(user_id), "role": "viewer"}, follow_redirects=True)
    assert str(user_id) in answer.text
    assert "E-mail not known here" in answer.text
    again = await browser.post(PATH, data={**hidden, "who": str(user_id), "role": "viewer"})
    assert again.status_code == 409
    assert "already belongs" in again.text
    assert await _role(browser, person.tenant.workspace_id, user_id) == "viewer"


async def test_the_last_owner_stays(browser: httpx.AsyncClient, person: Person) -> None:
    page = (await browser.get(PATH)).text
    own = f"{PATH}/{person.tenant.user_id}"
    assert f'action="{own}"' not in page
    assert "the only one" in page
    assert "You can’t remove this member" in (await browser.get(f"{own}/removal")).text
    hidden = _hidden(page, PATH)
    answer = await browser.post(f"{own}/removal", data=hidden)
    assert (answer.status_code, "A workspace keeps at least one owner" in answer.text) == (409, True)
    assert await _role(browser, person.tenant.workspace_id, person.tenant.user_id) == "owner"


async def test_a_change_that_somebody_else_was_faster_with_is_refused(
    browser: httpx.AsyncClient, backends: Backends, person: Person
) -> None:
    grace = await create_person(backends, name="Grace")
    await join_workspace(backends, grace, person.tenant.workspace_id, "viewer")
    member = f"{PATH}/{grace.tenant.user_id}"
    hidden = _hidden((await browser.get(PATH)).text, member)
    assert (await browser.post(member, data={**hidden, "role": "editor"})).status_code == 303
    late = await browser.post(member, data={**hidden, "role": "admin"})
    assert (late.status_code, "Somebody was faster" in late.text) == (412, True)
    assert await _role(browser, person.tenant.workspace_id, grace.tenant.user_id) == "editor"
    assert (await browser.post(member, data={**hidden, "role": "emperor"})).status_code == 400


async def test_an_admin_gets_no_further_than_admin(served: Served, backends: Backends, person: Person) -> None:
    admin = await create_person(backends, name="Alan")
    await join_workspace(backends, admin, person.tenant.workspace_id, "admin")
    async with browser_of(served.url) as browser:
        await sign_in(browser, admin)
        page = (await browser.get(PATH, params={"workspace": str(person.tenant.workspace_id)})).text
        assert 'value="admin"' in page
        assert 'value="owner"' not in page
        owner = f"{PATH}/{person.tenant.user_id}"
        assert f'action="{owner}"' not in page
        hidden = _hidden(page, PATH)
        for path in (owner, f"{owner}/removal"):
            answer = await browser.post(path, data={**hidden, "role": "viewer"})
            assert (answer.status_code, "Nobody can give or take a role above" in answer.text) == (403, True)
        answer = await browser.post(PATH, data={**hidden, "who": admin.email, "role": "owner"})
        assert answer.status_code == 403
        left = await browser.post(f"{PATH}/{admin.tenant.user_id}/removal", data=hidden)
        assert left.headers["location"] == f"{HOME}/account"
        assert (await browser.get(PATH, params={"workspace": hidden["workspace"]})).status_code == 404


@pytest.mark.parametrize("role", ["viewer", "editor"])
async def test_others_read_and_change_nothing(served: Served, backends: Backends, person: Person, role: str) -> None:
    reader = await create_person(backends, name="Rea Der")
    await join_workspace(backends, reader, person.tenant.workspace_id, role)
    async with browser_of(served.url) as browser:
        await sign_in(browser, reader)
        page = (await browser.get(PATH, params={"workspace": str(person.tenant.workspace_id)})).text
        assert "Ada Lovelace" in page
        assert 'name="who"' not in page
        assert "/removal" not in page
        assert "/workspace/keys" not in page
        hidden = _hidden(page, f"{HOME}/sign-out") | {"workspace": str(person.tenant.workspace_id), "role": "owner"}
        for path in (PATH, f"{PATH}/{reader.tenant.user_id}", f"{PATH}/{reader.tenant.user_id}/removal"):
            assert (await browser.post(path, data={**hidden, "who": reader.email})).status_code == 403
        assert (await browser.get(f"{HOME}/workspace/keys")).status_code == 403
        assert await _role(browser, person.tenant.workspace_id, reader.tenant.user_id) == role


async def test_nothing_is_changed_without_the_token_or_elsewhere(
    browser: httpx.AsyncClient, backends: Backends, person: Person
) -> None:
    foreign = await create_person(backends, name="Somebody Else")
    assert "Somebody Else" not in (await browser.get(PATH)).text
    hidden = _hidden((await browser.get(PATH)).text, PATH)
    given = {"who": foreign.email, "role": "viewer", "workspace": hidden["workspace"]}
    assert (await browser.post(PATH, data=given)).status_code == 403
    elsewhere = {**hidden, **given, "workspace": str(foreign.tenant.workspace_id)}
    assert (await browser.post(PATH, data=elsewhere)).status_code == 404
    stranger = f"{PATH}/{foreign.tenant.user_id}"
    assert (await browser.get(f"{stranger}/removal")).status_code == 404
    for path in (stranger, f"{stranger}/removal"):
        assert (await browser.post(path, data={**hidden, "role": "viewer", "etag": '"x"'})).status_code == 404
    assert await _role(browser, person.tenant.workspace_id, foreign.tenant.user_id) is None


async def test_many_members_come_in_pages(browser: httpx.AsyncClient, backends: Backends, person: Person) -> None:
    await add_strangers(backends, person.tenant.workspace_id, 60)
    first = unescape((await browser.get(PATH)).text)
    assert first.count('<th scope="row">') == 50
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following
    assert (await browser.get(following[1])).text.count('<th scope="row">') == 11
    assert (await browser.get(PATH, params={"cursor": "nonsense"})).status_code == 400
