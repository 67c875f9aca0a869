"""From a form to its result with the page watching, while real workers do the work."""

import pytest
from playwright.async_api import expect

from browser.conftest import Opening
from browser.stack import Stack, ask_for_strategy, has_shown_all_once, is_at_result, seen, watch
from browser.window import HOME
from support.people import Person
from support_roadmap.tasks import VARIABLES

pytestmark = pytest.mark.browser


async def test_a_strategy_by_rules_ends_in_its_page(looking: Opening, member: Person) -> None:
    async with looking() as window:
        await window.sign_in(member)
        await ask_for_strategy(window, "offline")
        await is_at_result(window.page, "strategies")
        await window.page.get_by_role("heading", name="What would raise the score").wait_for()
        await window.is_quiet()


async def test_a_strategy_by_the_model_is_read_while_it_is_written_in_two_tabs(
    looking: Opening, stack: Stack, member: Person
) -> None:
    async with looking() as window:
        page = window.page
        await window.sign_in(member)
        await ask_for_strategy(window, "anthropic")
        await watch(page)
        other = await page.context.new_page()
        await other.goto(page.url)
        await watch(other)
        # What rules compute is there before the model has ended its first section.
        await page.locator("#job-sections section:not(.unfinished)").first.wait_for()
        await page.locator("#job-sections .unfinished").first.wait_for()
        assert await page.get_by_role("button", name="Stop").is_visible()
        for tab in (page, other):
            await is_at_result(tab, "strategies")
            assert (await seen(tab))["unfinished"] > 10
            await has_shown_all_once(tab, stack, member)
        await window.is_quiet()


async def test_an_audit_tells_the_score_of_the_page_before_it_is_compared(
    looking: Opening, stack: Stack, member: Person
) -> None:
    async with looking() as window:
        page = window.page
        await window.sign_in(member, f"{HOME}/audits/new")
        await page.get_by_label("Page", exact=True).fill(stack.site.url)
        await page.get_by_label("Keyword", exact=True).fill("boiler service leeds")
        await page.get_by_label("Competitors").fill(stack.rival.url)
        await page.locator("main button[type=submit]").click()
        await page.get_by_role("heading", name="Score so far").wait_for()
        await expect(page.locator("#job-score")).to_contain_text("competitors")
        await expect(page.locator(".stages .current")).to_have_text("comparing")
        await is_at_result(page, "audits")
        await window.is_quiet()


async def test_a_roadmap_from_a_template_ends_in_its_page(looking: Opening, member: Person) -> None:
    async with looking() as window:
        page = window.page
        await window.sign_in(member, f"{HOME}/roadmaps/new")
        await page.get_by_role("link", name="Take this template: Topical Authority SEO Blueprint").click()
        for name, value in VARIABLES["seo_plan"].items():
            field = page.locator(f'[name="variables.{name}"]')
            is_choice = await field.evaluate("element => element.tagName") == "SELECT"
            await (field.select_option(str(value)) if is_choice else field.fill(str(value)))
        await page.get_by_role("button", name="Plan it").last.click()
        await is_at_result(page, "roadmaps")
        await window.is_quiet()
