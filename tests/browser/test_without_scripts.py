"""Every form works without a script, and every change that a page can make has one."""

import re
from typing import Final

import pytest
from fastapi.routing import APIRoute

from browser.conftest import Opening
from browser.window import Window
from gateway.dashboard.routes.registry import ROUTERS
from support.backends import Backends
from support.scene import Scene, make_scene
from support.visits import HOME, VISITS

pytestmark = pytest.mark.browser
_POSTED: Final = {
    route.path: re.compile(re.sub(r"\{\w+\}", "[^/]+", route.path) + r"(\?.*)?$")
    for router in ROUTERS
    for route in router.routes
    if isinstance(route, APIRoute) and "POST" in (route.methods or ())
}
# Sent last: other forms are about what these take away.
_TAKE_AWAY: Final = ("/delete", "/removal", "/revocation", "/cancel")
# Shown when something has just happened, which its own tests do.
_AFTERWARDS: Final = {
    f"{HOME}/strategies/{{strategy_id}}/undelete",
    f"{HOME}/strategies/{{strategy_id}}/versions/{{number}}/restore",
}


@pytest.fixture
async def own(backends: Backends) -> Scene:
    """Make a workspace to change."""
    return await make_scene(backends, strategies=3)


async def test_every_change_has_a_form_that_answers_with_a_page(opening: Opening, own: Scene) -> None:
    sent: set[str] = set()
    async with opening(java_script_enabled=False) as window:
        await window.sign_in(own.person)
        for takes_away in (False, True):
            for visit in VISITS:
                if visit.signed_in:
                    await _send_new_forms(window, visit.path(own), sent, takes_away=takes_away)
    assert _POSTED.keys() - sent - {f"{HOME}/sign-in", f"{HOME}/sign-out"} - _AFTERWARDS == set()


async def _send_new_forms(window: Window, path: str, sent: set[str], *, takes_away: bool) -> None:
    """Send each form of a page whose route none was sent to yet, as it stands; what is said to it is not the point."""
    page = window.page
    await window.go(path)
    actions = await page.locator("form[method=post]").evaluate_all(
        "all => all.map(form => form.getAttribute('action'))"
    )
    for number, action in enumerate(actions):
        route = next(path for path, pattern in _POSTED.items() if pattern.fullmatch(action))
        if route in sent or route.endswith("/sign-out") or route.endswith(_TAKE_AWAY) is not takes_away:
            continue
        sent.add(route)
        await window.go(path)
        async with page.expect_navigation():
            form = page.locator("form[method=post]").nth(number)
            await form.evaluate("form => HTMLFormElement.prototype.submit.call(form)")
        assert await page.locator("main h1").count() == 1, route
        assert await page.get_by_text("Something went wrong on our side").count() == 0, route
