"""Writes a job's events as an event stream of the HTML standard."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Final

from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from gateway.repository.events import JobEvent
from gateway.watching.hub import Batch, Follower

HEARTBEAT_S: Final = 10.0
# How long a browser waits before it comes back after the connection broke.
_RETRY_MS: Final = 1000
# What some readers take for line breaks though the standard does not; in JSON they only stand inside texts.
_ESCAPES: Final = {code: f"\\u{code:04x}" for code in (0x85, 0x2028, 0x2029)}
_OVER: Final = frozenset({"succeeded", "failed", "cancelled"})


class EventStream(StreamingResponse):
    """A stream that keeps its place and gives it back when the connection ends, however it ends."""

    media_type = "text/event-stream"

    def __init__(self, content: AsyncIterator[str], held: AsyncExitStack) -> None:
        # Without the second header a buffering proxy would keep the events for itself.
        super().__init__(content, headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
        self._held = held

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the stream."""
        async with self._held:
            await super().__call__(scope, receive, send)


@dataclass(frozen=True, slots=True)
class Permission:
    """Whether the watcher may go on: asked again from time to time, and over when their token is."""

    recheck: Callable[[], Awaitable[bool]]
    expires_at: float | None

    async def holds(self) -> bool:
        """Ask again."""
        return (self.expires_at is None or time.time() < self.expires_at) and await self.recheck()


@dataclass(frozen=True, slots=True)
class Writing:
    """How a stream puts events into words: what it begins with, what it makes of each batch, and how seldom it does."""

    write: Callable[[Batch], Awaitable[str]]
    first: str = ""
    pause_s: float = 0.0


async def event_stream(
    follower: Follower, permission: Permission, written: Writing | None = None, *, heartbeat_s: float = HEARTBEAT_S
) -> AsyncIterator[str]:
    """Give what is written of the events as they come, a comment when it is quiet, and end with the job."""
    writing = written or Writing(tell_events)
    yield f"retry: {_RETRY_MS}\n\n{writing.first}"
    checked_at = time.monotonic()
    while True:
        batch = await follower.next(heartbeat_s)
        text = await writing.write(batch)
        if text:
            yield text
        if batch.ended:
            return
        if not text:
            yield ": still here\n\n"
        if time.monotonic() - checked_at >= heartbeat_s:
            checked_at = time.monotonic()
            if not await permission.holds():
                return
        await asyncio.sleep(writing.pause_s)


async def tell_events(batch: Batch) -> str:
    """Write each event as it was told."""
    return "".join(format_event(event) for event in batch.events if not is_outlived(event, batch.known_seq))


def format_event(event: JobEvent) -> str:
    """Return one event whose data are JSON."""
    return event_text(event.type, event.data.translate(_ESCAPES), seq=event.seq)


def event_text(name: str, data: str, *, seq: int) -> str:
    """Return one event of the stream; a line break within its data begins another data line."""
    lines = "".join(f"data: {line}\n" for line in data.splitlines() or [""])
    return f"id: {seq}\nevent: {name}\n{lines}\n"


def is_outlived(event: JobEvent, known_seq: int) -> bool:
    """Return whether an end was not the end, because the job was retried; a reader would stop at it."""
    return event.type in _OVER and event.seq < known_seq
