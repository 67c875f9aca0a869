"""`make token` signs what the gateway accepts."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import jwt
import pytest
from deploy.local.accounts import Account
from deploy.local.token import sign, wish

SETTINGS = {"JWT_SECRET": "s" * 32, "JWT_ISSUER": "convex", "JWT_AUDIENCE": "authenticated"}
ACCOUNT = Account(UUID(int=1), UUID(int=2), "ann@example.com", "owner")


def test_a_token_names_the_user_and_ends_after_a_week() -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    token = sign(ACCOUNT, SETTINGS, now=now)
    claims = jwt.decode(token, "s" * 32, algorithms=["HS256"], audience="authenticated", issuer="convex")
    assert claims["sub"] == "00000000-0000-0000-0000-000000000002"
    assert claims["email"] == "ann@example.com"
    assert claims["exp"] - claims["iat"] == timedelta(days=7).total_seconds()


def test_nothing_asked_for_means_the_demo_account() -> None:
    assert wish({"USER": "root", "WORKSPACE": "ci"}) == ("Demo", "demo@example.com", None)


def test_what_is_asked_for_is_taken() -> None:
    asked = {"CONVEX_TOKEN_WORKSPACE": "Acme", "CONVEX_TOKEN_USER": "ann@example.com", "CONVEX_TOKEN_ROLE": "viewer"}
    assert wish(asked) == ("Acme", "ann@example.com", "viewer")


@pytest.mark.parametrize(
    ("name", "value"), [("CONVEX_TOKEN_ROLE", "king"), ("CONVEX_TOKEN_USER", "ann"), ("CONVEX_TOKEN_USER", "@x")]
)
def test_a_wrong_wish_is_named(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=value):
        wish({name: value})
