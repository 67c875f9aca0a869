"""Holds the lease of a running job: renews it, stores its events, and learns when to stop."""

import asyncio
import time
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from typing import Final

from opentelemetry.instrumentation.utils import suppress_instrumentation
from pydantic import JsonValue

from shared.broker.wakeups import WakeupSender
from shared.db.pool import CONNECTION_ERRORS, Connection, Context, Pool, transaction
from shared.jobs.model import ClaimedJob, JobCancelledError, LeaseLostError
from shared.jobs.repository import EventText, insert_job_events, renew_lease
from shared.json import dumps
from shared.telemetry.metrics import Metrics, job_stage

_MAX_BEAT_S: Final = 1.0


class LeaseControl:
    """The JobControl of one attempt."""

    def __init__(self, job: ClaimedJob, pool: Pool, *, wakeups: WakeupSender, metrics: Metrics, lease_s: float) -> None:
        self._job = job
        self._pool = pool
        self._wakeups = wakeups
        self._metrics = metrics
        self._lease_s = lease_s
        self._context = Context(job.workspace_id, job.created_by)
        self._waiting: list[EventText] = []
        self._stop: JobCancelledError | LeaseLostError | None = None
        self._stage: tuple[str, float] | None = None

    async def checkpoint(self) -> None:
        """Let the work go on, or stop it."""
        if self._stop is not None:
            raise self._stop

    async def progress(self, stage: str, percent: int) -> None:
        """Store and tell what is going on; also a checkpoint."""
        self._measure_stage(stage)
        data = {"jobId": self._job.id, "stage": stage, "progress": percent}
        events = [*self.take_sections(), EventText("progress", dumps(data))]
        async with self._transaction() as connection:
            told = await insert_job_events(connection, self._job, events, stage=stage, percent=percent)
        self._learn(told)
        self._wakeups.send(self._job.id)
        await self.checkpoint()

    async def section_completed(self, section: Mapping[str, JsonValue]) -> None:
        """Tell of a finished section; stored with the next progress, the next beat or the end."""
        self._waiting.append(EventText("section.completed", dumps(section)))

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[Connection, None]:
        """Open a read-only transaction in the job's workspace."""
        async with transaction(self._pool, self._context, read_only=True) as connection:
            yield connection

    def take_sections(self) -> list[EventText]:
        """Return the events that wait, which the caller stores."""
        taken, self._waiting = self._waiting, []
        return taken

    async def beat(self) -> JobCancelledError | LeaseLostError:
        """Renew the lease until there is a reason to stop, and return it.

        While the database is away nobody else can take the job either, so the work goes on; the fence decides later.
        """
        while self._stop is None:
            await asyncio.sleep(min(_MAX_BEAT_S, self._lease_s / 3))
            try:
                with suppress_instrumentation():
                    await self._renew()
            except CONNECTION_ERRORS:
                continue
        return self._stop

    def end_stage(self) -> None:
        """Measure the last stage."""
        self._measure_stage("")

    async def _renew(self) -> None:
        sections = self.take_sections()
        try:
            async with self._transaction() as connection:
                if sections:
                    await insert_job_events(connection, self._job, sections, stage=None, percent=None)
                told = await renew_lease(connection, self._job, lease_s=self._lease_s)
        except BaseException:
            self._waiting = sections + self._waiting
            raise
        self._learn(told)
        if sections:
            self._wakeups.send(self._job.id)

    def _learn(self, told: bool | None) -> None:  # noqa: FBT001 - three states of one answer
        if told is None:
            self._stop = LeaseLostError(f"job {self._job.id} attempt {self._job.attempt}")
        elif told:
            self._stop = JobCancelledError(str(self._job.id))

    def _measure_stage(self, following: str) -> None:
        now = time.perf_counter()
        if self._stage is not None:
            name, began = self._stage
            self._metrics.stage_seconds.labels(self._job.kind, job_stage(name)).observe(now - began)
        self._stage = (following, now) if following else None

    @asynccontextmanager
    async def _transaction(self) -> AsyncGenerator[Connection, None]:
        async with transaction(self._pool, self._context) as connection:
            yield connection
