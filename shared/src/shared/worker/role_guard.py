"""Refuses to run as a database role that row-level security does not bind, as soon as the database can be asked."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

import asyncpg
import structlog

from shared.db.pool import CONNECTION_ERRORS, Pool, ping, refuse_strong_role
from shared.errors import SettingsError

_AGAIN_S: Final = 0.5
_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class RoleGuard:
    """Ends the process by `stop` when the role is too strong; the database may come later than we do.

    `variable` is what names the database, for whoever has to correct it.
    """

    pool: Pool
    stop: asyncio.Event
    variable: str = "DATABASE_URL"
    is_verified: bool = False
    refusal: SettingsError | None = None

    @asynccontextmanager
    async def watching(self) -> AsyncGenerator["RoleGuard"]:
        """Ask until the database has answered, while the block runs.

        Raises:
            SettingsError: at the end of the block, for a role that bypasses row-level security.
        """
        task = asyncio.create_task(self._ask())
        try:
            yield self
        finally:
            task.cancel()
        if self.refusal is not None:
            raise self.refusal

    async def check(self) -> str | None:
        """Check for readiness: the database answers, to a role that may serve."""
        if not self.is_verified:
            return "not reached yet"
        await ping(self.pool)
        return None

    async def _ask(self) -> None:
        while not self.is_verified:
            try:
                await refuse_strong_role(self.pool, self.variable)
            except SettingsError as error:
                _log.critical("database_role_too_strong", detail=str(error))
                self.refusal = error
                self.stop.set()
                return
            except (*CONNECTION_ERRORS, asyncpg.PostgresError):
                await asyncio.sleep(_AGAIN_S)
            else:
                self.is_verified = True
