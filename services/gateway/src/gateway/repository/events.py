"""What happened to a job, in order."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from shared.db.pool import Context, Pool, transaction
from shared.db.sql import statement

_PACKAGE: Final = "gateway"
_OVER: Final = frozenset({"succeeded", "failed", "cancelled"})
PAGE_SIZE: Final = 200


@dataclass(frozen=True, slots=True)
class JobEvent:
    """One event; `data` is JSON text."""

    seq: int
    type: str
    data: str


@dataclass(frozen=True, slots=True)
class EventPage:
    """The events after a number, and the job's state by the same snapshot."""

    status: str
    last_seq: int
    events: tuple[JobEvent, ...]

    @property
    def is_over(self) -> bool:
        """Return whether the job has ended."""
        return self.status in _OVER


async def list_job_events(pool: Pool, context: Context, job_id: UUID, after: int) -> EventPage | None:
    """Return the next events of a job, or nothing when this context can't see it."""
    async with transaction(pool, context, read_only=True) as connection:
        query = statement(_PACKAGE, "list_job_events")
        rows = await connection.fetch(query, context.workspace_id, job_id, after, PAGE_SIZE)
    if not rows:
        return None
    events = tuple(JobEvent(row["seq"], row["type"], row["data"]) for row in rows if row["seq"] is not None)
    return EventPage(rows[0]["status"], rows[0]["event_seq"], events)
