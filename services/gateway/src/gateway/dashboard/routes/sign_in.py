"""Signing in: a form that needs no script, with the API's own check of the password and its limits."""

from collections.abc import Mapping
from contextlib import suppress
from secrets import token_hex
from typing import Final

from fastapi import Request
from pydantic import ValidationError
from starlette.responses import RedirectResponse, Response

from gateway.auth.credentials import session_of
from gateway.auth.sessions import SESSION_COOKIE, Session, csrf_proves, csrf_token, masked
from gateway.dashboard.forms import CSRF_FIELD, Form, read_form
from gateway.dashboard.languages import Language
from gateway.dashboard.marking import N_
from gateway.dashboard.paths import SIGN_IN, local
from gateway.dashboard.routing import page_router
from gateway.dashboard.unsent import UNSENT_FIELD, unpacked
from gateway.dashboard.viewing import pages_of
from gateway.deps import Services, ServicesOf
from gateway.errors import ProblemError
from gateway.limits import refuse_excess
from gateway.schemas.accounts import LoginRequest
from gateway.signing_in import is_secure, set_session, sign_in
from shared.contracts.problems import PROBLEMS, ProblemCode

_NONCE_COOKIE: Final = "convex_sign_in"
_NONCE_S: Final = 3600
# A browser drops a cookie of more than 4096 bytes, name and attributes included, and says nothing.
_MAX_TOKEN_LENGTH: Final = 3800
_WRONG: Final = {
    "email": N_("Enter an e-mail address, such as ada@example.com."),
    "password": N_("Enter your password."),
}
_NO_MATCH: Final = N_("There is no account with this e-mail and password.")
_NO_TOKEN: Final = N_("This token is not valid here, or not any more.")
_LONG_TOKEN: Final = N_("This token is too long to be kept in a browser.")
_STALE: Final = N_("This page was open for too long. Please try again.")
_TOO_MANY: Final = N_("Too many attempts. Please wait %(seconds)s seconds.")
_UNAVAILABLE: Final = N_("This installation has no accounts of its own. Use a token of your identity provider.")
router = page_router()


@router.get("/sign-in")
async def get_sign_in(request: Request, services: ServicesOf) -> Response:
    """Show the form, or lead on who is signed in already."""
    if SESSION_COOKIE in request.cookies:
        with suppress(ProblemError):
            await session_of(request, services.verifier)
            return RedirectResponse(local(request.query_params.get("next")), status_code=303)
    return _form(request, services, Form({}), {})


@router.post("/sign-in")
async def post_sign_in(request: Request, services: ServicesOf) -> Response:
    """Sign in and go on where the user wanted to go, or show the form again with what was filled in."""
    form = await read_form(request)
    texts = pages_of(request).preferences(request).language
    if not _is_ours(request, services, form):
        return _form(request, services, form, {"form": texts.text(_STALE)}, 403)
    try:
        session = await (_by_token if form.get("token") else _by_password)(request, services, form)
    except ValidationError as error:
        names = {str(each["loc"][0]) for each in error.errors()}
        return _form(request, services, form, {name: texts.text(_WRONG[name]) for name in names & {*_WRONG}}, 400)
    except ProblemError as problem:
        field, message = _told(problem, form, texts)
        response = _form(request, services, form, {field: message}, PROBLEMS[problem.code].status)
        response.headers.update(problem.headers or {})
        return response
    response = _led_on(request, form, session)
    set_session(services, response, session)
    response.delete_cookie(_NONCE_COOKIE, path=SIGN_IN, secure=is_secure(services), samesite="lax")
    return response


def ask_again(request: Request, services: Services, unsent: str) -> Response:
    """Ask somebody whose session ended while a form was filled in to sign in, and keep what the form held."""
    form = Form({"next": (request.url.path,), UNSENT_FIELD: (unsent,)})
    return _form(request, services, form, {}, 401)


def _led_on(request: Request, form: Form, session: Session) -> Response:
    """Lead on where the user wanted to go, or show what is still to be sent: it was not asked for in this session."""
    path, pairs = local(form.get("next")), unpacked(form.get(UNSENT_FIELD))
    if not pairs:
        return RedirectResponse(path, status_code=303)
    values = {"csrf": masked(session.csrf_token), "path": path, "pairs": pairs}
    return pages_of(request).render(request, "unsent.html", values)


async def _by_password(request: Request, services: Services, form: Form) -> Session:
    given = LoginRequest.model_validate({"email": form.get("email").strip(), "password": form.get("password")})
    session, _ = await sign_in(services, _host(request), given)
    return session


async def _by_token(request: Request, services: Services, form: Form) -> Session:
    """Turn a token of an identity provider into a session that ends with it."""
    refuse_excess(services.login_address_rate.take(_host(request)))
    token = form.get("token").strip()
    caller = await services.verifier.verify(token)
    assert caller.user_id is not None
    assert caller.expires_at is not None
    if services.sessions is not None:
        return services.sessions.issue(caller.user_id, caller.email, ends_at=caller.expires_at)
    if len(token) > _MAX_TOKEN_LENGTH:
        raise ProblemError(ProblemCode.INVALID_REQUEST, _LONG_TOKEN)
    lifetime_s = services.settings.convex_session_hours * 3600
    return Session(token, csrf_token(None, token), lifetime_s)


def _told(problem: ProblemError, form: Form, texts: Language) -> tuple[str, str]:
    """Return the field that a problem belongs to, and the sentence for it."""
    field = "token" if form.get("token") else "password"
    match problem.code:
        case ProblemCode.INVALID_CREDENTIALS:
            return field, texts.text(_NO_MATCH)
        case ProblemCode.UNAUTHENTICATED:
            return field, texts.text(_NO_TOKEN)
        case ProblemCode.INVALID_REQUEST:
            return field, texts.text(_LONG_TOKEN)
        case ProblemCode.RATE_LIMITED:
            seconds = (problem.headers or {}).get("Retry-After", "60")
            return "form", texts.text(_TOO_MANY) % {"seconds": seconds}
        case ProblemCode.NOT_FOUND:
            return "form", texts.text(_UNAVAILABLE)
        case _:
            raise problem


def _form(request: Request, services: Services, form: Form, errors: Mapping[str, str], status: int = 200) -> Response:
    next_path = form.get("next") or request.query_params.get("next")
    nonce = request.cookies.get(_NONCE_COOKIE) or token_hex(32)
    values = {
        "csrf": masked(csrf_token(services.sessions, _subject(nonce))),
        "next_path": local(next_path),
        "unsent_name": UNSENT_FIELD,
        "unsent": form.get(UNSENT_FIELD),
        "email": form.get("email")[:320],
        "errors": errors,
        "has_accounts": services.sessions is not None,
        "was_signed_in": SESSION_COOKIE in request.cookies or bool(next_path),
    }
    response = pages_of(request).render(request, "sign_in.html", values, status=status)
    response.set_cookie(
        _NONCE_COOKIE, nonce, max_age=_NONCE_S, path=SIGN_IN, secure=is_secure(services), httponly=True, samesite="lax"
    )
    return response


def _is_ours(request: Request, services: Services, form: Form) -> bool:
    """Return whether the form comes from our page, or a token from a site that the installation trusts.

    Anybody else could sign a person in as somebody else, who then types secrets into the wrong account.
    """
    if form.get("token") and request.headers.get("origin") in services.settings.cors_origins:
        return True
    nonce = request.cookies.get(_NONCE_COOKIE)
    return bool(nonce) and csrf_proves(services.sessions, _subject(nonce or ""), form.get(CSRF_FIELD))


def _subject(nonce: str) -> str:
    return f"sign-in:{nonce}"


def _host(request: Request) -> str:
    return request.client.host if request.client else ""
