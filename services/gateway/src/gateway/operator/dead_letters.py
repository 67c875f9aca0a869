"""Dead letters: what each says, and how to look at them without losing any.

A queue can't be read without taking from it, so what is looked at is held unacknowledged and given back when the
channel closes. The broker counts that as a delivery, and drops what has been delivered a thousand times: a letter that
has been looked at often is replaced by a fresh copy.
"""

import hashlib
from collections.abc import AsyncGenerator, Collection, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final, cast
from uuid import UUID

from aio_pika.abc import AbstractChannel, AbstractConnection, AbstractIncomingMessage
from aio_pika.exceptions import ChannelNotFoundEntity
from pydantic import ValidationError

from shared.broker.publishing import copy_of
from shared.broker.settling import DETAIL_HEADER, DIED_AT_HEADER, REASON_HEADER, RETRY_HEADER
from shared.contracts.messages import JobRequested, RollupMarked
from shared.contracts.topology import STATS_QUEUE, WorkQueue

_OLD_VIEWS: Final = 500
_CONFIRM_S: Final = 5.0
_KEY_DIGITS: Final = 12
# The most that is looked through; whoever has more has another trouble than a single letter.
MAX_LETTERS: Final = 10_000


@dataclass(frozen=True, slots=True)
class Letter:
    """A message that could not be handled; `about` is None when nobody can read it."""

    queue: WorkQueue
    key: str
    message_id: str | None
    reason: str
    detail: str | None
    died_at: str | None
    retries: int
    views: int
    trace_id: str | None
    body: bytes
    about: JobRequested | RollupMarked | None

    @property
    def job_id(self) -> UUID | None:
        """Return the job it is about."""
        return self.about.job_id if isinstance(self.about, JobRequested) else None

    def answers_to(self, names: Collection[str]) -> bool:
        """Return whether one of the names is its key, its message's id or its job's."""
        return not {self.key, self.message_id, str(self.job_id)}.isdisjoint(names)


@dataclass(frozen=True, slots=True)
class Held:
    """A letter in our hands, until its channel closes or it is put away for good."""

    letter: Letter
    message: AbstractIncomingMessage

    async def put_away(self) -> None:
        """Take it out of its queue."""
        await self.message.ack()


async def publish_to(channel: AbstractChannel, held: Held, queue: str, *, without: Collection[str] = ()) -> None:
    """Publish a copy to a queue, confirmed."""
    copy = copy_of(held.message, {}, without=without)
    await channel.default_exchange.publish(copy, queue, mandatory=True, timeout=_CONFIRM_S)


@asynccontextmanager
async def holding(connection: AbstractConnection) -> AsyncGenerator[AbstractChannel, None]:
    """Open the channel on which letters are held; at its end all go back that were not put away."""
    channel = await connection.channel(publisher_confirms=True, on_return_raises=True)
    try:
        yield channel
    finally:
        await channel.close()


async def each_letter(
    channel: AbstractChannel, queue: WorkQueue, *, limit: int = MAX_LETTERS, old_views: int = _OLD_VIEWS
) -> AsyncGenerator[Held, None]:
    """Hold one letter after the other, the oldest first; those that come meanwhile are left for the next time."""
    try:
        dead = await channel.declare_queue(queue.dead, passive=True)
    except ChannelNotFoundEntity:
        await channel.reopen()
        return
    for _ in range(min(limit, dead.declaration_result.message_count or 0)):
        message = await dead.get(fail=False)
        if message is None:
            return
        held = Held(_letter(queue, message), message)
        if held.letter.views >= old_views:
            await publish_to(channel, held, queue.dead)
            await held.put_away()
        else:
            yield held


async def letters_of(
    channel: AbstractChannel, queues: Iterable[WorkQueue], names: Collection[str] | None
) -> AsyncGenerator[Held, None]:
    """Hold the letters of these queues that answer to one of the names, all without names."""
    for queue in queues:
        async for held in each_letter(channel, queue):
            if names is None or held.letter.answers_to(names):
                yield held


def _letter(queue: WorkQueue, message: AbstractIncomingMessage) -> Letter:
    headers = message.headers
    died, reason = _of_the_broker(headers.get("x-death"))
    return Letter(
        queue=queue,
        key=_key(message),
        message_id=message.message_id,
        reason=str(headers.get(REASON_HEADER) or reason),
        detail=_text(headers.get(DETAIL_HEADER)),
        died_at=_text(headers.get(DIED_AT_HEADER)) or died,
        retries=_number(headers.get(RETRY_HEADER)),
        views=_number(headers.get("x-delivery-count")),
        trace_id=_trace_id(headers.get("traceparent")),
        body=message.body,
        about=_about(queue, message.body),
    )


def _key(message: AbstractIncomingMessage) -> str:
    return hashlib.sha256(f"{message.message_id}\0".encode() + message.body).hexdigest()[:_KEY_DIGITS]


def _about(queue: WorkQueue, body: bytes) -> JobRequested | RollupMarked | None:
    try:
        return (RollupMarked if queue == STATS_QUEUE else JobRequested).model_validate_json(body)
    except ValidationError:
        return None


def _of_the_broker(deaths: object) -> tuple[str | None, str]:
    """Return when and why the broker itself gave a message up, which it says in a list of tables."""
    if not isinstance(deaths, list) or not deaths:
        return None, "unknown"
    table = cast("dict[str, object]", deaths[0])
    return _text(table.get("time")), str(table.get("reason", "unknown"))


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _trace_id(traceparent: object) -> str | None:
    parts = str(traceparent or "").split("-")
    return parts[1] if len(parts) == 4 else None
