"""Parses pages in processes that are killed when they take too long; the service itself never touches hostile HTML.

A page gets a short time in the normal lane. When its pre-scan trips, or it fails to finish there, it gets one longer
try in the strict lane, one page at a time, so that hostile pages can't occupy every process. The time is the
processor's: on a busy machine a sound page takes long without doing much.
"""

import asyncio
from dataclasses import dataclass, replace
from typing import Final, Self

import structlog
from prometheus_client import CollectorRegistry

from seo_worker.evidence import Page, ParseReason, ParseState
from seo_worker.page.child import Child, ChildGoneError, NotStartedError, OutOfTimeError
from seo_worker.page.document import Document
from seo_worker.page.telemetry import ParserMetrics
from seo_worker.page.wire import Answer, Lane, dump_job

_log = structlog.get_logger(__name__)
_RESTART_PAUSE_S: Final = 1.0
_SENTENCES: Final[dict[ParseReason, str]] = {
    "deadline": "The page's HTML takes too long to analyse, so its content was not measured.",
    "crashed": "The page's HTML made the parser crash, so its content was not measured.",
    "memory": "The page's HTML needs too much memory to analyse, so its content was not measured.",
    "failed": "The page's HTML could not be analysed, so its content was not measured.",
}


@dataclass(frozen=True, slots=True)
class PoolLimits:
    """How long a page may take in each lane, wait for the strict one, and wait for any process at all.

    The first two are seconds of the processor; `patience` is how many times as long they may last by the clock.
    """

    normal_s: float = 0.25
    strict_s: float = 2.0
    strict_wait_s: float = 6.0
    idle_wait_s: float = 20.0
    patience: float = 4.0


class ParserPool:
    """A few long-lived parser processes; open it with `async with` once per worker."""

    def __init__(self, size: int, limits: PoolLimits | None = None, metrics: ParserMetrics | None = None) -> None:
        self._size = size
        self._metrics = metrics or ParserMetrics(CollectorRegistry())
        self._limits = limits or PoolLimits()
        self._idle: asyncio.Queue[Child] = asyncio.Queue()
        self._children: set[Child] = set()
        self._strict = asyncio.Semaphore(1)
        self._restarts: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(self._size):
                    group.create_task(self._start())
        except BaseException:
            await self.__aexit__()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._restarts:
            task.cancel()
        await asyncio.gather(*self._restarts, return_exceptions=True)
        for child in tuple(self._children):
            await child.close()
        self._children.clear()

    @property
    def pids(self) -> tuple[int, ...]:
        """The numbers of the processes that are running now."""
        return tuple(sorted(child.pid for child in self._children if child.alive))

    async def parse(self, document: Document) -> tuple[ParseState, Page | None]:
        """Parse a page; a page that can't be parsed is told by the state and not raised."""
        answer = await self._attempt(document, "normal", self._limits.normal_s)
        if answer.tripped is not None or answer.reason in {"deadline", "crashed"}:
            second = await self._in_strict_lane(document)
            answer = replace(second, tripped=second.tripped or answer.tripped)
        self._metrics.ended("parsed" if answer.page is not None else answer.reason or "failed")
        return _state(answer), answer.page

    async def _in_strict_lane(self, document: Document) -> Answer:
        try:
            async with asyncio.timeout(self._limits.strict_wait_s):
                await self._strict.acquire()
        except TimeoutError:
            return Answer(reason="deadline")
        try:
            return await self._attempt(document, "strict", self._limits.strict_s)
        finally:
            self._strict.release()

    async def _attempt(self, document: Document, lane: Lane, seconds: float) -> Answer:
        job = dump_job(document, lane, cpu_s=seconds)
        # All processes may have been killed while they were idle, and each is found out only when it is asked.
        for _ in range(self._size + 1):
            answer = await self._ask_one(job, seconds * self._limits.patience)
            if answer is not None:
                return answer
        return Answer(reason="crashed")

    async def _ask_one(self, job: bytes, seconds: float) -> Answer | None:
        """Ask the next process; None when it was gone before it had the job."""
        began = asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout(self._limits.idle_wait_s):
                child = await self._living_child()
            self._metrics.waited(asyncio.get_running_loop().time() - began)
        except TimeoutError:
            return Answer(reason="failed")
        reusable = False
        try:
            async with asyncio.timeout(seconds):
                answer = await child.ask(job)
            reusable = answer.reason != "memory"
        except (TimeoutError, OutOfTimeError):
            return Answer(reason="deadline")
        except NotStartedError:
            return None
        except ChildGoneError:
            return Answer(reason="crashed")
        else:
            return answer
        finally:
            # Also when we are cancelled: an answer that nobody waits for would be taken for that of the next job.
            if reusable:
                self._idle.put_nowait(child)
            else:
                self._replace(child)

    async def _living_child(self) -> Child:
        while True:
            child = await self._idle.get()
            if child.alive:
                return child
            self._replace(child)

    def _replace(self, child: Child) -> None:
        child.kill()
        task = asyncio.create_task(self._restart(child))
        self._restarts.add(task)
        task.add_done_callback(self._restarts.discard)

    async def _restart(self, child: Child) -> None:
        await child.close()
        self._children.discard(child)
        while True:
            try:
                await self._start()
            except (ChildGoneError, OSError, TimeoutError) as exc:
                _log.warning("parser_start_failed", error=str(exc))
                await asyncio.sleep(_RESTART_PAUSE_S)
            else:
                return

    async def _start(self) -> None:
        child = await Child.spawn()
        self._children.add(child)
        self._idle.put_nowait(child)


def _state(answer: Answer) -> ParseState:
    if answer.page is not None:
        return ParseState("parsed", tripped=answer.tripped, duration_ms=answer.duration_ms)
    reason: ParseReason = answer.reason or "failed"
    return ParseState("degraded", reason, _SENTENCES.get(reason), answer.tripped)
