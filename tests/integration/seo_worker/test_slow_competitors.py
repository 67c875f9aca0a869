"""Many audits at once, all with competitors that do not answer: nobody's own page waits for them."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import web

from seo_worker.handlers import perform
from seo_worker.resources import open_resources
from seo_worker.settings import SEOSettings
from shared.ids import new_id
from shared.jobs.model import ClaimedJob
from support.control import NothingStored
from support.jobs import telemetry
from support.site import Site, serving_page

pytestmark = pytest.mark.integration
_URLS = {"database_url": "postgresql://unused", "amqp_url": "amqp://unused"}
# As many as a worker has in hand, with as many competitors as one may name, each a host of its own.
_AUDITS = 8
_RIVALS = 5


@asynccontextmanager
async def _silent(until: asyncio.Event) -> AsyncGenerator[list[Site], None]:
    """Serve hosts that answer nothing before the event."""

    async def page(_request: web.Request) -> web.Response:
        await until.wait()
        return web.Response(status=404)

    app = web.Application()
    app.add_routes([web.get("/{path:.*}", page)])
    async with AsyncExitStack() as stack:
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        stack.callback(until.set)
        for number in range(_AUDITS * _RIVALS):
            await web.TCPSite(runner, f"127.0.1.{number + 1}", 0).start()
        yield [Site(f"http://{host}:{port}/", f"{host}/32:{port}") for host, port in runner.addresses]


def _job(site: Site, rivals: list[Site]) -> ClaimedJob:
    request: Any = {"domain": site.url, "primaryKeyword": "boiler service"}
    if rivals:
        request["competitors"] = [rival.url for rival in rivals]
    return ClaimedJob(new_id(), new_id(), "seo", 1, 5, request, new_id(), datetime(2026, 11, 26, tzinfo=UTC))


async def test_a_page_does_not_wait_for_the_competitors_of_others() -> None:
    until = asyncio.Event()
    async with AsyncExitStack() as stack:
        site = await stack.enter_async_context(serving_page())
        # One that nobody has an open connection to.
        other = await stack.enter_async_context(serving_page())
        rivals = await stack.enter_async_context(_silent(until))
        targets = ",".join(each.target for each in (site, other, *rivals))
        settings = SEOSettings.model_validate({**_URLS, "convex_seo_allowed_targets": targets, "convex_seo_parsers": 1})
        resources = await stack.enter_async_context(open_resources(settings, telemetry("seo-worker")))
        group = await stack.enter_async_context(asyncio.TaskGroup())
        slow = [
            group.create_task(perform(_job(site, rivals[n * _RIVALS : (n + 1) * _RIVALS]), NothingStored(), resources))
            for n in range(_AUDITS)
        ]
        await asyncio.sleep(0.2)
        async with asyncio.timeout(2):
            alone = await perform(_job(other, []), NothingStored(), resources)
        until.set()
        compared: list[Any] = [(await task).result for task in slow]
    assert alone.result["overallScore"] is not None
    assert [sum("status 404" in note for note in result["notes"]) for result in compared] == [_RIVALS] * _AUDITS
