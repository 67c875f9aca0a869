"""Holds an answer until a job is over, for callers who would rather wait than poll."""

import time
from collections.abc import Mapping
from uuid import UUID

from starlette.responses import Response

from gateway.auth.caller import Claim
from gateway.deps import Services
from gateway.repository.jobs import read_job
from gateway.responses import json_response
from gateway.schemas.jobs import OVER, job_view
from shared.db.pool import CONNECTION_ERRORS


async def finished_job(
    services: Services, claim: Claim, job_id: UUID, wait_s: int, headers: Mapping[str, str]
) -> Response | None:
    """Return the 200 as soon as the job is over, or nothing when that takes longer than the caller would wait."""
    try:
        if not await _is_over_within(services, claim, job_id, wait_s):
            return None
        found = await read_job(services.pool, claim, job_id)
    except CONNECTION_ERRORS:
        # The job is stored, so its caller gets the 202 and polls.
        return None
    if found.job is None or found.job.status not in OVER:
        return None
    return json_response(job_view(found.job), headers={**headers, "Preference-Applied": f"wait={wait_s}"})


async def _is_over_within(services: Services, claim: Claim, job_id: UUID, wait_s: int) -> bool:
    deadline = time.monotonic() + wait_s
    async with services.hub.follow(claim.workspace_id, claim.context, job_id, 0) as follower:
        while follower is not None and (left_s := deadline - time.monotonic()) > 0:
            if (await follower.next(left_s)).ended:
                return True
    return False
