"""What a worker's domain sees of a job, and what it gives back."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from pydantic import JsonValue

from shared.contracts.messages import JobKind
from shared.db.pool import Connection


class JobCancelledError(Exception):
    """The user asked for this job to stop."""


class LeaseLostError(Exception):
    """Another worker holds this job now, so nothing of this attempt may be written."""


@dataclass(frozen=True, slots=True)
class ClaimedJob:
    """A job this worker holds; every write names its attempt, so a zombie's write touches no row."""

    workspace_id: UUID
    id: UUID
    kind: JobKind
    attempt: int
    max_attempts: int
    request: Mapping[str, JsonValue]
    created_by: UUID
    created_at: datetime


class JobControl(Protocol):
    """How the work reports and learns that it should stop."""

    async def checkpoint(self) -> None:
        """Let the work go on, or stop it.

        Raises:
            JobCancelledError: when the user asked for it.
            LeaseLostError: when another worker has taken over.
        """
        ...

    async def progress(self, stage: str, percent: int) -> None:
        """Store and tell what is going on; also a checkpoint."""
        ...

    async def section_completed(self, section: Mapping[str, JsonValue]) -> None:
        """Tell of a finished section; stored with the next progress or at the end."""
        ...

    def read(self) -> AbstractAsyncContextManager[Connection]:
        """Open a read-only transaction in the job's workspace."""
        ...


@dataclass(frozen=True, slots=True)
class Completion:
    """A finished job: its public result, and how its rows are written inside the fenced transaction."""

    result_id: UUID
    result: Mapping[str, JsonValue]
    store: Callable[[Connection], Awaitable[None]]
