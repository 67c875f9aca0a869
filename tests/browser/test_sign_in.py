"""Signing in, with a script and without one."""

import pytest

from browser.conftest import Opening
from browser.window import HOME
from support.people import Person

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("has_script", [True, False])
async def test_one_signs_in_and_comes_back_to_where_one_wanted_to_go(
    opening: Opening, person: Person, *, has_script: bool
) -> None:
    async with opening(java_script_enabled=has_script) as window:
        await window.sign_in(person, f"{HOME}/account")
        assert window.page.url == f"{window.url}{HOME}/account"
        assert await window.page.locator("h1").inner_text() == "Account"
        await window.page.get_by_role("button", name="Sign out").first.click()
        await window.page.wait_for_url("**/sign-in")
        assert await window.go() == 200
        assert window.page.url.endswith("/sign-in")


async def test_a_mistake_keeps_the_address_and_puts_the_cursor_where_it_was(opening: Opening, person: Person) -> None:
    async with opening() as window:
        await window.go(f"{HOME}/sign-in")
        await window.page.get_by_label("E-mail").fill(person.email)
        await window.page.get_by_label("Password").fill("wrong")
        await window.page.get_by_role("button", name="Sign in", exact=True).click()
        field = window.page.get_by_label("Password")
        await field.wait_for()
        assert await window.page.get_by_label("E-mail").input_value() == person.email
        assert await field.evaluate("field => document.activeElement === field")
        assert "no account" in await window.page.locator("#password-error").inner_text()
        await window.is_accessible()


async def test_keys_alone_are_enough(opening: Opening, person: Person) -> None:
    async with opening() as window:
        await window.go(f"{HOME}/sign-in")
        await window.page.keyboard.type(person.email)
        await window.page.keyboard.press("Tab")
        await window.page.keyboard.type("correct horse battery")
        await window.page.keyboard.press("Enter")
        await window.page.wait_for_url(f"**{HOME}")
        await window.page.keyboard.press("Tab")
        focused = window.page.locator(":focus")
        assert await focused.inner_text() == "Skip to content"
        await window.page.keyboard.press("Enter")
        assert await window.page.evaluate("document.activeElement.id") == "main"
        await window.is_quiet()
