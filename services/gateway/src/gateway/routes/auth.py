"""Signing in and out with the built-in accounts."""

from datetime import UTC, datetime, timedelta

from fastapi import Request
from starlette.responses import Response

from gateway.auth.credentials import refuse_forged
from gateway.auth.sessions import CSRF_HEADER, SESSION_COOKIE, Session
from gateway.deps import ServicesOf
from gateway.documentation import Gives, Takes, described
from gateway.json_body import read_body
from gateway.repository.accounts import Account
from gateway.responses import json_text_response
from gateway.routing import api_router
from gateway.schemas.accounts import LoginAnswer, LoginRequest, User
from gateway.schemas.admin_examples import LOGIN_EXAMPLE, LOGIN_REQUEST_EXAMPLE
from gateway.signing_in import end_session, refuse_without_accounts, set_session, sign_in
from shared.contracts.problems import ProblemCode

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
    refuse_without_accounts(services)
    body, _ = await read_body(request, LoginRequest)
    session, account = await sign_in(services, request.client.host if request.client else "", body)
    response = json_text_response(_answer(session, account, body).model_dump_json(by_alias=True))
    if not body.return_token:
        set_session(services, response, session)
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
    if not token:
        # No cookie is touched: the browser sends none from another site, which therefore can't sign anybody out.
        return response
    refuse_forged(services.sessions, token, request.headers.get(CSRF_HEADER, ""))
    end_session(services, response)
    return response


def _answer(session: Session, account: Account, body: LoginRequest) -> LoginAnswer:
    return LoginAnswer(
        token=session.token if body.return_token else None,
        csrf_token=session.csrf_token,
        expires_at=datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=session.expires_in_s),
        user=User(id=account.id, email=account.email, display_name=account.display_name or None),
    )
