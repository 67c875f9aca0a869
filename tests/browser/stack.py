"""The system as its processes, for pages that follow real work: gateway with dispatcher, and all three workers."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from playwright.async_api import Page

from browser.window import HOME, Window
from support.backends import Backends, fresh_backends
from support.messages_api import FakeMessagesApi, fake_messages_api
from support.people import Person
from support.services import Running, Service, running
from support.site import Site, serving_page
from support.world import MODEL_KEY

_NAMES: Final = ("gateway", "strategy-worker", "seo-worker", "roadmap-worker")
# Long enough for the page's own score to be seen before a competitor has answered.
_RIVAL_S: Final = 6.0
_PATIENCE_MS: Final = 90_000
_WATCH: Final = """
() => {
  const seen = {stages: [], unfinished: 0, titles: [], double: false}
  new MutationObserver(() => {
    const current = document.querySelector(".stages .current")?.textContent.trim()
    if (current && seen.stages.at(-1) !== current) seen.stages.push(current)
    const titles = [...document.querySelectorAll("#job-sections h3")].map(each => each.textContent)
    seen.unfinished += document.querySelectorAll("#job-sections .unfinished").length
    if (titles.length) seen.titles = titles
    seen.double ||= new Set(titles).size < titles.length
    sessionStorage.setItem("seen", JSON.stringify(seen))
  }).observe(document.getElementById("job"), {subtree: true, childList: true, attributes: true, characterData: true})
}
"""


@dataclass(frozen=True, slots=True)
class Stack:
    """Processes, a model that takes some seconds for a document, and two sites to audit, the second a slow one."""

    system: Running
    backends: Backends
    fake: FakeMessagesApi
    site: Site
    rival: Site

    @property
    def url(self) -> str:
        """Return where the pages are."""
        return self.system.gateway.url

    @property
    def writer(self) -> Service:
        """Return the worker that writes strategies."""
        return self.system.services["strategy-worker"]


@asynccontextmanager
async def standing(logs: Path) -> AsyncGenerator[Stack, None]:
    """Start everything; a job whose worker died is taken up by the next after three seconds."""
    async with (
        fresh_backends() as backends,
        serving_page() as site,
        serving_page(delay_s=_RIVAL_S) as rival,
        fake_messages_api(keys=[MODEL_KEY], ttft_s=0.3, tokens_per_s=700) as fake,
    ):
        extra = {
            "ANTHROPIC_API_KEY": MODEL_KEY,
            "ANTHROPIC_BASE_URL": fake.url,
            "CONVEX_SEO_ALLOWED_TARGETS": f"{site.target},{rival.target}",
            "CONVEX_LEASE_S": "3",
        }
        async with running(backends, logs, names=_NAMES, extra=extra) as system:
            yield Stack(system, backends, fake, site, rival)


async def ask_for_strategy(window: Window, engine: str) -> None:
    """Fill in the form of a brief and send it; the page is then the job's."""
    page = window.page
    await window.go(f"{HOME}/strategies/new")
    await page.get_by_label("Business", exact=True).fill("Kiln & Co")
    await page.get_by_label("Industry").fill("Coffee roaster")
    await page.get_by_label("Audience").fill("People who brew at home")
    await page.get_by_label("Desired outcome").fill("300 subscribers by June")
    await page.get_by_label("Brand positioning").check()
    await page.locator(f"input[name=engine][value={engine}]").check()
    await page.get_by_role("button", name="Make the strategy").click()


async def watch(page: Page) -> None:
    """Let a job's page note what it shows, because it leaves for the result when all is done; see `seen`."""
    await page.evaluate(_WATCH)


async def seen(page: Page) -> dict[str, Any]:
    """Return what the page of a job has shown since `watch`, also when it has gone on since."""
    return await page.evaluate("JSON.parse(sessionStorage.getItem('seen'))")


async def has_shown_all_once(page: Page, stack: Stack, member: Person) -> None:
    """Look, on the page of a strategy, whether its job's page had all its sections in the end, and none ever twice."""
    told = await seen(page)
    strategy_id = page.url.partition("#")[0].rpartition("/")[2]
    async with member.tenant.client(stack.url) as client:
        made = (await client.get(f"/api/convex/strategies/{strategy_id}")).json()
    assert sorted(told["titles"]) == sorted(section["title"] for section in made["sections"])
    assert not told["double"]


async def is_at_result(page: Page, folder: str) -> None:
    """Wait until the page has led to the result, and look whether its heading has the focus."""
    await page.wait_for_url(f"**/{folder}/*#heading", timeout=_PATIENCE_MS)
    assert await page.evaluate("document.activeElement === document.querySelector('h1')")
