"""The one place where a failure becomes an HTTP status; every answer is a problem of RFC 9457."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import asyncpg
import orjson
import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from gateway.field_errors import FieldError, query_errors
from gateway.methods import allowed_methods
from shared.contracts.problems import PROBLEMS, ProblemCode
from shared.db.pool import CONNECTION_ERRORS
from shared.telemetry.errors import report
from shared.telemetry.logs import current_trace_id

PROBLEM_TYPE: Final = "application/problem+json"
_DATABASE_RETRY_AFTER_S: Final = 5
# It is there and can't do it now: a time limit, a deadlock, a full disk, a standby, a plan older than the schema.
_PASSING_ERRORS: Final = (
    asyncpg.QueryCanceledError,
    asyncpg.TransactionRollbackError,
    asyncpg.InsufficientResourcesError,
    asyncpg.ReadOnlySQLTransactionError,
    asyncpg.InvalidCachedStatementError,
)
_log = structlog.get_logger(__name__)
_BY_STATUS: Final = {
    400: ProblemCode.INVALID_REQUEST,
    404: ProblemCode.NOT_FOUND,
    413: ProblemCode.BODY_TOO_LARGE,
}


@dataclass(slots=True, eq=False)
class ProblemError(Exception):
    """A request that ends with the given problem."""

    code: ProblemCode
    detail: str
    errors: tuple[FieldError, ...] = ()
    headers: Mapping[str, str] | None = None


def invalid_field(field: str, message: str) -> ProblemError:
    """This makes the 400 that names one field."""
    return ProblemError(ProblemCode.INVALID_REQUEST, f"{field} {message}", (FieldError(field, message),))


def not_found(what: str) -> ProblemError:
    """This makes the 404 that says the same of what is missing and of what belongs to somebody else."""
    return ProblemError(ProblemCode.NOT_FOUND, f"There is no such {what} in this workspace.")


def method_not_allowed(allowed: str) -> ProblemError:
    """This makes the 405 that says what is possible."""
    return ProblemError(ProblemCode.METHOD_NOT_ALLOWED, f"Possible here: {allowed}.", headers={"Allow": allowed})


def problem_response(request: Request, problem: ProblemError) -> Response:
    """Render a problem: as a page where pages are, as JSON elsewhere."""
    page = getattr(request.scope.get("app"), "problem_page", None)
    return (page and page(request, problem)) or _problem_json(request, problem)


def _problem_json(request: Request, problem: ProblemError) -> Response:
    # The trace id lets support find the request without asking for its text.
    kind = PROBLEMS[problem.code]
    body = {
        "type": f"urn:convex:problem:{problem.code.value}",
        "title": kind.title,
        "status": kind.status,
        "detail": _encodable(problem.detail),
        "instance": _encodable(request.url.path),
        "code": problem.code.value,
        "traceId": current_trace_id(),
        "errors": [
            {"field": _encodable(error.field), "message": _encodable(error.message)} for error in problem.errors
        ],
    }
    headers = dict(problem.headers or {})
    if kind.status == 401:
        headers.setdefault("WWW-Authenticate", 'Bearer realm="convex"')
    return Response(orjson.dumps(body), status_code=kind.status, media_type=PROBLEM_TYPE, headers=headers)


def install(app: FastAPI) -> None:
    """Register the handlers for everything a route can raise."""
    app.add_exception_handler(ProblemError, _on_problem)
    app.add_exception_handler(RequestValidationError, _on_validation)
    app.add_exception_handler(HTTPException, _on_http)
    for error in (*CONNECTION_ERRORS, *_PASSING_ERRORS):
        app.add_exception_handler(error, _on_database_away)
    app.add_exception_handler(asyncpg.InsufficientPrivilegeError, _on_refused_row)


def invalid(errors: Iterable[FieldError]) -> ProblemError:
    """This makes the 400 for any number of wrong fields."""
    found = tuple(errors)
    names = ", ".join(error.field or "body" for error in found[:5])
    return ProblemError(ProblemCode.INVALID_REQUEST, f"These fields are not valid: {names}.", found)


async def _on_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)
    return problem_response(request, error)


async def _on_validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError | ValidationError)
    return problem_response(request, invalid(query_errors(error.errors())))


async def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 405:
        return problem_response(request, method_not_allowed(allowed_methods(request.scope)))
    code = _BY_STATUS.get(error.status_code, ProblemCode.INVALID_REQUEST)
    detail = "No resource has this path." if error.status_code == 404 else "The request can't be read."
    return problem_response(request, ProblemError(code, detail, headers=error.headers))


async def _on_database_away(request: Request, error: Exception) -> Response:
    _log.warning("database_unavailable", error=type(error).__name__)
    # Whether a commit came through before the connection broke is not known, so nothing is claimed about it.
    detail = "The database can't answer at the moment. Try again; with an Idempotency-Key nothing is done twice."
    headers = {"Retry-After": str(_DATABASE_RETRY_AFTER_S)}
    return problem_response(request, ProblemError(ProblemCode.DATABASE_UNAVAILABLE, detail, headers=headers))


async def _on_refused_row(request: Request, error: Exception) -> Response:
    # The role was taken away between the check and the write; row-level security has the last word.
    _log.warning("row_refused", error=type(error).__name__)
    return problem_response(request, ProblemError(ProblemCode.FORBIDDEN, "Your role does not allow this any more."))


def unexpected_response(request: Request, error: Exception) -> Response:
    """Answer for an exception nobody expected, after telling those who can mend it."""
    _log.error("request_failed", error=type(error).__name__, exc_info=error)
    report(error)
    detail = "The request could not be handled; the trace id helps us find out why."
    return problem_response(request, ProblemError(ProblemCode.INTERNAL_ERROR, detail))


def _encodable(text: str) -> str:
    # Names of fields come from the caller and may hold lone surrogates, which no UTF-8 text can carry.
    return text.encode("utf-8", "replace").decode()
