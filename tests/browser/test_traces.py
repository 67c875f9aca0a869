"""The viewer of traces in light, dark and on a phone: quiet, in its width and accessible, whatever spans are called."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any, Final

import pytest
import uvicorn
from deploy.local.traces.app import traces_app
from deploy.local.traces.spans import ReceivedSpan
from deploy.local.traces.store import SpanStore
from playwright.async_api import Browser

from browser.window import PHONE, open_window
from shared.worker.health import QuietServer

pytestmark = pytest.mark.browser
_TRACE: Final = "0af7651916cd43dd8448eb211c80319c"
_WINDOWS: Final[dict[str, dict[str, Any]]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": PHONE, "color_scheme": "light"},
    "phone in the dark": {"viewport": PHONE, "color_scheme": "dark"},
}
_PAGES: Final = {
    "the newest": ("/", 200),
    "those with errors": ("/?errors=1&q=strategy", 200),
    "none found": ("/?q=elsewhere", 200),
    "a trace": (f"/traces/{_TRACE}", 200),
    "no trace": ("/traces/none", 404),
}
# Each of the tones, and names without a place to break.
_SERVICES: Final = ("gateway", "strategy-worker", "seo-worker", "roadmap-worker", "stats-aggregator", "x" * 60)
_OPEN_ALL: Final = "document.querySelectorAll('details').forEach(each => { each.open = true })"


def _spans() -> list[ReceivedSpan]:
    """Return a trace in which each service calls the next, to a depth that phones have no room for."""
    calls = range(14)
    return [
        ReceivedSpan(
            _SERVICES[number % len(_SERVICES)],
            f"POST /api/convex/generate-strategy/{'y' * 9 * number}",
            "server",
            _TRACE,
            f"{number:016x}",
            f"{number - 1:016x}" if number else "",
            {"db.query.text": "SELECT " + "z" * 200, "server.address": "127.0.0.1"},
            1_795_000_000_000_000_000 + number * 1_000_000,
            1_795_000_001_000_000_000 - number * 1_000_000,
            "ValueError: broken" if number % 3 else "",
        )
        for number in calls
    ]


@pytest.fixture(scope="module")
async def viewer() -> AsyncGenerator[str, None]:
    """Serve one trace; return the address."""
    store = SpanStore(":memory:")
    store.add(_spans())
    server = QuietServer(uvicorn.Config(traces_app(store), port=0, lifespan="off", log_config=None, access_log=False))
    running = asyncio.create_task(server.serve())
    async with asyncio.timeout(10):
        while not server.started:
            await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    await running


@pytest.mark.parametrize("options", _WINDOWS.values(), ids=_WINDOWS)
@pytest.mark.parametrize(("path", "status"), _PAGES.values(), ids=_PAGES)
async def test_a_page_is_quiet_fits_and_is_accessible(
    chromium: Browser, viewer: str, path: str, status: int, options: dict[str, Any]
) -> None:
    async with open_window(chromium, viewer, options) as window:
        assert await window.go(path) == status
        await window.page.evaluate(_OPEN_ALL)
        await window.fits()
        # What the browser says of a status is no fault of the page.
        told = [each for each in window.complaints if "404" not in each]
        assert (told, await window.page.evaluate("window.violations")) == ([], [])
        await window.is_accessible()
        for width in (320, 640, 1920):
            await window.page.set_viewport_size({"width": width, "height": 800})
            await window.fits()
