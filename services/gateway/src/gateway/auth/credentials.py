"""Finds out who sent a request: a bearer token, an API key, or the session cookie with its CSRF token."""

from typing import Final

from fastapi import Request

from gateway.auth.caller import Caller
from gateway.auth.sessions import (
    CSRF_HEADER,
    KEY_PREFIX,
    SESSION_COOKIE,
    SessionIssuer,
    csrf_proves,
    hash_of_key,
)
from gateway.auth.tokens import TokenVerifier, unauthenticated
from gateway.errors import ProblemError
from gateway.repository.access import find_api_key
from shared.contracts.problems import ProblemCode
from shared.db.pool import Pool

SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_MAX_KEY_LENGTH: Final = 128


async def caller_of(request: Request, pool: Pool, verifier: TokenVerifier, sessions: SessionIssuer | None) -> Caller:
    """Return the caller; an Authorization header counts before the cookie.

    Raises:
        ProblemError: 401 without valid credentials, 403 for an unsafe request by cookie without its CSRF token.
    """
    given = request.headers.getlist("authorization")
    if given:
        return await _bearer(given, pool, verifier)
    caller, token = await session_of(request, verifier)
    if request.method not in SAFE_METHODS:
        refuse_forged(sessions, token, request.headers.get(CSRF_HEADER, ""))
    return caller


async def session_of(request: Request, verifier: TokenVerifier) -> tuple[Caller, str]:
    """Return the caller whose browser has a session, and its token.

    Raises:
        ProblemError: 401 without a session or with one that is over.
    """
    token = request.cookies.get(SESSION_COOKIE)
    if not token:
        raise ProblemError(ProblemCode.UNAUTHENTICATED, "Send a token or an API key as Authorization: Bearer.")
    return await verifier.verify(token), token


def refuse_forged(sessions: SessionIssuer | None, token: str, given: str) -> None:
    """Let a request through that proves to come from a page of ours.

    Raises:
        ProblemError: 403 when it does not.
    """
    if not csrf_proves(sessions, token, given):
        detail = f"A request by cookie that changes something needs the header {CSRF_HEADER}."
        raise ProblemError(ProblemCode.CSRF_FAILED, detail)


async def _bearer(given: list[str], pool: Pool, verifier: TokenVerifier) -> Caller:
    scheme, _, credentials = given[0].strip().partition(" ")
    credentials = credentials.strip()
    if len(given) > 1 or scheme.lower() != "bearer" or not credentials:
        raise unauthenticated("Send one Authorization header: Bearer and a token or an API key.")
    if not credentials.startswith(KEY_PREFIX):
        return await verifier.verify(credentials)
    caller = await find_api_key(pool, hash_of_key(credentials)) if len(credentials) <= _MAX_KEY_LENGTH else None
    if caller is None:
        raise unauthenticated("The API key is not valid.")
    return caller
