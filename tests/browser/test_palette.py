"""The finder in a real browser: by keyboard alone, by touch, and without scripts."""

import pytest
from playwright.async_api import Page, expect

from browser.conftest import Opening
from browser.window import HOME, PHONE
from support.backends import Backends
from support.hostile_markup import HOSTILE_MARKUP
from support.people import Person, fill, join

pytestmark = pytest.mark.browser
_WINDOWS = [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"viewport": PHONE, "locale": "de-DE"}]


async def _open(page: Page) -> None:
    await page.keyboard.press("Control+k")
    await page.locator("#finder-options [role=option]").first.wait_for()


@pytest.mark.parametrize("options", _WINDOWS, ids=["light", "dark", "phone in German"])
async def test_the_finder_is_accessible_and_quiet(
    opening: Opening, backends: Backends, person: Person, options: dict[str, object]
) -> None:
    await fill(backends, person, 12)
    for policy in (True, False):
        async with opening(**options, bypass_csp=policy) as window:
            page = window.page
            await window.sign_in(person)
            await page.locator("#finder-button").click()
            await page.locator("#finder-options [role=option]").first.wait_for()
            await page.keyboard.type("bak")
            await page.get_by_role("option", name="Hearthside").first.wait_for()
            for path in (None, f"{HOME}/find?q=bak", f"{HOME}/strategies?q=nobody"):
                if path is not None:
                    await window.go(path)
                await window.fits()
                if policy:
                    await window.is_accessible()
                else:
                    await window.is_quiet()
            await page.keyboard.press("?")
            await expect(page.locator("#shortcuts")).to_be_visible()
            await (window.is_accessible() if policy else window.is_quiet())


async def test_a_strategy_is_opened_by_keyboard_alone(opening: Opening, backends: Backends, person: Person) -> None:
    await fill(backends, person, 12)
    async with opening() as window:
        await window.sign_in(person)
        page = window.page
        before = page.locator(".side-nav a").nth(1)
        await before.focus()
        await _open(page)
        field = page.get_by_role("combobox")
        await expect(field).to_be_focused()
        await page.keyboard.press("Tab")
        await page.keyboard.press("Tab")
        # The browser's own frame may have the focus for a moment, the page behind the dialog never.
        focused = page.locator(":focus")
        assert await focused.count() == 0 or await page.locator("#finder :focus").count() == 1
        await page.keyboard.press("Escape")
        await expect(page.locator("#finder")).not_to_be_visible()
        await expect(before).to_be_focused()
        await _open(page)
        await page.keyboard.type("kiln")
        first = page.get_by_role("option", name="Kiln Coffee").first
        await expect(first).to_have_attribute("aria-selected", "true")
        assert await field.get_attribute("aria-activedescendant") == await first.get_attribute("id")
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("ArrowUp")
        await page.keyboard.press("ArrowUp")
        last = page.locator("#finder-options [role=option]").last
        await expect(last).to_have_attribute("aria-selected", "true")
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("Enter")
        await page.wait_for_url("**/strategies/*-*")


async def test_enter_waits_for_what_was_typed(opening: Opening, person: Person) -> None:
    async with opening() as window:
        await window.sign_in(person)
        await _open(window.page)
        await window.page.keyboard.type("roadmaps")
        await window.page.keyboard.press("Enter")
        await window.page.wait_for_url(f"**{HOME}/roadmaps")
        await window.is_quiet()


async def test_it_switches_theme_language_and_workspace(opening: Opening, backends: Backends, person: Person) -> None:
    await join(backends, person, "Zweitbüro")
    async with opening() as window:
        await window.sign_in(person, f"{HOME}/strategies?q=kiln")
        page = window.page
        await _open(page)
        await page.keyboard.type("theme dark")
        await page.keyboard.press("Enter")
        await expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        await expect(page.locator("#finder")).not_to_be_visible()
        await _open(page)
        await page.keyboard.type("deutsch")
        await page.keyboard.press("Enter")
        await expect(page.locator("html")).to_have_attribute("lang", "de")
        assert "q=kiln" in page.url
        await _open(page)
        await page.keyboard.type("zweitburo")
        await page.keyboard.press("Enter")
        await expect(page.locator(".menu-value").first).to_have_text("Zweitbüro")
        await window.is_quiet()


async def test_letters_lead_to_screens_unless_they_are_switched_off(opening: Opening, person: Person) -> None:
    async with opening() as window:
        await window.sign_in(person)
        page = window.page
        await page.keyboard.press("g")
        await page.keyboard.press("s")
        await page.wait_for_url(f"**{HOME}/strategies")
        await page.locator("#q").focus()
        await page.keyboard.type("g?n")
        assert await page.locator("#q").input_value() == "g?n"
        await page.locator("h1").click()
        await page.keyboard.press("?")
        await page.get_by_label("Letters alone are shortcuts").uncheck()
        await page.keyboard.press("Escape")
        await page.keyboard.press("?")
        await expect(page.locator("#shortcuts")).not_to_be_visible()
        await page.reload()
        await page.keyboard.press("g")
        await page.keyboard.press("h")
        await _open(page)
        assert page.url.endswith("/strategies")
        await window.is_quiet()


async def test_a_server_that_is_away_is_said_in_the_dialog(opening: Opening, person: Person) -> None:
    async with opening() as window:
        await window.sign_in(person)
        page = window.page
        await page.route("**/find?**", lambda route: route.abort())
        await page.keyboard.press("Control+k")
        await expect(page.locator("#finder-note")).to_be_visible()
        await page.unroute("**/find?**")
        await page.keyboard.type("home")
        await page.get_by_role("option", name="Home", exact=True).wait_for()
        await expect(page.locator("#finder-note")).not_to_be_visible()


async def test_without_scripts_the_button_leads_to_a_page(opening: Opening, backends: Backends, person: Person) -> None:
    await fill(backends, person, 12)
    async with opening(java_script_enabled=False) as window:
        await window.sign_in(person)
        page = window.page
        await page.get_by_role("link", name="Find and go").click()
        await page.locator("#q").fill("KILN")
        await page.get_by_role("button", name="Find").click()
        await page.get_by_role("link", name="Kiln Coffee Roasters").first.click()
        assert "/strategies/" in page.url


async def test_no_name_executes(opening: Opening, backends: Backends, person: Person) -> None:
    await fill(backends, person, len(HOSTILE_MARKUP), businesses=HOSTILE_MARKUP)
    async with opening() as window:
        await window.sign_in(person)
        page = window.page
        for text in HOSTILE_MARKUP[:12]:
            await page.keyboard.press("Control+k")
            await page.get_by_role("combobox").fill(text[:200])
            await page.locator("#finder-options[data-part] [role=option]").first.wait_for()
            await expect(page.locator("#finder-told")).not_to_be_empty()
            await page.keyboard.press("Escape")
        await window.go(f"{HOME}/find?q=%3C")
        assert await page.evaluate("window.pwned") is None
        await window.is_quiet()
