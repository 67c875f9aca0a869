"""What a route says of itself in the OpenAPI document: its body, its answers and every problem it can end with."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypedDict

from pydantic import BaseModel

from gateway.errors import PROBLEM_TYPE
from gateway.schemas.problem import problem_example
from shared.contracts.problems import PROBLEMS, ProblemCode

REF: Final = "#/components/schemas/{model}"
# Every route under the base path can end like this, whatever it does.
COMMON_PROBLEMS: Final = (
    ProblemCode.INVALID_REQUEST,
    ProblemCode.UNAUTHENTICATED,
    ProblemCode.MODULE_DISABLED,
    ProblemCode.RATE_LIMITED,
    ProblemCode.INTERNAL_ERROR,
    ProblemCode.DATABASE_UNAVAILABLE,
    ProblemCode.IDENTITY_PROVIDER_UNAVAILABLE,
)
# What a route adds that works in a workspace.
WORKSPACE_PROBLEMS: Final = (ProblemCode.WORKSPACE_REQUIRED, ProblemCode.NOT_FOUND)
# What an unsafe method adds.
WRITE_PROBLEMS: Final = (ProblemCode.FORBIDDEN, ProblemCode.CSRF_FAILED)
# What reading a body adds.
BODY_PROBLEMS: Final = (ProblemCode.MALFORMED_JSON, ProblemCode.BODY_TOO_LARGE, ProblemCode.UNSUPPORTED_MEDIA_TYPE)

# What reading a file adds.
FILE_PROBLEMS: Final = (ProblemCode.BODY_TOO_LARGE, ProblemCode.UNSUPPORTED_MEDIA_TYPE)


def _header(name: str, description: str, schema: Mapping[str, Any], *, required: bool = False) -> dict[str, Any]:
    described = {"type": "string", **schema}
    return {"name": name, "in": "header", "required": required, "description": description, "schema": described}


_HEADERS: Final = {
    header["name"]: header
    for header in (
        _header(
            "Idempotency-Key",
            "The same key and body within 24 hours get the first answer again, marked Idempotency-Replayed: true.",
            {"minLength": 1, "maxLength": 255, "example": "order-7f3a"},
        ),
        _header(
            "Prefer",
            "`wait=N` (1 to 30 seconds) holds the answer until the job is over; other preferences are left aside.",
            {"example": "wait=5"},
        ),
        _header("If-None-Match", "The ETag the caller has; 304 when nothing has changed.", {"example": '"5f2b"'}),
        _header(
            "If-Match",
            "The ETag the change is based on; 412 when somebody was faster.",
            {"example": '"5f2b"'},
            required=True,
        ),
        _header(
            "Last-Event-ID",
            "The id of the last event the caller has; the stream goes on after it.",
            {"pattern": "^[0-9]{1,10}$", "example": "7"},
        ),
    )
}


class Operation(dict[str, Any]):
    """Extra members of an OpenAPI operation, and the models its schemas refer to."""

    def __init__(self, members: Mapping[str, Any], models: tuple[type[BaseModel], ...]) -> None:
        super().__init__(members)
        self.models = models


class Described(TypedDict):
    """Keyword arguments for a route's decorator."""

    responses: dict[int | str, dict[str, Any]]
    openapi_extra: Operation
    status_code: int


@dataclass(frozen=True, slots=True)
class Gives:
    """One answer that is no problem; without a model it has no JSON. One status may have several, each of a type."""

    status: int
    description: str
    model: type[BaseModel] | None = None
    example: object = None
    headers: tuple[str, ...] = ()
    media_type: str = "application/json"
    is_binary: bool = False


@dataclass(frozen=True, slots=True)
class Takes:
    """The body of a request, with at least one example by name."""

    model: type[BaseModel]
    examples: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class TakesFile:
    """A body that is a file, with an example of each type it may have."""

    description: str
    examples: Mapping[str, str]


def described(
    *gives: Gives,
    takes: Takes | TakesFile | None = None,
    problems: tuple[ProblemCode, ...] = (),
    is_public: bool = False,
) -> Described:
    """Describe a route under the base path; the common problems need no mention."""
    codes = {*COMMON_PROBLEMS, *problems, *_problems_of(takes)}
    if is_public:
        codes.discard(ProblemCode.UNAUTHENTICATED)
    responses = _answers(gives) | _problems(codes)
    members: dict[str, Any] = {"security": []} if is_public else {}
    models = [give.model for give in gives if give.model is not None]
    if isinstance(takes, Takes):
        members["requestBody"] = _body(takes)
        models.append(takes.model)
    elif takes is not None:
        members["requestBody"] = _file(takes)
    members["parameters"] = header_parameters(gives, codes)
    return {
        "responses": responses,
        "openapi_extra": Operation(members, tuple(models)),
        "status_code": gives[0].status,
    }


def header_parameters(gives: Sequence[Gives], codes: Collection[ProblemCode]) -> list[dict[str, Any]]:
    """Return the headers a route reads itself: its answers give away which ones those are."""
    statuses = {give.status for give in gives}
    reads = {
        "Idempotency-Key": ProblemCode.IDEMPOTENCY_KEY_REUSED in codes,
        "Prefer": statuses >= {200, 202},
        "If-None-Match": 304 in statuses,
        "If-Match": ProblemCode.PRECONDITION_REQUIRED in codes,
        "Last-Event-ID": any(give.media_type == "text/event-stream" for give in gives),
    }
    return [_HEADERS[name] for name, is_read in reads.items() if is_read]


def described_plainly(*gives: Gives) -> Described:
    """Describe a route outside the base path, which needs no credentials and can hardly fail."""
    responses = _answers(gives)
    models = tuple(give.model for give in gives if give.model is not None)
    return {
        "responses": responses,
        "openapi_extra": Operation({"security": []}, models),
        "status_code": gives[0].status,
    }


def _problems_of(takes: Takes | TakesFile | None) -> tuple[ProblemCode, ...]:
    if takes is None:
        return ()
    return BODY_PROBLEMS if isinstance(takes, Takes) else FILE_PROBLEMS


def _file(takes: TakesFile) -> dict[str, Any]:
    schema = {"type": "string", "format": "binary"}
    content = {media: {"schema": schema, "example": example} for media, example in takes.examples.items()}
    return {"required": True, "description": takes.description, "content": content}


def _body(takes: Takes) -> dict[str, Any]:
    examples = {name: {"value": value} for name, value in takes.examples.items()}
    content = {"schema": {"$ref": REF.format(model=takes.model.__name__)}, "examples": examples}
    return {"required": True, "content": {"application/json": content}}


def _answers(gives: Sequence[Gives]) -> dict[int | str, dict[str, Any]]:
    found: dict[int | str, dict[str, Any]] = {}
    for give in gives:
        answer = _answer(give)
        if give.status in found:
            found[give.status]["content"] |= answer["content"]
        else:
            found[give.status] = answer
    return found


def _answer(give: Gives) -> dict[str, Any]:
    found: dict[str, Any] = {"description": give.description}
    if give.headers:
        found["headers"] = {name: {"schema": {"type": "string"}} for name in give.headers}
    if give.model is not None:
        schema = {"$ref": REF.format(model=give.model.__name__)}
        found["content"] = {give.media_type: {"schema": schema, "example": give.example}}
    elif give.example is not None:
        schema = {"type": "string", "format": "binary"} if give.is_binary else {"type": "string"}
        found["content"] = {give.media_type: {"schema": schema, "example": give.example}}
    return found


def _problems(codes: set[ProblemCode]) -> dict[int | str, dict[str, Any]]:
    by_status: defaultdict[int, list[ProblemCode]] = defaultdict(list)
    for code in ProblemCode:
        if code in codes:
            by_status[PROBLEMS[code].status].append(code)
    return {status: _problem(found) for status, found in sorted(by_status.items())}


def _problem(codes: list[ProblemCode]) -> dict[str, Any]:
    description = "; ".join(f"`{code.value}`: {PROBLEMS[code].title}" for code in codes)
    examples = {code.value: {"value": problem_example(code)} for code in codes}
    content = {"schema": {"$ref": REF.format(model="Problem")}, "examples": examples}
    return {"description": description, "content": {PROBLEM_TYPE: content}}
