"""Local accounts: passwords, the tokens given for them, and the cookie with its CSRF token."""

import hashlib
import hmac
import secrets
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
    """Signs sessions with the first secret; what was signed with another one is good while that is still here."""

    secrets: tuple[str, ...]
    issuer: str
    audience: str
    lifetime_s: int

    def issue(self, user_id: UUID, email: str, *, ends_at: float = float("inf")) -> Session:
        """Make a session; every login has its own, so nothing that was set before survives it.

        `ends_at` is when it has to be over at the latest, in seconds since 1970.
        """
        now = int(time.time())
        lifetime_s = max(0, int(min(self.lifetime_s, ends_at - now)))
        claims = {
            "sub": str(user_id),
            "email": email,
            "iss": self.issuer,
            "aud": self.audience,
            "iat": now,
            "nbf": now,
            "exp": now + lifetime_s,
        }
        token = jwt.encode(claims, self.secrets[0], algorithm="HS256")
        return Session(token, csrf_token(self, token), lifetime_s)


def csrf_token(sessions: SessionIssuer | None, token: str) -> str:
    """Return what has to come with an unsafe request to prove that it comes from our page.

    Without a secret, the session's own signature is one.
    """
    return _csrf_token(sessions.secrets[0] if sessions else token, token)


def csrf_proves(sessions: SessionIssuer | None, token: str, given: str) -> bool:
    """Compare in constant time with a token that was made with any of the secrets, plain or masked."""
    signing = sessions.secrets if sessions else (token,)
    return any(_csrf_matches(_csrf_token(secret, token), given) for secret in signing)


def masked(token: str) -> str:
    """Return a CSRF token as another text each time: a page is compressed, and its size must not tell what is in it."""
    plain = bytes.fromhex(token)
    mask = secrets.token_bytes(len(plain))
    return mask.hex() + bytes(one ^ other for one, other in zip(mask, plain, strict=True)).hex()


def _csrf_token(secret: str, token: str) -> str:
    return hmac.new(secret.encode(), b"csrf:" + token.encode(), hashlib.sha256).hexdigest()


def _csrf_matches(expected: str, given: str) -> bool:
    """Compare in constant time with a token, plain as in the cookie or masked as in a page."""
    plain = _unmasked(given) if len(given) == 2 * len(expected) else given
    return hmac.compare_digest(expected.encode(), plain.encode("utf-8", "replace"))


def _unmasked(given: str) -> str:
    try:
        both = bytes.fromhex(given)
    except ValueError:
        return ""
    half = len(both) // 2
    return bytes(one ^ other for one, other in zip(both[:half], both[half:], strict=True)).hex()


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
