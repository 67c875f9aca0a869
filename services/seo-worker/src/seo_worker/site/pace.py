"""Spaces the requests of a crawl, so that a small server does not notice it."""

import asyncio
from dataclasses import dataclass


@dataclass(slots=True)
class Pace:
    """Begins one request every `gap_s` at most, whoever asks."""

    gap_s: float
    _next: float = 0.0

    async def turn(self) -> None:
        """Wait until the next request may begin."""
        now = asyncio.get_running_loop().time()
        start = max(now, self._next)
        # Taken before waiting: the next to ask has to line up behind.
        self._next = start + self.gap_s
        await asyncio.sleep(start - now)
