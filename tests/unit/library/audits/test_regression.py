"""When a page counts as worse than before."""

import pytest

from library.audits.regression import Regression, regression, standing


@pytest.mark.parametrize(
    ("before", "after", "drop"), [(70, 65, 5), (70, 66, None), (70, 71, None), (None, 10, None), (70, None, None)]
)
def test_a_drop_of_five_points_counts(before: int | None, after: int | None, drop: int | None) -> None:
    found = regression(standing(before, (), is_unreachable=False), standing(after, (), is_unreachable=False))
    assert found == (None if drop is None else Regression(drop, ()))


def test_a_gate_that_shuts_counts_whatever_the_score() -> None:
    before = standing(20, ("T02",), is_unreachable=False)
    assert regression(before, standing(20, ("T02",), is_unreachable=False)) is None
    assert regression(before, standing(25, ("T03", "T02", "T07"), is_unreachable=False)) == Regression(
        0, ("T03", "T07")
    )


def test_a_page_that_no_longer_answers_has_shut_a_gate() -> None:
    found = regression(standing(70, (), is_unreachable=False), standing(None, (), is_unreachable=True))
    assert found == Regression(0, ("T01",))
