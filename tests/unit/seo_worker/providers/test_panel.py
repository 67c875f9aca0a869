"""Who is asked about what, how often, and how many at once."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from seo_worker.providers.answers import DomainRank, Finding, Measured, NotMeasured, Question, SourceName
from seo_worker.providers.panel import Panel
from seo_worker.providers.source import Provider, SourceLimits
from support.seo_providers import FakeSources

URL = "https://shop.example.org/guide"
NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
RANK = DomainRank(7, Decimal(9), None)
Open = Callable[..., Awaitable[Panel]]


class Scripted:
    """A source that answers at once, counts, and breaks when it is told to."""

    name: SourceName = "open_pagerank"
    needs = "A_KEY"
    limits = SourceLimits(timeout_s=5, max_bytes=1, at_once=2)
    is_about_domain = True

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.asked: list[Question] = []

    def server(self, _question: Question, /) -> str:
        return ""

    async def find(self, question: Question) -> Finding:
        self.asked.append(question)
        if self.error is not None:
            raise self.error
        return RANK


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


def _panel(source: Scripted, clock: Clock) -> Panel:
    return Panel([Provider(source, clock)], budget_s=5)


async def test_nobody_connected_is_nobody_asked() -> None:
    assert await Panel().ask(URL, deadline_s=5) == ()
    assert Panel().decline() == ()


async def test_all_that_are_turned_on_are_asked_at_once(fake: FakeSources, open_sources: Open) -> None:
    panel = await open_sources("pagespeed", "crux", "open_pagerank", "rdap")
    fake.hold = asyncio.Event()
    asking = asyncio.create_task(panel.ask(URL, deadline_s=5))
    async with asyncio.timeout(5):
        while fake.under_way < 4:
            await asyncio.sleep(0)
    fake.hold.set()
    assert all(isinstance(answer, Measured) for answer in await asking)
    assert panel.connected == {"pagespeed", "crux", "open_pagerank", "rdap"}


async def test_one_source_is_asked_no_more_than_its_share_at_once(fake: FakeSources, open_sources: Open) -> None:
    panel = await open_sources("pagespeed")
    fake.hold = asyncio.Event()
    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        asked = [group.create_task(panel.ask(f"https://s{i}.example.org/", deadline_s=4)) for i in range(6)]
        while fake.under_way < 2:
            await asyncio.sleep(0)
        fake.hold.set()
    assert all(isinstance(task.result()[0], Measured) for task in asked)
    assert fake.most_under_way == 2


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://shop.example.org:8443/a?b=c#d", "example.org"),
        ("https://www.example.co.uk/", "example.co.uk"),
        ("https://somebody.github.io/", "github.io"),
        ("https://bücher.de/", "xn--bcher-kva.de"),
    ],
)
async def test_the_domain_is_the_one_that_was_registered(url: str, domain: str) -> None:
    source = Scripted()
    await _panel(source, Clock()).ask(url, deadline_s=5)
    assert [question.domain for question in source.asked] == [domain]


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://10.0.0.1/", "the page is on a private host, which is told to nobody"),
        ("http://shop.internal/", "the page is on a private host, which is told to nobody"),
        ("https://93.184.216.34/", "the page is on no registered domain"),
        ("https://co.uk/", "the page is on no registered domain"),
        ("nonsense", "the page itself could not be had"),
    ],
)
async def test_what_is_nobody_elses_business_is_not_told(url: str, why: str) -> None:
    source = Scripted()
    answers = await _panel(source, Clock()).ask(url, deadline_s=5)
    assert source.asked == []
    assert answers == (NotMeasured("open_pagerank", NOW, f"Open PageRank was not asked: {why}."),)


async def test_a_measurement_is_good_for_an_hour_and_keeps_its_time() -> None:
    source, clock = Scripted(), Clock()
    panel = _panel(source, clock)
    for minutes in (0, 59, 61):
        clock.now = NOW + timedelta(minutes=minutes)
        (answer,) = await panel.ask(f"https://page{minutes}.example.org/", deadline_s=5)
    assert len(source.asked) == 2
    assert answer.at == NOW + timedelta(minutes=61)


async def test_a_failure_is_not_remembered() -> None:
    source, clock = Scripted(KeyError("secret")), Clock()
    panel = _panel(source, clock)
    (failed,) = await panel.ask(URL, deadline_s=5)
    source.error = None
    (answer,) = await panel.ask(URL, deadline_s=5)
    assert failed == NotMeasured("open_pagerank", NOW, "Open PageRank answered in a form that could not be read.")
    assert answer == Measured("open_pagerank", NOW, RANK)


async def test_an_audit_that_is_called_off_takes_its_questions_with_it(fake: FakeSources, open_sources: Open) -> None:
    panel = await open_sources("crux")
    fake.hold = asyncio.Event()
    asking = asyncio.create_task(panel.ask(URL, deadline_s=5))
    async with asyncio.timeout(5):
        while fake.under_way < 1:
            await asyncio.sleep(0)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
