"""Pictures of every screen, light, dark and on a phone, for docs/screenshots: `make screenshots`."""

import asyncio
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from deploy.local import browser as programs
from playwright.async_api import Browser, Page, async_playwright

# The pages are served the way the tests serve them.
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from integration.gateway.serving import serving
from support.backends import Backends, fresh_backends
from support.people import PASSWORD, Person, create_person, fill, insert_job, join

FOLDER: Final = Path(__file__).resolve().parents[1] / "docs" / "screenshots"
_HOME: Final = "/dashboard/convex"
# By the name of the picture; what is listed first is shown without a session.
_OPEN: Final = {"sign-in": f"{_HOME}/sign-in"}
_SCREENS: Final = {"home": _HOME, "account": f"{_HOME}/account"}
_DESKTOP: Final = {"width": 1280, "height": 860}
_WINDOWS: Final[dict[str, dict[str, Any]]] = {
    "light": {"viewport": _DESKTOP, "color_scheme": "light"},
    "dark": {"viewport": _DESKTOP, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2},
}


async def main() -> None:
    """Make a workspace that has something to show, and look at it."""
    FOLDER.mkdir(exist_ok=True)
    found = programs.installed()
    assert found is not None
    async with fresh_backends() as backends, serving(backends) as served, async_playwright() as playwright:
        person = await _person(backends)
        chromium = await playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for name, options in _WINDOWS.items():
            await _look(chromium, served.url, person, name, options)
        await chromium.close()


async def _person(backends: Backends) -> Person:
    person = await create_person(backends)
    await fill(backends, person, 240)
    await join(backends, person, "Alder & Finch Dental")
    await insert_job(backends, person, "strategy", "running", progress=62, age=timedelta(seconds=9))
    await insert_job(backends, person, "seo", "queued", age=timedelta(seconds=4))
    await insert_job(backends, person, "roadmap", "succeeded", age=timedelta(hours=3))
    await insert_job(backends, person, "seo", "failed", age=timedelta(days=1))
    return person


async def _look(chromium: Browser, url: str, person: Person, window: str, options: dict[str, Any]) -> None:
    context = await chromium.new_context(locale="en-US", **options)
    page = await context.new_page()
    for name, path in _OPEN.items():
        await _picture(page, url + path, f"{name}-{window}")
    await page.get_by_label("E-mail").fill(person.email)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Sign in", exact=True).click()
    await page.wait_for_url(f"**{_HOME}")
    for name, path in _SCREENS.items():
        await _picture(page, url + path, f"{name}-{window}")
    await context.close()


async def _picture(page: Page, url: str, name: str) -> None:
    await page.goto(url, wait_until="networkidle")
    await page.screenshot(path=FOLDER / f"{name}.png")
    print(f"docs/screenshots/{name}.png")


if __name__ == "__main__":
    asyncio.run(main())
