"""Buckets that fill evenly, and streams that are counted while they are open."""

import pytest

from gateway.errors import ProblemError
from gateway.limits import Allowance, RateLimiter, StreamLimit, refuse_excess
from shared.contracts.problems import ProblemCode


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_empties_and_fills_evenly() -> None:
    clock = Clock()
    limiter = RateLimiter(6, clock)
    assert [limiter.take("a").remaining for _ in range(6)] == [5, 4, 3, 2, 1, 0]
    assert limiter.take("a") == Allowance(limit=6, remaining=0, reset_s=60, retry_after_s=10)
    clock.now = 9.9
    assert limiter.take("a").retry_after_s == 1
    clock.now = 10
    assert limiter.take("a").retry_after_s == 0
    clock.now = 1000
    assert limiter.take("a").remaining == 5


def test_buckets_do_not_share() -> None:
    limiter = RateLimiter(1, Clock())
    assert limiter.take("a").retry_after_s == 0
    assert limiter.take("a").retry_after_s == 60
    assert limiter.take("b").retry_after_s == 0


def test_an_excess_is_a_429_with_its_headers() -> None:
    refuse_excess(Allowance(6, 5, 10, 0))
    with pytest.raises(ProblemError) as told:
        refuse_excess(Allowance(6, 0, 60, 10))
    assert told.value.code is ProblemCode.RATE_LIMITED
    assert told.value.headers == {
        "RateLimit-Limit": "6",
        "RateLimit-Remaining": "0",
        "RateLimit-Reset": "60",
        "Retry-After": "10",
    }


def test_a_closed_stream_makes_room() -> None:
    limit = StreamLimit(1)
    with limit.hold("a"), limit.hold("b"), pytest.raises(ProblemError), limit.hold("a"):
        pass
    with limit.hold("a"):
        pass


def test_a_stream_that_fails_makes_room() -> None:
    limit = StreamLimit(1)
    with pytest.raises(ValueError, match="x"), limit.hold("a"):
        raise ValueError("x")
    with limit.hold("a"):
        pass
