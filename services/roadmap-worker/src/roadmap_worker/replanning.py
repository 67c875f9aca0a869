"""Does a replan job: read the roadmap as it stands, plan what is left, and hand over how to store it."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import JsonValue, ValidationError

from library.roadmaps.model import StoredRoadmap, stored_text
from roadmap_worker.budget import split
from roadmap_worker.calendar import Dated, calendar
from roadmap_worker.context import capacity, deadline
from roadmap_worker.outlook import budget, finish
from roadmap_worker.proof import proof
from roadmap_worker.replan import Replanned, merged, replan
from roadmap_worker.repository import (
    FoundRoadmap,
    Origin,
    insert_replan_entry,
    read_roadmap,
    update_roadmap,
    update_roadmap_tasks,
)
from roadmap_worker.schedule import ScheduleTooLongError
from shared.contracts.requests import ReplanRequest, RoadmapRequest
from shared.db.pool import Connection
from shared.errors import PermanentError, TransientError
from shared.jobs.model import ClaimedJob, Completion, JobControl
from shared.jobs.requests import request_of

_ACTION = "roadmap.replanned"


@dataclass(frozen=True, slots=True)
class _Made:
    roadmap: StoredRoadmap
    request: RoadmapRequest
    result: dict[str, JsonValue]


async def perform_replan(job: ClaimedJob, control: JobControl) -> Completion:
    """Plan anew what is left of the roadmap that the job names.

    Raises:
        PermanentError: when there is no such roadmap, or too few hours to end it.
    """
    wanted = request_of(job, ReplanRequest)
    await control.progress("reading", 10)
    async with control.read() as connection:
        found = await read_roadmap(connection, job.workspace_id, wanted.roadmap_id)
    if found is None:
        raise PermanentError("roadmap_not_found", "No such roadmap", f"There is no roadmap {wanted.roadmap_id}.")
    await control.progress("scheduling", 40)
    made = await asyncio.to_thread(_make, found, wanted, job.created_at.date())
    await control.checkpoint()
    return _completion(job, found, wanted, made)


def _make(found: FoundRoadmap, wanted: ReplanRequest, today: date) -> _Made:
    request = merged(_first_request(found), wanted)
    try:
        replanned = replan(found.roadmap, request, wanted.as_of or today)
    except ScheduleTooLongError as error:
        raise PermanentError("capacity_too_small", "Too few hours to make a plan", _too_long(found.roadmap)) from error
    return _Made(replanned.roadmap, request, _result(replanned, request, wanted.as_of or today))


def _too_long(roadmap: StoredRoadmap) -> str:
    """Say what would help: a date set by hand holds a task back, however many hours there are."""
    ways = ["more hoursPerWeek", "a larger team"]
    dated = [task for task in roadmap.tasks if task.dated_by_hand and task.status == "pending"]
    if dated:
        last = max(dated, key=lambda task: task.start_date)
        ways.append(f"an earlier startDate to {last.id}, which was set to {last.start_date} by hand")
    return f"What is left does not end within twenty years. Give {' or '.join(ways)}."


def _first_request(found: FoundRoadmap) -> RoadmapRequest:
    try:
        return RoadmapRequest.model_validate_json(found.request or "")
    except ValidationError as error:
        detail = "What was asked for at first is no longer known. Make a new roadmap from the same template."
        raise PermanentError("roadmap_request_unknown", "This roadmap can't be planned anew", detail) from error


def _result(replanned: Replanned, request: RoadmapRequest, as_of: date) -> dict[str, JsonValue]:
    """Return the roadmap as it is stored, with what is known of the new plan; risks stay those of the first one."""
    known = json.loads(stored_text(replanned.roadmap))
    made, likely = replanned.schedule, replanned.finish
    if made is None or likely is None:
        return {**known, "deadline": deadline(replanned.deadline), "finish": None, "schedule": None}
    people, workdays = replanned.trial.people, replanned.trial.workdays
    days = Dated(request, as_of, people, workdays, replanned.public_holidays, made, replanned.deadline)
    money = request.budget
    return {
        **known,
        "capacity": capacity(people, made.placements),
        "calendar": calendar(days),
        "budget": budget(money, split(money, request.template_type, people) if money else ()),
        "deadline": deadline(replanned.deadline),
        "finish": finish(likely, made.end, request.deadline),
        "schedule": proof(made, workdays),
    }


def _completion(job: ClaimedJob, found: FoundRoadmap, wanted: ReplanRequest, made: _Made) -> Completion:
    origin, roadmap_id = Origin(job.workspace_id, job.id, job.created_by), wanted.roadmap_id

    async def store(connection: Connection) -> None:
        if not await update_roadmap(connection, origin, found.revision, made.roadmap, made.request, made.result):
            detail = "Somebody told of a task while the rest was being planned; it is planned again."
            raise TransientError("roadmap_changed", "The roadmap was changed meanwhile", detail)
        await update_roadmap_tasks(connection, job.workspace_id, made.roadmap)
        await insert_replan_entry(connection, origin, roadmap_id, _told(found.roadmap), _told(made.roadmap))

    return Completion(roadmap_id, made.result, store, action=_ACTION)


def _told(roadmap: StoredRoadmap) -> Mapping[str, JsonValue]:
    slip = roadmap.slippage
    return {
        "endDate": roadmap.end_date.isoformat(),
        "slipDays": slip.days if slip else 0,
        "replans": slip.replans if slip else 0,
    }
