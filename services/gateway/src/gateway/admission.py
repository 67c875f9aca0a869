"""Decides whether a job may be stored, and stores it: one transaction, so a refused request leaves nothing behind."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from uuid import UUID

import orjson

from gateway.auth.caller import Claim
from gateway.deps import Services, authorize
from gateway.errors import ProblemError, invalid, invalid_field
from gateway.field_errors import FieldError
from gateway.idempotency import Answer, Attempt, once
from gateway.maintenance import refuse_work
from gateway.repository.jobs import Admission, NewJob, insert_job, read_admission
from gateway.responses import to_json
from gateway.schemas.jobs import accepted, job_path
from library.public_holidays import refusal
from library.variables import check_variables
from shared.contracts.messages import JobKind
from shared.contracts.problems import ProblemCode
from shared.contracts.requests import Replan, ReplanRequest, RoadmapRequest, SEORequest, StrategyRequest
from shared.db.pool import Connection, transaction
from shared.ids import new_id
from shared.json import dumps
from shared.telemetry.setup import trace_headers

JobRequest = StrategyRequest | SEORequest | RoadmapRequest
_RETRY_AFTER_S: Final = "10"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A valid request for a job, and what it refers to."""

    kind: JobKind
    request: str
    strategy_id: UUID | None = None
    audit_id: UUID | None = None


def wanted(body: JobRequest, *, llm_enabled: bool) -> Wanted:
    """Check what the models can't, because it depends on settings or on the library.

    Raises:
        ProblemError: 400 naming the fields.
    """
    match body:
        case StrategyRequest():
            if body.engine == "anthropic" and not llm_enabled:
                raise invalid_field("engine", "can't be anthropic here, because no key is configured")
            return Wanted("strategy", request_text(body))
        case SEORequest():
            return Wanted("seo", request_text(body), body.strategy_id)
        case RoadmapRequest():
            _refuse_wrong_variables(body)
            refuse_unknown_places(body)
            return Wanted("roadmap", request_text(body), body.strategy_id, body.audit_id)


async def create_job(services: Services, claim: Claim, attempt: Attempt, job: Wanted) -> Answer:
    """Store a job and return the 202, or the first answer to the same request.

    Raises:
        ProblemError: 400, 403, 404, 422, 429 or 503; then nothing was stored.
    """
    await services.queue.refuse_when_full(services.pool)
    notice = await services.maintenance.notice(services.pool)
    limit = services.settings.convex_workspace_queue_limit

    async def create() -> Answer:
        refuse_work(notice)
        _refuse_missing(found)
        refuse_full_workspace(found.waiting, limit)
        return await _store(connection, claim, job)

    async with transaction(services.pool, claim.context) as connection:
        found = await read_admission(
            connection, claim.workspace_id, limit, strategy_id=job.strategy_id, audit_id=job.audit_id
        )
        # Before the key is looked at: only those who may make a job may learn of an earlier one.
        authorize(claim, found.role, "editor")
        return await once(connection, claim, attempt, create)


def request_text(body: JobRequest | ReplanRequest) -> str:
    """Return what the caller set, as JSON with the names of the wire."""
    values = body.model_dump(mode="python", by_alias=True, exclude_unset=True)
    return orjson.dumps(values, default=_plain).decode()


def refuse_full_workspace(waiting: int, limit: int) -> None:
    """Let a job in or say when to come again.

    Raises:
        ProblemError: 429 with Retry-After.
    """
    if waiting >= limit:
        detail = f"The workspace has {limit} jobs waiting, which is as many as it may; nothing was stored."
        raise ProblemError(ProblemCode.WORKSPACE_QUEUE_FULL, detail, headers={"Retry-After": _RETRY_AFTER_S})


def _refuse_missing(found: Admission) -> None:
    there = {"strategyId": found.strategy_exists, "auditId": found.audit_exists}
    errors = [FieldError(name, "does not exist in this workspace") for name, exists in there.items() if not exists]
    if errors:
        raise invalid(errors)


async def _store(connection: Connection, claim: Claim, job: Wanted) -> Answer:
    new = NewJob(new_id(), job.kind, job.request, dumps(trace_headers()))
    created_at = await insert_job(connection, claim, new)
    body = to_json(accepted(new.id, new.kind, created_at)).decode()
    return Answer(202, body, {"Location": job_path(new.id)})


def _refuse_wrong_variables(body: RoadmapRequest) -> None:
    wrong = check_variables(body.template_type, body.template_id, dict(body.variables))
    if wrong:
        raise invalid(FieldError(error.field, error.message) for error in wrong)


def refuse_unknown_places(body: RoadmapRequest | Replan) -> None:
    """Let a plan through whose public holidays are known.

    Raises:
        ProblemError: 400 naming the fields.
    """
    places = [("", body.country, body.region)]
    places += [(f"team[{n}].", member.country, member.region) for n, member in enumerate(body.team or ())]
    wrong = [(prefix, refusal(country, region)) for prefix, country, region in places]
    errors = [FieldError(prefix + refused[0], refused[1]) for prefix, refused in wrong if refused]
    if errors:
        raise invalid(errors)


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"{type(value).__name__} has no place in a request")
