import pytest

from roadmap_worker.power import days_for, visitors_per_arm


@pytest.mark.parametrize(
    ("baseline", "relative", "visitors"),
    # (1.959964 + 0.841621)² = 7.84888, times 0.063804 / 0.006², 0.1039 / 0.01² and 0.072075 / 0.015², rounded up;
    # published tables say about 13,900, 8,200 and 2,500.
    [(0.03, 0.2, 13_911), (0.05, 0.2, 8_155), (0.03, 0.5, 2_515)],
)
def test_the_size_of_a_test_is_that_of_the_two_proportion_formula(
    baseline: float, relative: float, visitors: int
) -> None:
    assert visitors_per_arm(baseline, relative) == visitors


@pytest.mark.parametrize("baseline", [0, 0.9, 1])
def test_a_rate_that_leaves_no_room_has_no_size(baseline: float) -> None:
    assert visitors_per_arm(baseline) is None


def test_days_are_rounded_up_and_none_come_from_nothing() -> None:
    assert days_for(1000, 1000) == 31
    assert days_for(1000, 0) is None
