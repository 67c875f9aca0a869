"""The workspace itself, its budget and its log over HTTP."""

import re
from html import unescape

import asyncpg
import httpx
import pytest

from integration.dashboard.calls import HOME, browser_of, sign_in
from integration.gateway.serving import Served
from support.backends import Backends
from support.people import Person, create_person, join, join_workspace

pytestmark = pytest.mark.integration
PATH = f"{HOME}/workspace"


async def _hidden(browser: httpx.AsyncClient, page: str, action: str) -> dict[str, str]:
    form = (await browser.get(page)).text.partition(f'method="post" action="{action}"')[2].partition("</form>")[0]
    return {name: unescape(value) for name, value in re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', form)}


async def test_a_workspace_gets_another_name_and_that_is_written_down(browser: httpx.AsyncClient) -> None:
    hidden = await _hidden(browser, PATH, PATH)
    page = await browser.post(PATH, data={**hidden, "name": "Süd & Co"}, follow_redirects=True)
    assert "The workspace has its new name." in page.text
    assert '<p class="muted" dir="auto">Süd &amp; Co</p>' in page.text
    log = unescape((await browser.get(f"{PATH}/log")).text)
    assert "Workspace renamed" in log
    assert "<del>Northwind</del> → <ins>Süd & Co</ins>" in log
    empty = await browser.post(PATH, data={**hidden, "name": " "})
    assert (empty.status_code, 'id="name-error"' in empty.text) == (400, True)


async def test_a_new_workspace_is_made_once_and_led_into(browser: httpx.AsyncClient) -> None:
    hidden = await _hidden(browser, PATH, f"{PATH}/new")
    answers = [await browser.post(f"{PATH}/new", data={**hidden, "newName": "Zweite"}) for _ in range(2)]
    assert answers[0].headers["location"] == answers[1].headers["location"]
    page = (await browser.get(answers[0].headers["location"])).text
    assert '<h2 id="about-title" dir="auto">Zweite</h2>' in page
    assert len((await browser.get("/api/convex/workspaces")).json()["items"]) == 2
    wrong = await browser.post(f"{PATH}/new", data={**hidden, "newName": "x" * 121})
    assert (wrong.status_code, 'id="newName-error"' in wrong.text) == (400, True)


async def test_the_state_says_what_the_gateway_knows(browser: httpx.AsyncClient) -> None:
    page = (await browser.get(PATH)).text
    assert "No key is configured: every strategy is made by rules." in page
    assert "the gateway does not know" in page
    assert page.count(" per minute</dd>") == 2


async def test_limits_are_set_shown_and_taken_back(
    browser: httpx.AsyncClient, backends: Backends, person: Person
) -> None:
    path = f"{PATH}/budget"
    hidden = await _hidden(browser, path, path)
    given = {"perStrategyUsd": "0,1", "perDayUsd": "2.50", "perMonthUsd": ""}
    page = await browser.post(path, data={**hidden, **given}, follow_redirects=True)
    assert "The limits were changed." in page.text
    limits = (await browser.get("/api/convex/budget")).json()
    assert limits["limits"] == {"perStrategyUsd": 0.1, "perDayUsd": 2.5, "perMonthUsd": 50.0}
    assert limits["isDefault"] == {"perStrategyUsd": False, "perDayUsd": False, "perMonthUsd": True}
    connection = await asyncpg.connect(backends.owner_url)
    try:
        await connection.execute(
            "INSERT INTO app.llm_spending (workspace_id, period, starts_on, spent_nanousd, reserved_nanousd)"
            " VALUES ($1, 'day', (now() AT TIME ZONE 'UTC')::date, 2400000000, 0)",
            person.tenant.workspace_id,
        )
    finally:
        await connection.close()
    shown = unescape((await browser.get(path)).text)
    assert '<progress max="2.5" value="2.4"' in shown
    assert "$2.40 of $2.50" in shown
    assert "Four fifths of the day’s limit" in shown
    assert 'name="perDayUsd" type="text" value="2.5"' in shown
    assert "Budget changed" in (await browser.get(f"{PATH}/log")).text


async def test_wrong_amounts_change_nothing_and_are_kept(browser: httpx.AsyncClient) -> None:
    path = f"{PATH}/budget"
    hidden = await _hidden(browser, path, path)
    for text in ("much", "-1", "101", "0.0000001", "nan", "1e999"):
        answer = await browser.post(path, data={**hidden, "perStrategyUsd": text, "perDayUsd": "1", "perMonthUsd": "1"})
        assert answer.status_code == 400
        assert 'id="perStrategyUsd-error"' in answer.text
        assert f'value="{text}"' in answer.text
    assert all((await browser.get("/api/convex/budget")).json()["isDefault"].values())


async def test_viewers_see_what_they_may_and_change_nothing(served: Served, backends: Backends, person: Person) -> None:
    viewer = await create_person(backends)
    await join_workspace(backends, viewer, person.tenant.workspace_id, "viewer")
    async with browser_of(served.url) as browser:
        await sign_in(browser, viewer)
        page = (await browser.get(PATH, params={"workspace": str(person.tenant.workspace_id)})).text
        assert "/workspace/log" not in page
        assert 'name="name"' not in page
        budget = (await browser.get(f"{PATH}/budget")).text
        assert "perDayUsd" not in budget
        assert "$5.00" in budget
        assert (await browser.get(f"{PATH}/log")).status_code == 403
        hidden = await _hidden(browser, PATH, f"{PATH}/new")
        assert (await browser.post(PATH, data={**hidden, "name": "Mine"})).status_code == 403
        assert (await browser.post(f"{PATH}/budget", data={**hidden, "perDayUsd": "1"})).status_code == 403


async def test_nothing_is_changed_without_the_token_or_elsewhere(
    browser: httpx.AsyncClient, backends: Backends
) -> None:
    foreign = await create_person(backends)
    hidden = await _hidden(browser, PATH, PATH)
    elsewhere = {**hidden, "workspace": str(foreign.tenant.workspace_id), "name": "Mine", "newName": "Mine"}
    for path in (PATH, f"{PATH}/new", f"{PATH}/budget"):
        assert (await browser.post(path, data={"name": "x", "newName": "x"})).status_code == 403
        assert (await browser.post(path, data=elsewhere)).status_code == 404
    assert len((await browser.get("/api/convex/workspaces")).json()["items"]) == 1


async def test_the_log_comes_in_pages_and_names_people_and_keys(browser: httpx.AsyncClient, served: Served) -> None:
    headers = {"X-CSRF-Token": (await _hidden(browser, PATH, PATH))["csrf"]}
    made = [
        (await browser.post("/api/convex/api-keys", json={"name": f"Key <{number}>", "role": "admin"}, headers=headers))
        for number in range(53)
    ]
    newest = f"Bearer {made[-1].json()['key']}"
    async with httpx.AsyncClient(base_url=served.url, headers={"Authorization": newest}) as key:
        assert (await key.post("/api/convex/api-keys", json={"name": "By a key", "role": "viewer"})).status_code == 201
    first = unescape((await browser.get(f"{PATH}/log")).text)
    assert first.count('<th scope="row">') == 50
    assert "Ada Lovelace</td>" in first
    assert "Key <52></td>" in first
    older = re.search(r'rel="next" href="([^"]+)"', first)
    assert older
    assert (await browser.get(older[1])).text.count('<th scope="row">') == 4


async def test_a_workspace_is_deleted_by_its_name_and_another_one_is_led_into(
    browser: httpx.AsyncClient, backends: Backends, person: Person
) -> None:
    other = await join(backends, person, "Alder & Finch")
    hidden = await _hidden(browser, PATH, f"{PATH}/deletion")
    assert "For 72 hours whoever operates this installation can bring it back." in (await browser.get(PATH)).text
    wrong = await browser.post(f"{PATH}/deletion", data={**hidden, "deletedName": "northwind"})
    assert (wrong.status_code, 'id="deletedName-error"' in wrong.text) == (400, True)
    assert (
        await browser.post(f"{PATH}/deletion", data={**hidden, "csrf": "", "deletedName": "Northwind"})
    ).status_code == 403
    assert (await browser.get(PATH)).status_code == 200
    done = await browser.post(f"{PATH}/deletion", data={**hidden, "deletedName": " Northwind "}, follow_redirects=True)
    assert "The workspace was deleted. This is another one of yours." in unescape(done.text)
    assert '<h2 id="about-title" dir="auto">Alder &amp; Finch</h2>' in done.text
    again = await browser.post(f"{PATH}/deletion", data={**hidden, "deletedName": "Northwind"})
    assert again.status_code == 404
    assert [item["id"] for item in (await browser.get("/api/convex/workspaces")).json()["items"]] == [str(other)]
    # Of the other one this person is no owner, so nothing offers its end.
    assert f"{PATH}/deletion" not in done.text


async def test_who_deletes_their_only_workspace_is_told_that_there_is_none(
    browser: httpx.AsyncClient, person: Person
) -> None:
    hidden = await _hidden(browser, PATH, f"{PATH}/deletion")
    done = await browser.post(f"{PATH}/deletion", data={**hidden, "deletedName": "Northwind"}, follow_redirects=True)
    assert done.status_code == 200
    assert "The workspace was deleted." in done.text
    assert "You belong to no workspace yet" in done.text
    assert person.tenant.workspace_id.hex not in done.text.replace("-", "")


@pytest.mark.parametrize("role", ["viewer", "editor", "admin"])
async def test_only_owners_are_offered_the_end_of_a_workspace(
    stranger: httpx.AsyncClient, backends: Backends, person: Person, role: str
) -> None:
    member = await create_person(backends, workspace="Own")
    await join_workspace(backends, member, person.tenant.workspace_id, role)
    await sign_in(stranger, member)
    page = await stranger.get(f"{PATH}?workspace={person.tenant.workspace_id}")
    assert "Northwind" in page.text
    assert "/deletion" not in page.text
    hidden = await _hidden(stranger, f"{PATH}?workspace={person.tenant.workspace_id}", f"{PATH}/new")
    refused = await stranger.post(f"{PATH}/deletion", data={**hidden, "deletedName": "Northwind"})
    assert refused.status_code == 403


async def test_an_owner_downloads_everything_by_a_plain_link(browser: httpx.AsyncClient, person: Person) -> None:
    path = f"/api/convex/workspaces/{person.tenant.workspace_id}/export"
    assert f'<a class="button" href="{path}" download>' in (await browser.get(PATH)).text
    file = await browser.get(path)
    assert (file.status_code, file.headers["content-type"]) == (200, "application/zip")
