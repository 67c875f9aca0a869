"""Asks for one address of a site; a redirect is not followed here, because its target has to wait for its own turn."""

import asyncio
from dataclasses import dataclass, replace
from typing import Final

from seo_worker.checks.rules import Ruleset
from seo_worker.evidence import FetchedPage, SiteEvidence
from seo_worker.fetch.client import PAGE_LIMITS
from seo_worker.gather_page import Scout, described
from seo_worker.site.addresses import Home
from seo_worker.site.model import Visit
from seo_worker.site.pace import Pace
from seo_worker.site.reading import read_visit

_ONE_HOP: Final = replace(PAGE_LIMITS, max_redirects=0)
_REDIRECTED: Final = frozenset({"too_many_redirects", "redirect_loop"})


@dataclass(frozen=True, slots=True)
class Visitor:
    """What visits are made with; `until` is the moment of the event loop's clock when the crawl has to end."""

    site: SiteEvidence
    home: Home
    scout: Scout
    ruleset: Ruleset
    pace: Pace
    until: float

    async def visit(self, url: str) -> Visit | None:
        """Wait for a turn, ask for the address and read what comes; None when time is up before that is done."""
        try:
            async with asyncio.timeout_at(self.until):
                await self.pace.turn()
                return await self._look(url)
        except TimeoutError:
            return None

    async def _look(self, url: str) -> Visit:
        got = await self.scout.fetcher.get(url, _ONE_HOP, permission=self.scout.robots.permit)
        target = _redirect(got.fetch)
        if target is not None:
            return Visit(url, got.fetch.hops[-1].status, "skipped", redirects_to=self.home.address(target) or target)
        evidence = await described(url, got, self.scout)
        return await asyncio.to_thread(read_visit, url, evidence, self.site, self.ruleset)


def _redirect(fetch: FetchedPage) -> str | None:
    told = fetch.error is not None and fetch.error.code in _REDIRECTED and fetch.hops
    return fetch.hops[-1].location if told else None
