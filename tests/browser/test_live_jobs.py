"""From a form to its result with the page watching, while real workers do the work."""

import pytest
from playwright.async_api import expect

from browser.conftest import Opening
from browser.stack import Stack, ask_for_strategy, is_at_result
from browser.window import HOME
from support.people import Person
from support_roadmap.tasks import VARIABLES

pytestmark = pytest.mark.browser
# Noted as they come, because the page leaves for the result when all is done.
_WATCH = """
() => {
  window.seen = {stages: [], unfinished: 0, most: 0, double: false}
  new MutationObserver(() => {
    const current = document.querySelector(".stages .current")?.textContent.trim()
    if (current && !seen.stages.includes(current)) seen.stages.push(current)
    const titles = [...document.querySelectorAll("#job-sections h3")].map(each => each.textContent)
    seen.unfinished += document.querySelectorAll("#job-sections .unfinished").length
    seen.most = Math.max(seen.most, titles.length)
    seen.double ||= new Set(titles).size < titles.length
    sessionStorage.setItem("seen", JSON.stringify(seen))
  }).observe(document.getElementById("job"), {subtree: true, childList: true, attributes: true, characterData: true})
}
"""


async def test_a_strategy_by_rules_ends_in_its_page(looking: Opening, member: Person) -> None:
    async with looking() as window:
        await window.sign_in(member)
        await ask_for_strategy(window, "offline")
        await is_at_result(window, "strategies")
        await window.page.get_by_role("heading", name="What would raise the score").wait_for()
        await window.is_quiet()


async def test_a_strategy_by_the_model_is_read_while_it_is_written(looking: Opening, member: Person) -> None:
    async with looking() as window:
        page = window.page
        await window.sign_in(member)
        await ask_for_strategy(window, "anthropic")
        await page.evaluate(_WATCH)
        # What rules compute is there before the model has ended its first section.
        await page.locator("#job-sections section:not(.unfinished)").first.wait_for()
        assert await page.get_by_role("button", name="Stop").is_visible()
        await page.locator("#job-sections .unfinished").first.wait_for()
        await is_at_result(window, "strategies")
        seen = await page.evaluate("JSON.parse(sessionStorage.getItem('seen'))")
        sections = await page.locator("article[aria-labelledby=text-title] > section").count()
        assert seen["stages"][0] in {"reading", "writing"}
        assert seen["unfinished"] > 10
        assert seen["most"] == sections
        assert not seen["double"]
        await window.is_quiet()


async def test_an_audit_tells_the_score_of_the_page_before_it_is_compared(
    looking: Opening, stack: Stack, member: Person
) -> None:
    async with looking() as window:
        page = window.page
        await window.sign_in(member, f"{HOME}/audits/new")
        await page.get_by_label("Page", exact=True).fill(stack.site.url)
        await page.get_by_label("Keyword").fill("boiler service leeds")
        await page.get_by_label("Competitors").fill(stack.rival.url)
        await page.locator("main button[type=submit]").click()
        await page.get_by_role("heading", name="Score so far").wait_for()
        await expect(page.locator("#job-score")).to_contain_text("May still change with: competitors")
        await expect(page.locator(".stages .current")).to_have_text("comparing")
        await is_at_result(window, "audits")
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
        await is_at_result(window, "roadmaps")
        await window.is_quiet()
