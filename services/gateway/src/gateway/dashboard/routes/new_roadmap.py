"""A roadmap is asked for: first a template is chosen, then what it wants to know is filled in."""

from typing import Final

import orjson
from pydantic import ValidationError
from starlette.responses import RedirectResponse, Response

from gateway.admission import create_job, wanted
from gateway.dashboard.marking import N_
from gateway.dashboard.messages import problem_messages, validation_messages
from gateway.dashboard.navigation import screen_path
from gateway.dashboard.paths import HOME
from gateway.dashboard.roadmap_form import MOST_ROWS, ROWS, Asked, read_asked
from gateway.dashboard.routing import page_router
from gateway.dashboard.viewing import EditView, Viewer
from gateway.errors import ProblemError, not_found
from gateway.idempotency import Attempt, digest
from library.model import ExecutionTemplate
from library.templates import templates
from shared.contracts.problems import PROBLEMS, ProblemCode
from shared.contracts.requests import RoadmapRequest
from shared.ids import new_id

_PATH: Final = f"{HOME}/roadmaps"
_FULL: Final = frozenset({ProblemCode.WORKSPACE_QUEUE_FULL, ProblemCode.QUEUE_FULL})
_TOO_MANY: Final = N_(
    "Too many jobs are waiting at the moment. Nothing was started; please try again in a little while."
)
_REFERENCES: Final = ("strategyId", "auditId")
router = page_router()


@router.get("/roadmaps/new")
async def get_templates(view: EditView) -> Response:
    """Show what there is to choose from; a strategy or an audit named by the address goes along."""
    query = view.request.query_params
    along = {name: query[name][:36] for name in _REFERENCES if name in query}
    return view.page("roadmap_templates.html", {"templates": templates(), "along": along})


@router.get("/roadmaps/new/{template_id}")
async def get_new_roadmap(view: EditView, template_id: str) -> Response:
    """Show the form of a template."""
    template = _template(template_id)
    query = view.request.query_params
    values = {name: query[name][:36] for name in _REFERENCES if name in query}
    return _form(view, template, Asked(values, {}, (), ROWS), {})


@router.post("/roadmaps/new/{template_id}")
async def post_new_roadmap(view: EditView, template_id: str) -> Response:
    """Ask for the roadmap and lead to its job, or show the form again with what is wrong."""
    template = _template(template_id)
    asked = read_asked(view.form, template)
    language = view.pages.preferences(view.request).language
    if "more" in view.form.values:
        return _form(view, template, asked.with_rows(min(asked.rows + ROWS, MOST_ROWS)), {})
    try:
        job = wanted(RoadmapRequest.model_validate(asked.given), llm_enabled=view.services.settings.llm_enabled)
        key = f"{view.form.get('once')[:64]} {digest('POST', _PATH, asked.values).hex()}"
        answer = await create_job(
            view.services, view.access, Attempt(key, digest("POST", _PATH, [template.id, asked.values])), job
        )
    except ValidationError as error:
        errors = validation_messages(error, asked.given, RoadmapRequest, language)
        return _form(view, template, asked, asked.by_field(errors), 400)
    except ProblemError as problem:
        if problem.code not in _FULL and not problem.errors:
            raise
        errors = asked.by_field(problem_messages(problem, language)) or {"form": language.text(_TOO_MANY)}
        response = _form(view, template, asked, errors, PROBLEMS[problem.code].status)
        response.headers.update(problem.headers or {})
        return response
    jobs = screen_path("jobs")
    target = f"{jobs}/{orjson.loads(answer.body)['jobId']}" if jobs else _PATH
    # Another tab may have gone to another workspace since.
    return RedirectResponse(f"{target}?workspace={view.access.workspace_id}", status_code=303)


def _template(template_id: str) -> ExecutionTemplate:
    found = next((template for template in templates() if template.id == template_id), None)
    if found is None:
        raise not_found("template")
    return found


def _form(
    view: Viewer, template: ExecutionTemplate, asked: Asked, errors: dict[str, str], status: int = 200
) -> Response:
    once = view.form.get("once")[:64] or new_id().hex
    values = {"template": template, "values": asked.values, "rows": asked.rows, "errors": errors, "once": once}
    return view.page("new_roadmap.html", values | {"may_have_more": asked.rows < MOST_ROWS}, status=status)
