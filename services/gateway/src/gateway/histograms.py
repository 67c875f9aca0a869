"""Exact figures from counted values: nothing is estimated, because every value that occurred is counted."""

from collections.abc import Iterable, Mapping, Sequence


def merge(histograms: Iterable[Mapping[str, int]]) -> dict[int, int]:
    """Add the counts of several histograms whose values are written as digits, as JSON has them."""
    total: dict[str, int] = {}
    for histogram in histograms:
        for digits, count in histogram.items():
            total[digits] = total.get(digits, 0) + count
    return {int(digits): count for digits, count in total.items()}


def percentile(histogram: Mapping[int, int], percent: int) -> int | None:
    """Return the smallest value that at least so many per cent of all values do not exceed; nothing without values."""
    total = sum(histogram.values())
    reached = 0
    for value, count in sorted(histogram.items()):
        reached += count
        if reached * 100 >= total * percent:
            return value
    return None


def median(counts: Sequence[int]) -> float | None:
    """Return the median of values counted by index, the mean of the two middle ones when their number is even."""
    total = sum(counts)
    if not total:
        return None
    lower, upper = _value_at(counts, (total - 1) // 2), _value_at(counts, total // 2)
    return (lower + upper) / 2


def average(total: int, count: int) -> float | None:
    """Return the mean with two decimals; nothing without values."""
    return round(total / count, 2) if count else None


def _value_at(counts: Sequence[int], position: int) -> int:
    reached = 0
    for value, count in enumerate(counts):
        reached += count
        if position < reached:
            return value
    raise AssertionError("a position lies below the number of values")
