"""A source that asks for patience is left alone for as long as it says, and nobody waits for it meanwhile."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from seo_worker.providers.answers import Answer, Measured, NotMeasured
from seo_worker.providers.panel import Panel
from support.seo_providers import DOMAIN, FakeSources, Fault, daily_limit, used_up

URL = f"https://shop.{DOMAIN}/guide"
NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
Open = Callable[..., Awaitable[Panel]]


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


async def _ask(panel: Panel, url: str = URL) -> Answer:
    (answer,) = await panel.ask(url, deadline_s=5)
    return answer


def _reason(answer: Answer) -> str:
    assert isinstance(answer, NotMeasured), answer
    return answer.reason


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("told", ["90", "Wed, 25 Nov 2026 12:01:30 GMT"])
async def test_a_source_is_left_alone_for_as_long_as_it_asks(
    fake: FakeSources, open_sources: Open, status: int, told: str
) -> None:
    clock = Clock()
    panel = await open_sources("open_pagerank", clock=clock)
    fake.status, fake.retry_after = status, told
    await _ask(panel)
    fake.status = 200

    clock.now = NOW + timedelta(seconds=89)
    assert _reason(await _ask(panel)) == "Open PageRank asked us to wait until 2026-11-25 at 12:01:30 UTC."
    assert len(fake.asked) == 1

    clock.now = NOW + timedelta(seconds=90)
    assert isinstance(await _ask(panel), Measured)


async def test_without_a_header_each_further_refusal_doubles_the_pause(fake: FakeSources, open_sources: Open) -> None:
    clock = Clock()
    panel = await open_sources("crux", clock=clock)
    fake.status, fake.error = 429, used_up("Queries per minute")
    pauses: list[str] = []
    for wait in (0, 30, 60, 120):
        clock.now += timedelta(seconds=wait)
        await _ask(panel)
        pauses.append(_reason(await _ask(panel)).rpartition("at ")[2])

    assert pauses == ["12:00:30 UTC.", "12:01:30 UTC.", "12:03:30 UTC.", "12:07:30 UTC."]
    assert len(fake.asked) == 4


async def test_a_guess_never_lasts_longer_than_an_hour(fake: FakeSources, open_sources: Open) -> None:
    clock = Clock()
    panel = await open_sources("open_pagerank", clock=clock)
    fake.status = 503
    for _ in range(12):
        await _ask(panel)
        clock.now += timedelta(hours=1)
    assert len(fake.asked) == 12


async def test_an_answer_ends_the_row_of_refusals(fake: FakeSources, open_sources: Open) -> None:
    clock = Clock()
    panel = await open_sources("open_pagerank", clock=clock)
    for _ in range(2):
        fake.status = 429
        await _ask(panel)
        fake.status = 200
        clock.now += timedelta(seconds=31)
        assert isinstance(await _ask(panel), Measured)
        # What was measured is known for an hour.
        clock.now += timedelta(hours=2)


@pytest.mark.parametrize(
    ("source", "status", "error"),
    [
        ("pagespeed", 429, used_up("Queries per day")),
        ("pagespeed", 403, daily_limit()),
        ("crux", 429, used_up("Queries per day")),
    ],
)
@pytest.mark.parametrize(("hour", "until"), [(12, "2026-11-26 at 08:00:00"), (3, "2026-11-25 at 08:00:00")])
async def test_a_quota_of_the_day_is_waited_for(
    fake: FakeSources, open_sources: Open, source: str, status: int, error: object, hour: int, until: str
) -> None:
    clock = Clock()
    clock.now = NOW.replace(hour=hour)
    panel = await open_sources(source, clock=clock)
    fake.status, fake.error, fake.retry_after = status, error, "5"
    assert "was asked more often than it allows" in _reason(await _ask(panel))
    assert _reason(await _ask(panel)).endswith(f"asked us to wait until {until} UTC.")
    assert len(fake.asked) == 1


@pytest.mark.parametrize(
    ("told", "until"),
    [
        ("999999999999", "2026-11-26 at 12:00:00"),
        ("Fri, 25 Nov 2039 12:00:00 GMT", "2026-11-26 at 12:00:00"),
        ("0", "2026-11-25 at 12:00:01"),
        ("Wed, 25 Nov 2020 12:00:00 GMT", "2026-11-25 at 12:00:01"),
        ("soon", "2026-11-25 at 12:00:30"),
        ("-5", "2026-11-25 at 12:00:30"),
        ("", "2026-11-25 at 12:00:30"),
    ],
)
async def test_a_strange_header_is_no_reason_to_wait_strangely(
    fake: FakeSources, open_sources: Open, told: str, until: str
) -> None:
    panel = await open_sources("open_pagerank")
    fake.status, fake.retry_after = 429, told
    await _ask(panel)
    assert _reason(await _ask(panel)).endswith(f"until {until} UTC.")


async def test_failures_that_ask_for_no_patience_begin_no_pause(fake: FakeSources, open_sources: Open) -> None:
    panel = await open_sources("open_pagerank")
    for status in (400, 403, 404, 500, 502):
        fake.status = status
        await _ask(panel)
    fake.status, fake.fault = 200, "garbage"
    await _ask(panel)
    fake.fault = None
    assert isinstance(await _ask(panel), Measured)


async def test_refusals_of_one_moment_are_one_refusal(fake: FakeSources, open_sources: Open) -> None:
    panel = await open_sources("open_pagerank")
    fake.status, fake.hold = 429, asyncio.Event()
    asking = [asyncio.create_task(_ask(panel, f"https://one-{n}.org/")) for n in range(4)]
    async with asyncio.timeout(5):
        while fake.under_way < 4:
            await asyncio.sleep(0.01)
    fake.hold.set()
    await asyncio.gather(*asking)
    assert _reason(await _ask(panel)).endswith("left alone until 2026-11-25 at 12:00:30 UTC.")


async def test_one_register_rests_while_another_is_asked(fake: FakeSources, open_sources: Open) -> None:
    panel = await open_sources("rdap")
    fake.status, fake.fault_path, fake.retry_after = 429, "/org/", "60"
    await _ask(panel)
    assert "asked us to wait" in _reason(await _ask(panel))
    assert "asked us to wait" not in _reason(await _ask(panel, "https://example.com/"))


async def test_what_is_known_is_told_while_the_source_rests(fake: FakeSources, open_sources: Open) -> None:
    panel = await open_sources("open_pagerank")
    assert isinstance(await _ask(panel), Measured)
    fake.status = 429
    await _ask(panel, "https://another.com/")
    assert isinstance(await _ask(panel), Measured)


@pytest.mark.parametrize("fault", ["slow_body", "huge", "garbage", "bomb", "cut"])
async def test_a_refusal_with_a_hostile_text_is_a_refusal(fake: FakeSources, open_sources: Open, fault: Fault) -> None:
    panel = await open_sources("open_pagerank")
    fake.status, fake.retry_after, fake.spoilt_error = 429, "60", fault
    async with asyncio.timeout(3):
        assert "more often than it allows" in _reason(await _ask(panel))
    assert "asked us to wait until 2026-11-25 at 12:01:00" in _reason(await _ask(panel))
