"""Prints a JWT for a workspace of the development stack; runs in the virtual environment."""

import asyncio
import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

import jwt
from deploy.local import accounts
from deploy.local.accounts import Account

ROLES: Final = ("owner", "admin", "editor", "viewer")
LIFETIME: Final = timedelta(days=7)
DEFAULT_WORKSPACE: Final = "Demo"


def sign(account: Account, settings: Mapping[str, str], *, now: datetime) -> str:
    """Return a token as an identity provider with the shared secret would issue it."""
    claims = {
        "sub": str(account.user_id),
        "email": account.email,
        "iss": settings["JWT_ISSUER"],
        "aud": settings["JWT_AUDIENCE"],
        "iat": now,
        "exp": now + LIFETIME,
    }
    return jwt.encode(claims, settings["JWT_SECRET"], algorithm="HS256")


def wish(variables: Mapping[str, str]) -> tuple[str, str, str | None]:
    """Return the workspace, e-mail and role asked for.

    Raises:
        ValueError: when the role does not exist or the e-mail is none.
    """
    workspace = variables.get("CONVEX_TOKEN_WORKSPACE") or DEFAULT_WORKSPACE
    email = variables.get("CONVEX_TOKEN_USER") or variables.get("CONVEX_DEMO_EMAIL", "demo@example.com")
    role = variables.get("CONVEX_TOKEN_ROLE") or None
    if role is not None and role not in ROLES:
        raise ValueError(f"ROLE={role}: there are {', '.join(ROLES)}")
    if not 1 < email.find("@") + 1 < len(email):
        raise ValueError(f"USER={email}: an e-mail address is expected")
    return workspace, email, role


def main() -> int:
    """Print a token, and on standard error for whom it is."""
    try:
        workspace, email, role = wish(os.environ)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    account = asyncio.run(
        accounts.ensure(os.environ["DATABASE_MIGRATION_URL"], workspace=workspace, email=email, role=role)
    )
    print(f"{email} is {account.role} of {workspace} (workspaceId {account.workspace_id})", file=sys.stderr)
    print(sign(account, os.environ, now=datetime.now(UTC)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
