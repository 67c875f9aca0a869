"""The reference library: frameworks, templates and reasoning patterns, the same for every workspace."""

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from fastapi import Request
from pydantic import BaseModel
from starlette.responses import Response

from gateway.deps import AuthenticatedCaller
from gateway.documentation import Gives, described
from gateway.responses import json_text_response, not_modified, to_json
from gateway.routing import api_router
from gateway.schemas.reference import (
    FRAMEWORK_EXAMPLE,
    PATTERN_EXAMPLE,
    TEMPLATE_EXAMPLE,
    FrameworkList,
    PatternList,
    TemplateList,
)
from library.frameworks import frameworks
from library.patterns import patterns
from library.templates import templates

_CACHE: Final = "private, max-age=300"
_UNCHANGED: Final = Gives(304, "Not changed since the ETag in If-None-Match")
router = api_router("reference")


@dataclass(frozen=True, slots=True)
class _Shelf:
    body: bytes
    etag: str


@router.get(
    "/frameworks",
    operation_id="listFrameworks",
    summary="Read the frameworks and their worksheets",
    **described(
        Gives(200, "All frameworks", FrameworkList, {"items": [FRAMEWORK_EXAMPLE]}, headers=("ETag",)), _UNCHANGED
    ),
)
async def get_frameworks(request: Request, caller: AuthenticatedCaller) -> Response:
    """Show the five frameworks in the order of the enum."""
    del caller  # whoever is signed in may read it
    return await _answer(request, frameworks)


@router.get(
    "/templates",
    operation_id="listTemplates",
    summary="Read the roadmap templates and their variables",
    **described(
        Gives(200, "All templates", TemplateList, {"items": [TEMPLATE_EXAMPLE]}, headers=("ETag",)), _UNCHANGED
    ),
)
async def get_templates(request: Request, caller: AuthenticatedCaller) -> Response:
    """Show the execution templates that `/generate-roadmap` schedules."""
    del caller
    return await _answer(request, templates)


@router.get(
    "/patterns",
    operation_id="listPatterns",
    summary="Read the reasoning patterns",
    **described(Gives(200, "All patterns", PatternList, {"items": [PATTERN_EXAMPLE]}, headers=("ETag",)), _UNCHANGED),
)
async def get_patterns(request: Request, caller: AuthenticatedCaller) -> Response:
    """Show the rules for judging a text, in the order they are applied."""
    del caller
    return await _answer(request, patterns)


async def _answer(request: Request, items: Callable[[], Sequence[BaseModel]]) -> Response:
    # The first time it reads and checks files.
    shelf = await asyncio.to_thread(_shelf, items)
    response = not_modified(request, shelf.etag) or json_text_response(shelf.body, headers={"ETag": shelf.etag})
    response.headers["Cache-Control"] = _CACHE
    return response


@cache
def _shelf(items: Callable[[], Sequence[BaseModel]]) -> _Shelf:
    body = to_json({"items": list(items())})
    return _Shelf(body, f'"{hashlib.sha256(body).hexdigest()[:24]}"')
