"""The names and the ladder of the queues."""

import pytest

from shared.contracts.topology import JOB_QUEUES, QUEUES, rung


@pytest.mark.parametrize(("asked_s", "delay_s"), [(0.2, 1), (1, 1), (1.5, 5), (5, 5), (29, 30), (31, 120), (9999, 120)])
def test_the_rung_is_never_too_short_unless_it_is_the_last(asked_s: float, delay_s: int) -> None:
    assert rung(asked_s) == delay_s


def test_queues_are_named_after_their_service() -> None:
    assert [queue.name for queue in QUEUES] == ["strategy-worker", "seo-worker", "roadmap-worker", "stats-aggregator"]
    assert (JOB_QUEUES["seo"].dead, JOB_QUEUES["seo"].retry(5)) == ("seo-worker.dead", "seo-worker.retry.5")
