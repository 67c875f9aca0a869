"""Signing in and out with the built-in accounts."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Final

from fastapi import Request
from starlette.responses import Response

from gateway.auth.sessions import CSRF_COOKIE, CSRF_HEADER, SESSION_COOKIE, Session, SessionIssuer, password_matches
from gateway.deps import Services, ServicesOf
from gateway.documentation import Gives, Takes, described
from gateway.errors import ProblemError
from gateway.json_body import read_body
from gateway.limits import refuse_excess
from gateway.repository.accounts import Account, find_account, read_account
from gateway.responses import json_text_response
from gateway.routing import api_router
from gateway.schemas.accounts import LoginAnswer, LoginRequest, User
from gateway.schemas.admin_examples import LOGIN_EXAMPLE, LOGIN_REQUEST_EXAMPLE
from shared.contracts.problems import ProblemCode
from shared.db.pool import Context, Pool, transaction

_NO_ACCOUNTS: Final = "This installation has no accounts of its own; sign in with its identity provider."
router = api_router("auth")


@router.post(
    "/auth/login",
    operation_id="login",
    summary="Sign in with a built-in account",
    **described(
        Gives(200, "A session", LoginAnswer, LOGIN_EXAMPLE, headers=("Set-Cookie",)),
        takes=Takes(
            LoginRequest,
            {"browser": LOGIN_REQUEST_EXAMPLE, "program": {**LOGIN_REQUEST_EXAMPLE, "returnToken": True}},
        ),
        problems=(ProblemCode.INVALID_CREDENTIALS, ProblemCode.NOT_FOUND),
        is_public=True,
    ),
)
async def login(request: Request, services: ServicesOf) -> Response:
    """Give a session for an e-mail and its password; the answer never tells which of the two was wrong."""
    if services.sessions is None:
        raise ProblemError(ProblemCode.NOT_FOUND, _NO_ACCOUNTS)
    body, _ = await read_body(request, LoginRequest)
    host = request.client.host if request.client else ""
    # First over all accounts, or a list of addresses tried one by one would meet no limit.
    refuse_excess(services.login_address_rate.take(host))
    refuse_excess(services.login_rate.take((host, body.email.lower())))
    account = await _account(services.pool, body)
    session = services.sessions.issue(account.id, account.email)
    response = json_text_response(_answer(session, account, body).model_dump_json(by_alias=True))
    if not body.return_token:
        _set_cookies(response, session, is_secure=_is_secure(services))
    return response


@router.post(
    "/auth/logout",
    operation_id="logout",
    summary="End the browser's session",
    **described(Gives(204, "Signed out"), problems=(ProblemCode.CSRF_FAILED,), is_public=True),
)
async def logout(request: Request, services: ServicesOf) -> Response:
    """Take the cookies back; a token given to a program ends by itself."""
    token = request.cookies.get(SESSION_COOKIE)
    response = Response(status_code=204)
    if not token or services.sessions is None:
        # No cookie is touched: the browser sends none from another site, which therefore can't sign anybody out.
        return response
    _refuse_forged(request, services.sessions, token)
    for name in (SESSION_COOKIE, CSRF_COOKIE):
        response.delete_cookie(name, path="/", secure=_is_secure(services), samesite="lax")
    return response


async def _account(pool: Pool, body: LoginRequest) -> Account:
    found = await find_account(pool, body.email)
    stored = found.password_hash if found else None
    matches = await asyncio.to_thread(password_matches, stored, body.password)
    if found is None or not matches:
        raise ProblemError(ProblemCode.INVALID_CREDENTIALS, "There is no account with this e-mail and password.")
    async with transaction(pool, Context(None, found.user_id), read_only=True) as connection:
        account = await read_account(connection, found.user_id)
    if account is None:
        raise ProblemError(ProblemCode.INVALID_CREDENTIALS, "There is no account with this e-mail and password.")
    return account


def _answer(session: Session, account: Account, body: LoginRequest) -> LoginAnswer:
    return LoginAnswer(
        token=session.token if body.return_token else None,
        csrf_token=session.csrf_token,
        expires_at=datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=session.expires_in_s),
        user=User(id=account.id, email=account.email, display_name=account.display_name or None),
    )


def _set_cookies(response: Response, session: Session, *, is_secure: bool) -> None:
    # The page's own script has to read the CSRF token, and nobody's script the session.
    for name, value, is_hidden in ((SESSION_COOKIE, session.token, True), (CSRF_COOKIE, session.csrf_token, False)):
        response.set_cookie(
            name,
            value,
            max_age=session.expires_in_s,
            path="/",
            secure=is_secure,
            httponly=is_hidden,
            samesite="lax",
        )


def _is_secure(services: Services) -> bool:
    return services.settings.convex_env not in {"development", "test"}


def _refuse_forged(request: Request, sessions: SessionIssuer, token: str) -> None:
    if not sessions.csrf_matches(token, request.headers.get(CSRF_HEADER, "")):
        raise ProblemError(ProblemCode.CSRF_FAILED, f"Signing out by cookie needs the header {CSRF_HEADER}.")
