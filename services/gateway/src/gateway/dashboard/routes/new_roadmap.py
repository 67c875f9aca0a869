"""A roadmap is asked for: first a template is chosen, then what it wants to know is filled in."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

import orjson
from pydantic import ValidationError
from starlette.responses import Response

from gateway.admission import create_job, wanted
from gateway.dashboard.attempts import attempt_by, once_of
from gateway.dashboard.messages import validation_messages
from gateway.dashboard.paths import HOME
from gateway.dashboard.refusals import refusal_messages
from gateway.dashboard.roadmap_form import MOST_ROWS, ROWS, Asked, read_asked
from gateway.dashboard.routing import page_router
from gateway.dashboard.viewing import EditView, Viewer
from gateway.errors import ProblemError, not_found
from gateway.replica.reading import reading
from gateway.repository.roadmaps import RoadmapSources, read_roadmap_sources
from library.model import ExecutionTemplate
from library.templates import templates
from shared.contracts.problems import PROBLEMS
from shared.contracts.requests import RoadmapRequest

_PATH: Final = f"{HOME}/roadmaps"
_REFERENCES: Final = ("strategyId", "auditId")
router = page_router()


@router.get("/roadmaps/new")
async def get_templates(view: EditView) -> Response:
    """Show what there is to choose from; a strategy or an audit named by the address goes along."""
    along = _named(view)
    sources = await _sources(view, along)
    return view.page("roadmap_templates.html", {"templates": templates(), "along": along, "sources": sources})


@router.get("/roadmaps/new/{template_id}")
async def get_new_roadmap(view: EditView, template_id: str) -> Response:
    """Show the form of a template."""
    template = _template(template_id)
    named = _named(view)
    return _form(view, template, Asked(named, {}, (), ROWS), {}, sources=await _sources(view, named))


@router.post("/roadmaps/new/{template_id}")
async def post_new_roadmap(view: EditView, template_id: str) -> Response:
    """Ask for the roadmap and lead to its job, or show the form again with what is wrong."""
    template = _template(template_id)
    asked = read_asked(view.form, template)
    language = view.pages.preferences(view.request).language
    if "more" in view.form.values:
        return await _again(view, template, asked.with_rows(min(asked.rows + ROWS, MOST_ROWS)), {})
    try:
        job = wanted(RoadmapRequest.model_validate(asked.given), llm_enabled=view.services.settings.llm_enabled)
        attempt = attempt_by(view.form, _PATH, [template.id, asked.values])
        answer = await create_job(view.services, view.access, attempt, job)
    except ValidationError as error:
        errors = validation_messages(error, asked.given, RoadmapRequest, language)
        return await _again(view, template, asked, asked.by_field(errors), 400)
    except ProblemError as problem:
        errors = asked.by_field(refusal_messages(problem, language))
        response = await _again(view, template, asked, errors, PROBLEMS[problem.code].status)
        response.headers.update(problem.headers or {})
        return response
    return view.lead_to_job(orjson.loads(answer.body)["jobId"])


def _template(template_id: str) -> ExecutionTemplate:
    found = next((template for template in templates() if template.id == template_id), None)
    if found is None:
        raise not_found("template")
    return found


def _named(view: Viewer) -> dict[str, str]:
    """Return the strategy and the audit that the address names."""
    query = view.request.query_params
    return {name: query[name] for name in _REFERENCES if query.get(name)}


async def _sources(view: Viewer, named: Mapping[str, str]) -> RoadmapSources:
    """Return what the roadmap will be made from.

    Raises:
        ProblemError: 404 when something that is named is not in this workspace.
    """
    sources = await _read_sources(view, named)
    for name, kind, found in (("strategyId", "strategy", sources.strategy), ("auditId", "audit", sources.audit)):
        if name in named and found is None:
            raise not_found(kind)
    return sources


async def _read_sources(view: Viewer, named: Mapping[str, str]) -> RoadmapSources:
    strategy_id, audit_id = (_key(named.get(name, "")) for name in _REFERENCES)
    async with reading(view.services, view.access) as connection:
        return await read_roadmap_sources(
            connection, view.access.workspace_id, strategy_id=strategy_id, audit_id=audit_id
        )


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


async def _again(
    view: Viewer, template: ExecutionTemplate, asked: Asked, errors: dict[str, str], status: int = 200
) -> Response:
    """Show the form with what was filled in; what has gone meanwhile is among the errors."""
    return _form(view, template, asked, errors, status, sources=await _read_sources(view, asked.values))


def _form(  # noqa: PLR0913
    view: Viewer,
    template: ExecutionTemplate,
    asked: Asked,
    errors: dict[str, str],
    status: int = 200,
    *,
    sources: RoadmapSources,
) -> Response:
    values: dict[str, object] = {"template": template, "values": asked.values, "rows": asked.rows}
    values |= {
        "errors": errors,
        "once": once_of(view.form),
        "sources": sources,
        "may_have_more": asked.rows < MOST_ROWS,
    }
    return view.page("new_roadmap.html", values, status=status)
