"""Does a strategy job: read the brief, choose, write, score, and hand over how to store it."""

import asyncio

from scoring.assess import found_in
from scoring.material import read
from scoring.report import report
from shared.contracts.requests import Brief, StrategyRequest
from shared.db.pool import Connection
from shared.errors import PermanentError
from shared.ids import new_id
from shared.jobs.model import ClaimedJob, Completion, JobControl
from shared.jobs.requests import request_of
from strategy_worker.case import build
from strategy_worker.llm.engine import Engine
from strategy_worker.llm.means import Written
from strategy_worker.planner import write
from strategy_worker.repository import (
    Origin,
    insert_strategy,
    insert_strategy_score,
    insert_strategy_version,
    read_latest_audit,
)
from strategy_worker.resources import Resources
from strategy_worker.result import Account, Made, make, public
from strategy_worker.site import AuditedSite
from strategy_worker.stages import READING, SCORING, WRITING


async def perform(job: ClaimedJob, control: JobControl, resources: Resources) -> Completion:
    """Write the strategy that the job asks for.

    Raises:
        PermanentError: for a request that can't be read, an engine that isn't there, or a model that wrote nothing.
    """
    request = request_of(job, StrategyRequest)
    engine = _engine(request, resources)
    await control.progress(*READING)
    brief = _brief(request)
    case = await asyncio.to_thread(build, brief, await _audit(job, brief, control))
    if engine is None:
        await control.progress(*WRITING)
        written = Written(await asyncio.to_thread(write, case), Account())
    else:
        planned = await asyncio.to_thread(write, case)
        written = await engine.write(job, control, brief, planned, request.engine)
    await control.progress(*SCORING)
    material = await asyncio.to_thread(read, written.document, brief)
    assessment = await asyncio.to_thread(lambda: report(found_in(material)))
    made = await asyncio.to_thread(make, new_id(), material, assessment, written.account)
    for section in made.sections:
        await control.section_completed(section)
    await control.checkpoint()
    return _completion(job, brief, made)


async def _audit(job: ClaimedJob, brief: Brief, control: JobControl) -> AuditedSite | None:
    """Look up what is known of the brief's site; a brief without one costs no query."""
    if brief.domain is None:
        return None
    async with control.read() as connection:
        return await read_latest_audit(connection, job.workspace_id, brief.domain)


def _engine(request: StrategyRequest, resources: Resources) -> Engine | None:
    """Return the engine that a request wants and this process has; None is the offline engine."""
    if request.engine == "anthropic" and resources.engine is None:
        raise PermanentError(
            "engine_unavailable",
            "This engine isn't available",
            "No key for the model is configured here. Ask again with engine “offline” or “auto”.",
        )
    return None if request.engine == "offline" else resources.engine


def _brief(request: StrategyRequest) -> Brief:
    return Brief.model_validate(request.model_dump(exclude={"engine"}))


def _completion(job: ClaimedJob, brief: Brief, made: Made) -> Completion:
    origin = Origin(job.workspace_id, job.id, job.created_by)

    async def store(connection: Connection) -> None:
        await insert_strategy(connection, origin, brief, made)
        await insert_strategy_version(connection, origin, brief, made)
        await insert_strategy_score(connection, origin, made)

    return Completion(made.strategy_id, public(made), store)
