"""Charts say what the numbers say."""

import pytest

from gateway.dashboard.charts.bars import bars
from gateway.dashboard.charts.donut import donut
from gateway.dashboard.charts.sparkline import sparkline


def test_a_line_begins_at_the_left_and_ends_at_the_right() -> None:
    line = sparkline([0, 5, 10])
    assert line is not None
    assert line.line == "M3,29L60,16L117,3"
    assert line.area == "M3,29L60,16L117,3L117,32L3,32Z"
    assert (line.last_x, line.last_y) == (117, 3)


def test_a_day_without_a_value_is_a_gap() -> None:
    line = sparkline([10, 20, None, 30, 40], floor=None)
    assert line is not None
    assert line.line == "M3,29L31.5,20.3 M88.5,11.7L117,3"


@pytest.mark.parametrize("values", [[], [None, None], [3], [None, 3, None], [0, 0, 0]])
def test_nothing_to_see_is_no_line(values: list[float | None]) -> None:
    assert sparkline(values) is None


def test_values_that_are_all_alike_are_a_flat_line() -> None:
    line = sparkline([4, 4], floor=None)
    assert line is not None
    assert line.line == "M3,29L117,29"


def test_shares_go_around_the_ring() -> None:
    one, two = donut([("pass", 3), ("needs_revision", 0), ("fail", 1)])
    around = one.length + one.rest
    assert around == pytest.approx(263.89, abs=0.02)
    assert (one.key, two.key) == ("pass", "fail")
    assert one.length == pytest.approx(around * 3 / 4 - 2.5, abs=0.02)
    assert (one.offset, two.offset) == (0, pytest.approx(-around * 3 / 4, abs=0.02))


def test_a_single_share_is_a_closed_ring() -> None:
    (arc,) = donut([("pass", 7), ("fail", 0)])
    assert arc.rest == pytest.approx(0, abs=0.01)
    assert donut([("pass", 0)]) == ()


def test_bars_are_compared_with_the_longest() -> None:
    assert [bar.length for bar in bars([("a", 200), ("b", 100), ("c", 1), ("d", 0)])] == [100, 50, 1.5, 0]
    assert bars([("a", 0)])[0].length == 0
