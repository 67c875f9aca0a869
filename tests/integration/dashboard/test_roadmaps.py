"""Roadmaps over HTTP: what is told on a page is stored as the API stores it, and a lost race keeps what was typed."""

import re
from datetime import UTC, datetime
from html import unescape
from typing import Any
from uuid import UUID

import httpx
import pytest

from exports.roadmaps.wording import dated
from integration.dashboard.calls import HOME
from support.backends import Backends
from support.people import Person, create_person, end_job, insert_job
from support.roadmaps import plan_roadmap

pytestmark = pytest.mark.integration
_HTMX = {"HX-Request": "true"}


@pytest.fixture
async def plan(backends: Backends, person: Person) -> tuple[UUID, dict[str, Any]]:
    """Return a roadmap of the person."""
    return await plan_roadmap(backends, person)


def _form(page: str, action: str, *, tick: bool) -> dict[str, str]:
    """Return the fields of a task's form as a browser would send them."""
    for form in re.findall(r"<form[^>]*>.*?</form>", page, re.DOTALL):
        if f'action="{action}"' in form and ('name="tick"' in form) == tick:
            found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form)
            values = {name: unescape(value) for name, value in found}
            for tag in re.findall(r"<input [^>]*>", form):
                name, value = re.search(r' name="([^"]*)"', tag), re.search(r' value="([^"]*)"', tag)
                if name and value:
                    values[name[1]] = unescape(value[1])
            for name, options in re.findall(r'<select[^>]* name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
                chosen = re.search(r'<option[^>]*value="([^"]*)" selected', options)
                values[name] = chosen[1] if chosen else ""
            return values
    raise AssertionError(f"There is no form for {action}.")


async def _stored(browser: httpx.AsyncClient, roadmap_id: UUID, task_id: str) -> dict[str, Any]:
    return (await browser.get(f"/api/convex/roadmaps/{roadmap_id}/tasks/{task_id}")).json()


async def test_the_page_says_what_the_api_says(browser: httpx.AsyncClient, plan: tuple[UUID, dict[str, Any]]) -> None:
    roadmap_id, made = plan
    listed = (await browser.get(f"{HOME}/roadmaps")).text
    assert f'href="{HOME}/roadmaps/{roadmap_id}"' in listed
    assert made["templateName"] in listed
    page = unescape((await browser.get(f"{HOME}/roadmaps/{roadmap_id}")).text)
    for milestone in made["milestones"]:
        assert milestone["title"] in page
        for task in milestone["tasks"]:
            assert task["title"] in page
            assert task["deliverable"] in page
            assert all(each in page for each in task["successCriteria"])
    for risk in made["riskFactors"]:
        assert dated(risk["earlySign"]) in page
    assert all(dated(each["says"]) in page for each in made["deadline"]["options"])
    assert all(each in page for each in made["assumptions"])
    assert f"missed by {made['deadline']['lateByDays']} days" in page
    csv = re.search(r'href="([^"]*format=csv[^"]*)"', page)
    assert csv
    assert (await browser.get(csv[1])).headers["content-type"].startswith("text/csv")


async def test_a_task_is_ticked_off_without_a_script_and_taken_back(
    browser: httpx.AsyncClient, person: Person, plan: tuple[UUID, dict[str, Any]]
) -> None:
    roadmap_id, made = plan
    task = made["milestones"][0]["tasks"][0]
    action, path = f"{HOME}/roadmaps/{roadmap_id}/tasks/{task['id']}", f"{HOME}/roadmaps/{roadmap_id}"
    answer = await browser.post(action, data=_form((await browser.get(path)).text, action, tick=True))
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{path}?task={task['id']}&workspace={person.tenant.workspace_id}#task-1"
    stored = await _stored(browser, roadmap_id, task["id"])
    assert (stored["status"], stored["completedOn"]) == ("completed", str(datetime.now(UTC).date()))
    page = (await browser.get(answer.headers["location"])).text
    assert page.count('aria-checked="true"') == 1
    assert f"{stored['overallProgress']}%" in page
    await browser.post(action, data=_form(page, action, tick=True))
    again = await _stored(browser, roadmap_id, task["id"])
    assert (again["status"], again["completedOn"], again["remainingHours"]) == ("pending", None, None)
    assert again["overallProgress"] == 0


async def test_what_is_filled_in_is_stored_and_what_is_not_stays(
    browser: httpx.AsyncClient, plan: tuple[UUID, dict[str, Any]]
) -> None:
    roadmap_id, made = plan
    task = made["milestones"][0]["tasks"][1]
    action, path = f"{HOME}/roadmaps/{roadmap_id}/tasks/{task['id']}", f"{HOME}/roadmaps/{roadmap_id}"
    form = _form((await browser.get(path)).text, action, tick=False)
    said = {"status": "in_progress", "actualHours": "1.5", "remainingHours": "2", "assignee": "Grace Hopper"}
    answer = await browser.post(action, data=form | said)
    assert answer.status_code == 303
    stored = await _stored(browser, roadmap_id, task["id"])
    assert (stored["status"], stored["actualHours"], stored["remainingHours"]) == ("in_progress", 1.5, 2.0)
    assert (stored["assignee"], stored["assignedByHand"], stored["datedByHand"]) == ("Grace Hopper", True, False)
    assert "Saved." in (await browser.get(answer.headers["location"])).text


async def test_a_lost_race_is_told_keeps_the_input_and_can_be_decided(
    browser: httpx.AsyncClient, person: Person, plan: tuple[UUID, dict[str, Any]]
) -> None:
    roadmap_id, made = plan
    task = made["milestones"][0]["tasks"][1]
    action, path = f"{HOME}/roadmaps/{roadmap_id}/tasks/{task['id']}", f"{HOME}/roadmaps/{roadmap_id}"
    form = _form((await browser.get(path)).text, action, tick=False)
    assert (await browser.post(action, data=form | {"actualHours": "1"})).status_code == 303
    late = form | {"actualHours": "7.25"}
    part = await browser.post(action, data=late, headers=_HTMX)
    assert part.status_code == 200
    assert part.text.lstrip().startswith("<li")
    answer = await browser.post(action, data=late)
    assert answer.status_code == 412
    for shown in (answer.text, part.text):
        assert f"{person.email} was faster" in shown
        assert 'value="7.25"' in shown
        assert "Stored now: 1<" in shown
    assert (await _stored(browser, roadmap_id, task["id"]))["actualHours"] == 1.0
    decided = await browser.post(action, data=_form(answer.text, action, tick=False))
    assert decided.status_code == 303
    assert (await _stored(browser, roadmap_id, task["id"]))["actualHours"] == 7.25


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"actualHours": "-1"}, "Must be at least 0."),
        ({"actualHours": "many"}, "Must be a number."),
        ({"dueDate": "2001-01-01"}, "in this order"),
        ({"dueDate": ""}, "Must be a date"),
        ({"status": "over"}, "Must be one of"),
    ],
)
async def test_what_is_wrong_stands_beside_its_field(
    browser: httpx.AsyncClient, plan: tuple[UUID, dict[str, Any]], said: dict[str, str], message: str
) -> None:
    roadmap_id, made = plan
    task = made["milestones"][0]["tasks"][0]
    action, path = f"{HOME}/roadmaps/{roadmap_id}/tasks/{task['id']}", f"{HOME}/roadmaps/{roadmap_id}"
    answer = await browser.post(action, data=_form((await browser.get(path)).text, action, tick=False) | said)
    assert answer.status_code == 400
    assert message in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert (await _stored(browser, roadmap_id, task["id"]))["status"] == "pending"


async def test_a_change_by_the_script_brings_what_follows_from_it(
    browser: httpx.AsyncClient, plan: tuple[UUID, dict[str, Any]]
) -> None:
    roadmap_id, made = plan
    task = made["milestones"][0]["tasks"][0]
    action, path = f"{HOME}/roadmaps/{roadmap_id}/tasks/{task['id']}", f"{HOME}/roadmaps/{roadmap_id}"
    form = _form((await browser.get(path)).text, action, tick=True)
    answer = await browser.post(action, data=form, headers=_HTMX)
    assert answer.status_code == 200
    assert answer.text.count("hx-swap-oob") == 2 + len(made["milestones"])
    assert (await browser.post(action, data=form | {"csrf": "x"})).status_code == 403


async def test_what_is_left_is_planned_anew_once_per_page(
    browser: httpx.AsyncClient, plan: tuple[UUID, dict[str, Any]]
) -> None:
    roadmap_id, _ = plan
    path = f"{HOME}/roadmaps/{roadmap_id}"
    page = (await browser.get(path)).text
    form = _form(page, f"{path}/replan", tick=False)
    wrong = await browser.post(f"{path}/replan", data=form | {"hoursPerWeek": "500"})
    assert wrong.status_code == 400
    assert "Must be at most 168." in wrong.text
    first = await browser.post(f"{path}/replan", data=form | {"hoursPerWeek": "12,5"})
    again = await browser.post(f"{path}/replan", data=form | {"hoursPerWeek": "12,5"})
    assert first.status_code == 303
    assert first.headers["location"] == again.headers["location"]
    job_id = first.headers["location"].partition("job=")[2].partition("&")[0]
    job = (await browser.get(f"/api/convex/jobs/{job_id}")).json()
    assert (job["kind"], job["status"]) == ("roadmap", "queued")
    assert "This is being planned anew" in (await browser.get(first.headers["location"])).text
    part = await browser.get(f"{path}/replanning/{job_id}", headers=_HTMX)
    assert 'hx-trigger="every 1s"' in part.text


async def test_the_page_is_loaded_again_when_it_was_planned_anew(
    browser: httpx.AsyncClient, backends: Backends, person: Person, plan: tuple[UUID, dict[str, Any]]
) -> None:
    path = f"{HOME}/roadmaps/{plan[0]}"
    job_id = await insert_job(backends, person, "roadmap", "running", progress=40)
    part = await browser.get(f"{path}/replanning/{job_id}", headers=_HTMX)
    assert "This is being planned anew" in part.text
    assert "hx-redirect" not in part.headers
    await end_job(backends, person, job_id)
    part = await browser.get(f"{path}/replanning/{job_id}", headers=_HTMX)
    assert part.headers["hx-redirect"] == f"{path}?job={job_id}&workspace={person.tenant.workspace_id}"
    page = (await browser.get(part.headers["hx-redirect"])).text
    assert "Planned anew." in page
    assert "/replanning/" not in page


async def test_what_belongs_to_others_is_not_there(
    browser: httpx.AsyncClient, backends: Backends, plan: tuple[UUID, dict[str, Any]]
) -> None:
    roadmap_id, made = plan
    path = f"{HOME}/roadmaps/{roadmap_id}"
    foreign = (await plan_roadmap(backends, await create_person(backends)))[0]
    assert (await browser.get(f"{HOME}/roadmaps/{foreign}")).status_code == 404
    action = f"{path}/tasks/{made['milestones'][0]['tasks'][0]['id']}"
    form = _form((await browser.get(path)).text, action, tick=True)
    assert (await browser.post(f"{HOME}/roadmaps/{foreign}/tasks/x", data=form)).status_code == 404
    assert (await browser.post(f"{path}/tasks/nothing", data=form)).status_code == 404
