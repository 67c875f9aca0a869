"""Looks at the replica all the time, so that a request need not find out by waiting that it can't answer."""

import asyncio
import time
from collections import deque
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Final

import structlog
from prometheus_client import Histogram

from gateway.replica.replica import FAILURES, UNKNOWN, Replica, State, wait_for
from gateway.repository.positions import read_position
from gateway.settings import GatewaySettings
from shared.db.pool import Pool, create_pool

_EVERY_S: Final = 0.2
# A read takes milliseconds; longer than this the replica hangs, and the primary has to answer within the promised time.
_COMMAND_S: Final = 3.0
_LOOK_S: Final = 1.0
# What comes and goes within this time, as a burst of writes does, is no change to tell of.
_LASTING_S: Final = 1.0
# Looks of an hour; of a replica that is further behind it is only known that it is that far behind.
_MOST_MARKS: Final = 18_000
_log = structlog.get_logger(__name__)


@asynccontextmanager
async def following(
    settings: GatewaySettings, primary: Pool, statement_seconds: Histogram
) -> AsyncGenerator[Replica | None, None]:
    """Open the replica, if the settings name one, and look at it while the block runs; it may be away."""
    if settings.database_replica_url is None:
        yield None
        return
    pool = await create_pool(
        settings.database_replica_url.get_secret_value(),
        service="gateway",
        max_size=settings.convex_database_pool_size,
        statement_seconds=statement_seconds,
        command_timeout_s=_COMMAND_S,
    )
    watch = Watch(primary, Replica(pool))
    task = asyncio.create_task(watch.run())
    try:
        yield watch.replica
    finally:
        task.cancel()
        pool.terminate()


@dataclass(slots=True)
class Lag:
    """How long ago the primary was where the replica is, from marks of where the primary was when."""

    marks: deque[tuple[float, int]] = field(default_factory=deque[tuple[float, int]])

    def mark(self, now_s: float, written: int) -> None:
        """Note the bytes that the primary has written."""
        if len(self.marks) < _MOST_MARKS:
            self.marks.append((now_s, written))

    def seconds(self, now_s: float, replayed: int) -> float:
        """Return how long the replica has owed the oldest mark it has not reached; 0 when there is none."""
        while self.marks and self.marks[0][1] <= replayed:
            self.marks.popleft()
        return now_s - self.marks[0][0] if self.marks else 0.0


@dataclass(slots=True)
class Watch:
    """Keeps a replica's state and lag, and tells of a change that lasts."""

    primary: Pool
    replica: Replica
    lag: Lag = field(default_factory=Lag)
    told: State | None = None
    seen: State | None = None
    seen_since_s: float = 0.0

    async def run(self) -> None:
        """Look again and again."""
        while True:
            # Without the primary nobody is let in, so nothing is to be decided.
            with suppress(*FAILURES):
                await self.look()
            await asyncio.sleep(_EVERY_S)

    async def look(self) -> None:
        """Ask the primary how far it is and the replica whether it is there, as a request does."""
        position = await read_position(self.primary)
        if position is None:
            return
        written = position.bytes
        self.lag.mark(time.monotonic(), written)
        replayed: int | None = None
        try:
            async with asyncio.timeout(_LOOK_S), self.replica.pool.acquire() as connection:
                state, replayed = await wait_for(connection, position)
        except FAILURES:
            state = "away"
        self._note(state, written, replayed if state in {"ready", "behind"} else None)

    def _note(self, state: State, written: int, replayed: int | None) -> None:
        now_s, replica = time.monotonic(), self.replica
        replica.state = state
        replica.lag_s = UNKNOWN if replayed is None else self.lag.seconds(now_s, replayed)
        replica.lag_bytes = UNKNOWN if replayed is None else max(0, written - replayed)
        if state != self.seen:
            self.seen, self.seen_since_s = state, now_s
        if state != self.told and now_s - self.seen_since_s >= _LASTING_S:
            self.told = state
            log = _log.info if state == "ready" else _log.warning
            log("replica_state_changed", state=state, reads_from="replica" if state == "ready" else "primary")
