"""The three requests that make a job: stored, then answered; the work comes after."""

from fastapi import Request
from starlette.responses import Response

from gateway.admission import JobRequest, wanted
from gateway.auth.caller import Claim
from gateway.deps import ClaimedWorkspace, Services, ServicesOf
from gateway.documentation import Takes, described
from gateway.json_body import read_body
from gateway.routing import api_router
from gateway.schemas.job_examples import (
    ROADMAP_REQUEST_EXAMPLES,
    SEO_REQUEST_EXAMPLES,
    STRATEGY_REQUEST_EXAMPLES,
)
from gateway.submitting import JOB_ANSWERS, JOB_PROBLEMS, submitted
from shared.contracts.requests import RoadmapRequest, SEORequest, StrategyRequest

router = api_router("jobs")


@router.post(
    "/generate-strategy",
    operation_id="generateStrategy",
    summary="Plan a marketing strategy from a brief",
    **described(*JOB_ANSWERS, takes=Takes(StrategyRequest, STRATEGY_REQUEST_EXAMPLES), problems=JOB_PROBLEMS),
)
async def generate_strategy(request: Request, services: ServicesOf, claim: ClaimedWorkspace) -> Response:
    """Store the job; `Idempotency-Key` and `Prefer: wait=N` are honoured."""
    return await _generate(request, services, claim, StrategyRequest)


@router.post(
    "/score-seo",
    operation_id="scoreSeo",
    summary="Audit a page for a keyword",
    **described(*JOB_ANSWERS, takes=Takes(SEORequest, SEO_REQUEST_EXAMPLES), problems=JOB_PROBLEMS),
)
async def score_seo(request: Request, services: ServicesOf, claim: ClaimedWorkspace) -> Response:
    """Store the job; `Idempotency-Key` and `Prefer: wait=N` are honoured."""
    return await _generate(request, services, claim, SEORequest)


@router.post(
    "/generate-roadmap",
    operation_id="generateRoadmap",
    summary="Schedule a plan from a template",
    **described(*JOB_ANSWERS, takes=Takes(RoadmapRequest, ROADMAP_REQUEST_EXAMPLES), problems=JOB_PROBLEMS),
)
async def generate_roadmap(request: Request, services: ServicesOf, claim: ClaimedWorkspace) -> Response:
    """Store the job; `Idempotency-Key` and `Prefer: wait=N` are honoured."""
    return await _generate(request, services, claim, RoadmapRequest)


async def _generate(request: Request, services: Services, claim: Claim, model: type[JobRequest]) -> Response:
    body, given = await read_body(request, model)
    return await submitted(request, services, claim, given, wanted(body, llm_enabled=services.settings.llm_enabled))
