"""A new strategy: the form of its brief, and the job that it becomes."""

from collections.abc import Mapping

import orjson
from pydantic import ValidationError
from starlette.responses import Response

from gateway.admission import create_job, wanted
from gateway.budgeting import budget_within
from gateway.dashboard.attempts import attempt_by, once_of
from gateway.dashboard.brief_form import CURRENCIES, ENGLISH, PURPOSES, brief_of, by_form_field, unreadable
from gateway.dashboard.messages import validation_messages
from gateway.dashboard.refusals import refusal_messages
from gateway.dashboard.routing import page_router
from gateway.dashboard.viewing import EditView, Viewer
from gateway.errors import ProblemError
from gateway.replica.reading import reading
from shared.contracts.problems import PROBLEMS
from shared.contracts.requests import StrategyRequest

router = page_router()


@router.get("/strategies/new")
async def get_new_strategy(view: EditView) -> Response:
    """Show the empty form."""
    return await _form(view, {})


@router.post("/strategies/new")
async def post_new_strategy(view: EditView) -> Response:
    """Store the job and lead to it, or show the form with everything that is wrong."""
    language = view.pages.preferences(view.request).language
    errors = unreadable(view.form, language)
    given = brief_of(view.form)
    try:
        body = StrategyRequest.model_validate(given)
    except ValidationError as error:
        told = by_form_field(validation_messages(error, given, StrategyRequest, language), view.form, language)
        return await _form(view, told | errors, status=400)
    if errors:
        return await _form(view, errors, status=400)
    try:
        job_id = await _create(view, body)
    except ProblemError as problem:
        return await _form(view, refusal_messages(problem, language), status=PROBLEMS[problem.code].status)
    return view.lead_to_job(job_id)


async def _create(view: Viewer, body: StrategyRequest) -> str:
    job = wanted(body, llm_enabled=view.services.settings.llm_enabled)
    attempt = attempt_by(view.form, view.request.url.path, job.request)
    answer = await create_job(view.services, view.access, attempt, job)
    return orjson.loads(answer.body)["jobId"]


async def _form(view: Viewer, errors: Mapping[str, str], *, status: int = 200) -> Response:
    form = view.form
    async with reading(view.services, view.access) as connection:
        _, budget = await budget_within(connection, view.access.workspace_id, view.services.settings)
    values = {
        "errors": errors,
        "form": form,
        "once": once_of(form),
        "purposes": PURPOSES,
        "currencies": CURRENCIES,
        "english": ENGLISH,
        "budget": budget,
    }
    return view.page("new_strategy.html", values, status=status)
