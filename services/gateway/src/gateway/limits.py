"""Token buckets in this process, and the number of jobs waiting in all, asked at most once a second."""

import asyncio
import math
import time
from collections import OrderedDict
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

import asyncpg

from gateway.errors import ProblemError
from gateway.repository.jobs import count_all_waiting
from shared.contracts.problems import ProblemCode

_MAX_BUCKETS: Final = 50_000
_DEPTH_TTL_S: Final = 1.0


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left of a limit after a request was counted."""

    limit: int
    remaining: int
    reset_s: int
    retry_after_s: int

    def headers(self) -> dict[str, str]:
        """Return the RateLimit headers of an answer."""
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(self.reset_s),
        }


@dataclass(slots=True)
class RateLimiter:
    """One bucket per name, refilled evenly; the least recently used are forgotten first."""

    per_minute: int
    clock: Callable[[], float] = time.monotonic
    _buckets: OrderedDict[object, tuple[float, float]] = field(default_factory=OrderedDict[object, tuple[float, float]])

    def take(self, name: object) -> Allowance:
        """Count one request; `retry_after_s` is 0 when it may pass."""
        now, rate = self.clock(), self.per_minute / 60
        level, seen = self._buckets.pop(name, (float(self.per_minute), now))
        level = min(self.per_minute, level + (now - seen) * rate)
        passes = level >= 1
        level -= 1 if passes else 0
        self._buckets[name] = (level, now)
        if len(self._buckets) > _MAX_BUCKETS:
            self._buckets.popitem(last=False)
        wait_s = 0 if passes else math.ceil((1 - level) / rate)
        return Allowance(self.per_minute, int(level), math.ceil((self.per_minute - level) / rate), wait_s)


def refuse_excess(allowance: Allowance) -> None:
    """Let a request pass or say when to come again.

    Raises:
        ProblemError: 429 with Retry-After.
    """
    if allowance.retry_after_s:
        headers = {**allowance.headers(), "Retry-After": str(allowance.retry_after_s)}
        detail = f"At most {allowance.limit} requests a minute; try again in {allowance.retry_after_s} s."
        raise ProblemError(ProblemCode.RATE_LIMITED, detail, headers=headers)


@dataclass(slots=True)
class QueueDepth:
    """How many jobs of all tenants wait; a burst asks the database once."""

    limit: int
    _value: int = 0
    _read_at: float = float("-inf")
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def refuse_when_full(self, pool: asyncpg.Pool) -> None:
        """Let a job in or refuse it before anything is stored.

        Raises:
            ProblemError: 503 with Retry-After.
        """
        async with self._lock:
            if time.monotonic() - self._read_at > _DEPTH_TTL_S:
                self._value = await count_all_waiting(pool, self.limit)
                self._read_at = time.monotonic()
        if self._value >= self.limit:
            detail = "The system has as many jobs waiting as it takes; nothing was stored."
            raise ProblemError(ProblemCode.QUEUE_FULL, detail, headers={"Retry-After": "10"})


@dataclass(slots=True)
class StreamLimit:
    """How many event streams somebody holds open at this process."""

    limit: int
    _open: dict[object, int] = field(default_factory=dict[object, int])

    @contextmanager
    def hold(self, name: object) -> Generator[None]:
        """Count a stream while it is open.

        Raises:
            ProblemError: 429 when too many are open.
        """
        if self._open.get(name, 0) >= self.limit:
            detail = f"At most {self.limit} event streams may be open at a time."
            raise ProblemError(ProblemCode.TOO_MANY_STREAMS, detail, headers={"Retry-After": "5"})
        self._open[name] = self._open.get(name, 0) + 1
        try:
            yield
        finally:
            self._open[name] -= 1
            if not self._open[name]:
                del self._open[name]


@dataclass(slots=True)
class ExportLimit:
    """How many workspaces are exported at the same time by this process; each holds a connection for long."""

    limit: int
    _open: int = 0

    @contextmanager
    def hold(self) -> Generator[None]:
        """Count an export while it is made.

        Raises:
            ProblemError: 503 with Retry-After when as many are being made.
        """
        if self._open >= self.limit:
            detail = f"{self.limit} workspaces are being exported at the moment, as many as go at a time."
            raise ProblemError(ProblemCode.EXPORT_UNAVAILABLE, detail, headers={"Retry-After": "30"})
        self._open += 1
        try:
            yield
        finally:
            self._open -= 1
