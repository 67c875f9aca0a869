"""A strategy edited in a real browser: in its place, from two tabs, without a script, by keyboard, on a phone."""

import asyncio
from uuid import UUID

import pytest

from browser.conftest import Opening
from browser.window import HOME, PHONE
from support.backends import Backends
from support.hostile_markup import HOSTILE_MARKUP
from support.people import Person
from support.whole_strategies import insert_whole_strategy

pytestmark = pytest.mark.browser
_WINDOWS = [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"viewport": PHONE, "locale": "de-DE"}]
_SUMMARY = "[name='diagnosis.summary']"


@pytest.fixture
async def strategy_id(backends: Backends, person: Person) -> UUID:
    """Return a strategy of the person."""
    return await insert_whole_strategy(backends, person)


@pytest.fixture
def path(strategy_id: UUID) -> str:
    """Return the address of its page."""
    return f"{HOME}/strategies/{strategy_id}"


async def test_a_section_is_edited_in_its_place(opening: Opening, person: Person, path: str) -> None:
    async with opening() as window:
        await window.sign_in(person, path)
        page = window.page
        part = page.locator("#part-diagnosis")
        before = await part.inner_text()
        await part.get_by_role("link", name="Edit: Diagnosis").click()
        first = part.locator("textarea").first
        await first.wait_for()
        assert await first.evaluate("each => each === document.activeElement")
        await first.fill("not saved")
        await part.get_by_role("link", name="Cancel").click()
        edit = part.get_by_role("link", name="Edit: Diagnosis")
        await edit.wait_for()
        assert await part.inner_text() == before
        assert await edit.evaluate("each => each === document.activeElement")
        await page.keyboard.press("Enter")
        await part.locator(_SUMMARY).fill("")
        await part.get_by_role("button", name="Save").click()
        await part.locator(".field-error").wait_for()
        assert await part.locator(".field-error").all_inner_texts() == ["Must not be empty."]
        await part.locator(_SUMMARY).fill("Nobody finds us, and who does leaves.")
        await part.get_by_role("button", name="Save").click()
        await page.wait_for_url("**saved=1**")
        assert "Saved as version 2." in await part.inner_text()
        assert "Edited by hand" in await part.inner_text()
        assert await part.evaluate("each => each.getBoundingClientRect().top < window.innerHeight")
        await window.is_quiet()


async def test_the_second_of_two_tabs_is_told_and_nothing_is_lost(opening: Opening, person: Person, path: str) -> None:
    async with opening() as window:
        await window.sign_in(person, path)
        other = await window.page.context.new_page()
        await other.goto(window.url + path)
        for page in (window.page, other):
            await page.locator("#part-diagnosis .edit").click()
            await page.locator(_SUMMARY).wait_for()
        await other.locator(_SUMMARY).fill("Written in the other tab.")
        await other.locator("#part-diagnosis button[type=submit]").click()
        await other.wait_for_url("**saved=1**")
        await window.page.locator(_SUMMARY).fill("Written here.")
        await window.page.locator("#part-diagnosis button[type=submit]").click()
        told = window.page.locator("#part-diagnosis [role=alert]")
        await told.wait_for()
        assert "was faster: version 2" in await told.inner_text()
        assert await window.page.locator(_SUMMARY).input_value() == "Written here."
        assert await window.page.locator(".theirs").all_inner_texts() == ["Written in the other tab."]
        await window.page.locator("#part-diagnosis button[type=submit]").click()
        await window.page.wait_for_url("**saved=2**")
        assert "Written here." in await window.page.locator("#part-diagnosis").inner_text()
        await window.go(f"{path}?version=2")
        assert "Written in the other tab." in await window.page.locator("#part-diagnosis").inner_text()
        await window.is_quiet()


async def test_everything_works_without_a_script(opening: Opening, person: Person, path: str) -> None:
    async with opening(java_script_enabled=False) as window:
        await window.sign_in(person, path)
        page = window.page
        await page.locator("#part-choice .edit").click()
        await page.locator("[name='choice.policy']").fill("One shop, one promise.")
        await page.get_by_role("button", name="Save as a new version").click()
        assert "One shop, one promise." in await page.locator("#part-choice").inner_text()
        await page.get_by_role("link", name="Versions", exact=True).click()
        await page.get_by_role("button", name="Restore version 1").click()
        assert "Version 1 was restored as version 3." in await page.locator("main").inner_text()
        await page.locator("summary.button", has_text="Change").click()
        await page.get_by_role("link", name="Title and status").click()
        await page.get_by_label("Title", exact=True).fill("For the spring")
        await page.get_by_label("Status", exact=True).select_option("completed")
        await page.get_by_role("button", name="Save").click()
        assert await page.locator("h1").inner_text() == "For the spring"
        await page.locator("summary.button", has_text="Change").click()
        await page.get_by_role("button", name="Delete this strategy").click()
        assert "“For the spring” was deleted." in await page.locator("main").inner_text()
        await page.get_by_role("button", name="Undo").click()
        assert await page.locator("h1").inner_text() == "For the spring"


@pytest.mark.parametrize("options", _WINDOWS, ids=["light", "dark", "phone in German"])
async def test_the_pages_are_accessible_and_fit(
    opening: Opening, person: Person, path: str, options: dict[str, object]
) -> None:
    shown = [path, f"{path}/edit", f"{path}/sections/diagnosis/edit", f"{path}/sections/plan/edit", f"{path}/versions"]
    async with opening(**options, bypass_csp=True) as window:
        await window.sign_in(person, path)
        await window.page.locator("#part-diagnosis .edit").click()
        await window.page.locator(_SUMMARY).fill("Changed")
        await window.page.locator("#part-diagnosis button[type=submit]").click()
        await window.page.wait_for_url("**saved=1**")
        await window.is_accessible()
        for each in (*shown, f"{path}?version=1"):
            assert await window.go(each) == 200
            await window.is_accessible()
            await window.fits()
    async with opening(**options) as window:
        await window.sign_in(person, path)
        for each in shown:
            await window.go(each)
            await window.is_quiet()


async def test_hostile_words_typed_into_a_section_stay_words(opening: Opening, person: Person, path: str) -> None:
    async with opening() as window:
        await window.sign_in(person, f"{path}/sections/diagnosis/edit")
        page = window.page
        await page.locator(_SUMMARY).fill("\n\n".join(HOSTILE_MARKUP))
        await page.locator("[name='changeSummary']").fill(HOSTILE_MARKUP[0][:300])
        await page.get_by_role("button", name="Save as a new version").click()
        await page.wait_for_url("**saved=1**")
        for shown in (path, f"{path}/sections/diagnosis/edit", f"{path}/versions"):
            await window.go(shown)
            await asyncio.sleep(0)
            assert await page.evaluate("window.pwned") is None
            assert await page.locator("main iframe, main img, main object").count() == 0
            await window.is_quiet()
