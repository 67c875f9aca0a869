"""Editing on the pages, over HTTP: without a script everything works as forms, and nobody's words are lost."""

import re
from html import unescape
from uuid import UUID

import asyncpg
import httpx
import pytest

from integration.dashboard.calls import HOME, browser_of, sign_in
from integration.gateway.serving import Served
from support.backends import Backends
from support.people import Person, create_person
from support.whole_strategies import insert_whole_strategy

pytestmark = pytest.mark.integration
_PART = {"HX-Request": "true"}


def _form(page: httpx.Response, action: str) -> dict[str, str]:
    """Return the fields of the form that is sent to an address, as they are shown."""
    form = next(each for each in page.text.split("<form")[1:] if f'action="{action}"' in each).partition("</form>")[0]
    hidden = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form)
    areas = re.findall(r'<textarea id="[^"]*" name="([^"]*)"[^>]*>\n?([^<]*)</textarea>', form)
    return {name: unescape(value) for name, value in (*hidden, *areas)}


@pytest.fixture
async def strategy_id(backends: Backends, person: Person) -> UUID:
    """Return a strategy of the person."""
    return await insert_whole_strategy(backends, person)


@pytest.fixture
def path(strategy_id: UUID) -> str:
    """Return the address of its page."""
    return f"{HOME}/strategies/{strategy_id}"


async def test_a_section_is_edited_on_a_page_of_its_own(browser: httpx.AsyncClient, path: str) -> None:
    page = await browser.get(path)
    assert f'href="{path}/sections/diagnosis/edit"' in page.text
    assert f'href="{path}/sections/plan/edit"' in page.text
    assert f'href="{path}/sections/path/edit"' not in page.text
    form = _form(await browser.get(f"{path}/sections/diagnosis/edit"), f"{path}/sections/diagnosis")
    sent = form | {"diagnosis.summary": "Nobody <b>finds</b> us.\r\n\r\nThat is all.", "changeSummary": "Shorter"}
    answer = await browser.post(f"{path}/sections/diagnosis", data=sent)
    assert answer.status_code == 303, answer.text
    assert answer.headers["location"].endswith("#part-diagnosis")
    shown = unescape((await browser.get(answer.headers["location"])).text)
    assert "Saved as version 2." in shown
    assert "Edited by hand" in shown
    told = (await browser.get(path.replace(HOME, "/api/convex"))).json()
    assert told["document"]["diagnosis"]["summary"] == "Nobody <b>finds</b> us.\n\nThat is all."
    assert f"The score went from 88 to {told['score']['overall']}." in shown
    versions = unescape((await browser.get(f"{path}/versions")).text)
    assert "Shorter" in versions
    assert "First version" in versions


async def test_all_errors_come_at_once_and_the_input_is_kept(browser: httpx.AsyncClient, path: str) -> None:
    form = _form(await browser.get(f"{path}/sections/diagnosis/edit"), f"{path}/sections/diagnosis")
    wrong = form | {
        "diagnosis.summary": "",
        "diagnosis.tensions[0].reading": "x" * 6001,
        "diagnosis.tensions[1].reading": "kept",
        "changeSummary": "y" * 301,
    }
    answer = await browser.post(f"{path}/sections/diagnosis", data=wrong)
    assert answer.status_code == 400
    assert answer.text.count('class="field-error"') >= 2
    assert "Must have at most 6000 characters." in answer.text
    assert "Must have at most 300 characters." in answer.text
    assert ">\nkept</textarea>" in answer.text
    part = await browser.post(f"{path}/sections/diagnosis", data=wrong | {"changeSummary": ""}, headers=_PART)
    assert part.status_code == 200
    assert "<html" not in part.text
    empty = await browser.post(f"{path}/sections/diagnosis", data=form | {"diagnosis.summary": " "})
    assert empty.status_code == 400
    assert "Must not be empty." in empty.text
    german = await browser.post(f"{path}/sections/diagnosis", params={"lang": "de"}, data=wrong)
    assert "Höchstens 6000 Zeichen" in german.text or "höchstens 6000 Zeichen" in german.text
    assert (await browser.get(path.replace(HOME, "/api/convex"))).json()["version"] == 1


async def test_who_is_late_sees_both_texts_and_may_save_again(
    browser: httpx.AsyncClient, served: Served, person: Person, path: str
) -> None:
    action = f"{path}/sections/diagnosis"
    late = _form(await browser.get(f"{action}/edit"), action)
    async with browser_of(served.url) as other:
        await sign_in(other, person)
        first = _form(await other.get(f"{action}/edit"), action)
        assert (await other.post(action, data=first | {"diagnosis.summary": "Theirs"})).status_code == 303
    sent = late | {"diagnosis.summary": "Mine", "diagnosis.tensions[0].reading": "Also mine"}
    answer = await browser.post(action, data=sent)
    assert answer.status_code == 412
    assert f"{person.email} was faster: version 2 was saved" in unescape(answer.text)
    assert '<p class="theirs" dir="auto">Theirs</p>' in answer.text
    kept = _form(answer, action)
    assert (kept["diagnosis.summary"], kept["diagnosis.tensions[0].reading"], kept["base"]) == (
        "Mine",
        "Also mine",
        "2",
    )
    again = await browser.post(action, data=kept)
    assert again.status_code == 303, again.text
    document = (await browser.get(path.replace(HOME, "/api/convex"))).json()["document"]
    assert document["diagnosis"]["summary"] == "Mine"
    second = (await browser.get(f"{path.replace(HOME, '/api/convex')}/versions/2")).json()["document"]
    assert second["diagnosis"]["summary"] == "Theirs"


async def test_what_others_changed_elsewhere_stays(browser: httpx.AsyncClient, path: str) -> None:
    summary, choice = f"{path}/sections/diagnosis", f"{path}/sections/choice"
    first, second = (
        _form(await browser.get(f"{summary}/edit"), summary),
        _form(await browser.get(f"{choice}/edit"), choice),
    )
    assert (await browser.post(summary, data=first | {"diagnosis.summary": "One"})).status_code == 303
    assert (await browser.post(choice, data=second | {"choice.policy": "Two"})).status_code == 303
    told = (await browser.get(path.replace(HOME, "/api/convex"))).json()
    assert (told["document"]["diagnosis"]["summary"], told["document"]["choice"]["policy"], told["version"]) == (
        "One",
        "Two",
        3,
    )


async def test_nothing_different_makes_no_version(browser: httpx.AsyncClient, path: str) -> None:
    action = f"{path}/sections/diagnosis"
    answer = await browser.post(action, data=_form(await browser.get(f"{action}/edit"), action))
    assert answer.status_code == 303
    assert "Nothing was different, so version 1 stays." in (await browser.get(answer.headers["location"])).text


async def test_a_script_gets_the_form_the_section_and_the_way_on(browser: httpx.AsyncClient, path: str) -> None:
    action = f"{path}/sections/plan"
    page = await browser.get(f"{action}/edit", headers=_PART)
    assert page.text.lstrip().startswith('<section id="part-plan"')
    form = _form(page, action)
    back = await browser.get(action, headers=_PART)
    assert 'id="part-plan" class="card part"' in back.text
    assert (await browser.get(action)).status_code == 303
    saved = await browser.post(action, data=form | {"plan.actions[0].action": "Ask ten people."}, headers=_PART)
    assert saved.headers["HX-Redirect"].startswith(f"{path}?saved=1&at=plan")
    assert "Ask ten people." in (await browser.get(path)).text


async def test_title_and_status_are_edited_and_a_lost_race_is_told(browser: httpx.AsyncClient, path: str) -> None:
    action = f"{path}/edit"
    form = _form(await browser.get(action), action)
    answer = await browser.post(action, data=form | {"title": "For the spring", "status": "archived"})
    assert answer.status_code == 303
    page = (await browser.get(answer.headers["location"])).text
    assert "For the spring" in page
    assert "Archived" in page
    late = await browser.post(action, data=form | {"title": "For the autumn", "status": "active"})
    assert late.status_code == 412
    assert 'value="For the autumn"' in late.text
    assert "Stored now: For the spring" in late.text
    assert '<option value="archived" selected>' in late.text
    now = _form(await browser.get(action), action)
    wrong = await browser.post(action, data=now | {"title": " ", "status": "gone"})
    assert wrong.status_code == 400
    assert 'id="title-error"' in wrong.text
    assert 'id="status-error"' in wrong.text
    assert (await browser.get(path.replace(HOME, "/api/convex"))).json()["title"] == "For the spring"


async def test_an_earlier_version_is_shown_and_restored_once(browser: httpx.AsyncClient, path: str) -> None:
    action = f"{path}/sections/diagnosis"
    form = _form(await browser.get(f"{action}/edit"), action)
    await browser.post(action, data=form | {"diagnosis.summary": "Second"})
    old = await browser.get(path, params={"version": 1})
    assert "This is version 1 of 2" in old.text
    assert "/sections/diagnosis/edit" not in old.text
    restore = f"{path}/versions/1/restore"
    hidden = _form(await browser.get(f"{path}/versions"), restore)
    answers = [await browser.post(restore, data=hidden) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert "Version 1 was restored as version 3." in (await browser.get(answers[0].headers["location"])).text
    late = await browser.post(restore, data=hidden | {"key": "other"})
    assert late.status_code == 412
    assert "nothing was restored" in late.text


async def test_a_deleted_strategy_can_be_brought_back_from_the_list(browser: httpx.AsyncClient, path: str) -> None:
    hidden = _form(await browser.get(path), f"{path}/delete")
    answer = await browser.post(f"{path}/delete", data=hidden)
    assert answer.status_code == 303
    listed = await browser.get(answer.headers["location"])
    assert "was deleted." in listed.text
    for gone in (path, f"{path}/versions", f"{path}/edit", f"{path}/sections/plan/edit"):
        assert (await browser.get(gone)).status_code == 404
    back = await browser.post(f"{path}/undelete", data=_form(listed, f"{path}/undelete"))
    assert back.status_code == 303
    assert (await browser.get(back.headers["location"])).status_code == 200
    assert "was deleted." not in (await browser.get(answer.headers["location"])).text


async def test_a_strategy_of_somebody_else_is_neither_shown_nor_changed(
    browser: httpx.AsyncClient, backends: Backends, path: str
) -> None:
    hidden = _form(await browser.get(path), f"{path}/delete")
    foreign = f"{HOME}/strategies/{await insert_whole_strategy(backends, await create_person(backends))}"
    for shown in ("/versions", "/edit", "/sections/diagnosis/edit"):
        assert (await browser.get(foreign + shown)).status_code == 404
    for sent in ("/edit", "/sections/diagnosis", "/versions/1/restore", "/delete", "/undelete"):
        answer = await browser.post(foreign + sent, data=hidden | {"base": "1", "title": "x", "etag": "*"})
        assert answer.status_code == 404
    assert (await browser.post(f"{path}/delete")).status_code == 403
    listed = await browser.get(f"{HOME}/strategies", params={"deleted": foreign.rpartition("/")[2]})
    assert "was deleted." not in listed.text


async def test_a_viewer_reads_and_is_offered_nothing_to_change(
    browser: httpx.AsyncClient, backends: Backends, person: Person, path: str
) -> None:
    own = await browser.get(path)
    assert f"/roadmaps/new?strategyId={path.rpartition('/')[2]}" in own.text
    hidden = _form(own, f"{path}/delete")
    connection = await asyncpg.connect(backends.owner_url)
    await connection.execute("UPDATE app.members SET role = 'viewer' WHERE user_id = $1", person.tenant.user_id)
    await connection.close()
    for shown in (path, f"{path}/versions", f"{path}?version=1"):
        page = await browser.get(shown)
        assert page.status_code == 200
        assert not re.search(r"/edit\b|/delete|/restore|strategyId=", page.text)
    assert (await browser.get(f"{path}/edit")).status_code == 403
    assert (await browser.post(f"{path}/delete", data=hidden)).status_code == 403
