"""The way of every request that makes a job: stored, then answered, or held for its end when the caller asks for it."""

from typing import Final
from uuid import UUID

import orjson
from fastapi import Request
from starlette.responses import Response

from gateway.admission import Wanted, create_job
from gateway.auth.caller import Claim
from gateway.deps import Services
from gateway.documentation import WORKSPACE_PROBLEMS, WRITE_PROBLEMS, Gives
from gateway.idempotency import attempt_of
from gateway.preferences import wait_preference
from gateway.schemas.job_examples import ACCEPTED_EXAMPLE, JOB_EXAMPLE
from gateway.schemas.jobs import AcceptedJob, JobView
from gateway.waiting import finished_job
from shared.contracts.problems import ProblemCode

# What all routes that make a job answer, and what they may refuse.
JOB_ANSWERS: Final = (
    Gives(202, "The job is stored", AcceptedJob, ACCEPTED_EXAMPLE, headers=("Location", "Idempotency-Replayed")),
    Gives(200, "With Prefer: wait=N, the job is over", JobView, JOB_EXAMPLE, headers=("Preference-Applied",)),
)
JOB_PROBLEMS: Final = (
    *WORKSPACE_PROBLEMS,
    *WRITE_PROBLEMS,
    ProblemCode.IDEMPOTENCY_KEY_REUSED,
    ProblemCode.WORKSPACE_QUEUE_FULL,
    ProblemCode.QUEUE_FULL,
    ProblemCode.MAINTENANCE,
)


async def submitted(request: Request, services: Services, claim: Claim, given: object, job: Wanted) -> Response:
    """Store a job and answer 202, or 200 with the job when `Prefer: wait` was long enough.

    `given` is the JSON value of the body, by which a repeated `Idempotency-Key` is known.

    Raises:
        ProblemError: as `create_job` does; then nothing was stored.
    """
    answer = await create_job(services, claim, attempt_of(request, given), job)
    wait_s = wait_preference(request.headers)
    if wait_s is not None:
        request.state.held = True
        job_id = UUID(orjson.loads(answer.body)["jobId"])
        finished = await finished_job(services, claim, job_id, wait_s, answer.headers)
        if finished is not None:
            return finished
    return answer.to_response()
