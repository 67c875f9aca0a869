"""Verifies JWTs. The key decides the algorithm, never the token: so a public key can't be used as a shared secret."""

import hashlib
import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

import jwt

from gateway.auth.caller import Caller
from gateway.auth.jwks import KeySet
from gateway.errors import ProblemError
from shared.contracts.problems import ProblemCode

_LEEWAY_S: Final = 10
_BELIEVED_S: Final = 60.0
_MAX_KEPT: Final = 10_000
_MAX_TOKEN_LENGTH: Final = 8192
_MAX_ADDRESS_LENGTH: Final = 320
_ASYMMETRIC: Final = {"RSA": ("RS256",), "EC": ("ES256",)}
_REQUIRED: Final = ["exp", "sub", "iss", "aud"]


def unauthenticated(detail: str) -> ProblemError:
    """This makes the 401 of RFC 6750."""
    challenge = {"WWW-Authenticate": 'Bearer realm="convex", error="invalid_token"'}
    return ProblemError(ProblemCode.UNAUTHENTICATED, detail, headers=challenge)


@dataclass(frozen=True, slots=True)
class TokenVerifier:
    """Knows whose signatures count; of several secrets, each does."""

    secrets: tuple[str, ...]
    keys: KeySet | None
    issuer: str
    audience: str
    # A client sends the same token again and again; what was verified is believed for a minute.
    _verified: OrderedDict[bytes, tuple[Caller, float]] = field(
        default_factory=OrderedDict[bytes, tuple[Caller, float]]
    )

    async def verify(self, token: str) -> Caller:
        """Return the user a token speaks for.

        Raises:
            ProblemError: 401 for any token that is not valid here and now.
        """
        if len(token) > _MAX_TOKEN_LENGTH:
            raise unauthenticated("The token is too long.")
        # Not the token itself, which may be long and should not lie about in memory.
        digest = hashlib.sha256(token.encode("utf-8", "replace")).digest()
        known = self._verified.get(digest)
        if known is not None and time.time() < known[1]:
            return known[0]
        caller = await self._verify(token)
        self._verified[digest] = (caller, min(time.time() + _BELIEVED_S, caller.expires_at or 0))
        if len(self._verified) > _MAX_KEPT:
            self._verified.popitem(last=False)
        return caller

    async def _verify(self, token: str) -> Caller:
        try:
            keys, algorithm = await self._keys(jwt.get_unverified_header(token))
            claims = self._claims(token, keys, algorithm)
        except (jwt.PyJWTError, ValueError, OverflowError, RecursionError) as error:
            # The header is read before anything is verified, so it may be any JSON, of any depth.
            raise unauthenticated(f"The token is not valid: {type(error).__name__}.") from error
        return _caller(claims)

    def _claims(self, token: str, keys: Sequence[Any], algorithm: str) -> dict[str, Any]:
        """Return what is said under the signature of one of the keys; there is one at least."""
        key, *others = keys
        try:
            return jwt.decode(
                token,
                key,
                algorithms=[algorithm],
                issuer=self.issuer,
                audience=self.audience,
                leeway=_LEEWAY_S,
                options={"require": _REQUIRED},
            )
        except jwt.InvalidSignatureError:
            if not others:
                raise
            return self._claims(token, others, algorithm)

    async def _keys(self, header: dict[str, Any]) -> tuple[Sequence[Any], str]:
        algorithm, kid = header.get("alg"), header.get("kid")
        if algorithm == "HS256" and self.secrets:
            return self.secrets, "HS256"
        # Compared in a tuple, as what the caller wrote need not be hashable.
        if algorithm not in ("RS256", "ES256") or self.keys is None or not isinstance(kid, str):
            raise unauthenticated("The token's algorithm is not accepted here.")
        key = await self.keys.key(kid)
        if key is None or algorithm not in _ASYMMETRIC.get(key.key_type or "", ()):
            raise unauthenticated("The token's key is not known here.")
        return (key.key,), algorithm


def _caller(claims: dict[str, Any]) -> Caller:
    try:
        user_id = UUID(claims["sub"])
    except (ValueError, AttributeError, TypeError) as error:
        raise unauthenticated("The token's sub must be a UUID.") from error
    try:
        expires_at = float(claims["exp"]) + _LEEWAY_S
    except OverflowError as error:
        raise unauthenticated("The token's exp is no time.") from error
    return Caller(user_id, _address(claims.get("email")), expires_at=expires_at)


def _address(email: object) -> str:
    # What no text of the database or of an answer can hold, NUL and lone surrogates, is not printable either.
    return email.lower()[:_MAX_ADDRESS_LENGTH] if isinstance(email, str) and email.isprintable() else ""
