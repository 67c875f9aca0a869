"""The page's own score is told before anybody waits for competitors, sources or other pages."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import web
from pydantic import JsonValue

from seo_worker.handlers import perform
from seo_worker.resources import Resources, open_resources
from seo_worker.settings import SEOSettings
from shared.ids import new_id
from shared.jobs.model import ClaimedJob
from support.control import NothingStored
from support.jobs import telemetry
from support.site import PAGE, Site, serving_page

pytestmark = pytest.mark.integration
_URLS = {"database_url": "postgresql://unused", "amqp_url": "amqp://unused"}
# A host of its own: two requests at a time is all that one host gets.
_HOST = "127.0.0.2"
_RIVAL = PAGE.replace("Boiler service in Leeds", "Boiler repair in Leeds").replace("</main>", "<h2>Prices</h2></main>")


@dataclass
class _Control(NothingStored):
    told: list[tuple[str, Any, Any]] = field(default_factory=list[tuple[str, Any, Any]])
    scored: asyncio.Event = field(default_factory=asyncio.Event)

    async def interim(self, event: str, data: Mapping[str, JsonValue], result: Mapping[str, JsonValue]) -> None:
        self.told.append((event, data, result))
        self.scored.set()

    def tell(self, event: str, data: Mapping[str, JsonValue]) -> None:
        self.told.append((event, data, None))

    @property
    def names(self) -> list[str]:
        return [name for name, _, _ in self.told]


@asynccontextmanager
async def _rivals(until: asyncio.Event) -> AsyncGenerator[Site, None]:
    """Serve competitors' pages that do not answer before the event."""

    async def page(request: web.Request) -> web.Response:
        await until.wait()
        own = f"<p>The engineers of firm {request.match_info['name']} come on Saturdays too.</p></main>"
        return web.Response(text=_RIVAL.replace("</main>", own), content_type="text/html")

    app = web.Application()
    app.add_routes([web.get("/{name:one|two}", page)])
    runner = web.AppRunner(app)
    await runner.setup()
    await (site := web.TCPSite(runner, _HOST, 0)).start()
    port = int(runner.addresses[0][1])
    try:
        yield Site(f"http://{_HOST}:{port}/", f"{_HOST}/32:{port}")
    finally:
        until.set()
        await site.stop()
        await runner.cleanup()


@asynccontextmanager
async def _worker(*sites: Site) -> AsyncGenerator[Resources, None]:
    settings = SEOSettings.model_validate(
        {**_URLS, "convex_seo_allowed_targets": ",".join(site.target for site in sites), "convex_seo_parsers": 2}
    )
    async with open_resources(settings, telemetry("seo-worker")) as opened:
        yield opened


def _job(site: Site, **changes: JsonValue) -> ClaimedJob:
    request = {"domain": site.url, "primaryKeyword": "boiler service in Leeds", **changes}
    return ClaimedJob(new_id(), new_id(), "seo", 1, 5, request, new_id(), datetime(2026, 11, 25, 9, tzinfo=UTC))


async def test_the_page_is_scored_before_a_competitor_has_answered() -> None:
    control = _Control()
    async with (
        serving_page() as site,
        _rivals(control.scored) as rivals,
        _worker(site, rivals) as at_work,
    ):
        job = _job(site, competitors=[f"{rivals.url}one", f"{rivals.url}two"])
        async with asyncio.timeout(20):
            result: Any = (await perform(job, control, at_work)).result

    assert control.names == ["page.scored", "page.compared"]
    (_, head, first), (_, compared, _) = control.told
    assert first["pending"] == head["pending"] == ["competitors"]
    assert first["competitorBenchmarks"] == [] == head["competitors"]
    assert _check(first, "C11")["status"] == "not_measured"
    assert _check(first, "C11")["evidence"] == ["The competitors' pages are still being read."]
    assert first["overallScore"] == head["overallScore"] is not None

    assert result["pending"] == compared["pending"] == []
    assert result["auditId"] == first["auditId"] == compared["auditId"]
    assert _check(result, "C12")["status"] != "not_measured"
    assert result["coverage"] > first["coverage"]
    assert [row["competitor"] for row in compared["competitors"]] == [f"{rivals.url}one", f"{rivals.url}two"]
    assert all(row["fetchedAt"] >= result["fetch"]["fetchedAt"][:10] for row in result["competitorBenchmarks"])


async def test_without_anything_to_wait_for_there_is_only_the_end() -> None:
    control = _Control()
    async with serving_page() as site, _worker(site) as at_work:
        result: Any = (await perform(_job(site), control, at_work)).result
    assert control.told == []
    assert result["pending"] == []


async def test_a_crawl_is_told_of_as_pending_and_the_comparison_comes_before_it() -> None:
    control = _Control()
    async with (
        serving_page() as site,
        _rivals(control.scored) as rivals,
        _worker(site, rivals) as at_work,
    ):
        job = _job(site, competitors=[f"{rivals.url}one"], maxPages=2)
        async with asyncio.timeout(20):
            result: Any = (await perform(job, control, at_work)).result
    assert control.names == ["page.scored", "page.compared"]
    assert [head["pending"] for _, head, _ in control.told] == [["competitors", "pages"], ["pages"]]
    assert control.told[1][2]["overallScore"] == result["overallScore"]
    assert "Up to 2 pages of the site are still to be visited." in control.told[1][2]["notes"]
    assert not [note for note in result["notes"] if "still" in note]


def _check(result: Any, check_id: str) -> Any:
    return next(metric for metric in result["topical"]["metrics"] if metric["id"] == check_id)
