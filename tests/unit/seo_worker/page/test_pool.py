"""Real parser processes: what they are given, what they survive, and what is said of a page that broke one."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry

from seo_worker.page.document import Document
from seo_worker.page.pool import ParserPool, PoolLimits
from seo_worker.page.telemetry import ParserMetrics

PAGE = Document(b"<!doctype html><title>Bread</title><h1>Bread</h1><p>Words about bread.</p>", "https://e.com/")
# Thirty times the time that even a busy machine takes for the small page, and a tenth of what the evil one takes.
LIMITS = PoolLimits(normal_s=5.0, strict_s=0.5)
EVIL = Document(b"<div>" * 40_000, "https://evil.example/")


@pytest.fixture(scope="module")
async def pool() -> AsyncIterator[ParserPool]:
    async with ParserPool(2, LIMITS) as opened:
        yield opened


async def both_running(pool: ParserPool) -> tuple[int, ...]:
    async with asyncio.timeout(30):
        while len(pool.pids) < 2:
            await asyncio.sleep(0.01)
    return pool.pids


async def test_a_page_is_parsed_in_another_process(pool: ParserPool) -> None:
    state, page = await pool.parse(PAGE)
    assert (state.status, state.reason, state.tripped) == ("parsed", None, None)
    assert state.duration_ms is not None
    assert page is not None
    assert page.titles[0].text == "Bread"
    assert os.getpid() not in pool.pids


async def test_a_child_inherits_no_environment_no_files_and_may_open_none(pool: ParserPool) -> None:
    for pid in await both_running(pool):
        environment = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
        assert sorted(environment) == [b"", b"LC_ALL=C.UTF-8", b"PYTHONNOUSERSITE=1"]
        assert len(list(Path(f"/proc/{pid}/fd").iterdir())) == 4
        limits = Path(f"/proc/{pid}/limits").read_text()
        assert "Max open files            3 " in limits
        assert "Max address space         unlimited" not in limits


async def test_more_pages_than_processes_are_all_parsed(pool: ParserPool) -> None:
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(pool.parse(Document(b"<title>%d</title>" % n, "https://e.com/"))) for n in range(20)]
    titles = [page.titles[0].text for _, page in (task.result() for task in tasks) if page]
    assert titles == [str(n) for n in range(20)]


async def test_a_page_that_takes_too_long_is_killed_and_told(pool: ParserPool) -> None:
    before = await both_running(pool)
    state, page = await pool.parse(EVIL)
    assert page is None
    assert (state.status, state.reason, state.tripped) == ("degraded", "deadline", "depth")
    assert state.message == "The page's HTML takes too long to analyse, so its content was not measured."
    assert await both_running(pool) != before
    assert (await pool.parse(PAGE))[0].status == "parsed"


async def test_a_page_is_given_time_of_the_processor_and_not_of_the_clock() -> None:
    # By the clock it would have a minute and a half, more than it needs.
    async with ParserPool(1, PoolLimits(normal_s=5, strict_s=0.3, patience=300)) as pool:
        state, page = await pool.parse(EVIL)
    assert page is None
    assert state.reason == "deadline"


async def test_a_sound_page_survives_that_its_process_has_to_wait_for_the_processor() -> None:
    async with ParserPool(1, PoolLimits(normal_s=0.25, patience=40)) as pool:
        (pid,) = pool.pids
        os.kill(pid, signal.SIGSTOP)
        parsing = asyncio.create_task(pool.parse(PAGE))
        # Longer than the page may take of the processor.
        await asyncio.sleep(0.4)
        os.kill(pid, signal.SIGCONT)
        state, _ = await parsing
        assert pool.pids == (pid,)
    assert state.status == "parsed"


async def test_an_operator_sees_how_pages_ended_and_how_long_they_waited() -> None:
    registry = CollectorRegistry()
    async with ParserPool(1, PoolLimits(normal_s=5, strict_s=0.2), ParserMetrics(registry)) as pool:
        for page in (PAGE, EVIL, PAGE):
            await pool.parse(page)

    def pages(outcome: str) -> float | None:
        return registry.get_sample_value("convex_seo_parses_total", {"outcome": outcome})

    assert (pages("parsed"), pages("deadline"), pages("crashed")) == (2, 1, None)
    # The evil one was given to a parser twice.
    assert registry.get_sample_value("convex_seo_parser_wait_seconds_count") == 4


async def test_a_page_that_only_looks_evil_is_parsed_in_the_strict_lane() -> None:
    async with ParserPool(1, PoolLimits(normal_s=5, strict_s=10)) as pool:
        state, page = await pool.parse(Document(b"<font>" * 600 + b"<p>text", "https://e.com/"))
    assert (state.status, state.tripped) == ("parsed", "depth")
    assert page is not None
    assert page.main.text == "text"


async def test_a_slow_page_gets_one_longer_try() -> None:
    async with ParserPool(1, PoolLimits(normal_s=0.0001, strict_s=10)) as pool:
        state, page = await pool.parse(PAGE)
    assert state.status == "parsed"
    assert page is not None


async def test_other_pages_are_parsed_while_an_evil_one_is_dying(pool: ParserPool) -> None:
    await both_running(pool)
    evil = [asyncio.create_task(pool.parse(EVIL)) for _ in range(3)]
    await asyncio.sleep(0)
    state, _ = await pool.parse(PAGE)
    assert state.status == "parsed"
    assert not all(task.done() for task in evil)
    for task in evil:
        assert (await task)[0].status == "degraded"


async def test_a_page_does_not_wait_for_the_strict_lane_for_ever() -> None:
    async with ParserPool(2, PoolLimits(normal_s=5, strict_s=2, strict_wait_s=0.1)) as pool:
        # One after another they would take twelve seconds.
        async with asyncio.timeout(8), asyncio.TaskGroup() as group:
            tasks = [group.create_task(pool.parse(EVIL)) for _ in range(6)]
        states = [task.result()[0] for task in tasks]
    assert [(state.status, state.reason) for state in states] == [("degraded", "deadline")] * 6


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
async def test_killed_children_are_replaced_and_no_page_is_lost(pool: ParserPool, number: signal.Signals) -> None:
    pids = await both_running(pool)
    for pid in pids:
        os.kill(pid, number)
    state, page = await pool.parse(PAGE)
    assert state.status == "parsed"
    assert page is not None
    assert set(await both_running(pool)).isdisjoint(pids)


async def test_a_page_that_ends_its_process_is_told() -> None:
    async with ParserPool(1, PoolLimits(normal_s=30, strict_s=30)) as pool:
        (pid,) = pool.pids
        rested = processor_time(pid)
        parsing = asyncio.create_task(pool.parse(EVIL))
        async with asyncio.timeout(20):
            while processor_time(pid) < rested + 20:
                await asyncio.sleep(0.01)
        os.kill(pid, signal.SIGSEGV)
        state, page = await parsing
    assert page is None
    assert (state.status, state.reason, state.tripped) == ("degraded", "crashed", "depth")


async def test_a_cancelled_parse_does_not_answer_for_the_next_page(pool: ParserPool) -> None:
    await both_running(pool)
    for _ in range(4):
        task = asyncio.create_task(pool.parse(Document(b"<title>old</title>" + b"<p>x" * 5_000, "https://e.com/")))
        for _ in range(5):
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        _, page = await pool.parse(PAGE)
        assert page is not None
        assert page.titles[0].text == "Bread"


async def test_closing_ends_every_process() -> None:
    async with ParserPool(2) as pool:
        pids = pool.pids
        assert len(pids) == 2
    assert not [pid for pid in pids if Path(f"/proc/{pid}").exists()]


async def test_a_child_ends_when_its_parent_is_gone() -> None:
    async with ParserPool(1) as pool:
        (pid,) = pool.pids
        (child,) = pool._children  # pyright: ignore[reportPrivateUsage] - nothing else can close the pipe only
        assert child._process.stdin is not None  # pyright: ignore[reportPrivateUsage] - as above
        child._process.stdin.close()  # pyright: ignore[reportPrivateUsage] - as above
        async with asyncio.timeout(10):
            await child._process.wait()  # pyright: ignore[reportPrivateUsage] - as above
        assert pid not in pool.pids


def processor_time(pid: int) -> int:
    # The eleventh field after the name is the time in user mode, in hundredths of a second.
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11])
