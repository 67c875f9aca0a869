"""Whether the installation takes new work. An operator says so in the database; every replica knows within seconds."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Final

from gateway.errors import ProblemError
from gateway.repository.maintenance import Notice, read_maintenance
from shared.contracts.problems import ProblemCode
from shared.db.pool import Pool

_KNOWN_FOR_S: Final = 2.0


@dataclass(slots=True)
class Maintenance:
    """What an operator has last said; a burst of requests asks the database once."""

    _notice: Notice | None = None
    _read_at: float = float("-inf")
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def notice(self, pool: Pool) -> Notice | None:
        """Return what people are told, nothing when work is taken."""
        async with self._lock:
            if time.monotonic() - self._read_at > _KNOWN_FOR_S:
                self._notice = await read_maintenance(pool)
                self._read_at = time.monotonic()
        return self._notice


def refuse_work(notice: Notice | None) -> None:
    """Let new work in, or refuse it before anything is stored.

    Raises:
        ProblemError: 503 with Retry-After.
    """
    if notice is not None:
        headers = {"Retry-After": str(notice.retry_after_s)}
        raise ProblemError(ProblemCode.MAINTENANCE, notice.message, headers=headers)
