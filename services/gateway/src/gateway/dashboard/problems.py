"""Pages for what goes wrong: the same problems as the API's, in words for people."""

from typing import Final, cast

from fastapi import Request
from starlette.responses import RedirectResponse, Response

from gateway.auth.credentials import SAFE_METHODS
from gateway.dashboard.pages import Pages, is_partial
from gateway.dashboard.paths import HOME, is_page, shown_page, sign_in_path
from gateway.dashboard.routes.sign_in import ask_again
from gateway.dashboard.unsent import unsent_of
from gateway.deps import Services
from gateway.errors import ProblemError
from shared.contracts.problems import PROBLEMS, ProblemCode
from shared.telemetry.logs import current_trace_id

_SIGNED_OUT: Final = 401


_STREAM: Final = "text/event-stream"


def problem_page(request: Request, problem: ProblemError) -> Response | None:
    """Return the page for a problem, or nothing when no page was asked for: programs get problems as everywhere."""
    if not is_page(request.url.path):
        return None
    if _STREAM in request.headers.get("accept", ""):
        # Tells a browser not to come back and prints nothing to its console; the page asks for what is wrong.
        return Response(status_code=204)
    if not _wants_page(request):
        return None
    pages = cast("Pages", request.app.state.pages)
    status = PROBLEMS[problem.code].status
    if status == _SIGNED_OUT:
        return _to_sign_in(request)
    values = {
        "status": status,
        "code": problem.code.value,
        "trace_id": current_trace_id(),
        "retry_after": (problem.headers or {}).get("Retry-After", ""),
        "again": request.url.path if request.method in SAFE_METHODS else HOME,
        "is_switched_off": problem.code is ProblemCode.MODULE_DISABLED,
    }
    if is_partial(request):
        # Not as an error: a browser would print one to its console, and the page has already said what is wrong.
        response = pages.render(request, "fragments/problem.html", values)
        response.headers.update({"HX-Retarget": "#toasts", "HX-Reswap": "innerHTML"})
        return response
    response = pages.render(request, "problem.html", values, status=status)
    response.headers.update(problem.headers or {})
    return response


def _wants_page(request: Request) -> bool:
    return is_partial(request) or "text/html" in request.headers.get("accept", "")


def _to_sign_in(request: Request) -> Response:
    if is_partial(request):
        path = shown_page(request.headers.get("hx-current-url"))
        return Response(status_code=200, headers={"HX-Redirect": sign_in_path(path)})
    if unsent := unsent_of(request):
        return ask_again(request, cast("Services", request.app.state.services), unsent)
    came_from = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(sign_in_path(came_from if request.method in SAFE_METHODS else HOME), status_code=303)
