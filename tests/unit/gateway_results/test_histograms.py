"""Exact figures from counts."""

from statistics import median as median_of

import pytest

from gateway.histograms import average, median, merge, percentile


@pytest.mark.parametrize(
    ("percent", "value"),
    # 1, 2, 3, 4: half of them do not exceed 2, and 95 per cent only together with the last.
    [(50, 2), (51, 3), (75, 3), (76, 4), (95, 4), (100, 4), (1, 1)],
)
def test_a_percentile_is_the_least_value_that_covers_so_many(percent: int, value: int) -> None:
    assert percentile({4: 1, 1: 1, 3: 1, 2: 1}, percent) == value


def test_a_value_counts_as_often_as_it_occurred() -> None:
    assert percentile({10: 99, 5000: 1}, 95) == 10
    assert percentile({10: 94, 5000: 6}, 95) == 5000


def test_nothing_has_no_percentile_no_median_and_no_average() -> None:
    assert percentile({}, 50) is None
    assert median([]) is None
    assert median([0] * 101) is None
    assert average(0, 0) is None


@pytest.mark.parametrize("values", [[0], [100], [0, 100], [3, 3, 4], [1, 2, 3, 4], [70, 71, 71, 99, 100], [5] * 6])
def test_the_median_is_the_one_of_the_values_themselves(values: list[int]) -> None:
    counts = [values.count(score) for score in range(101)]
    assert median(counts) == median_of(values)


def test_counts_of_the_same_value_are_added() -> None:
    assert merge([{"10": 1, "20": 2}, {}, {"20": 3}]) == {10: 1, 20: 5}


def test_an_average_has_two_decimals() -> None:
    assert average(200, 3) == 66.67
