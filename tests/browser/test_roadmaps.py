"""A roadmap in a real browser: a task that is ticked off is stored, and the page follows."""

from typing import Any

import asyncpg
import pytest

from browser.conftest import Opening
from browser.window import HOME
from support.audits import example, insert_audit
from support.backends import Backends
from support.hostile_markup import HOSTILE_MARKUP
from support.people import Person
from support.roadmaps import plan_roadmap
from support_roadmap.tasks import VARIABLES

pytestmark = pytest.mark.browser


async def _status(backends: Backends, roadmap_id: object, task_id: str) -> str:
    connection: Any = await asyncpg.connect(backends.owner_url)
    try:
        query = "SELECT status FROM app.roadmap_tasks WHERE roadmap_id = $1 AND id = $2"
        return await connection.fetchval(query, roadmap_id, task_id)
    finally:
        await connection.close()


@pytest.mark.parametrize("has_script", [True, False])
async def test_a_task_that_is_ticked_off_is_stored_and_counts(
    opening: Opening, backends: Backends, person: Person, has_script: bool
) -> None:
    roadmap_id, made = await plan_roadmap(backends, person)
    task = made["milestones"][0]["tasks"][0]
    async with opening(java_script_enabled=has_script) as window:
        await window.sign_in(person, f"{HOME}/roadmaps/{roadmap_id}")
        tick = window.page.get_by_role("checkbox", name=f"Completed: {task['title']}")
        assert not await tick.is_checked()
        done = window.page.locator("#roadmap-figures .tile").first
        assert "0 of" in await done.inner_text()
        await tick.click()
        await window.page.locator("#task-1 .tick[aria-checked=true]").wait_for()
        assert await _status(backends, roadmap_id, task["id"]) == "completed"
        assert "1 of" in await done.inner_text()
        assert await window.page.locator("#roadmap-chart .gantt .gantt-completed").count() == 1
        assert await window.page.locator("#part-1-done progress").get_attribute("value") != "0"
        await window.page.reload()
        assert await tick.is_checked()
        if has_script:
            await window.is_quiet()


async def test_what_is_filled_in_is_saved_in_its_place_and_a_lost_race_keeps_it(
    opening: Opening, backends: Backends, person: Person
) -> None:
    roadmap_id, made = await plan_roadmap(backends, person)
    title = made["milestones"][0]["tasks"][1]["title"]
    async with opening() as mine, opening() as other:
        for window in (mine, other):
            await window.sign_in(person, f"{HOME}/roadmaps/{roadmap_id}")
            await window.page.locator("#task-2 summary").get_by_text(title).click()
        for window, hours in ((mine, "1.5"), (other, "4")):
            await window.page.locator("#actualHours-2").fill(hours)
            await window.page.locator("#task-2 .task-form").get_by_role("button", name="Save").click()
        await mine.page.get_by_text("Saved. Other tasks keep their dates").wait_for()
        await other.page.get_by_text("was faster").wait_for()
        assert await other.page.locator("#actualHours-2").input_value() == "4"
        await other.page.locator("#task-2 .task-form").get_by_role("button", name="Save").click()
        await other.page.get_by_text("Saved. Other tasks keep their dates").wait_for()
        await mine.is_quiet()
        await other.is_quiet()


async def test_a_roadmap_is_asked_for_by_a_form(opening: Opening, backends: Backends, person: Person) -> None:
    async with opening() as window:
        await window.sign_in(person, f"{HOME}/roadmaps")
        await window.page.get_by_role("link", name="Plan the first one").click()
        await window.page.get_by_role("link", name="Take this template: Topical Authority SEO Blueprint").click()
        await window.page.get_by_role("button", name="Plan it").last.click()
        await window.page.get_by_text("Nothing was started yet").wait_for()
        # A browser prints every status that is no success.
        window.complaints.clear()
        for name, value in VARIABLES["seo_plan"].items():
            field = window.page.locator(f'[name="variables.{name}"]')
            is_choice = await field.evaluate("element => element.tagName") == "SELECT"
            await (field.select_option(str(value)) if is_choice else field.fill(str(value)))
        await window.page.get_by_role("button", name="Plan it").last.click()
        await window.page.wait_for_url(lambda url: "/new/" not in url)
        await window.is_quiet()
    connection: Any = await asyncpg.connect(backends.owner_url)
    try:
        query = "SELECT kind, status FROM app.jobs WHERE workspace_id = $1"
        assert tuple(await connection.fetchrow(query, person.tenant.workspace_id)) == ("roadmap", "queued")
    finally:
        await connection.close()


async def test_no_words_of_others_execute(opening: Opening, backends: Backends, person: Person) -> None:
    roadmap_id, made = await plan_roadmap(backends, person)
    connection: Any = await asyncpg.connect(backends.owner_url)
    query = (
        "UPDATE app.roadmaps SET template_name = $2,"
        " result = replace(replace(result::text, $3, to_json($2::text)::text), $4, to_json($5::text)::text)::json"
        " WHERE id = $1"
    )
    task = made["milestones"][0]["tasks"][0]
    texts = (HOSTILE_MARKUP[7], "".join(HOSTILE_MARKUP))
    try:
        await connection.execute(
            query, roadmap_id, texts[0], f'"{task["title"]}"', f'"{task["deliverable"]}"', texts[1]
        )
    finally:
        await connection.close()
    async with opening() as window:
        await window.sign_in(person, f"{HOME}/roadmaps/{roadmap_id}")
        assert await window.page.locator("#task-1 .task-title").text_content() == texts[0]
        assert texts[1] in (await window.page.locator("#task-1 .facts").text_content() or "")
        assert await window.page.evaluate("window.pwned") is None
        assert await window.page.locator("main img, main iframe, main style, main script, main b").count() == 0
        await window.go(f"{HOME}/roadmaps")
        assert await window.page.evaluate("window.pwned") is None
        await window.is_quiet()


async def test_an_audit_leads_to_a_roadmap_made_from_it(opening: Opening, backends: Backends, person: Person) -> None:
    audit_id = await insert_audit(backends, person, example())
    async with opening() as window:
        await window.sign_in(person, f"{HOME}/audits/{audit_id}")
        await window.page.get_by_role("link", name="Make a roadmap from this").click()
        source = window.page.get_by_role("link", name=f"SEO audit of {example()['finalUrl']}")
        await source.wait_for()
        await window.page.get_by_role("link", name="Take this template: Topical Authority SEO Blueprint").click()
        await window.page.get_by_role("button", name="Room for more people").click()
        await window.page.locator("[id='team[5].name']").wait_for()
        await source.click()
        assert window.page.url.endswith(f"/audits/{audit_id}")
        await window.is_quiet()
