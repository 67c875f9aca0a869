"""Routers under the base path, and the refusal of query parameters that no route knows."""

from typing import Annotated, Final, cast
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Request
from fastapi.dependencies.utils import get_flat_params
from fastapi.params import Query
from fastapi.routing import APIRoute

from gateway.errors import invalid
from gateway.field_errors import MAX_ERRORS, FieldError, path

BASE_PATH: Final = "/api/convex"


async def refuse_unknown_query(request: Request) -> None:
    """Refuse a query parameter that is not documented or given twice: a misspelt filter would answer something else.

    Raises:
        ProblemError: 400 naming each of them.
    """
    given = request.query_params.multi_items()
    if not given:
        return
    known = _query_names(cast("APIRoute", request.scope["route"]))
    names = [name for name, _ in given]
    unknown = [name for name in dict.fromkeys(names) if name not in known]
    wrong = [FieldError(name, "must be given once") for name in known if names.count(name) > 1]
    wrong += [FieldError(path((name,)), "is not a known query parameter") for name in unknown]
    if wrong:
        # Not all of them: an address of 60 KB would be answered with 300.
        raise invalid(wrong[:MAX_ERRORS])


def api_router(tag: str) -> APIRouter:
    """This makes the router of one resource; its paths are relative to the base path."""
    return APIRouter(prefix=BASE_PATH, tags=[tag], dependencies=[Depends(refuse_unknown_query)])


JobId = Annotated[UUID, Path(alias="jobId", description="The job.")]
StrategyId = Annotated[UUID, Path(alias="strategyId", description="The strategy.")]
RoadmapId = Annotated[UUID, Path(alias="roadmapId", description="The roadmap.")]


def _query_names(route: APIRoute) -> frozenset[str]:
    fields = get_flat_params(route.dependant)
    return frozenset(field.alias for field in fields if isinstance(field.field_info, Query))
