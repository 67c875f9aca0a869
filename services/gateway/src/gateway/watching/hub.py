"""Who watches which job in this process, and how they hear of news."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from gateway.repository.events import EventPage, JobEvent, list_job_events
from gateway.watching.feed import Feed
from shared.db.pool import Context, Pool

TICK_S: Final = 2.0


@dataclass(frozen=True, slots=True)
class Batch:
    """The next events in order, none when the time was over; after `ended` there are no more to wait for.

    `is_over` says that this is because the job is. `status` is the job's, as it was with these events or later, and
    `known_seq` the number of the last event anybody here has heard of.
    """

    events: tuple[JobEvent, ...]
    ended: bool
    is_over: bool
    status: str
    known_seq: int


@dataclass(slots=True, eq=False)
class Follower:
    """One watcher's place in a feed."""

    hub: "Hub"
    feed: Feed
    context: Context
    seq: int
    first: EventPage
    pending: tuple[JobEvent, ...]
    is_denied: bool = False

    async def next(self, timeout_s: float) -> Batch:
        """Wait for events after the last ones given, at most this long."""
        changed = self.feed.changed
        if not self._has_news():
            with suppress(TimeoutError):
                async with asyncio.timeout(timeout_s):
                    await changed.wait()
        events = () if self.is_denied else await self._take()
        is_over = self._is_at_the_end() and not self.is_denied
        known_seq = max(self.feed.seq, self.first.last_seq, self.seq)
        ended = self.is_denied or self.hub.is_closed or is_over
        return Batch(events, ended, is_over, self.feed.status, known_seq)

    def deny(self) -> None:
        """Note that the database no longer shows this watcher the job."""
        self.is_denied = True

    def _has_news(self) -> bool:
        is_ending = self.is_denied or self.hub.is_closed or self._is_at_the_end()
        return is_ending or bool(self.pending) or self.feed.seq > self.seq

    def _is_at_the_end(self) -> bool:
        return self.feed.is_over and self.seq >= self.feed.seq

    async def _take(self) -> tuple[JobEvent, ...]:
        if self.pending:
            events, self.pending = self.pending, ()
        elif self.seq < self.feed.floor:
            # Slower than the feed forgets, or here for what was before it: these are this watcher's own to fetch.
            page = await list_job_events(self.hub.pool, self.context, self.feed.job_id, self.seq)
            if page is None:
                self.deny()
                return ()
            events = page.events
        else:
            events = self.feed.after(self.seq)
        if events:
            self.seq = events[-1].seq
        return events


@dataclass(slots=True, eq=False)
class Hub:
    """The feeds of this process by workspace and job, so that nobody shares one across workspaces."""

    pool: Pool
    tick_s: float = TICK_S
    is_closed: bool = False
    _feeds: dict[tuple[UUID, UUID], Feed] = field(default_factory=dict[tuple[UUID, UUID], Feed])
    _by_job: dict[UUID, set[Feed]] = field(default_factory=dict[UUID, set[Feed]])

    def wake(self, job_id: UUID) -> None:
        """Let the feeds of a job look at once; a job nobody watches costs nothing."""
        for feed in self._by_job.get(job_id, ()):
            feed.woken.set()

    def close(self) -> None:
        """End all streams, so that the process can stop; browsers come back to another one and resume."""
        self.is_closed = True
        for feed in self._feeds.values():
            feed.tell()

    @asynccontextmanager
    async def follow(
        self, workspace_id: UUID, context: Context, job_id: UUID, after: int
    ) -> AsyncGenerator[Follower | None]:
        """Follow a job from after the event with this number; nothing when this context can't see it."""
        feed, name = self._feed(workspace_id, job_id), object()
        feed.followers[name] = (context, lambda: None)
        try:
            # Registered before it is read: what is committed in between wakes the feed.
            page = await list_job_events(self.pool, context, job_id, after)
            if page is None:
                yield None
                return
            follower = Follower(self, feed, context, after, page, page.events)
            feed.followers[name] = (context, follower.deny)
            feed.start(after, page)
            yield follower
        finally:
            feed.followers.pop(name, None)
            if not feed.followers:
                self._forget(workspace_id, feed)

    def _feed(self, workspace_id: UUID, job_id: UUID) -> Feed:
        feed = self._feeds.get((workspace_id, job_id))
        if feed is None:
            feed = self._feeds[workspace_id, job_id] = Feed(self.pool, job_id, self.tick_s)
            self._by_job.setdefault(job_id, set()).add(feed)
        return feed

    def _forget(self, workspace_id: UUID, feed: Feed) -> None:
        feed.stop()
        if self._feeds.get((workspace_id, feed.job_id)) is not feed:
            return
        del self._feeds[workspace_id, feed.job_id]
        siblings = self._by_job[feed.job_id]
        siblings.discard(feed)
        if not siblings:
            del self._by_job[feed.job_id]
