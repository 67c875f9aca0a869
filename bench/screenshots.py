"""Pictures of every screen, light, dark and on a phone, for docs/screenshots: `make screenshots`."""

import asyncio
import base64
import sys
from pathlib import Path
from typing import Any, Final

from deploy.local import browser as programs
from playwright.async_api import Browser, Page, async_playwright

# The pages are served the way the tests serve them.
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from browser.window import DESKTOP, PHONE, open_window
from integration.gateway.serving import serving
from support.backends import fresh_backends
from support.scene import Scene, make_scene
from support.visits import VISITS

FOLDER: Final = Path(__file__).resolve().parents[1] / "docs" / "screenshots"
_WINDOWS: Final[dict[str, dict[str, Any]]] = {
    "light": {"viewport": DESKTOP, "color_scheme": "light"},
    "dark": {"viewport": DESKTOP, "color_scheme": "dark"},
    "phone": {"viewport": PHONE, "device_scale_factor": 2},
}
# Of 100; letters stay sharp, and a picture has a tenth of the bytes of a PNG.
_QUALITY: Final = 80


async def main() -> None:
    """Make a workspace that has something to show, and look at it."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.webp"):
        old.unlink()
    found = programs.installed()
    assert found is not None
    async with fresh_backends() as backends, serving(backends) as served, async_playwright() as playwright:
        scene = await make_scene(backends)
        chromium = await playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for name, options in _WINDOWS.items():
            await _look(chromium, served.url, scene, name, options)
        await chromium.close()
    pictures = list(FOLDER.glob("*.webp"))
    print(f"{len(pictures)} pictures, {sum(each.stat().st_size for each in pictures) / 1e6:.1f} MB")


async def _look(chromium: Browser, url: str, scene: Scene, name: str, options: dict[str, Any]) -> None:
    async with open_window(chromium, url, options) as window:
        for signed_in in (False, True):
            if signed_in:
                await window.sign_in(scene.person)
            for visit in VISITS:
                if visit.picture and visit.signed_in is signed_in:
                    await window.go(visit.path(scene))
                    await window.page.evaluate("document.fonts.ready")
                    await _picture(window.page, f"{visit.picture}-{name}")


async def _picture(page: Page, name: str) -> None:
    # Its answers have no types.
    session: Any = await page.context.new_cdp_session(page)
    taken = await session.send("Page.captureScreenshot", {"format": "webp", "quality": _QUALITY})
    (FOLDER / f"{name}.webp").write_bytes(base64.b64decode(taken["data"]))
    await session.detach()
    print(f"docs/screenshots/{name}.webp", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
