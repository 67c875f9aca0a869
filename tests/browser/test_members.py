"""Members and API keys in a real browser."""

import re

import pytest
from playwright.async_api import expect

from browser.conftest import Opening
from browser.window import HOME, PHONE
from support.backends import Backends
from support.hostile_markup import HOSTILE_MARKUP
from support.people import Person, add_strangers, create_person, join_workspace

pytestmark = pytest.mark.browser
MEMBERS = f"{HOME}/workspace/members"
KEYS = f"{HOME}/workspace/keys"
_WINDOWS = [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"viewport": PHONE, "locale": "de-DE"}]


@pytest.mark.parametrize("options", _WINDOWS, ids=["light", "dark", "phone in German"])
async def test_the_pages_are_accessible_quiet_and_fit(
    opening: Opening, backends: Backends, person: Person, options: dict[str, object]
) -> None:
    grace = await create_person(backends, name="Grace Hopper")
    await join_workspace(backends, grace, person.tenant.workspace_id, "editor")
    await add_strangers(backends, person.tenant.workspace_id, 1)
    for policy in (True, False):
        async with opening(**options, bypass_csp=policy) as window:
            page = window.page
            await window.sign_in(person, KEYS)
            await page.locator("input[name=name]").fill("Nightly report")
            await page.locator(".line-form button").click()
            await page.locator("#key").wait_for()
            for path in (None, MEMBERS, f"{MEMBERS}/{grace.tenant.user_id}/removal", KEYS, f"{HOME}/account"):
                if path is not None:
                    assert await window.go(path) == 200
                await window.fits()
                if policy:
                    await window.is_accessible()
                else:
                    await window.is_quiet()


@pytest.mark.parametrize("has_script", [True, False], ids=["with scripts", "without"])
async def test_a_member_comes_and_goes_by_keyboard(
    opening: Opening, backends: Backends, person: Person, *, has_script: bool
) -> None:
    grace = await create_person(backends, name="Grace Hopper")
    async with opening(java_script_enabled=has_script) as window:
        await window.sign_in(person, MEMBERS)
        page = window.page
        await page.get_by_label("E-mail or user id").focus()
        await page.keyboard.type(grace.email)
        await page.keyboard.press("Tab")
        await page.keyboard.type("Editor")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await page.get_by_text("The member was added.").wait_for()
        await expect(page.get_by_label("Role of Grace Hopper")).to_have_value("editor")
        await page.get_by_label("Role of Grace Hopper").select_option("viewer")
        await page.get_by_role("button", name="Save the role of Grace Hopper").press("Enter")
        await page.get_by_text("The role was changed.").wait_for()
        await page.get_by_role("link", name="Remove Grace Hopper").press("Enter")
        await page.get_by_role("button", name="Remove").press("Enter")
        await page.get_by_text("The member was removed.").wait_for()
        assert await page.get_by_text("Grace Hopper").count() == 0


async def test_a_key_is_copied_and_gone_with_its_page(opening: Opening, person: Person) -> None:
    async with opening(permissions=["clipboard-read", "clipboard-write"]) as window:
        await window.sign_in(person, KEYS)
        page = window.page
        await page.get_by_label("Name").fill("Nightly report")
        await page.get_by_role("button", name="Make the key").click()
        key = await page.get_by_label("Key", exact=True).input_value()
        assert re.fullmatch(r"cvx_[\w-]{43}", key)
        await page.get_by_role("button", name="Copy").click()
        await page.get_by_text("Copied").wait_for()
        assert await page.evaluate("navigator.clipboard.readText()") == key
        assert key not in page.url
        await window.is_quiet()
        await page.get_by_role("link", name="To all keys").click()
        await page.get_by_text(key[:10]).wait_for()
        assert key not in await page.content()
        await page.go_back()
        assert key not in await page.content()


async def test_a_key_is_made_without_scripts(opening: Opening, person: Person) -> None:
    async with opening(java_script_enabled=False) as window:
        await window.sign_in(person, KEYS)
        page = window.page
        await page.get_by_label("Name").fill("Nightly report")
        await page.get_by_role("button", name="Make the key").click()
        assert (await page.get_by_label("Key", exact=True).input_value()).startswith("cvx_")
        assert not await page.locator("button[data-copies]").is_visible()
        await page.get_by_role("link", name="To all keys").click()
        await page.get_by_role("link", name="Revoke Nightly report").click()
        await page.get_by_role("button", name="Revoke").click()
        await page.get_by_text("The key was revoked").wait_for()


async def test_no_name_executes(opening: Opening, backends: Backends, person: Person) -> None:
    for text in HOSTILE_MARKUP[:10]:
        hostile = await create_person(backends, name=text)
        await join_workspace(backends, hostile, person.tenant.workspace_id, "viewer")
    async with opening() as window:
        await window.sign_in(person, KEYS)
        for text in HOSTILE_MARKUP:
            await window.go(KEYS)
            await window.page.get_by_label("Name").fill(text)
            await window.page.get_by_role("button", name="Make the key").click()
            await window.page.locator("#key").wait_for()
        for path in (KEYS, MEMBERS):
            await window.go(path)
            assert await window.page.locator("tbody tr").count() > 9
            assert await window.page.evaluate("window.pwned") is None
            await window.is_quiet()
