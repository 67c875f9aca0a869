"""Whether a model, or a key, is worth asking at all: learnt by all replicas together, decided by the database's clock.

A model that keeps failing is left alone for a while, then asked by exactly one caller; what an operator has to mend
stops every call at once. The database's answer holds for a second in this process.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal
from uuid import UUID

from shared.db.pool import Pool
from shared.db.sql import statement
from strategy_worker.llm.model import CONFIGURATION, COUNTED, End, FailureKind

_PACKAGE: Final = "strategy_worker"
_CACHE_S: Final = 1.0
State = Literal["closed", "open", "half_open"]


@dataclass(frozen=True, slots=True)
class Permission:
    """Whether a call may be made; if not, when to ask again, and if so, whether the breaker waits for its end."""

    is_allowed: bool
    is_probe: bool = False
    wait_s: float = 0.0

    def __bool__(self) -> bool:
        return self.is_allowed


class Breakers:
    """The breakers of one address and one key, as seen by one process."""

    def __init__(self, pool: Pool, base_ref: str, key_ref: str, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._pool = pool
        self._base_ref = base_ref
        self._key_ref = key_ref
        self._clock = clock
        # Value and until when it holds, by this process's clock.
        self._permissions: dict[str, tuple[Permission, float]] = {}
        self._configuration: tuple[FailureKind | None, float] | None = None
        self._probes: set[UUID] = set()

    async def allows(self, model: str, call_id: UUID) -> Permission:
        """Say whether this call may be made; `report` has to follow if it may, also when it is not made after all."""
        held = self._permissions.get(model)
        if held is not None and self._clock() < held[1]:
            return held[0]
        row = await self._pool.fetchrow(statement(_PACKAGE, "llm_breaker_allows"), self._base_ref, model, call_id)
        assert row is not None
        permission = Permission(row["allowed"], row["is_probe"], row["wait_s"])
        if permission.is_probe:
            # A probe is for this call only; the next one has to ask again.
            self._permissions.pop(model, None)
            self._probes.add(call_id)
        else:
            holds_s = _CACHE_S if permission else min(_CACHE_S, permission.wait_s)
            self._permissions[model] = (permission, self._clock() + holds_s)
        return permission

    async def report(self, model: str, call_id: UUID, end: End) -> None:
        """Tell how a call ended; an end that says nothing about the model only makes room for another probe."""
        if end is not None and end in CONFIGURATION:
            self._configuration = None
            await self._pool.execute(
                statement(_PACKAGE, "llm_breaker_configuration_report"), self._base_ref, self._key_ref, end
            )
        is_probe = call_id in self._probes
        self._probes.discard(call_id)
        if not is_probe and end is not None and end not in COUNTED:
            return
        failed = None if end is not None and end not in COUNTED else end is not None
        if is_probe or failed:
            self._permissions.pop(model, None)
        await self._pool.execute(statement(_PACKAGE, "llm_breaker_report"), self._base_ref, model, call_id, failed)

    async def configuration_open(self) -> FailureKind | None:
        """Return what an operator has to mend before this key is used again, if anything."""
        if self._configuration is None or self._clock() >= self._configuration[1]:
            kind: FailureKind | None = await self._pool.fetchval(
                statement(_PACKAGE, "llm_breaker_configuration_open"), self._base_ref, self._key_ref
            )
            self._configuration = (kind, self._clock() + _CACHE_S)
        return self._configuration[0]

    async def states(self) -> dict[str, State]:
        """Return the state of every model that was ever reported on at this address."""
        rows = await self._pool.fetch(statement(_PACKAGE, "llm_breaker_states"), self._base_ref)
        return {row["model"]: row["state"] for row in rows}
