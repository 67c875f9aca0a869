"""When two requests are the same, and what is answered then."""

import pytest

from gateway.errors import ProblemError
from gateway.idempotency import Attempt, attempt_of, digest, replay
from gateway.repository.idempotency import StoredAnswer
from shared.contracts.problems import ProblemCode
from unit.gateway.requests import make_request

PATH = "/api/convex/generate-strategy"


def test_the_order_of_fields_does_not_make_another_request() -> None:
    first, second = {"a": 1, "b": {"c": 2, "d": 3}}, {"b": {"d": 3, "c": 2}, "a": 1}
    assert digest("POST", PATH, first) == digest("POST", PATH, second)


@pytest.mark.parametrize(
    ("method", "path", "given"),
    [
        ("PATCH", PATH, {"a": [1, 2]}),
        ("POST", "/api/convex/score-seo", {"a": [1, 2]}),
        ("POST", PATH, {"a": [2, 1]}),
        ("POST", PATH, {"a": ["1", 2]}),
        ("POST", PATH, {"a": [1, 2], "b": None}),
        ("POST", PATH, {"a": [1, 10**30]}),
    ],
)
def test_anything_else_makes_another_request(method: str, path: str, given: object) -> None:
    assert digest(method, path, given) != digest("POST", PATH, {"a": [1, 2]})


def test_a_request_without_a_key_is_just_done() -> None:
    assert attempt_of(make_request(), {}).key is None


@pytest.mark.parametrize("key", ["", " ", "k" * 256, "a\tb", "schl\xfcssel"])
def test_a_key_is_1_to_255_printable_ascii_characters(key: str) -> None:
    with pytest.raises(ProblemError) as told:
        attempt_of(make_request(idempotency_key=key), {})
    assert [error.field for error in told.value.errors] == ["Idempotency-Key"]


def test_the_first_answer_is_given_again_and_marked() -> None:
    first = StoredAnswer(b"same", 202, '{"jobId": 1}', {"Location": "/x"})
    answer = replay(Attempt("k", b"same"), first)
    assert (answer.status, answer.body) == (202, '{"jobId": 1}')
    assert answer.headers == {"Location": "/x", "Idempotency-Replayed": "true"}


def test_another_request_with_the_key_is_refused() -> None:
    with pytest.raises(ProblemError) as told:
        replay(Attempt("k", b"other"), StoredAnswer(b"same", 202, "{}", {}))
    assert told.value.code is ProblemCode.IDEMPOTENCY_KEY_REUSED
