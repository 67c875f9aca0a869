"""Signing in with a built-in account, and the cookies of a browser's session; the API and the pages do the same."""

import asyncio
from typing import Final

from starlette.responses import Response

from gateway.auth.sessions import CSRF_COOKIE, SESSION_COOKIE, Session, SessionIssuer, password_matches
from gateway.deps import Services
from gateway.errors import ProblemError
from gateway.limits import refuse_excess
from gateway.repository.accounts import Account, find_account, read_account
from gateway.schemas.accounts import LoginRequest
from shared.contracts.problems import ProblemCode
from shared.db.pool import Context, Pool, transaction

_NO_ACCOUNTS: Final = "This installation has no accounts of its own; sign in with its identity provider."


async def sign_in(services: Services, host: str, given: LoginRequest) -> tuple[Session, Account]:
    """Give a session for an e-mail and its password; the answer never tells which of the two was wrong.

    Raises:
        ProblemError: 404 without accounts here, 401 for wrong credentials, 429 for too many attempts.
    """
    issuer = refuse_without_accounts(services)
    # First over all accounts, or a list of addresses tried one by one would meet no limit.
    refuse_excess(services.login_address_rate.take(host))
    refuse_excess(services.login_rate.take((host, given.email.lower())))
    account = await _account(services.pool, given)
    return issuer.issue(account.id, account.email), account


def refuse_without_accounts(services: Services) -> SessionIssuer:
    """Return who signs sessions here.

    Raises:
        ProblemError: 404 where nobody does.
    """
    if services.sessions is None:
        raise ProblemError(ProblemCode.NOT_FOUND, _NO_ACCOUNTS)
    return services.sessions


def set_session(services: Services, response: Response, session: Session) -> None:
    """Put a session into the browser."""
    # The page's own script has to read the CSRF token, and nobody's script the session.
    for name, value, is_hidden in ((SESSION_COOKIE, session.token, True), (CSRF_COOKIE, session.csrf_token, False)):
        response.set_cookie(
            name,
            value,
            max_age=session.expires_in_s,
            path="/",
            secure=is_secure(services),
            httponly=is_hidden,
            samesite="lax",
        )


def end_session(services: Services, response: Response) -> None:
    """Take the cookies back; a token given to a program ends by itself."""
    for name in (SESSION_COOKIE, CSRF_COOKIE):
        response.delete_cookie(name, path="/", secure=is_secure(services), samesite="lax")


def is_secure(services: Services) -> bool:
    """Return whether cookies go over HTTPS only."""
    return services.settings.convex_env not in {"development", "test"}


async def _account(pool: Pool, given: LoginRequest) -> Account:
    found = await find_account(pool, given.email)
    stored = found.password_hash if found else None
    matches = await asyncio.to_thread(password_matches, stored, given.password)
    if found is None or not matches:
        raise ProblemError(ProblemCode.INVALID_CREDENTIALS, "There is no account with this e-mail and password.")
    async with transaction(pool, Context(None, found.user_id), read_only=True) as connection:
        account = await read_account(connection, found.user_id)
    if account is None:
        raise ProblemError(ProblemCode.INVALID_CREDENTIALS, "There is no account with this e-mail and password.")
    return account
