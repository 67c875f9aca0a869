"""A strategy from its brief to its page, in a real browser."""

import orjson
import pytest

from browser.conftest import Opening
from browser.window import HOME
from support.backends import Backends
from support.hostile_markup import HOSTILE_MARKUP
from support.people import Person
from support.whole_strategies import insert_told_job, insert_whole_strategy

pytestmark = pytest.mark.browser
NEW = f"{HOME}/strategies/new"


async def test_a_finding_leads_to_its_words(opening: Opening, backends: Backends, person: Person) -> None:
    strategy_id = await insert_whole_strategy(backends, person)
    async with opening() as window:
        await window.sign_in(person, f"{HOME}/strategies/{strategy_id}")
        finding = window.page.locator(".finding").nth(1)
        quote = finding.locator("blockquote")
        assert not await quote.is_visible()
        await finding.locator("summary").click()
        words = await quote.text_content()
        await finding.get_by_role("link").click()
        marked = window.page.locator("mark:target")
        assert await marked.text_content() == words
        assert await marked.evaluate("each => each.getBoundingClientRect().top < window.innerHeight")
        await window.is_quiet()


@pytest.mark.parametrize("has_script", [True, False], ids=["with scripts", "without"])
async def test_a_brief_becomes_a_job(opening: Opening, person: Person, *, has_script: bool) -> None:
    async with opening(java_script_enabled=has_script) as window:
        await window.sign_in(person, NEW)
        page = window.page
        await page.get_by_label("Business", exact=True).fill("Kiln & Co")
        await page.get_by_role("button", name="Make the strategy").click()
        assert await page.locator(".field-error").count() == 4
        assert await page.get_by_label("Business", exact=True).input_value() == "Kiln & Co"
        await page.get_by_label("Industry").fill("Coffee")
        await page.get_by_label("Audience").fill("People who brew at home")
        await page.get_by_label("Desired outcome").fill("300 subscribers by June")
        await page.get_by_label("Offer architecture").check()
        await page.get_by_role("button", name="Make the strategy").click()
        await page.get_by_text("A worker takes it up in a moment.").wait_for()
        assert await page.locator("h1").text_content() == "Kiln & Co"
        await page.get_by_role("button", name="Stop").click()
        await page.get_by_role("button", name="Try again").wait_for()


async def test_no_words_of_a_strategy_execute(opening: Opening, backends: Backends, person: Person) -> None:
    sections = [
        {"id": f"x{n}", "title": text, "body": f"{text}\n\n- {text}\n\n> {text}", "source": "edited"}
        for n, text in enumerate(HOSTILE_MARKUP)
    ]
    strategy_id = await insert_whole_strategy(backends, person, sections=orjson.dumps(sections).decode())
    live = [("section.completed", section) for section in sections]
    job_id = await insert_told_job(backends, person, "running", *live, stage="writing")
    async with opening() as window:
        await window.sign_in(person)
        for path in (f"strategies/{strategy_id}", f"jobs/{job_id}"):
            await window.go(f"{HOME}/{path}")
            assert await window.page.locator("h3", has_text=HOSTILE_MARKUP[0]).count() >= 1
            assert await window.page.evaluate("window.pwned") is None
            assert await window.page.locator("main img, main iframe, main style, main script, main b").count() == 0
            await window.is_quiet()
