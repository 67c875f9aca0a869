"""Every page there is, in light, dark and on a phone, in every language: quiet, in its width, and accessible."""

from typing import Any, Final

import pytest
from fastapi.routing import APIRoute
from playwright.async_api import StorageState

from browser.conftest import Opening
from browser.window import PHONE
from gateway.dashboard.routes.registry import ROUTERS
from support.people import Person
from support.scene import Scene
from support.visits import HOME, NO_PAGES, VISITS, Visit

pytestmark = pytest.mark.browser
_WINDOWS: Final[dict[str, dict[str, Any]]] = {
    "light": {"color_scheme": "light"},
    "dark in German": {"color_scheme": "dark", "locale": "de-DE"},
    "phone": {"viewport": PHONE, "color_scheme": "dark"},
    "phone in German": {"viewport": PHONE, "color_scheme": "light", "locale": "de-DE"},
}
# The narrowest that is asked of a page, and a window of 1280 points at 200 %.
_WIDTHS: Final = (320, 640, 1920)
_OPEN_ALL: Final = "document.querySelectorAll('main details').forEach(each => { each.open = true })"


def test_every_page_is_visited() -> None:
    routes = (route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute))
    served = {
        route.path.removeprefix(HOME)
        for route in routes
        if "GET" in (route.methods or ()) and route.path.startswith(HOME)
    }
    assert served - {visit.route for visit in VISITS} == NO_PAGES.keys()
    assert {visit.route for visit in VISITS} <= served


@pytest.mark.parametrize("options", _WINDOWS.values(), ids=_WINDOWS)
@pytest.mark.parametrize("visit", VISITS, ids=str)
async def test_a_page_is_quiet_fits_and_is_accessible(
    opening: Opening, scene: Scene, signed_in: StorageState, visit: Visit, options: dict[str, Any]
) -> None:
    begun = options | ({"storage_state": signed_in} if visit.signed_in else {})
    async with opening(**begun) as window:
        assert await window.go(visit.path(scene)) == 200
        assert await window.page.locator("html").get_attribute("lang") == options.get("locale", "en")[:2]
        await window.page.evaluate(_OPEN_ALL)
        await window.fits()
        # What axe puts into the page must not be taken for the page's own.
        await window.is_quiet()
        await window.is_accessible()
        await window.page.locator("main").first.wait_for()
        for width in _WIDTHS:
            await window.page.set_viewport_size({"width": width, "height": 800})
            await window.fits()
        assert window.complaints == []


async def test_an_empty_workspace_is_quiet_fits_and_is_accessible(opening: Opening, person: Person) -> None:
    async with opening(viewport=PHONE) as window:
        await window.sign_in(person)
        for visit in VISITS:
            if "{" not in visit.pattern and visit.signed_in:
                assert await window.go(visit.pattern) == 200
                await window.fits()
                await window.is_quiet()
                await window.is_accessible()
                window.complaints.clear()


async def test_a_problem_is_accessible(opening: Opening, person: Person) -> None:
    async with opening(viewport=PHONE) as window:
        await window.sign_in(person)
        assert await window.go(f"{HOME}/nothing") == 404
        await window.fits()
        await window.is_accessible()
