"""The events of one watched job, read once for all who watch it in this process.

A feed holds every event after `floor` up to `seq`. Wake-ups make it look at once, its own clock makes it look anyway,
so a lost wake-up costs a moment and never an event. It reads as one of its followers, hence sees no more than they may.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

import structlog

from gateway.repository.events import EventPage, JobEvent, list_job_events
from shared.db.pool import Context, Pool

MAX_KEPT: Final = 1000
_log = structlog.get_logger(__name__)


@dataclass(slots=True, eq=False)
class Feed:
    """What the followers of one job share."""

    pool: Pool
    job_id: UUID
    tick_s: float
    floor: int = 0
    seq: int = 0
    status: str = ""
    is_over: bool = False
    events: deque[JobEvent] = field(default_factory=deque[JobEvent])
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    # In the order they came; the callback tells a follower that the database no longer shows it the job.
    followers: dict[object, tuple[Context, Callable[[], None]]] = field(
        default_factory=dict[object, tuple[Context, Callable[[], None]]]
    )
    _task: asyncio.Task[None] | None = None

    def start(self, after: int, page: EventPage) -> None:
        """Begin where a follower's own reading ended, unless the feed runs already."""
        if self._task is not None:
            if page.last_seq != self.seq or page.is_over != self.is_over:
                self.woken.set()
            return
        self.floor = self.seq = page.events[-1].seq if page.events else min(after, page.last_seq)
        self.status = page.status
        self.is_over = page.is_over and self.seq >= page.last_seq
        if self.seq < page.last_seq:
            self.woken.set()
        self._task = asyncio.create_task(self._run())

    def stop(self) -> None:
        """End the feed; nobody follows it any more."""
        if self._task is not None:
            self._task.cancel()

    def tell(self) -> None:
        """Let all followers look again."""
        self.changed.set()
        self.changed = asyncio.Event()

    def after(self, seq: int) -> tuple[JobEvent, ...]:
        """Return the events after a number that is not below `floor`."""
        return tuple(event for event in self.events if event.seq > seq)

    async def _run(self) -> None:
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(self.tick_s):
                    await self.woken.wait()
            self.woken.clear()
            try:
                await self._read()
            except Exception as error:  # noqa: BLE001 - followers wait for this task, so it must outlive any failure
                _log.warning("feed_not_read", job_id=str(self.job_id), error=type(error).__name__)

    async def _read(self) -> None:
        for name, (context, deny) in tuple(self.followers.items()):
            if await self._read_as(context):
                return
            self.followers.pop(name, None)
            deny()
        self.tell()

    async def _read_as(self, context: Context) -> bool:
        while True:
            page = await list_job_events(self.pool, context, self.job_id, self.seq)
            if page is None:
                return False
            for event in page.events:
                self._keep(event)
            before = self.status, self.is_over
            self.status, self.is_over = page.status, page.is_over and self.seq >= page.last_seq
            if page.events or before != (self.status, self.is_over):
                self.tell()
            if not page.events or self.seq >= page.last_seq:
                return True

    def _keep(self, event: JobEvent) -> None:
        self.events.append(event)
        self.seq = event.seq
        if len(self.events) > MAX_KEPT:
            self.floor = self.events.popleft().seq
