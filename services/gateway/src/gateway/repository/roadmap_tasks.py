"""One task of a roadmap: its row, and the roadmap's result that says the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

import orjson
from asyncpg import Record

from library.roadmaps.model import StoredRoadmap, StoredTask, stored_text
from shared.db.pool import Connection, Reader
from shared.db.sql import statement

_PACKAGE: Final = "gateway"


@dataclass(frozen=True, slots=True)
class FoundTask:
    """A roadmap and the revision of one of its tasks; `team` are the names that the plan was made with."""

    roadmap: StoredRoadmap
    revision: int
    team: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TrackedRoadmap:
    """A roadmap with the revision of each of its tasks and the names of its team."""

    id: UUID
    strategy_id: UUID | None
    audit_id: UUID | None
    created_at: datetime
    updated_at: datetime
    roadmap: StoredRoadmap
    revisions: Mapping[str, int]
    team: tuple[str, ...]
    template_id: str


@dataclass(frozen=True, slots=True)
class TaskChanger:
    """Who changed a task last, and when; a key or somebody who has left has no address."""

    email: str | None
    at: datetime


async def read_tracked(connection: Reader, workspace_id: UUID, roadmap_id: UUID) -> TrackedRoadmap | None:
    """Return a roadmap with everything that its page shows; None when there is none."""
    row = await connection.fetchrow(statement(_PACKAGE, "read_tracked_roadmap"), workspace_id, roadmap_id)
    if row is None:
        return None
    return TrackedRoadmap(
        row["id"],
        row["strategy_id"],
        row["audit_id"],
        row["created_at"],
        row["updated_at"],
        _roadmap(row),
        orjson.loads(row["revisions"]),
        _team(row["request"]),
        row["template_id"],
    )


async def read_changer(
    connection: Reader, workspace_id: UUID, roadmap_id: UUID, action: str, task_id: str
) -> TaskChanger | None:
    """Return who did this to a task last; None when nobody did since it was made."""
    query = statement(_PACKAGE, "read_task_changer")
    row = await connection.fetchrow(query, workspace_id, roadmap_id, action, task_id)
    return None if row is None else TaskChanger(row["email"], row["created_at"])


async def read_task(connection: Reader, workspace_id: UUID, roadmap_id: UUID, task_id: str) -> FoundTask | None:
    """Return a roadmap with a task of it; None when there is no such roadmap or task."""
    query = statement(_PACKAGE, "read_roadmap_task")
    row = await connection.fetchrow(query, workspace_id, roadmap_id, task_id)
    return None if row is None or row["revision"] is None else FoundTask(_roadmap(row), row["revision"])


async def lock_task(connection: Connection, workspace_id: UUID, roadmap_id: UUID, task_id: str) -> FoundTask | None:
    """Do the same for a change: nobody else changes the roadmap until the transaction ends."""
    # The whole roadmap, as its result holds all tasks: two changes of it come one after the other.
    await connection.execute(statement(_PACKAGE, "lock_roadmap"), workspace_id, roadmap_id)
    query = statement(_PACKAGE, "read_locked_roadmap_task")
    row = await connection.fetchrow(query, workspace_id, roadmap_id, task_id)
    if row is None or row["revision"] is None:
        return None
    return FoundTask(_roadmap(row), row["revision"], _team(row["request"]))


async def update_task(
    connection: Connection, workspace_id: UUID, roadmap_id: UUID, roadmap: StoredRoadmap, task: StoredTask
) -> int:
    """Store a changed task and the result it stands in; return the task's new revision."""
    await connection.execute(
        statement(_PACKAGE, "update_roadmap_result"),
        workspace_id,
        roadmap_id,
        stored_text(roadmap),
        roadmap.overall_progress,
        roadmap.end_date,
        roadmap.total_duration,
    )
    return await connection.fetchval(
        statement(_PACKAGE, "update_roadmap_task"),
        workspace_id,
        roadmap_id,
        task.id,
        task.status,
        task.start_date,
        task.due_date,
        task.assignee,
        task.actual_hours,
        task.completed_on,
    )


def _roadmap(row: Record) -> StoredRoadmap:
    return StoredRoadmap.model_validate_json(row["result"])


def _team(request: str | None) -> tuple[str, ...]:
    members = orjson.loads(request).get("team") or () if request else ()
    return tuple(member["name"] for member in members)
