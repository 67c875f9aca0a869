"""What breaks while a page follows a job that real workers do: it recovers by itself, with every section once."""

import asyncio

import pytest
from playwright.async_api import Page

from browser.conftest import Opening
from browser.stack import Stack, ask_for_strategy, has_shown_all_once, is_at_result, watch
from browser.window import Window
from support.cuttable import cuttable
from support.people import Person

pytestmark = pytest.mark.browser
_GRACE_S = 15.0


async def test_a_worker_that_is_killed_is_made_up_for(looking: Opening, stack: Stack, member: Person) -> None:
    async with looking() as window:
        job_id = await _writing(window, member)
        await stack.writer.kill()
        await stack.writer.start()
        await _ends_whole(window.page, stack, member)
        async with member.tenant.client(stack.url) as client:
            assert (await client.get(f"/api/convex/jobs/{job_id}")).json()["attempts"] == 2


async def test_a_stream_that_is_cut_is_resumed(looking: Opening, stack: Stack, member: Person) -> None:
    async with cuttable(stack.url) as way, looking(url=way.url) as window:
        await _writing(window, member)
        asked: list[str] = []
        window.page.on("request", lambda request: asked.append(request.url))
        way.cut()
        await window.page.wait_for_event("request", lambda request: "/events" in request.url)
        way.cut()
        await _ends_whole(window.page, stack, member)
        # It came back for the rest, and did not have to ask for what it had missed.
        assert not any("/fragments/" in url for url in asked)
        # Of a connection that breaks, browsers tell by themselves; of nothing else.
        assert [each for each in window.complaints if "net::ERR_" not in each] == []


async def test_a_gateway_that_is_restarted_ends_its_streams_and_gets_them_back(
    looking: Opening, stack: Stack, member: Person
) -> None:
    async with looking() as window:
        await _writing(window, member)
        async with asyncio.timeout(_GRACE_S):
            assert await stack.system.gateway.stop() == 0
        await stack.system.gateway.start()
        await _ends_whole(window.page, stack, member)
        await stack.system.gateway.wait_until_ready()


async def test_a_strategy_that_is_stopped_asks_the_model_for_nothing_more(
    looking: Opening, stack: Stack, member: Person
) -> None:
    async with looking() as window:
        page = window.page
        await _writing(window, member)
        await page.get_by_role("button", name="Stop").click()
        await page.get_by_text("What was written until then is below.").wait_for()
        asked = len(stack.fake.messages)
        await page.get_by_role("button", name="Try again").click()
        await page.locator("#job-sections .unfinished").first.wait_for()
        await is_at_result(page, "strategies")
        assert len(stack.fake.messages) > asked
        await window.is_quiet()


async def _writing(window: Window, member: Person) -> str:
    """Ask for a strategy by the model, and return its job's id when the page shows a sentence of it."""
    await window.sign_in(member)
    await ask_for_strategy(window, "anthropic")
    await watch(window.page)
    await window.page.locator("#job-sections .unfinished").first.wait_for()
    return window.page.url.partition("?")[0].rpartition("/")[2]


async def _ends_whole(page: Page, stack: Stack, member: Person) -> None:
    await is_at_result(page, "strategies")
    await has_shown_all_once(page, stack, member)
