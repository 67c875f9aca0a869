"""Puts dead letters back to work. The job's row decides, so a letter that is put back twice does nothing twice.

A job that has failed is queued in the database, from where the dispatcher hands it out with attempts of its own; the
letter itself would be taken for a duplicate. What is still open or is no job goes back to its queue without its
failures.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from aio_pika.abc import AbstractChannel

from gateway.operator.dead_letters import Held, publish_to
from gateway.operator.jobs import queue_again
from gateway.operator.repository import find_job, workspace_exists
from gateway.operator.trail import write_down
from gateway.repository.audit_log import Change
from shared.broker.settling import FAILURE_HEADERS
from shared.contracts.messages import JobRequested, RollupMarked
from shared.db.pool import Context, Pool, transaction
from shared.ids import new_id

_ACROSS: Final = Context(None)
_OPEN: Final = frozenset({"queued", "dispatched", "running"})


class Fate(StrEnum):
    """What became of a letter; the first three take it out of its queue."""

    QUEUED_AGAIN = "queued_again"
    SENT_AGAIN = "sent_again"
    OVER = "over"
    UNREADABLE = "unreadable"
    NO_WORKSPACE = "no_workspace"

    @property
    def is_settled(self) -> bool:
        """Whether the letter has done its duty."""
        return self in {Fate.QUEUED_AGAIN, Fate.SENT_AGAIN, Fate.OVER}


SENTENCES: Final = {
    Fate.QUEUED_AGAIN: "its job is queued again with five new attempts",
    Fate.SENT_AGAIN: "sent to its queue again",
    Fate.OVER: "its job has ended meanwhile, so it was taken out",
    Fate.UNREADABLE: "left: this release can't read it; another one may, `convex dlq drop` takes it out",
    Fate.NO_WORKSPACE: "left: its workspace or job is gone; `convex dlq drop` takes it out",
}


@dataclass(frozen=True, slots=True)
class Replayer:
    """Who replays, and by which connections."""

    pool: Pool
    channel: AbstractChannel
    operator: str

    async def replay(self, held: Held) -> Fate:
        """Put a letter back to work, and take it out of the dead queue when that is done."""
        match held.letter.about:
            case JobRequested() as requested:
                fate = await self._job(held, requested)
            case RollupMarked() as marked:
                fate = await self._event(held, marked.workspace_id)
            case None:
                fate = Fate.UNREADABLE
        if fate.is_settled:
            await held.put_away()
        return fate

    async def drop(self, held: Held) -> None:
        """Take a letter out for good; what it was about stays as it is."""
        about = held.letter.about
        if about is not None:
            await self._write_down(held, about.workspace_id, "message.dropped")
        await held.put_away()

    async def _job(self, held: Held, requested: JobRequested) -> Fate:
        async with transaction(self.pool, _ACROSS) as connection:
            job = await find_job(connection, requested.job_id)
            if job is None:
                return Fate.NO_WORKSPACE
            if job.status == "failed" and await queue_again(connection, job, operator=self.operator):
                return Fate.QUEUED_AGAIN
        if job.status not in _OPEN:
            return Fate.OVER
        await self._send(held, job.workspace_id)
        return Fate.SENT_AGAIN

    async def _event(self, held: Held, workspace_id: UUID) -> Fate:
        if not await workspace_exists(self.pool, workspace_id):
            return Fate.NO_WORKSPACE
        await self._send(held, workspace_id)
        return Fate.SENT_AGAIN

    async def _send(self, held: Held, workspace_id: UUID) -> None:
        await self._write_down(held, workspace_id, "message.replayed")
        await publish_to(self.channel, held, held.letter.queue.name, without=FAILURE_HEADERS)

    async def _write_down(self, held: Held, workspace_id: UUID, action: str) -> None:
        letter = held.letter
        subject = letter.job_id or _uuid(letter.message_id)
        old = {"queue": letter.queue.dead, "reason": letter.reason, "messageId": letter.message_id}
        change = Change(action, "job" if letter.job_id else "message", subject, old)
        async with transaction(self.pool, _ACROSS) as connection:
            if await workspace_exists(connection, workspace_id):
                await write_down(connection, workspace_id, change, operator=self.operator)


def _uuid(text: str | None) -> UUID:
    try:
        return UUID(text or "")
    except ValueError:
        # A message may have come without an id; its line in the log needs one.
        return new_id()
