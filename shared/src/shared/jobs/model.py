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
        """Store and tell what is going on; also a checkpoint. A database that is away is told later."""
        ...

    async def section_delta(self, section: str, title: str, text: str, *, again: bool = False) -> None:
        """Tell of the next piece of a section that is still being written; readers have it within a tenth of a second.

        The piece has to be fit to be shown. The first one of an attempt replaces what readers have of the section, and
        so does one with `again`, for an engine that begins the section anew. Returns at once; not a checkpoint.
        """
        ...

    async def section_completed(self, section: Mapping[str, JsonValue]) -> None:
        """Tell of a finished section, as `section_delta` does; `progress` tells of what waits at once."""
        ...

    async def interim(self, event: str, data: Mapping[str, JsonValue], result: Mapping[str, JsonValue]) -> None:
        """Store what there is of the result and tell readers of it by an event of this name; also a checkpoint.

        Whoever reads the job has it as its result until the end brings the whole. A database that is away leaves it
        out: the whole one follows.
        """
        ...

    def tell(self, event: str, data: Mapping[str, JsonValue]) -> None:
        """Tell of something by an event of this name, at the latest together with the job's end; not a checkpoint."""
        ...

    def read(self) -> AbstractAsyncContextManager[Connection]:
        """Open a read-only transaction in the job's workspace."""
        ...

    def write(self) -> AbstractAsyncContextManager[Connection]:
        """Open a transaction in the job's workspace for what stands beside the job, such as what a call cost.

        No fence: it works for an attempt that has lost its lease, and in the `finally` of work that was stopped.
        What may only be written once, by the attempt that ends the job, belongs into `Completion.store`.
        """
        ...


@dataclass(frozen=True, slots=True)
class Completion:
    """A finished job: its public result, and how its rows are written inside the fenced transaction.

    `action` is what the workspace's trail calls it, when that is not what a job of this kind usually does.
    """

    result_id: UUID
    result: Mapping[str, JsonValue]
    store: Callable[[Connection], Awaitable[None]]
    action: str | None = None
