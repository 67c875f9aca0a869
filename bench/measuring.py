"""Times requests over HTTP, client included, and keeps every sample."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

_WARM_UP: Final = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured: samples in milliseconds, and the goal for one of their percentiles, the 95th unless given."""

    what: str
    samples_ms: tuple[float, ...]
    goal_ms: float | None = None
    goal_share: float = 0.95
    per_second: float | None = None

    def percentile(self, share: float) -> float:
        """Return the smallest sample that at least this share of the samples does not exceed."""
        ordered = sorted(self.samples_ms)
        return ordered[min(len(ordered) - 1, max(0, -(-int(share * 100) * len(ordered) // 100) - 1))]

    def row(self) -> str:
        """Return a line of a Markdown table."""
        goal = "–" if self.goal_ms is None else f"< {self.goal_ms:g} ms" + self._at()
        met = "–" if self.goal_ms is None else "yes" if self.percentile(self.goal_share) < self.goal_ms else "**no**"
        rate = "–" if self.per_second is None else f"{self.per_second:,.0f}"
        p50, p95 = self.percentile(0.5), self.percentile(0.95)
        return f"| {self.what} | {len(self.samples_ms)} | {p50:.1f} | {p95:.1f} | {rate} | {goal} | {met} |"

    def _at(self) -> str:
        return "" if self.goal_share == 0.95 else f" (p{self.goal_share * 100:.0f})"


HEADER: Final = "| what | n | p50 ms | p95 ms | per s | goal (p95) | met |\n|---|---|---|---|---|---|---|"


async def one_after_another(
    what: str, call: Callable[[], Awaitable[object]], *, number: int, goal_ms: float | None = None
) -> Figure:
    """Time calls one at a time, after a few that don't count."""
    for _ in range(_WARM_UP):
        await call()
    samples = [await _timed(call) for _ in range(number)]
    return Figure(what, tuple(samples), goal_ms)


async def side_by_side(what: str, call: Callable[[], Awaitable[object]], *, number: int, clients: int) -> Figure:
    """Time calls of several clients at once, and how many were done in a second."""
    samples: list[float] = []

    async def client() -> None:
        while len(samples) < number:
            samples.append(await _timed(call))

    began = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(clients)))
    return Figure(what, tuple(samples), per_second=len(samples) / (time.perf_counter() - began))


async def _timed(call: Callable[[], Awaitable[object]]) -> float:
    began = time.perf_counter()
    await call()
    return (time.perf_counter() - began) * 1000
