"""Holds the lease of a running job: renews it, stores its events, and learns when to stop."""

import asyncio
import time
from collections.abc import AsyncGenerator, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Final

from opentelemetry.instrumentation.utils import suppress_instrumentation
from pydantic import JsonValue

from shared.broker.wakeups import WakeupSender
from shared.db.pool import CONNECTION_ERRORS, Connection, Context, Pool, transaction
from shared.jobs.model import ClaimedJob, JobCancelledError, LeaseLostError
from shared.jobs.repository import EventText, insert_job_events, read_stop, renew_lease, store_interim_result
from shared.jobs.waiting import WaitingEvents
from shared.json import dumps
from shared.telemetry.metrics import Metrics, job_stage

# Readers see a section grow in steps of this length, and one job writes its events no oftener.
_FLUSH_S: Final = 0.1
# A user's wish to stop is noticed this soon, also while the work waits for somebody else and writes nothing.
_LOOK_S: Final = 0.25
_MAX_RENEWAL_S: Final = 1.0
# A write that is no longer wanted may still take so long.
_COMMIT_S: Final = 2.0


class LeaseControl:
    """The JobControl of one attempt."""

    def __init__(self, job: ClaimedJob, pool: Pool, *, wakeups: WakeupSender, metrics: Metrics, lease_s: float) -> None:
        self._job = job
        self._pool = pool
        self._wakeups = wakeups
        self._metrics = metrics
        self._lease_s = lease_s
        self._context = Context(job.workspace_id, job.created_by)
        self._waiting = WaitingEvents()
        # Two writes side by side could number their events the wrong way round.
        self._order = asyncio.Lock()
        self._stop: JobCancelledError | LeaseLostError | None = None
        self.was_told = False
        self._learned_at = self._renewed_at = time.monotonic()
        self._stage: tuple[str, float] | None = None

    async def checkpoint(self) -> None:
        """Let the work go on, or stop it."""
        if self._stop is not None:
            self.was_told = True
            raise self._stop

    async def progress(self, stage: str, percent: int) -> None:
        """Store and tell what is going on; also a checkpoint."""
        self._measure_stage(stage)
        data = {"jobId": self._job.id, "stage": stage, "progress": percent}
        event = EventText("progress", dumps(data))
        try:
            await self._store(event, stage=stage, percent=percent)
        except CONNECTION_ERRORS:
            # Work that may have cost money outlives a moment without a database; the beat tells it later.
            self._waiting.add(event)
        await self.checkpoint()

    async def section_delta(self, section: str, title: str, text: str, *, again: bool = False) -> None:
        """Tell of the next piece of a section that is still being written."""
        if text or again:
            self._waiting.add_piece(section, title, text, again=again)

    async def section_completed(self, section: Mapping[str, JsonValue]) -> None:
        """Tell of a finished section."""
        self._waiting.add_section(section)

    async def interim(self, event: str, data: Mapping[str, JsonValue], result: Mapping[str, JsonValue]) -> None:
        """Store what there is of the result and tell of it; also a checkpoint."""
        told, text = EventText(event, dumps(data)), dumps(result)
        with suppress(*CONNECTION_ERRORS):
            if self._waiting:
                await self._store()
            async with self._order, self.write() as connection:
                stop = await store_interim_result(connection, self._job, told, result=text)
            self._learn(stop)
            self._wakeups.send(self._job.id)
        await self.checkpoint()

    def tell(self, event: str, data: Mapping[str, JsonValue]) -> None:
        """Tell of something, at the latest together with the job's end."""
        self._waiting.add(EventText(event, dumps(data)))

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[Connection, None]:
        """Open a read-only transaction in the job's workspace."""
        async with transaction(self._pool, self._context, read_only=True) as connection:
            yield connection

    @asynccontextmanager
    async def write(self) -> AsyncGenerator[Connection, None]:
        """Open a transaction in the job's workspace, without a fence."""
        async with transaction(self._pool, self._context) as connection:
            yield connection

    @property
    def stop(self) -> JobCancelledError | LeaseLostError | None:
        """Why the work has to stop, if it has to."""
        return self._stop

    def take_events(self) -> Sequence[EventText]:
        """Return the events that wait, which the caller stores."""
        return self._waiting.take()

    async def beat(self) -> JobCancelledError | LeaseLostError:
        """Store what waits, look whether to stop, and renew the lease, until there is a reason to stop; return it.

        While the database is away nobody else can take the job either, so the work goes on; the fence decides later.
        """
        while self._stop is None:
            await asyncio.sleep(_FLUSH_S)
            try:
                with suppress_instrumentation():
                    await _to_its_end(self._do_what_is_due())
            except CONNECTION_ERRORS:
                await asyncio.sleep(_LOOK_S)
        return self._stop

    def end_stage(self) -> None:
        """Measure the last stage."""
        self._measure_stage("")

    async def _do_what_is_due(self) -> None:
        now = time.monotonic()
        if self._waiting:
            await self._store()
        if now - self._renewed_at >= min(_MAX_RENEWAL_S, self._lease_s / 3):
            async with self.write() as connection:
                self._learn(await renew_lease(connection, self._job, lease_s=self._lease_s))
            self._renewed_at = now
        elif now - self._learned_at >= _LOOK_S:
            async with self.read() as connection:
                self._learn(await read_stop(connection, self._job))

    async def _store(
        self, event: EventText | None = None, *, stage: str | None = None, percent: int | None = None
    ) -> None:
        async with self._order:
            taken = self._waiting.take()
            events = taken if event is None else [*taken, event]
            try:
                async with self.write() as connection:
                    told = await insert_job_events(connection, self._job, events, stage=stage, percent=percent)
            except BaseException:
                self._waiting.put_back(taken)
                raise
        self._learn(told)
        self._wakeups.send(self._job.id)

    def _learn(self, told: bool | None) -> None:  # noqa: FBT001 - three states of one answer
        self._learned_at = time.monotonic()
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


async def _to_its_end(write: Coroutine[None, None, None]) -> None:
    """Do a write whole even when it is no longer wanted: cut off at its commit, its events would be told twice."""
    task = asyncio.ensure_future(write)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task}, timeout=_COMMIT_S)
        task.cancel()
        await asyncio.wait({task}, timeout=_COMMIT_S)
        raise
