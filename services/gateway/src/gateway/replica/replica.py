"""The replica as this process knows it: whether it is worth asking, and how often it answered."""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Final, Literal, get_args

import asyncpg

from gateway.replica.position import Position
from gateway.repository.positions import Standing, read_standing
from shared.db.pool import CONNECTION_ERRORS, Pool, Reader

# Whatever a replica fails with, its own troubles (a conflict with what it replays, a lost connection) and a question's
# own defect alike: the primary is asked, and says the same of a defect.
FAILURES: Final = (asyncpg.PostgresError, *CONNECTION_ERRORS)
State = Literal["ready", "behind", "promoted", "foreign", "diverged", "away"]
# Who answered a question: the replica, or the primary because of the replica's state or because it failed.
Answered = Literal["replica", "behind", "promoted", "foreign", "diverged", "away", "failed"]
STATES: Final[tuple[State, ...]] = get_args(State)
ANSWERED: Final[tuple[Answered, ...]] = get_args(Answered)
UNKNOWN: Final = float("nan")
# A replica that keeps up is there within a millisecond or two; whoever waits longer is better off with the primary.
_PATIENCE_S: Final = 0.015
_FIRST_PAUSE_S: Final = 0.001


@dataclass(slots=True, eq=False)
class Replica:
    """What is known of the replica; `lag_s` and `lag_bytes` are how far it is behind, not a number while unknown."""

    pool: Pool
    state: State = "away"
    lag_s: float = UNKNOWN
    lag_bytes: float = UNKNOWN
    answered: Counter[Answered] = field(default_factory=Counter[Answered])

    def doubt(self) -> None:
        """Ask the primary until the replica is next looked at."""
        self.state = "away"


async def wait_for(reader: Reader, position: Position) -> tuple[Standing, int | None]:
    """Return how the server stands to the position as soon as it has reached it, or after a moment's patience."""
    deadline, pause_s = time.monotonic() + _PATIENCE_S, _FIRST_PAUSE_S
    while True:
        standing, replayed = await read_standing(reader, position)
        if standing != "behind" or time.monotonic() > deadline:
            return standing, replayed
        await asyncio.sleep(pause_s)
        pause_s *= 2
