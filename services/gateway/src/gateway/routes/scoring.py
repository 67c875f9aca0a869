"""Scoring on demand, and a framework's worksheet filled from a brief; both answer at once and store nothing."""

import asyncio
from dataclasses import dataclass
from typing import Annotated, Final
from uuid import UUID

import orjson
from fastapi import Query, Request
from starlette.responses import Response

from documents.model import parse
from gateway.auth.caller import Access
from gateway.deps import ReadAccess, Services, ServicesOf
from gateway.documentation import WORKSPACE_PROBLEMS, Gives, Takes, described
from gateway.errors import invalid_field, not_found
from gateway.json_body import read_body
from gateway.repository.strategies import read_scoring_subject, read_sentence_marks
from gateway.responses import json_response
from gateway.routing import api_router
from gateway.schemas.scoring import (
    APPLY_REQUEST_EXAMPLES,
    FILLED_FRAMEWORK_EXAMPLE,
    SCORE_REPORT_EXAMPLE,
    SCORE_REQUEST_EXAMPLES,
    ApplyRequest,
    ScoreReport,
    ScoreRequest,
)
from library.worksheets import FilledFramework, fill
from scoring.model import Assessment
from scoring.report import Found, UnknownFindingError, report
from scoring.subject import DocumentSubject, Subject, TextSubject, found_in
from shared.contracts.requests import Brief, BriefFacts, Framework
from shared.db.pool import transaction

router = api_router("scoring")
_MOST_REPAIRS: Final = 200
_ID: Final = r"^[a-z][a-z0-9.~_-]{0,120}(,[a-z][a-z0-9.~_-]{0,120})*$"


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be scored, and which stored version it is."""

    subject: Subject
    strategy_id: UUID | None = None
    version: int | None = None


@router.post(
    "/score-strategy",
    operation_id="scoreStrategy",
    summary="Score a stored strategy or any text against a brief",
    **described(
        Gives(200, "The score with its evidence", ScoreReport, SCORE_REPORT_EXAMPLE),
        takes=Takes(ScoreRequest, SCORE_REQUEST_EXAMPLES),
        problems=WORKSPACE_PROBLEMS,
    ),
)
async def score_strategy(
    request: Request,
    services: ServicesOf,
    access: ReadAccess,
    without: Annotated[
        str | None,
        Query(description="Ids of findings, with commas: what the score would be if they were repaired.", pattern=_ID),
    ] = None,
) -> Response:
    """Score by rules that show their evidence; checks of completeness and grounding, not of taste."""
    body, given = await read_body(request, ScoreRequest)
    # Findings point into the text as it was sent, blanks at its ends included.
    asked = await _asked(services, access, body, given.get("text"))
    return json_response(await asyncio.to_thread(_report, asked, _repairs(without)))


@router.post(
    "/apply-framework",
    operation_id="applyFramework",
    summary="Fill a framework's worksheet as far as a brief goes",
    **described(
        Gives(200, "The worksheet with its open questions", FilledFramework, FILLED_FRAMEWORK_EXAMPLE),
        takes=Takes(ApplyRequest, APPLY_REQUEST_EXAMPLES),
        problems=WORKSPACE_PROBLEMS,
    ),
)
async def apply_framework(request: Request, access: ReadAccess) -> Response:
    """Answer what the brief answers and ask the rest."""
    del access  # whoever may read in the workspace may fill a worksheet
    body, _ = await read_body(request, ApplyRequest)
    return json_response(await asyncio.to_thread(fill, body.framework, body.brief))


async def _asked(services: Services, access: Access, body: ScoreRequest, text: str | None) -> _Asked:
    if body.strategy_id is None:
        assert text is not None
        assert body.brief is not None
        assert body.framework is not None
        brief = _brief(body.framework, body.brief)
        async with transaction(services.pool, access.context, read_only=True) as connection:
            elsewhere = await read_sentence_marks(connection, access.workspace_id, brief.business_name)
        return _Asked(TextSubject(text, brief, elsewhere))
    async with transaction(services.pool, access.context, read_only=True) as connection:
        row = await read_scoring_subject(connection, access.workspace_id, body.strategy_id)
    if row is None:
        raise not_found("strategy")
    subject = DocumentSubject(parse(orjson.loads(row["document"])), Brief.model_validate_json(row["brief"]))
    return _Asked(subject, body.strategy_id, row["version"])


def _brief(framework: Framework, facts: BriefFacts) -> Brief:
    return Brief.model_validate({**facts.model_dump(), "framework": framework})


def _repairs(text: str | None) -> frozenset[str]:
    ids = frozenset(text.split(",")) if text else frozenset[str]()
    if len(ids) > _MOST_REPAIRS:
        raise invalid_field("without", f"may name at most {_MOST_REPAIRS} findings")
    return ids


def _report(asked: _Asked, without: frozenset[str]) -> dict[str, object]:
    found = found_in(asked.subject)
    now = report(found)
    return {
        "strategyId": asked.strategy_id,
        "version": asked.version,
        "mode": asked.subject.mode,
        **now.to_wire(),
        "whatIf": _what_if(found, now, without) if without else None,
    }


def _what_if(found: Found, now: Assessment, without: frozenset[str]) -> dict[str, object]:
    try:
        then = report(found, without)
    except UnknownFindingError as error:
        known = ", ".join(finding.id for finding in now.findings) or "none"
        message = f"names no finding of this score: {', '.join(error.ids)}; its findings are: {known}"
        raise invalid_field("without", message) from error
    return {
        "without": sorted(without),
        "score": then.score.to_wire(),
        "compliance": then.compliance,
        "gained": then.score.overall - now.score.overall,
    }
