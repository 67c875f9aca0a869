"""Tokens that must not be believed, and those that must."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from gateway.auth.jwks import KeySet
from gateway.auth.tokens import TokenVerifier
from gateway.errors import ProblemError
from shared.contracts.problems import ProblemCode

SECRET = "a secret of at least 32 bytes, for tests only"
USER = UUID("019abf2d-ff10-7b21-a1c4-52b1d8e0c9f3")
RSA_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
EC_KEY = ec.generate_private_key(ec.SECP256R1())
PUBLIC_PEM = RSA_KEY.public_key().public_bytes(
    serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
)


class KnownKeys(KeySet):
    """The keys of a provider that is never asked."""

    async def key(self, kid: str) -> jwt.PyJWK | None:
        """Return one of our two keys."""
        rsa_key: dict[str, Any] = RSAAlgorithm.to_jwk(RSA_KEY.public_key(), as_dict=True)
        ec_key: dict[str, Any] = ECAlgorithm.to_jwk(EC_KEY.public_key(), as_dict=True)
        known: dict[str, dict[str, Any]] = {
            "rsa": rsa_key | {"alg": "RS256"},
            "ec": ec_key | {"alg": "ES256"},
            "oct": {"kty": "oct", "k": base64.urlsafe_b64encode(b"k" * 32).decode(), "alg": "HS256"},
        }
        return jwt.PyJWK(known[kid]) if kid in known else None


def claims(**changed: Any) -> dict[str, Any]:
    """Return good claims with changes; None leaves one out."""
    now = int(time.time())
    usual = {"sub": str(USER), "email": "Ana@Example.Test", "iss": "convex", "aud": "authenticated", "exp": now + 60}
    return {name: value for name, value in (usual | changed).items() if value is not None}


def hs256(**changed: Any) -> str:
    """Return a token signed with the shared secret."""
    return jwt.encode(claims(**changed), SECRET, algorithm="HS256")


def unsigned(header: Any, payload: Any) -> str:
    """Return a token nobody has signed."""
    parts = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in (header, payload)]
    return ".".join([*parts, ""])


def raw_header(text: bytes) -> str:
    """Return a token whose header is any text."""
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode() + ".e30.c2ln"


def verifier(*, secret: str | None = SECRET, has_keys: bool = True) -> TokenVerifier:
    """Return a verifier that knows our secret and our keys."""
    return TokenVerifier(
        (secret,) if secret else (),
        KnownKeys("https://id.example.test/keys") if has_keys else None,
        "convex",
        "authenticated",
    )


async def test_a_good_token_speaks_for_its_user() -> None:
    caller = await verifier().verify(hs256())
    assert (caller.user_id, caller.email, caller.api_key_id) == (USER, "ana@example.test", None)
    assert caller.expires_at == pytest.approx(time.time() + 70, abs=5)


@pytest.mark.parametrize(("key", "algorithm", "kid"), [(RSA_KEY, "RS256", "rsa"), (EC_KEY, "ES256", "ec")])
async def test_a_provider_s_key_signs_with_its_algorithm(key: Any, algorithm: str, kid: str) -> None:
    token = jwt.encode(claims(), key, algorithm=algorithm, headers={"kid": kid})
    assert (await verifier(secret=None).verify(token)).user_id == USER


BAD: dict[str, Callable[[], str]] = {
    "no algorithm": lambda: unsigned({"alg": "none", "typ": "JWT"}, claims()),
    "None in capitals": lambda: unsigned({"alg": "None"}, claims()),
    "a public key as the shared secret": lambda: _signed_by_hand(PUBLIC_PEM, {"alg": "HS256", "kid": "rsa"}),
    "a shared secret of the provider": lambda: _with_kid("oct", b"k" * 32, "HS256"),
    "another secret": lambda: jwt.encode(claims(), "x" * 32, algorithm="HS256"),
    "another HMAC": lambda: jwt.encode(claims(), SECRET * 2, algorithm="HS512"),
    "another key's id": lambda: jwt.encode(claims(), RSA_KEY, algorithm="RS256", headers={"kid": "ec"}),
    "an unknown key": lambda: jwt.encode(claims(), RSA_KEY, algorithm="RS256", headers={"kid": "../../etc/passwd"}),
    "no key id": lambda: jwt.encode(claims(), RSA_KEY, algorithm="RS256"),
    "RS512": lambda: jwt.encode(claims(), RSA_KEY, algorithm="RS512", headers={"kid": "rsa"}),
    "expired": lambda: hs256(exp=int(time.time()) - 11),
    "not yet": lambda: hs256(nbf=int(time.time()) + 60),
    "issued in the future": lambda: hs256(iat=int(time.time()) + 60),
    "another issuer": lambda: hs256(iss="somebody"),
    "another audience": lambda: hs256(aud="somebody"),
    "no expiry": lambda: hs256(exp=None),
    "no subject": lambda: hs256(sub=None),
    "no issuer": lambda: hs256(iss=None),
    "no audience": lambda: hs256(aud=None),
    "a subject that is no UUID": lambda: hs256(sub="admin"),
    "an expiry no number holds": lambda: hs256(exp=10**400),
    "a cut signature": lambda: hs256()[:-4],
    "two parts": lambda: hs256().rpartition(".")[0],
    "empty": lambda: "",
    "dots": lambda: "..",
    "long": lambda: hs256(email="x" * 9000),
    "a header that is a list": lambda: unsigned([], claims()),
    "a header of deep nesting": lambda: raw_header(b"[" * 5000),
    "a header that is no UTF-8": lambda: raw_header(b"\xff\xfe"),
    "an algorithm that is no text": lambda: unsigned({"alg": ["HS256"]}, claims()),
    "a key id that is no text": lambda: unsigned({"alg": "RS256", "kid": 1}, claims()),
}


@pytest.mark.parametrize("make", BAD.values(), ids=BAD.keys())
async def test_no_other_token_is_believed(make: Callable[[], str]) -> None:
    with pytest.raises(ProblemError) as told:
        await verifier().verify(make())
    assert told.value.code is ProblemCode.UNAUTHENTICATED
    assert SECRET not in told.value.detail


async def test_a_shared_secret_counts_only_where_there_is_one() -> None:
    with pytest.raises(ProblemError):
        await verifier(secret=None).verify(hs256())
    token = jwt.encode(claims(), RSA_KEY, algorithm="RS256", headers={"kid": "rsa"})
    with pytest.raises(ProblemError):
        await verifier(has_keys=False).verify(token)


async def test_the_clock_may_be_off_by_ten_seconds() -> None:
    assert (await verifier().verify(hs256(exp=int(time.time()) - 5))).user_id == USER


@pytest.mark.parametrize("email", [["x"], 5, "a\0b@example.test", "\ud800@example.test", "a\nb@example.test"])
async def test_an_address_that_is_no_text_is_left_out(email: object) -> None:
    assert (await verifier().verify(hs256(email=email, sub=str(uuid4())))).email == ""


def _signed_by_hand(key: bytes, header: dict[str, str]) -> str:
    # The library refuses to sign with a public key, an attacker's does not.
    signing_input = unsigned(header, claims()).rpartition(".")[0]
    signature = hmac.new(key, signing_input.encode(), hashlib.sha256).digest()
    return f"{signing_input}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"


def _with_kid(kid: str, key: Any, algorithm: str) -> str:
    return jwt.encode(claims(), key, algorithm=algorithm, headers={"kid": kid})
