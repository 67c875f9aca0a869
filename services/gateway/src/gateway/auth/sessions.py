"""Local accounts: passwords, the tokens given for them, and the cookie with its CSRF token."""

import hashlib
import hmac
import time
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import jwt
from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

SESSION_COOKIE: Final = "convex_session"
CSRF_COOKIE: Final = "convex_csrf"
CSRF_HEADER: Final = "X-CSRF-Token"
KEY_PREFIX: Final = "cvx_"


@dataclass(frozen=True, slots=True)
class Session:
    """What a login gives; the CSRF token is bound to the session, so one that was planted does not fit."""

    token: str
    csrf_token: str
    expires_in_s: int


@dataclass(frozen=True, slots=True)
class SessionIssuer:
    """Signs sessions with the secret that also verifies them."""

    secret: str
    issuer: str
    audience: str
    lifetime_s: int

    def issue(self, user_id: UUID, email: str) -> Session:
        """Make a session; every login has its own, so nothing that was set before survives it."""
        now = int(time.time())
        claims = {
            "sub": str(user_id),
            "email": email,
            "iss": self.issuer,
            "aud": self.audience,
            "iat": now,
            "nbf": now,
            "exp": now + self.lifetime_s,
        }
        token = jwt.encode(claims, self.secret, algorithm="HS256")
        return Session(token, self.csrf_token(token), self.lifetime_s)

    def csrf_token(self, token: str) -> str:
        """Return the token that has to come in a header with an unsafe request."""
        return hmac.new(self.secret.encode(), b"csrf:" + token.encode(), hashlib.sha256).hexdigest()

    def csrf_matches(self, token: str, given: str) -> bool:
        """Compare in constant time."""
        return hmac.compare_digest(self.csrf_token(token).encode(), given.encode("utf-8", "replace"))


def hash_of_key(key: str) -> bytes:
    """Return what is stored of an API key; 32 random bytes need no slow hash."""
    return hashlib.sha256(key.encode("utf-8", "replace")).digest()


def password_matches(stored: str | None, given: str) -> bool:
    """Check a password; an unknown account takes the same time as a wrong password."""
    hasher = PasswordHasher()
    if stored is None:
        hasher.hash(given)
        return False
    try:
        return hasher.verify(stored, given)
    except (Argon2Error, InvalidHashError):
        return False
