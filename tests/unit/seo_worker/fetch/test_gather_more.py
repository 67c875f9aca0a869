"""What a look at a site adds to the page itself: competitors, samples, and its limits in time."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest

from seo_sites import OpenFetcher, Serve, site
from seo_worker.gather import GatherLimits, Subject, gather
from seo_worker.page.pool import ParserPool

AS_OF = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


async def test_hostile_html_is_degraded_and_the_rest_is_still_gathered(
    serve: Serve, open_fetcher: OpenFetcher, pool: ParserPool
) -> None:
    port = await serve(site("<div>" * 40_000).answer)
    seen = await gather(Subject(f"http://127.0.0.1:{port}/page"), await open_fetcher(port), pool, as_of=AS_OF)
    assert (seen.parse.status, seen.parse.reason, seen.parse.tripped) == ("degraded", "deadline", "depth")
    assert seen.page is None
    assert seen.fetch.status == 200
    assert seen.sitemap.state == "absent"


async def test_competitors_come_in_the_order_they_were_asked_for_and_five_at_most(
    serve: Serve, open_fetcher: OpenFetcher, pool: ParserPool
) -> None:
    served = site(one=(200, "text/html", "<title>One</title>"), two=(404, "text/html", ""))
    port = await serve(served.answer)
    base = f"http://127.0.0.1:{port}"
    asked = (f"{base}/one", f"{base}/two", "nowhere.example", f"{base}/page", f"{base}/one", f"{base}/page")
    seen = await gather(Subject(f"{base}/page", asked), await open_fetcher(port), pool, as_of=AS_OF)
    assert [c.requested for c in seen.competitors] == list(asked[:5])
    assert [c.page.titles[0].text if c.page else None for c in seen.competitors] == ["One", None, None, None, None]
    assert [c.parse.message for c in seen.competitors[3:]] == [
        "It is the audited page itself.",
        "It is named twice.",
    ]
    assert served.asked.count("/robots.txt") == 1


async def test_samples_beyond_their_time_are_not_taken(
    serve: Serve, open_fetcher: OpenFetcher, pool: ParserPool
) -> None:
    port = await serve(site().answer)
    limits = GatherLimits(samples_s=0)
    subject = Subject(f"http://127.0.0.1:{port}/page")
    seen = await gather(subject, await open_fetcher(port), pool, as_of=AS_OF, limits=limits)
    assert len(seen.fetch.response_ms) == 1


async def test_a_silent_server_ends_the_look_at_its_deadline(
    serve_raw: Callable[..., Awaitable[int]], open_fetcher: OpenFetcher, pool: ParserPool
) -> None:
    async def silent(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await reader.read()

    port = await serve_raw(silent)
    subject = Subject(f"http://127.0.0.1:{port}/", (f"http://127.0.0.1:{port}/x",))
    async with asyncio.timeout(2.8):
        seen = await gather(
            subject, await open_fetcher(port), pool, as_of=AS_OF, limits=GatherLimits(total_s=0.3, sitemap_s=0.3)
        )
    assert seen.fetch.error is not None
    assert seen.fetch.error.code == "timeout"
    assert seen.competitors[0].fetch.error is not None
    assert seen.competitors[0].fetch.error.code == "timeout"


async def test_a_cancelled_look_stays_cancelled(
    serve_raw: Callable[..., Awaitable[int]], open_fetcher: OpenFetcher, pool: ParserPool
) -> None:
    reached = asyncio.Event()

    async def silent(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        reached.set()
        await reader.read()

    port = await serve_raw(silent)
    looking = asyncio.create_task(
        gather(Subject(f"http://127.0.0.1:{port}/"), await open_fetcher(port), pool, as_of=AS_OF)
    )
    await reached.wait()
    looking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await looking
