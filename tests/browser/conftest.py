"""One Chromium and one gateway for this folder; each test has a window and people of its own."""

from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from deploy.local import browser as programs
from playwright.async_api import Browser, StorageState, async_playwright

from browser.stack import Stack, standing
from browser.window import Window, open_window
from integration.gateway.serving import Served, serving
from support.backends import Backends, fresh_backends
from support.people import Person, create_person
from support.scene import Scene, make_scene

Opening = Callable[..., AbstractAsyncContextManager[Window]]


@pytest.fixture(scope="session")
async def backends() -> AsyncGenerator[Backends, None]:
    """Give this folder one migrated database."""
    async with fresh_backends() as fresh:
        yield fresh


@pytest.fixture(scope="session")
async def served(backends: Backends) -> AsyncGenerator[Served, None]:
    """Serve without a broker."""
    async with serving(backends, convex_login_rate_per_minute=1000) as running:
        yield running


@pytest.fixture(scope="session")
async def chromium() -> AsyncGenerator[Browser, None]:
    """Start Debian's Chromium once."""
    found = programs.installed()
    assert found is not None, "There is no Chromium; `make test` installs it."
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        await browser.close()


@pytest.fixture(scope="session")
async def scene(backends: Backends) -> Scene:
    """Make a workspace that has everything; tests that share it change nothing."""
    return await make_scene(backends)


@pytest.fixture(scope="session")
async def signed_in(chromium: Browser, served: Served, scene: Scene) -> StorageState:
    """Return what a browser keeps of the scene's person being signed in, for windows to begin with."""
    async with open_window(chromium, served.url, {}) as window:
        await window.sign_in(scene.person)
        return await window.page.context.storage_state()


@pytest.fixture
async def person(backends: Backends) -> Person:
    """Return somebody with a password and a workspace."""
    return await create_person(backends)


@pytest.fixture
def opening(chromium: Browser, served: Served) -> Opening:
    """Return what opens a window; its arguments are Playwright's for a context."""

    @asynccontextmanager
    async def opened(**options: object) -> AsyncGenerator[Window, None]:
        async with open_window(chromium, served.url, options) as window:
            yield window

    return opened


@pytest.fixture(scope="session")
async def stack(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Stack, None]:
    """Start the whole system once, for tests in which real workers work."""
    async with standing(tmp_path_factory.mktemp("stack")) as made:
        yield made


@pytest.fixture
async def member(stack: Stack) -> Person:
    """Return somebody with a password and a workspace in the whole system."""
    return await create_person(stack.backends)


@pytest.fixture
def looking(chromium: Browser, stack: Stack) -> Opening:
    """Return what opens a window on the whole system; `url` is another way to its gateway."""

    @asynccontextmanager
    async def opened(*, url: str = "", **options: object) -> AsyncGenerator[Window, None]:
        async with open_window(chromium, url or stack.url, options) as window:
            yield window

    return opened
