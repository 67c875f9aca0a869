"""A browser's window that remembers everything it complained about."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, ConsoleMessage, Page

from support.people import PASSWORD, Person

HOME = "/dashboard/convex"
DESKTOP = {"width": 1280, "height": 860}
PHONE = {"width": 390, "height": 844}
_NOTE_VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation", event => {
  window.violations.push(event.violatedDirective + " " + event.blockedURI);
});
"""


@dataclass(slots=True)
class Window:
    """A page, the address of the gateway, and what the browser said while the page was shown."""

    page: Page
    url: str
    complaints: list[str] = field(default_factory=list[str])

    async def go(self, path: str = HOME) -> int:
        """Go to a page and return its status."""
        answer = await self.page.goto(self.url + path)
        assert answer is not None
        return answer.status

    async def sign_in(self, person: Person, path: str = HOME) -> None:
        """Ask for a page and sign in on the way to it."""
        await self.go(path)
        await self.sign_in_here(person)

    async def sign_in_here(self, person: Person) -> None:
        """Fill in the form that the page shows."""
        await self.page.get_by_label("E-Mail", exact=False).fill(person.email)
        await self.page.get_by_label("Passwor").fill(PASSWORD)
        await self.page.locator("button[type=submit]").first.click()
        await self.page.wait_for_url(lambda url: "/sign-in" not in url)

    async def is_quiet(self) -> None:
        """Fail when the browser had anything to say, or anything was kept from the page by its policy."""
        assert await self.page.evaluate("window.violations") == []
        assert self.complaints == []

    async def is_accessible(self) -> None:
        """Fail when axe finds anything."""
        found = await Axe().run(self.page)  # pyright: ignore[reportUnknownMemberType] - its arguments have types only in part
        assert found.violations_count == 0, found.generate_report()

    async def fits(self) -> None:
        """Fail when one has to scroll sideways."""
        assert await self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@asynccontextmanager
async def open_window(browser: Browser, url: str, options: Mapping[str, Any]) -> AsyncGenerator[Window, None]:
    """Open a window and close it afterwards."""
    usual: dict[str, Any] = {"viewport": DESKTOP, "locale": "en-US"}
    context = await browser.new_context(**(usual | dict(options)))
    await context.add_init_script(_NOTE_VIOLATIONS)
    window = Window(await context.new_page(), url)

    def note(message: ConsoleMessage) -> None:
        window.complaints.append(f"{message.type}: {message.text}")

    window.page.on("console", note)
    window.page.on("pageerror", lambda error: window.complaints.append(str(error)))
    try:
        yield window
    finally:
        await context.close()
