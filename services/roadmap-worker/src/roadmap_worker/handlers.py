"""Does a roadmap job: read what is linked, plan, and hand over how to store it."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from pydantic import JsonValue

from roadmap_worker.plan import Plan, make_plan
from roadmap_worker.replanning import perform_replan
from roadmap_worker.repository import (
    Origin,
    insert_roadmap,
    insert_roadmap_tasks,
    read_audit_result,
    read_strategy_document,
)
from roadmap_worker.resources import Resources
from roadmap_worker.result import result
from shared.contracts.requests import RoadmapRequest
from shared.db.pool import Connection
from shared.errors import PermanentError
from shared.ids import new_id
from shared.jobs.model import ClaimedJob, Completion, JobControl
from shared.jobs.requests import request_of


@dataclass(frozen=True, slots=True)
class _Links:
    strategy: Mapping[str, object] | None = None
    audit: Mapping[str, object] | None = None


async def perform(job: ClaimedJob, control: JobControl, resources: Resources) -> Completion:  # noqa: ARG001 - as every worker
    """Make the roadmap that the job asks for, or plan one anew.

    Raises:
        PermanentError: for variables that don't fit, a linked strategy or audit that isn't there, too few hours.
    """
    if "roadmapId" in job.request:
        return await perform_replan(job, control)
    request = request_of(job, RoadmapRequest)
    await control.progress("reading", 10)
    links = await _links(job, request, control)
    await control.progress("scheduling", 40)
    roadmap_id = new_id()
    plan, made = await asyncio.to_thread(_make, job, request, links, roadmap_id)
    await control.checkpoint()
    return _completion(job, roadmap_id, plan, made)


async def _links(job: ClaimedJob, request: RoadmapRequest, control: JobControl) -> _Links:
    if request.strategy_id is None and request.audit_id is None:
        return _Links()
    strategy = audit = None
    async with control.read() as connection:
        if request.strategy_id:
            strategy = await read_strategy_document(connection, job.workspace_id, request.strategy_id)
        if request.audit_id:
            audit = await read_audit_result(connection, job.workspace_id, request.audit_id)
    if request.strategy_id and strategy is None:
        raise PermanentError("strategy_not_found", "No such strategy", f"There is no strategy {request.strategy_id}.")
    if request.audit_id and audit is None:
        raise PermanentError("audit_not_found", "No such audit", f"There is no audit {request.audit_id}.")
    return _Links(strategy, audit)


def _make(
    job: ClaimedJob, request: RoadmapRequest, links: _Links, roadmap_id: UUID
) -> tuple[Plan, dict[str, JsonValue]]:
    plan = make_plan(request, job.created_at.date(), strategy=links.strategy, audit=links.audit)
    return plan, result(plan, roadmap_id)


def _completion(job: ClaimedJob, roadmap_id: UUID, plan: Plan, made: dict[str, JsonValue]) -> Completion:
    origin = Origin(job.workspace_id, job.id, job.created_by)

    async def store(connection: Connection) -> None:
        await insert_roadmap(connection, origin, roadmap_id, plan, made)
        await insert_roadmap_tasks(connection, job.workspace_id, roadmap_id, plan)

    return Completion(roadmap_id, made, store)
