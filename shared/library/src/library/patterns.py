"""The fifteen reasoning patterns."""

from functools import cache

from library.model import ReasoningPattern
from library.reading import read


@cache
def patterns() -> tuple[ReasoningPattern, ...]:
    """Return the patterns in the order they are applied: what may not be said goes before what could be shorter."""
    return tuple(sorted(read(ReasoningPattern, "patterns.yaml"), key=lambda pattern: pattern.order))
