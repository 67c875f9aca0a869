"""The page of a job while it is done: what it shows comes by a stream, and by asking when there is none."""

import asyncio
import time
from uuid import UUID

import pytest
from playwright.async_api import Page, Route

from browser.conftest import Opening
from browser.window import HOME, Window
from gateway.auth.sessions import SESSION_COOKIE
from support.backends import Backends
from support.people import Person
from support.tenants import token
from support.whole_strategies import change_job, insert_told_job, insert_whole_strategy, tell_of

pytestmark = pytest.mark.browser
_PIECE = {"id": "a", "title": "Diagnosis", "text": "Half a", "begins": True}
_WHOLE = {"id": "a", "title": "Diagnosis", "body": "Half a sentence is none."}
_MORE = {"id": "b", "title": "Choice", "body": "A second one."}


def streams(page: Page) -> list[str]:
    """Return the addresses of the streams that a page opens from now on."""
    opened: list[str] = []
    page.on("request", lambda request: opened.append(request.url) if "/events" in request.url else None)
    return opened


def questions(page: Page) -> list[str]:
    """Return the addresses by which a page asks for what changed, from now on."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/fragments/jobs/" in request.url else None)
    return asked


async def test_a_job_is_followed_by_a_stream_that_leaves_alone_what_is_read(
    opening: Opening, backends: Backends, person: Person
) -> None:
    strategy_id = await insert_whole_strategy(backends, person)
    job_id = await insert_told_job(backends, person, "running", stage="writing")
    async with opening() as window:
        page = window.page
        asked = questions(page)
        await window.sign_in(person, f"{HOME}/jobs/{job_id}")
        assert not await page.locator("#job-sections").is_visible()
        await tell_of(backends, person, job_id, ("section.delta", _PIECE))
        await page.locator("#job-sections .unfinished", has_text="Half a").wait_for()
        await tell_of(backends, person, job_id, ("section.completed", _WHOLE))
        await page.get_by_text("Half a sentence is none.").wait_for()
        await page.evaluate("getSelection().selectAllChildren(document.getElementById('section-0'))")
        await page.get_by_role("button", name="Stop").focus()
        moved = ("progress", {"stage": "scoring", "progress": 70})
        await tell_of(backends, person, job_id, ("section.completed", _MORE), moved)
        await page.get_by_text("A second one.").wait_for()
        await page.get_by_text("70%").wait_for()
        assert "sentence is none" in await page.evaluate("getSelection().toString()")
        assert await page.evaluate("document.activeElement.id") == "cancel-job"
        assert await page.locator("#job-said").text_content() == "Running: scoring"
        await page.evaluate("getSelection().empty()")
        await _end(backends, person, job_id, strategyId=str(strategy_id))
        await _is_at_the_result(window, f"strategies/{strategy_id}")
        assert asked == []
        await window.is_quiet()


async def test_who_reads_is_not_led_away(opening: Opening, backends: Backends, person: Person) -> None:
    strategy_id = await insert_whole_strategy(backends, person)
    long = ("section.completed", {"id": "a", "title": "A", "body": "Words.\n\n" * 80})
    job_id = await insert_told_job(backends, person, "running", long, stage="writing")
    async with opening() as window:
        page = window.page
        await window.sign_in(person, f"{HOME}/jobs/{job_id}")
        await page.mouse.wheel(0, 600)
        await page.wait_for_function("scrollY > 300")
        await _end(backends, person, job_id, strategyId=str(strategy_id))
        told = page.locator("#toasts").get_by_role("link", name="Open the result")
        await told.wait_for()
        assert await page.evaluate("scrollY > 300")
        await told.click()
        await _is_at_the_result(window, f"strategies/{strategy_id}")


async def test_a_job_that_fails_or_is_stopped_says_so_by_itself(
    opening: Opening, backends: Backends, person: Person
) -> None:
    job_id = await insert_told_job(backends, person, "running", ("section.completed", _WHOLE), stage="writing")
    async with opening() as window:
        page = window.page
        await window.sign_in(person, f"{HOME}/jobs/{job_id}")
        error = {"code": "engine_unavailable", "title": "The model is away", "detail": "Try later.", "retryable": True}
        await change_job(backends, person, job_id, "failed", error=error)
        await tell_of(backends, person, job_id, ("failed", {"status": "failed", "error": error}))
        await page.get_by_text("The model is away").wait_for()
        assert await page.get_by_text("Half a sentence is none.").is_visible()
        assert await page.get_by_role("button", name="Stop").count() == 0
        await page.get_by_role("button", name="Try again").click()
        await page.get_by_text("A worker takes it up in a moment.").wait_for()
        assert await page.get_by_text("Half a sentence is none.").count() == 0
        await page.get_by_role("button", name="Stop").click()
        await page.get_by_text("Cancelled").wait_for()
        await window.is_quiet()


@pytest.mark.parametrize("way", ["refused", "kept back"])
async def test_a_page_that_can_have_no_stream_asks_instead(
    opening: Opening, backends: Backends, person: Person, way: str
) -> None:
    strategy_id = await insert_whole_strategy(backends, person)
    job_id = await insert_told_job(backends, person, "running", stage="writing")

    async def no_stream(route: Route) -> None:
        # A proxy that gathers an answer before it hands it on never hands on this one.
        await (route.fulfill(status=204) if way == "refused" else asyncio.sleep(0))

    async with opening() as window:
        page = window.page
        await page.route("**/events?*", no_stream)
        await window.sign_in(person, f"{HOME}/jobs/{job_id}")
        await page.locator('#job-live[hx-trigger*="every"]').wait_for(state="attached")
        await tell_of(backends, person, job_id, ("section.delta", _PIECE))
        await page.get_by_text("Half a").wait_for()
        await tell_of(backends, person, job_id, ("section.completed", _WHOLE), ("section.completed", _MORE))
        await page.get_by_text("A second one.").wait_for()
        assert await page.locator("#job-sections section").count() == 2
        await _end(backends, person, job_id, strategyId=str(strategy_id))
        await _is_at_the_result(window, f"strategies/{strategy_id}")
        await window.is_quiet()


async def test_a_hidden_page_gives_its_stream_back_and_catches_up(
    opening: Opening, backends: Backends, person: Person
) -> None:
    job_id = await insert_told_job(backends, person, "running", stage="writing")
    async with opening() as window:
        page = window.page
        opened = streams(page)
        await window.sign_in(person, f"{HOME}/jobs/{job_id}")
        ended = asyncio.ensure_future(page.wait_for_event("requestfailed", lambda each: "/events" in each.url))
        await page.wait_for_function("document.querySelector('#job-live[sse-connect]')")
        await tell_of(backends, person, job_id, ("section.completed", _WHOLE))
        await page.get_by_text("Half a sentence is none.").wait_for()
        await _look(page, hidden=True)
        await ended
        await tell_of(backends, person, job_id, ("section.completed", _MORE))
        await _look(page, hidden=False)
        await page.get_by_text("A second one.").wait_for()
        assert await page.locator("#job-sections section").count() == 2
        await page.wait_for_function("document.querySelector('#job-live[sse-connect]')")
        third = {"id": "c", "title": "Moment", "body": "A third one."}
        await tell_of(backends, person, job_id, ("section.completed", third))
        await page.get_by_text("A third one.").wait_for()
        assert len(opened) == 2
        assert opened[1].endswith("after=2")
        await window.is_quiet()


async def test_a_session_that_ends_meanwhile_leads_to_the_sign_in_and_back(
    opening: Opening, backends: Backends, person: Person
) -> None:
    job_id = await insert_told_job(backends, person, "running", ("section.completed", _WHOLE), stage="writing")
    tenant = person.tenant
    async with opening() as window:
        page = window.page
        short = token(tenant.user_id, tenant.email, exp=int(time.time()) + 6)
        await page.context.add_cookies([{"name": SESSION_COOKIE, "value": short, "url": window.url}])
        await window.go(f"{HOME}/jobs/{job_id}")
        await page.get_by_text("Half a sentence is none.").wait_for()
        await page.wait_for_url("**/sign-in?next=*")
        await window.sign_in_here(person)
        await page.get_by_text("Half a sentence is none.").wait_for()
        assert str(job_id) in page.url
        await window.is_quiet()


async def test_a_page_that_lost_a_part_is_made_whole(opening: Opening, backends: Backends, person: Person) -> None:
    told = ("section.completed", _WHOLE), ("section.delta", {**_PIECE, "id": "b"})
    job_id = await insert_told_job(backends, person, "running", *told, stage="writing")
    async with opening() as window:
        await window.sign_in(person, f"{HOME}/jobs/{job_id}")
        await window.page.wait_for_function("document.querySelector('#job-live[sse-connect]')")
        await window.page.evaluate("document.getElementById('section-1').remove()")
        await tell_of(backends, person, job_id, ("section.completed", _MORE))
        await window.page.get_by_text("A second one.").wait_for()
        assert await window.page.locator("#job-sections section").count() == 2


async def test_without_scripts_the_page_loads_itself_again(
    opening: Opening, backends: Backends, person: Person
) -> None:
    job_id = await insert_told_job(backends, person, "running", stage="writing")
    async with opening(java_script_enabled=False) as window:
        await window.sign_in(person, f"{HOME}/jobs/{job_id}")
        await tell_of(backends, person, job_id, ("section.completed", _WHOLE))
        await window.page.get_by_text("Half a sentence is none.").wait_for()


async def _end(backends: Backends, person: Person, job_id: UUID, **result: object) -> None:
    await change_job(backends, person, job_id, "succeeded", error=None, **result)
    await tell_of(backends, person, job_id, ("succeeded", {"status": "succeeded", **result}))


async def _is_at_the_result(window: Window, path: str) -> None:
    await window.page.wait_for_url(f"**/{path}#heading")
    assert await window.page.evaluate("document.activeElement === document.querySelector('h1')")


async def _look(page: Page, *, hidden: bool) -> None:
    await page.evaluate(
        "hidden => { Object.defineProperty(document, 'hidden', {configurable: true, get: () => hidden});"
        " document.dispatchEvent(new Event('visibilitychange')) }",
        hidden,
    )
