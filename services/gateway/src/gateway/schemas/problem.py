"""A problem as it goes over the wire."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from shared.contracts.problems import PROBLEMS, ProblemCode

_FIELD_CODES = {ProblemCode.INVALID_REQUEST}


class ProblemField(BaseModel):
    """One wrong field by its name on the wire."""

    field: str
    message: str


class Problem(BaseModel):
    """Why a request was not done: RFC 9457, with a code for programs and the id of the trace for support."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)

    type: str
    title: str
    status: int
    detail: str
    instance: str
    code: ProblemCode
    trace_id: str = Field(pattern="^[0-9a-f]{32}$")
    errors: list[ProblemField] = Field(default_factory=list[ProblemField])


def problem_example(code: ProblemCode) -> dict[str, Any]:
    """Return an example body of one code."""
    kind = PROBLEMS[code]
    wrong = [{"field": "businessName", "message": "is required"}] if code in _FIELD_CODES else []
    return {
        "type": problem_type(code),
        "title": kind.title,
        "status": kind.status,
        "detail": "These fields are not valid: businessName." if wrong else f"{kind.title}.",
        "instance": "/api/convex/generate-strategy",
        "code": code.value,
        "traceId": "4bf92f3577b34da6a3ce929d0e0e4736",
        "errors": wrong,
    }


def problem_type(code: ProblemCode) -> str:
    """Return the URI of a kind of problem."""
    return f"urn:convex:problem:{code.value}"
