"""The three requests that make a job: stored, then answered; the work comes after."""

from typing import Final
from uuid import UUID

import orjson
from fastapi import Request
from starlette.responses import Response

from gateway.admission import JobRequest, create_job, wanted
from gateway.auth.caller import Claim
from gateway.deps import ClaimedWorkspace, Services, ServicesOf
from gateway.documentation import WORKSPACE_PROBLEMS, WRITE_PROBLEMS, Gives, Takes, described
from gateway.idempotency import attempt_of
from gateway.json_body import read_body
from gateway.preferences import wait_preference
from gateway.routing import api_router
from gateway.schemas.job_examples import (
    ACCEPTED_EXAMPLE,
    JOB_EXAMPLE,
    ROADMAP_REQUEST_EXAMPLES,
    SEO_REQUEST_EXAMPLES,
    STRATEGY_REQUEST_EXAMPLES,
)
from gateway.schemas.jobs import AcceptedJob, JobView
from gateway.waiting import finished_job
from shared.contracts.problems import ProblemCode
from shared.contracts.requests import RoadmapRequest, SEORequest, StrategyRequest

router = api_router("jobs")

_GIVES: Final = (
    Gives(202, "The job is stored", AcceptedJob, ACCEPTED_EXAMPLE, headers=("Location", "Idempotency-Replayed")),
    Gives(200, "With Prefer: wait=N, the job is over", JobView, JOB_EXAMPLE, headers=("Preference-Applied",)),
)
_PROBLEMS: Final = (
    *WORKSPACE_PROBLEMS,
    *WRITE_PROBLEMS,
    ProblemCode.IDEMPOTENCY_KEY_REUSED,
    ProblemCode.WORKSPACE_QUEUE_FULL,
    ProblemCode.QUEUE_FULL,
)


@router.post(
    "/generate-strategy",
    operation_id="generateStrategy",
    summary="Plan a marketing strategy from a brief",
    **described(*_GIVES, takes=Takes(StrategyRequest, STRATEGY_REQUEST_EXAMPLES), problems=_PROBLEMS),
)
async def generate_strategy(request: Request, services: ServicesOf, claim: ClaimedWorkspace) -> Response:
    """Store the job; `Idempotency-Key` and `Prefer: wait=N` are honoured."""
    return await _generate(request, services, claim, StrategyRequest)


@router.post(
    "/score-seo",
    operation_id="scoreSeo",
    summary="Audit a page for a keyword",
    **described(*_GIVES, takes=Takes(SEORequest, SEO_REQUEST_EXAMPLES), problems=_PROBLEMS),
)
async def score_seo(request: Request, services: ServicesOf, claim: ClaimedWorkspace) -> Response:
    """Store the job; `Idempotency-Key` and `Prefer: wait=N` are honoured."""
    return await _generate(request, services, claim, SEORequest)


@router.post(
    "/generate-roadmap",
    operation_id="generateRoadmap",
    summary="Schedule a plan from a template",
    **described(*_GIVES, takes=Takes(RoadmapRequest, ROADMAP_REQUEST_EXAMPLES), problems=_PROBLEMS),
)
async def generate_roadmap(request: Request, services: ServicesOf, claim: ClaimedWorkspace) -> Response:
    """Store the job; `Idempotency-Key` and `Prefer: wait=N` are honoured."""
    return await _generate(request, services, claim, RoadmapRequest)


async def _generate(request: Request, services: Services, claim: Claim, model: type[JobRequest]) -> Response:
    body, given = await read_body(request, model)
    attempt = attempt_of(request, given)
    answer = await create_job(services, claim, attempt, wanted(body, llm_enabled=services.settings.llm_enabled))
    wait_s = wait_preference(request.headers)
    if wait_s is not None:
        request.state.held = True
        job_id = UUID(orjson.loads(answer.body)["jobId"])
        finished = await finished_job(services, claim, job_id, wait_s, answer.headers)
        if finished is not None:
            return finished
    return answer.to_response()
