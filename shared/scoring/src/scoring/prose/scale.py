"""How much is enough: counts saturate, and a short text is asked for fewer of a kind than a long one."""

from collections.abc import Iterable, Sequence

from scoring.prose.reading import Played, Reading
from scoring.shapes import saturate

_USUAL = 300
_LEAST = 0.55
_MOST = 1.3


def enough(reading: Reading, count: float, wanted: float) -> float:
    """Return 0 to 1 for a sum of values, about 0.9 when `wanted` of them are there in a text of usual length."""
    stretch = min(_MOST, max(_LEAST, (reading.size / _USUAL) ** 0.5))
    return saturate(count, wanted * stretch / 2)


def played(reading: Reading, found: Sequence[Played], wanted: float) -> float:
    """Return 0 to 1 for the sentences that play a role, wherever they stand."""
    return enough(reading, sum(sorted(one.value for one in found)), wanted)


def total(values: Iterable[float]) -> float:
    """Add values in an order that doesn't depend on the text's."""
    return sum(sorted(values))
