"""Publishes waiting jobs. A job is marked after the broker confirmed it: when publishing fails, nothing changed."""

import asyncio
from dataclasses import dataclass
from typing import Final

from faststream.rabbit import RabbitBroker
from opentelemetry import context
from opentelemetry.instrumentation.utils import suppress_instrumentation

from gateway.dispatch.repository import WaitingJob, lock_dispatch, mark_dispatched, pick_jobs
from shared.broker.publishing import publish_message
from shared.contracts.messages import JobRequested
from shared.contracts.topology import COMMANDS, command_key
from shared.db.pool import Pool
from shared.telemetry.metrics import Metrics
from shared.telemetry.setup import continued

_BATCH: Final = 100


@dataclass(frozen=True, slots=True)
class Dispatcher:
    """Admits at most `share` jobs of a kind per workspace into the broker at a time."""

    pool: Pool
    broker: RabbitBroker
    metrics: Metrics
    share: int

    async def dispatch(self) -> int:
        """Hand over one batch and return its size.

        The rows stay locked while they are published, so that neither a cancellation nor another dispatcher can come
        between; a worker that is faster than the commit waits for the lock.

        Raises:
            BrokerUnavailableError: the jobs still wait.
        """
        with suppress_instrumentation():
            async with self.pool.acquire() as connection, connection.transaction():
                if not await lock_dispatch(connection):
                    return 0
                jobs = await pick_jobs(connection, share=self.share, limit=_BATCH)
                if jobs:
                    await self._publish_all(jobs)
                    await mark_dispatched(connection, jobs)
        for job in jobs:
            self.metrics.dispatches.labels(job.kind).inc()
        return len(jobs)

    async def _publish_all(self, jobs: list[WaitingJob]) -> None:
        results = await asyncio.gather(*(self._publish(job) for job in jobs), return_exceptions=True)
        for result in results:
            if isinstance(result, BaseException):
                raise result

    async def _publish(self, job: WaitingJob) -> None:
        # The request's own trace goes on behind the queue.
        token = context.attach(continued(job.trace_headers))
        try:
            await publish_message(
                self.broker,
                JobRequested(workspace_id=job.workspace_id, job_id=job.id, kind=job.kind),
                exchange=COMMANDS,
                routing_key=command_key(job.kind),
                message_id=job.id,
            )
        finally:
            context.detach(token)
