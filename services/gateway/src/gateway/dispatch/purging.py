"""Purges workspaces whose grace time is over: table by table, some rows per transaction, the workspace itself last.

Each transaction leaves fewer rows, so a purge may be cut off anywhere and goes on from what is left. Of several
dispatchers one at a time is at a workspace; the database decides, and lets nobody touch a workspace before its time.
"""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

import structlog
from opentelemetry.instrumentation.utils import suppress_instrumentation

from gateway.dispatch.repository import list_workspaces_to_purge, purge_rows, purge_workspace
from shared.db.pool import CONNECTION_ERRORS, Context, Pool, transaction
from shared.telemetry.errors import report

# Jobs go before results: without its job no worker stores one. What refers to others goes before them.
TABLES: Final = (
    "job_events",
    "jobs",
    "strategy_scores",
    "strategy_versions",
    "archive_packs",
    "roadmap_tasks",
    "roadmaps",
    "audit_findings",
    "audits",
    "strategies",
    "search_data",
    "llm_calls",
    "llm_spending",
    "llm_budgets",
    "workspace_daily",
    "workspace_stats",
    "activity",
    "idempotency_keys",
    "processed_events",
    "outbox",
    "audit_log",
    "api_keys",
    "members",
)
_ROWS: Final = 1000
_WORKSPACES: Final = 1000
# What could not be purged is not tried again, and not reported again, for so long.
_PAUSE_S: Final = 60.0
# Removes what a workspace has outside the database; called before its rows go, and again when that was cut off.
Removal = Callable[[UUID], Awaitable[None]]
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Purge:
    """Deletes what is to be deleted by now; run every few seconds by each dispatcher."""

    pool: Pool
    removals: tuple[Removal, ...] = ()
    batch_rows: int = _ROWS
    pause_s: float = _PAUSE_S
    _rests: dict[UUID, float] = field(default_factory=dict[UUID, float])

    async def run(self) -> None:
        """Purge the workspaces that have waited longest."""
        with suppress_instrumentation():
            async with self.pool.acquire() as connection:
                chosen = await list_workspaces_to_purge(connection, limit=_WORKSPACES)
            for workspace_id in chosen:
                if self._rests.get(workspace_id, 0) <= time.monotonic():
                    await self._try(workspace_id)

    async def _try(self, workspace_id: UUID) -> None:
        try:
            for remove in self.removals:
                await remove(workspace_id)
        except Exception as error:  # noqa: BLE001 - what is in one workspace's way must not keep the others
            self._rest(workspace_id, error)
            return
        try:
            is_gone = await self._purge(workspace_id)
        except CONNECTION_ERRORS:
            raise
        except Exception as error:  # noqa: BLE001 - as above
            self._rest(workspace_id, error)
            return
        if is_gone:
            _log.info("workspace_purged", workspace_id=str(workspace_id))

    def _rest(self, workspace_id: UUID, error: Exception) -> None:
        self._rests[workspace_id] = time.monotonic() + self.pause_s
        _log.error("workspace_not_purged", workspace_id=str(workspace_id), error=type(error).__name__, exc_info=error)
        report(error)

    async def _purge(self, workspace_id: UUID) -> bool:
        for table in TABLES:
            while (gone := await self._batch(workspace_id, table)) != 0:
                if gone is None:
                    return False
        async with transaction(self.pool, Context(workspace_id)) as connection:
            return await purge_workspace(connection)

    async def _batch(self, workspace_id: UUID, table: str) -> int | None:
        async with transaction(self.pool, Context(workspace_id)) as connection:
            return await purge_rows(connection, table, limit=self.batch_rows)
