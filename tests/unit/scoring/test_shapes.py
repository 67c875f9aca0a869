import pytest

from scoring import shapes


@pytest.mark.parametrize(
    ("value", "zero", "one", "expected"),
    [(0.5, 0, 1, 0.5), (-1, 0, 1, 0), (2, 0, 1, 1), (0.2, 0.3, 0.1, 0.5), (0.4, 0.3, 0.1, 0)],
)
def test_a_ramp_is_straight_between_its_ends(value: float, zero: float, one: float, expected: float) -> None:
    assert shapes.ramp(value, zero, one) == pytest.approx(expected)


def test_counts_saturate() -> None:
    assert shapes.saturate(0, 3) == 0
    assert shapes.saturate(3, 3) == pytest.approx(0.632, abs=0.001)
    assert shapes.saturate(6, 3) - shapes.saturate(3, 3) < shapes.saturate(3, 3)


def test_the_best_values_are_averaged_and_missing_ones_are_zero() -> None:
    assert shapes.best([0.1, 0.9, 0.6], 2) == pytest.approx(0.75)
    assert shapes.best([0.9], 3) == pytest.approx(0.3)
    assert shapes.best([], 3) == 0


def test_the_mean_of_nothing_is_zero() -> None:
    assert shapes.mean([]) == 0
    assert shapes.mean([1, 0, 0, 1]) == 0.5
