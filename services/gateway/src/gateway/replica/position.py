"""Where a database stands in its history."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Position:
    """A place in the log of one history: the database system, its timeline, and the bytes written up to there.

    What was committed before the primary told its position lies before it.
    """

    system: int
    timeline: int
    bytes: int
