"""A queue that nobody reads is told from one that is read slowly."""

from datetime import UTC, datetime, timedelta

from gateway.dashboard.overview import unattended
from gateway.repository.jobs import QueueState

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def _queue(waits_s: float, taken_s: float | None) -> QueueState:
    taken = None if taken_s is None else NOW - timedelta(seconds=taken_s)
    return QueueState("seo", NOW - timedelta(seconds=waits_s), taken, NOW)


def test_jobs_that_wait_while_none_is_taken_up_are_unattended() -> None:
    queue = _queue(61, None)
    assert unattended([queue]) == (queue,)
    assert unattended([_queue(600, 300)]) != ()


def test_a_short_wait_is_none() -> None:
    assert unattended([_queue(59, None)]) == ()


def test_a_long_queue_that_moves_is_attended() -> None:
    assert unattended([_queue(600, 5)]) == ()
