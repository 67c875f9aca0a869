"""Sessions, their CSRF tokens, keys and passwords."""

import time
from uuid import UUID, uuid4

import jwt
import pytest
from argon2 import PasswordHasher

from gateway.auth.sessions import SessionIssuer, csrf_proves, csrf_token, hash_of_key, masked, password_matches
from gateway.auth.tokens import TokenVerifier
from gateway.errors import ProblemError

SECRET = "a secret of at least 32 bytes, for tests only"
USER = UUID("019abf2d-ff10-7b21-a1c4-52b1d8e0c9f3")
ISSUER = SessionIssuer((SECRET,), "convex", "authenticated", 3600)


async def test_a_session_is_a_token_that_is_believed() -> None:
    session = ISSUER.issue(USER, "ana@example.test")
    caller = await TokenVerifier((SECRET,), None, "convex", "authenticated").verify(session.token)
    assert (caller.user_id, caller.email) == (USER, "ana@example.test")
    lived = jwt.decode(session.token, options={"verify_signature": False})
    assert lived["exp"] - lived["iat"] == session.expires_in_s == 3600


def test_a_csrf_token_belongs_to_its_session() -> None:
    one, two = ISSUER.issue(USER, "a@example.test"), ISSUER.issue(USER, "b@example.test")
    assert csrf_proves(ISSUER, one.token, one.csrf_token)
    assert not csrf_proves(ISSUER, one.token, two.csrf_token)
    assert not csrf_proves(ISSUER, one.token, "")
    assert not csrf_proves(ISSUER, one.token, "é")
    other = SessionIssuer(("x" * 32,), "convex", "authenticated", 3600)
    assert not csrf_proves(ISSUER, one.token, csrf_token(other, one.token))


def test_a_key_is_stored_as_its_digest() -> None:
    expected = "cf30da34e33528a8322de3768eb1d9cab4413e9208fb4d19a8cfb7420a97fafa"
    assert hash_of_key("cvx_test").hex() == expected
    assert hash_of_key("cvx_test") != hash_of_key("cvx_tesu")


def test_only_the_password_matches() -> None:
    stored = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash("correct horse")
    assert password_matches(stored, "correct horse")
    assert not password_matches(stored, "Correct horse")
    assert not password_matches(None, "correct horse")
    assert not password_matches("no hash", "correct horse")


def test_a_masked_csrf_token_looks_different_each_time_and_counts_the_same() -> None:
    session = ISSUER.issue(uuid4(), "ann@example.com")
    one, two = masked(session.csrf_token), masked(session.csrf_token)
    assert one != two
    assert session.csrf_token not in one
    assert csrf_proves(ISSUER, session.token, one)
    assert csrf_proves(ISSUER, session.token, two)
    assert not csrf_proves(ISSUER, session.token, masked(csrf_token(ISSUER, "another")))
    for wrong in ("", "x" * 128, "0" * 128, "ab" * 64):
        assert not csrf_proves(ISSUER, session.token, wrong)


def test_a_session_ends_with_the_token_it_was_given_for() -> None:
    assert ISSUER.issue(uuid4(), "", ends_at=time.time() + 100).expires_in_s <= 100
    assert ISSUER.issue(uuid4(), "").expires_in_s == ISSUER.lifetime_s


async def test_a_secret_is_exchanged_without_ending_sessions_or_spoiling_open_pages() -> None:
    """Three rollouts, during which replicas of two settings serve side by side: both know both secrets."""
    old, new = SECRET, "another secret of at least 32 bytes, for tests"
    for before, after in [((old,), (old, new)), ((old, new), (new, old)), ((new, old), (new,))]:
        replicas = [SessionIssuer(secrets, "convex", "authenticated", 3600) for secrets in (before, after)]
        for signer in replicas:
            session = signer.issue(USER, "ana@example.test")
            for replica in replicas:
                verifier = TokenVerifier(replica.secrets, None, "convex", "authenticated")
                assert (await verifier.verify(session.token)).user_id == USER
                assert csrf_proves(replica, session.token, masked(session.csrf_token))


async def test_a_secret_that_was_removed_counts_no_longer() -> None:
    session = ISSUER.issue(USER, "ana@example.test")
    later = SessionIssuer(("another secret of at least 32 bytes, for tests",), "convex", "authenticated", 3600)
    with pytest.raises(ProblemError):
        await TokenVerifier(later.secrets, None, "convex", "authenticated").verify(session.token)
    assert not csrf_proves(later, session.token, session.csrf_token)
