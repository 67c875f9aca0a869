"""Reads what is linked and writes a roadmap with its tasks; the writes run inside the fenced transaction of the job."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast
from uuid import UUID

from pydantic import JsonValue

from library.roadmaps.model import StoredRoadmap
from roadmap_worker.plan import Plan
from roadmap_worker.result import weeks
from shared.contracts.requests import RoadmapRequest
from shared.db.pool import Connection
from shared.db.sql import statement
from shared.ids import new_id
from shared.json import dumps
from shared.telemetry.logs import current_trace_id

_PACKAGE = "roadmap_worker"


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose roadmap it is, and which job made it."""

    workspace_id: UUID
    job_id: UUID
    created_by: UUID


async def read_strategy_document(
    connection: Connection, workspace_id: UUID, strategy_id: UUID
) -> Mapping[str, object] | None:
    """Return the live version's document, or None when there is no such strategy."""
    text = await connection.fetchval(statement(_PACKAGE, "read_strategy_document"), workspace_id, strategy_id)
    return _object(text)


async def read_audit_result(connection: Connection, workspace_id: UUID, audit_id: UUID) -> Mapping[str, object] | None:
    """Return the audit's result, or None when there is no such audit."""
    return _object(await connection.fetchval(statement(_PACKAGE, "read_audit_result"), workspace_id, audit_id))


@dataclass(frozen=True, slots=True)
class FoundRoadmap:
    """A roadmap as it stands; `request` is what was asked for at first, as JSON text, when that is known."""

    roadmap: StoredRoadmap
    revision: int
    request: str | None


async def read_roadmap(connection: Connection, workspace_id: UUID, roadmap_id: UUID) -> FoundRoadmap | None:
    """Return a roadmap that was not deleted."""
    row = await connection.fetchrow(statement(_PACKAGE, "read_roadmap"), workspace_id, roadmap_id)
    if row is None:
        return None
    return FoundRoadmap(StoredRoadmap.model_validate_json(row["result"]), row["revision"], row["request"])


async def update_roadmap(  # noqa: PLR0913, PLR0917 - the values of one statement
    connection: Connection,
    origin: Origin,
    revision: int,
    roadmap: StoredRoadmap,
    request: RoadmapRequest,
    result: Mapping[str, JsonValue],
) -> bool:
    """Store a roadmap planned anew; False when it was changed since it was read."""
    stored = await connection.fetchval(
        statement(_PACKAGE, "update_roadmap"),
        origin.workspace_id,
        UUID(roadmap.roadmap_id),
        revision,
        dumps(result),
        request.model_dump_json(by_alias=True, exclude_unset=True),
        roadmap.overall_progress,
        roadmap.end_date,
        roadmap.total_duration,
    )
    return stored is not None


async def update_roadmap_tasks(connection: Connection, workspace_id: UUID, roadmap: StoredRoadmap) -> None:
    """Give the rows of the tasks the dates and people of the new plan."""
    tasks = roadmap.tasks
    await connection.execute(
        statement(_PACKAGE, "update_roadmap_tasks"),
        workspace_id,
        UUID(roadmap.roadmap_id),
        [task.id for task in tasks],
        [task.start_date for task in tasks],
        [task.due_date for task in tasks],
        [task.assignee for task in tasks],
        [task.slack_days for task in tasks],
        [task.critical for task in tasks],
    )


async def insert_replan_entry(
    connection: Connection,
    origin: Origin,
    roadmap_id: UUID,
    old: Mapping[str, JsonValue],
    new: Mapping[str, JsonValue],
) -> None:
    """Write the replan down in the trail of changes."""
    await connection.execute(
        statement(_PACKAGE, "insert_audit_entry"),
        origin.workspace_id,
        new_id(),
        origin.created_by,
        "roadmap.replanned",
        roadmap_id,
        dumps(old),
        dumps(new),
        current_trace_id(),
    )


async def insert_roadmap(
    connection: Connection, origin: Origin, roadmap_id: UUID, plan: Plan, result: Mapping[str, JsonValue]
) -> None:
    """Store the roadmap with its public result."""
    first, last = plan.schedule.start, plan.schedule.end
    await connection.execute(
        statement(_PACKAGE, "insert_roadmap"),
        origin.workspace_id,
        roadmap_id,
        origin.job_id,
        plan.request.strategy_id,
        plan.request.audit_id,
        plan.template.id,
        plan.template.name,
        date.fromordinal(first),
        date.fromordinal(last),
        weeks(first, last),
        dumps(result),
        origin.created_by,
        plan.request.model_dump_json(by_alias=True, exclude_unset=True),
    )


async def insert_roadmap_tasks(connection: Connection, workspace_id: UUID, roadmap_id: UUID, plan: Plan) -> None:
    """Store one row for every task; `depends_on` travels as JSON, because arrays of unequal length don't unnest."""
    placed = sorted(plan.schedule.placements, key=lambda one: (one.start, one.finish))
    tasks = [one.task for one in placed]
    await connection.execute(
        statement(_PACKAGE, "insert_roadmap_tasks"),
        workspace_id,
        roadmap_id,
        [task.id for task in tasks],
        [task.milestone_id for task in tasks],
        [task.title for task in tasks],
        [task.description for task in tasks],
        [date.fromordinal(one.start) for one in placed],
        [date.fromordinal(one.finish) for one in placed],
        [task.likely_minutes / 60 for task in tasks],
        [plan.people[one.person].name for one in placed],
        [dumps(list(task.depends_on)) for task in tasks],
        [plan.slack[task.id] for task in tasks],
        [task.id in plan.critical for task in tasks],
        [task.priority for task in tasks],
    )


def _object(text: str | None) -> Mapping[str, object] | None:
    return None if text is None else cast("dict[str, object]", json.loads(text))
