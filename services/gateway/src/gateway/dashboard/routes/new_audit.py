"""The form that asks for an SEO audit."""

from collections.abc import Mapping
from typing import Final

import orjson
from pydantic import ValidationError
from starlette.responses import Response

from gateway.admission import create_job, wanted
from gateway.dashboard.attempts import attempt_by, once_of
from gateway.dashboard.forms import Form
from gateway.dashboard.marking import N_
from gateway.dashboard.messages import validation_messages
from gateway.dashboard.paths import HOME
from gateway.dashboard.refusals import refusal_messages
from gateway.dashboard.routing import page_router
from gateway.dashboard.viewing import EditView, Viewer
from gateway.errors import ProblemError
from shared.contracts.problems import PROBLEMS
from shared.contracts.requests import SEORequest

_PATH: Final = f"{HOME}/audits/new"
_FIELDS: Final = ("domain", "primaryKeyword", "competitors", "maxPages")
_LINE: Final = N_("Line %(number)s: %(message)s")
# What the contract says of addresses; listed for the catalogues, and a test compares them.
ADDRESS_SENTENCES: Final = (
    N_("must be a host name or an http(s) URL, such as example.com or https://example.com/page"),
    N_("must use http or https"),
    N_("must not contain a user name or password"),
    N_("must have a port between 1 and 65535"),
)
router = page_router()


@router.get("/audits/new")
async def get_new_audit(view: EditView) -> Response:
    """Show the form, filled in with what the address names."""
    query = view.request.query_params
    given = Form({name: (query[name][:2048],) for name in _FIELDS if name in query})
    return _form(view, given, {})


@router.post("/audits/new")
async def post_new_audit(view: EditView) -> Response:
    """Ask for the audit and lead to its job, or show the form again with what is wrong."""
    given = _given(view.form)
    language = view.pages.preferences(view.request).language
    try:
        job = wanted(SEORequest.model_validate(given), llm_enabled=view.services.settings.llm_enabled)
        answer = await create_job(view.services, view.access, attempt_by(view.form, _PATH, given), job)
    except ValidationError as error:
        return _form(view, view.form, _by_box(view, validation_messages(error, given, SEORequest, language)), 400)
    except ProblemError as problem:
        response = _form(view, view.form, refusal_messages(problem, language), PROBLEMS[problem.code].status)
        response.headers.update(problem.headers or {})
        return response
    return view.lead_to_job(orjson.loads(answer.body)["jobId"])


def _given(form: Form) -> dict[str, object]:
    """Return what was filled in as the API would be sent it; an empty box is left out."""
    pages = form.get("maxPages").strip()
    competitors = [each.strip() for each in form.get("competitors").split("\n") if each.strip()]
    given: dict[str, object] = {name: form.get(name).strip() for name in ("domain", "primaryKeyword")}
    if competitors:
        given["competitors"] = competitors
    if pages:
        given["maxPages"] = int(pages) if pages.isascii() and pages.isdigit() and len(pages) < 10 else pages
    return given


def _by_box(view: Viewer, errors: Mapping[str, str]) -> dict[str, str]:
    """Put what is wrong with a line of a box beside the box."""
    text = view.pages.preferences(view.request).language.text
    found: dict[str, list[str]] = {}
    for name, message in errors.items():
        box, _, rest = name.partition("[")
        number = rest.removesuffix("]")
        told = text(_LINE) % {"number": int(number) + 1, "message": message} if number.isdigit() else message
        found.setdefault(box if box in _FIELDS else "form", []).append(told)
    return {box: " ".join(messages) for box, messages in found.items()}


def _form(view: Viewer, given: Form, errors: Mapping[str, str], status: int = 200) -> Response:
    values = {
        "given": given,
        "errors": errors,
        "once": once_of(given),
        "path": f"{HOME}/audits",
    }
    return view.page("new_audit.html", values, status=status)
