"""How much is enough: counts saturate, and a short text is asked for fewer of a kind than a long one."""

from collections.abc import Iterable, Sequence

from scoring.prose.reading import Played, Reading
from scoring.shapes import saturate

_USUAL = 300
_LEAST = 0.45
_MOST = 1.7
_POWER = 0.7


def stretch(reading: Reading) -> float:
    """Return how much more than a text of usual length this one is asked for: 1 there, less for a shorter one."""
    return min(_MOST, max(_LEAST, (reading.size / _USUAL) ** _POWER))


def enough(reading: Reading, count: float, wanted: float) -> float:
    """Return 0 to 1 for a sum of values, about 0.9 when `wanted` of them are there in a text of usual length."""
    return saturate(count, wanted * stretch(reading) / 2)


def played(reading: Reading, found: Sequence[Played], wanted: float) -> float:
    """Return 0 to 1 for the sentences that play a role, wherever they stand."""
    return enough(reading, sum(sorted(one.value for one in found)), wanted)


def total(values: Iterable[float]) -> float:
    """Add values in an order that doesn't depend on the text's."""
    return sum(sorted(values))
