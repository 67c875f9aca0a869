"""A problem has a page with its status, and tells nobody more than the API does."""

from types import SimpleNamespace

import pytest
from starlette.requests import Request
from starlette.responses import Response

from gateway.dashboard.pages import load_pages
from gateway.dashboard.problems import problem_page
from gateway.errors import ProblemError
from shared.contracts.problems import PROBLEMS, ProblemCode
from unit.gateway.dashboard.pages import Elements, get

APP = SimpleNamespace(state=SimpleNamespace(pages=load_pages(is_secure=True)))
DETAIL = "what the API says in English <b>"


def _asked(path: str = "/dashboard/convex/things", query: str = "", **headers: str) -> Request:
    request = get(path, query, **({"accept": "text/html"} | headers))
    request.scope["app"] = APP
    return request


def _page(code: ProblemCode, request: Request, **headers: str) -> Response:
    found = problem_page(request, ProblemError(code, DETAIL, headers=headers))
    assert found is not None
    return found


@pytest.mark.parametrize("code", [code for code in ProblemCode if PROBLEMS[code].status != 401])
@pytest.mark.parametrize("lang", ["en", "de"])
def test_every_problem_has_a_page(code: ProblemCode, lang: str) -> None:
    answer = _page(code, _asked(query=f"lang={lang}"))
    text = bytes(answer.body).decode()
    assert answer.status_code == PROBLEMS[code].status
    assert sum(tag == "h1" for tag, _ in Elements(text).found) == 1
    assert DETAIL not in text
    assert "{{" not in text


@pytest.mark.parametrize("code", [code for code in ProblemCode if PROBLEMS[code].status != 401])
def test_a_part_of_a_page_says_it_in_the_corner(code: ProblemCode) -> None:
    answer = _page(code, _asked(hx_request="true"))
    assert answer.status_code == 200
    assert answer.headers["hx-retarget"] == "#toasts"
    assert 'class="toast bad' in bytes(answer.body).decode()


def test_when_to_come_again_is_said_and_kept() -> None:
    answer = _page(ProblemCode.RATE_LIMITED, _asked(), **{"Retry-After": "7"})
    assert answer.headers["retry-after"] == "7"
    assert "Try again in 7 seconds." in bytes(answer.body).decode()


def test_only_pages_have_pages_for_problems() -> None:
    problem = ProblemError(ProblemCode.NOT_FOUND, DETAIL)
    for request in (_asked("/api/convex/list"), _asked(accept="application/json"), _asked(accept="*/*")):
        assert problem_page(request, problem) is None


@pytest.mark.parametrize(("method", "path"), [("GET", "%2Fdashboard%2Fconvex%2Fthings%3Fa%3D1"), ("POST", None)])
def test_who_is_not_signed_in_is_led_to_the_form(method: str, path: str | None) -> None:
    request = _asked(query="a=1")
    request.scope["method"] = method
    answer = _page(ProblemCode.UNAUTHENTICATED, request)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/dashboard/convex/sign-in" + (f"?next={path}" if path else "")
