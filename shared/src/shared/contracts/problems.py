"""Every problem code the HTTP side can answer with, worded once: a program reads the code, a person the title."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class ProblemCode(StrEnum):
    """The `code` member of a problem body; part of the public contract, so never renamed."""

    INVALID_REQUEST = "invalid_request"
    MALFORMED_JSON = "malformed_json"
    WORKSPACE_REQUIRED = "workspace_required"
    UNAUTHENTICATED = "unauthenticated"
    INVALID_CREDENTIALS = "invalid_credentials"
    FORBIDDEN = "forbidden"
    CSRF_FAILED = "csrf_failed"
    NOT_FOUND = "not_found"
    MODULE_DISABLED = "module_disabled"
    METHOD_NOT_ALLOWED = "method_not_allowed"
    JOB_OVER = "job_over"
    JOB_NOT_RETRYABLE = "job_not_retryable"
    MEMBER_EXISTS = "member_exists"
    LAST_OWNER = "last_owner"
    PRECONDITION_FAILED = "precondition_failed"
    BODY_TOO_LARGE = "body_too_large"
    UNSUPPORTED_MEDIA_TYPE = "unsupported_media_type"
    IDEMPOTENCY_KEY_REUSED = "idempotency_key_reused"
    PRECONDITION_REQUIRED = "precondition_required"
    RATE_LIMITED = "rate_limited"
    WORKSPACE_QUEUE_FULL = "workspace_queue_full"
    TOO_MANY_STREAMS = "too_many_streams"
    INTERNAL_ERROR = "internal_error"
    QUEUE_FULL = "queue_full"
    MAINTENANCE = "maintenance"
    EXPORT_UNAVAILABLE = "export_unavailable"
    ARCHIVE_UNAVAILABLE = "archive_unavailable"
    DATABASE_UNAVAILABLE = "database_unavailable"
    IDENTITY_PROVIDER_UNAVAILABLE = "identity_provider_unavailable"


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """What all problems of one code have in common."""

    status: int
    title: str


PROBLEMS: Final[Mapping[ProblemCode, ProblemKind]] = MappingProxyType(
    {
        ProblemCode.INVALID_REQUEST: ProblemKind(400, "The request is not valid"),
        ProblemCode.MALFORMED_JSON: ProblemKind(400, "The body is not well-formed JSON"),
        ProblemCode.WORKSPACE_REQUIRED: ProblemKind(400, "Say which workspace you mean"),
        ProblemCode.UNAUTHENTICATED: ProblemKind(401, "Sign in first"),
        ProblemCode.INVALID_CREDENTIALS: ProblemKind(401, "E-mail or password is wrong"),
        ProblemCode.FORBIDDEN: ProblemKind(403, "Your role does not allow this"),
        ProblemCode.CSRF_FAILED: ProblemKind(403, "The CSRF token is missing or wrong"),
        ProblemCode.NOT_FOUND: ProblemKind(404, "Not found"),
        ProblemCode.MODULE_DISABLED: ProblemKind(404, "The module is switched off"),
        ProblemCode.METHOD_NOT_ALLOWED: ProblemKind(405, "The method is not allowed here"),
        ProblemCode.JOB_OVER: ProblemKind(409, "The job is already over"),
        ProblemCode.JOB_NOT_RETRYABLE: ProblemKind(409, "The job can't be retried now"),
        ProblemCode.MEMBER_EXISTS: ProblemKind(409, "The user is already a member"),
        ProblemCode.LAST_OWNER: ProblemKind(409, "A workspace needs an owner"),
        ProblemCode.PRECONDITION_FAILED: ProblemKind(412, "It was changed in the meantime"),
        ProblemCode.BODY_TOO_LARGE: ProblemKind(413, "The body is too large"),
        ProblemCode.UNSUPPORTED_MEDIA_TYPE: ProblemKind(415, "The body is of another type than this takes"),
        ProblemCode.IDEMPOTENCY_KEY_REUSED: ProblemKind(422, "The idempotency key belongs to another request"),
        ProblemCode.PRECONDITION_REQUIRED: ProblemKind(428, "Say which version you change"),
        ProblemCode.RATE_LIMITED: ProblemKind(429, "Too many requests"),
        ProblemCode.WORKSPACE_QUEUE_FULL: ProblemKind(429, "The workspace has too many jobs waiting"),
        ProblemCode.TOO_MANY_STREAMS: ProblemKind(429, "Too many event streams are open"),
        ProblemCode.INTERNAL_ERROR: ProblemKind(500, "Something went wrong on our side"),
        ProblemCode.QUEUE_FULL: ProblemKind(503, "The system has too many jobs waiting"),
        ProblemCode.MAINTENANCE: ProblemKind(503, "No new work is taken at the moment"),
        ProblemCode.EXPORT_UNAVAILABLE: ProblemKind(503, "The document can't be made now"),
        ProblemCode.ARCHIVE_UNAVAILABLE: ProblemKind(503, "An old version can't be fetched now"),
        ProblemCode.DATABASE_UNAVAILABLE: ProblemKind(503, "The database can't be reached"),
        ProblemCode.IDENTITY_PROVIDER_UNAVAILABLE: ProblemKind(503, "The identity provider can't be reached"),
    }
)
