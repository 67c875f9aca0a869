"""What somebody else wrote stays text in a real browser: stored, live, and in the address."""

from urllib.parse import quote

import pytest
from playwright.async_api import Browser

from browser.conftest import Opening
from browser.window import HOME, Window, open_window
from integration.gateway.serving import serving
from support.backends import Backends, fresh_backends
from support.hostile_markup import HOSTILE_MARKUP
from support.hostile_scene import make_hostile_scene
from support.people import Person, create_person, fill
from support.visits import VISITS
from support.whole_strategies import insert_told_job, tell_of

pytestmark = pytest.mark.browser
# As many as the home page shows strategies.
_SHOWN = 8
_FOREIGN = "main img, main iframe, main style, main script, main b, main object, main video, main base, main meta"
_ADDRESSES = (
    "/strategies?q=",
    "/strategies?framework=",
    "/strategies?minScore=",
    "/strategies?cursor=",
    "/audits?host=",
    "/audits/new?primaryKeyword=x&domain=",
    "/audits/compare?from=",
    "/find?q=",
    "/roadmaps/new/",
    "/strategies/",
    "/sign-in?next=",
    "?lang=",
    "?theme=",
    "?workspace=",
    "/",
)


async def _is_untouched(window: Window) -> None:
    assert await window.page.evaluate("window.pwned") is None, window.page.url
    assert await window.page.locator(_FOREIGN).count() == 0, window.page.url
    assert await window.page.evaluate("window.violations") == [], window.page.url


@pytest.mark.parametrize("first", range(0, len(HOSTILE_MARKUP), _SHOWN))
async def test_no_words_of_others_execute(opening: Opening, backends: Backends, first: int) -> None:
    shown = HOSTILE_MARKUP[first : first + _SHOWN]
    person = await create_person(backends, name=shown[0], workspace=shown[1])
    await fill(backends, person, _SHOWN, businesses=shown)
    async with opening() as window:
        await window.sign_in(person)
        businesses = await window.page.locator("#strategies .title").all_text_contents()
        assert sorted(businesses) == sorted(shown)
        assert shown[1] == await window.page.locator(".page-title .muted").text_content()
        await _is_untouched(window)
        await window.is_quiet()


@pytest.mark.parametrize("first", range(0, len(HOSTILE_MARKUP), _SHOWN))
async def test_no_page_takes_them_for_markup(chromium: Browser, first: int) -> None:
    texts = HOSTILE_MARKUP[first : first + _SHOWN]
    async with fresh_backends() as own, serving(own) as served:
        scene = await make_hostile_scene(own, texts)
        async with open_window(chromium, served.url, {}) as window:
            await window.sign_in(scene.person)
            for visit in VISITS:
                if visit.signed_in:
                    assert await window.go(visit.path(scene)) == 200, visit
                    await _is_untouched(window)
            await window.is_quiet()


async def test_nor_does_a_page_that_is_open(opening: Opening, backends: Backends, person: Person) -> None:
    job_id = await insert_told_job(backends, person, "running", stage="writing")
    async with opening() as window:
        await window.sign_in(person, f"{HOME}/jobs/{job_id}")
        for number, text in enumerate(HOSTILE_MARKUP):
            section = {"id": f"x{number}", "title": f"{number} {text}", "body": text, "source": "edited"}
            await tell_of(backends, person, job_id, ("section.completed", section))
        await window.page.locator("h3", has_text=HOSTILE_MARKUP[-2]).wait_for()
        assert await window.page.locator("h3").count() >= len(HOSTILE_MARKUP)
        await _is_untouched(window)
        await window.is_quiet()


@pytest.mark.parametrize("address", _ADDRESSES)
async def test_nor_does_an_address(opening: Opening, person: Person, address: str) -> None:
    async with opening() as window:
        await window.sign_in(person)
        for first in range(0, len(HOSTILE_MARKUP), _SHOWN):
            text = "".join(HOSTILE_MARKUP[first : first + _SHOWN])
            assert await window.go(f"{HOME}{address}{quote(text, safe='')}") < 500
            await _is_untouched(window)
