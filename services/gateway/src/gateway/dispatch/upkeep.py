"""What has to happen now and then: reaping, measuring, forgetting."""

from dataclasses import dataclass, field
from typing import Final

import structlog
from opentelemetry.instrumentation.utils import suppress_instrumentation

from gateway.dispatch.repository import (
    OpenJobs,
    measure_jobs,
    measure_purges,
    purge_idempotency_keys,
    reap_jobs,
)
from shared.contracts.messages import JOB_KINDS
from shared.db.pool import Pool
from shared.outbox.relay import measure_outbox
from shared.telemetry.metrics import Metrics

_AFTER_LEASE_S: Final = 2.0
_PURGE_EVERY: Final = 600
_WAITING: Final = ("queued", "dispatched")
_STATUSES: Final = (*_WAITING, "running")
_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Upkeep:
    """One round of it, run every second or so by each dispatcher; all of it may run twice."""

    pool: Pool
    metrics: Metrics
    reap_after_s: float
    _rounds: int = field(default=0)

    async def run(self) -> None:
        """Queue again what nobody holds, and report how much waits."""
        with suppress_instrumentation():
            async with self.pool.acquire() as connection:
                reaped = await reap_jobs(connection, after_lease_s=_AFTER_LEASE_S, after_dispatch_s=self.reap_after_s)
                self._report(await measure_jobs(connection))
                depth = await measure_outbox(connection)
                purges = await measure_purges(connection)
                if self._rounds % _PURGE_EVERY == 0:
                    await purge_idempotency_keys(connection)
        self._rounds += 1
        self.metrics.outbox_rows.set(depth.events)
        self.metrics.outbox_age_seconds.set(depth.age_s)
        self.metrics.purges_due.set(purges.workspaces)
        self.metrics.purge_age_seconds.set(purges.oldest_s)
        for kind in reaped:
            self.metrics.reaps.labels(kind).inc()
        if reaped:
            _log.warning("jobs_reaped", jobs=len(reaped))

    def _report(self, found: list[OpenJobs]) -> None:
        known = {(row.kind, row.status): row for row in found}
        for kind in JOB_KINDS:
            for status in _STATUSES:
                row = known.get((kind, status))
                self.metrics.waiting.labels(kind, status).set(row.jobs if row else 0)
            # What was handed to the broker waits as well, until a worker has it.
            waits = [row.oldest_s for status in _WAITING if (row := known.get((kind, status)))]
            self.metrics.oldest_wait_seconds.labels(kind).set(max(waits, default=0))
