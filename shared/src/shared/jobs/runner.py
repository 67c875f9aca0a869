"""Runs one delivery of a job from claim to outcome. It may run twice for the same job; only one attempt writes."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final, TypeVar

import structlog
from opentelemetry import trace

from shared.broker.settling import Dead, Done, Later, Outcome
from shared.broker.wakeups import WakeupSender
from shared.contracts.messages import JobRequested
from shared.contracts.topology import RETRY_DELAYS_S
from shared.db.pool import CONNECTION_ERRORS, Context, Pool, transaction
from shared.errors import PermanentError, PipelineError, TransientError
from shared.jobs import ending
from shared.jobs.control import LeaseControl
from shared.jobs.ending import Failure
from shared.jobs.model import ClaimedJob, Completion, JobCancelledError, JobControl, LeaseLostError
from shared.jobs.repository import Claim, Ended, claim_job, read_job_state
from shared.jobs.states import Held, Over, ToCancel, refusal
from shared.telemetry.errors import report
from shared.telemetry.metrics import Metrics

T = TypeVar("T")
Perform = Callable[[ClaimedJob, JobControl], Awaitable[Completion]]

_DATABASE_AWAY_S: Final = 5.0
# What stopped work has to write its last, e.g. what a call cost; shorter than what a stopping service waits for it.
_END_S: Final = 3.0
# How work ends that was stopped: with nothing of its own to report.
_TOLD: Final = (JobCancelledError, LeaseLostError, type(None))
_PERSIST_WAITS_S: Final = (0.2, 0.5, 1.0, 2.0, 4.0, 8.0)
_EXHAUSTED: Final = Failure(
    "attempts_exhausted",
    "The job did not finish",
    "It was started several times and never came to an end. Try again; if it fails again, tell us its id.",
    retryable=True,
)
_UNEXPECTED: Final = Failure(
    "internal_error",
    "Something went wrong on our side",
    "The job failed for a reason we did not foresee, several times. Its id helps us find out why.",
    retryable=True,
)
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class JobRunner:
    """What every delivery of one worker shares."""

    pool: Pool
    wakeups: WakeupSender
    metrics: Metrics
    perform: Perform
    lease_s: float
    timeout_s: float

    async def run(self, requested: JobRequested) -> Outcome:
        """Claim the job, do it, end it, and say what becomes of the message."""
        try:
            claim = await self._claim(requested)
        except CONNECTION_ERRORS:
            return Later(_DATABASE_AWAY_S)
        if not isinstance(claim, Claim):
            return claim
        job = claim.job
        self.metrics.queue_seconds.labels(job.kind).observe(claim.age_s)
        _describe(job)
        with structlog.contextvars.bound_contextvars(job_id=str(job.id), workspace_id=str(job.workspace_id)):
            try:
                return await self._attempt(job)
            except CONNECTION_ERRORS as error:
                # The lease runs out by itself, so the job is taken up again as the next attempt.
                _log.warning("job_left_behind", error=type(error).__name__, attempt=job.attempt)
                return Later(_DATABASE_AWAY_S)

    async def _claim(self, requested: JobRequested) -> Claim | Outcome:
        workspace_id, job_id = requested.workspace_id, requested.job_id
        async with transaction(self.pool, Context(workspace_id)) as connection:
            claim = await claim_job(connection, workspace_id, job_id, lease_s=self.lease_s)
            if claim is not None:
                return claim
            state = await read_job_state(connection, workspace_id, job_id)
        match refusal(state):
            case Over():
                return Done()
            case Held(wait_s):
                self.metrics.deferrals.labels(requested.kind).inc()
                return Later(wait_s)
            case ToCancel():
                attempt = state.attempt if state else 0
                ended = await ending.cancel(self.pool, workspace_id, job_id, requested.kind, attempt=attempt)
                return Done() if ended is not None else Later(1)

    async def _attempt(self, job: ClaimedJob) -> Outcome:
        if job.attempt > job.max_attempts:
            return await self._fail(job, _EXHAUSTED, Dead("attempts_exhausted", "claimed too often"))
        control = LeaseControl(job, self.pool, wakeups=self.wakeups, metrics=self.metrics, lease_s=self.lease_s)
        try:
            completion = await self._work(job, control)
            # Taken once: a second try of the same write has to tell of the same events.
            waiting = control.take_events()
            ended = await _persisted(lambda: ending.succeed(self.pool, job, completion, waiting))
            self._ended(job, "succeeded", ended)
            return Done()
        except JobCancelledError:
            return await self._cancel(job)
        except LeaseLostError:
            return await self._lost(job)
        except PermanentError as error:
            return await self._fail(job, Failure.of(error), Done())
        except asyncio.CancelledError:
            await asyncio.shield(self._release(job))
            raise
        except Exception as error:  # noqa: BLE001 - what is unknown may be transient, until the attempts are used up
            return await self._again(job, error)
        finally:
            control.end_stage()

    async def _work(self, job: ClaimedJob, control: LeaseControl) -> Completion:
        work = asyncio.ensure_future(self.perform(job, control))
        beat = asyncio.ensure_future(control.beat())
        try:
            await asyncio.wait({work, beat}, timeout=self.timeout_s, return_when=asyncio.FIRST_COMPLETED)
            if work.done():
                return _result(work, control)
            if beat.done():
                raise beat.result()
            raise TransientError("timeout", "The job took too long", f"It was stopped after {self.timeout_s:g} s.")
        finally:
            try:
                await _stopped(work, is_ending=control.was_told)
            finally:
                # The lease is kept until the work has ended, which may write what it cost before it does.
                for task in (work, beat):
                    task.cancel()
                await asyncio.wait({beat})

    async def _again(self, job: ClaimedJob, error: Exception) -> Outcome:
        known = isinstance(error, PipelineError)
        _log.log(30 if known else 40, "attempt_failed", error=type(error).__name__, attempt=job.attempt, exc_info=error)
        if not known:
            report(error)
        if job.attempt >= job.max_attempts:
            failure = Failure.of(error) if isinstance(error, PipelineError) else _UNEXPECTED
            return await self._fail(job, failure, Dead("attempts_exhausted", failure.code))
        delay_s = RETRY_DELAYS_S[min(job.attempt, len(RETRY_DELAYS_S)) - 1]
        if not await _persisted(lambda: ending.postpone(self.pool, job, delay_s=delay_s)):
            return Done()
        self.metrics.retries.labels(job.kind).inc()
        return Later(delay_s)

    async def _fail(self, job: ClaimedJob, failure: Failure, outcome: Outcome) -> Outcome:
        ended = await _persisted(lambda: ending.fail(self.pool, job, failure))
        if ended is None:
            return await self._lost(job)
        self._ended(job, "failed", ended)
        return outcome

    async def _cancel(self, job: ClaimedJob) -> Outcome:
        ended = await _persisted(
            lambda: ending.cancel(self.pool, job.workspace_id, job.id, job.kind, attempt=job.attempt)
        )
        if ended is not None:
            self._ended(job, "cancelled", ended)
        return Done()

    async def _lost(self, job: ClaimedJob) -> Outcome:
        # A refused end may also mean that the user asked to stop just before it; then this attempt still holds the job.
        ended = await _persisted(
            lambda: ending.cancel(self.pool, job.workspace_id, job.id, job.kind, attempt=job.attempt)
        )
        if ended is not None:
            self._ended(job, "cancelled", ended)
        else:
            _log.warning("lease_lost", attempt=job.attempt)
        return Done()

    async def _release(self, job: ClaimedJob) -> None:
        try:
            await ending.release(self.pool, job)
        except CONNECTION_ERRORS:
            _log.warning("job_left_behind", attempt=job.attempt)

    def _ended(self, job: ClaimedJob, outcome: str, ended: Ended) -> None:
        self.metrics.jobs.labels(job.kind, outcome).inc()
        self.metrics.job_seconds.labels(job.kind).observe(ended.age_s)
        self.wakeups.send(job.id)
        _log.info(
            "job_ended", outcome=outcome, kind=job.kind, attempt=job.attempt, duration_ms=round(ended.age_s * 1000)
        )


async def _persisted(write: Callable[[], Awaitable[T]]) -> T:
    """Write, again while the database is away: the work behind it is done and may have cost money.

    A lost answer to a commit that went through is harmless: the second write meets the fence.
    """
    for wait_s in _PERSIST_WAITS_S:
        try:
            return await write()
        except CONNECTION_ERRORS:
            await asyncio.sleep(wait_s)
    return await write()


def _result(work: asyncio.Future[Completion], control: LeaseControl) -> Completion:
    if control.stop is not None and (work.cancelled() or work.exception() is not None):
        # Work in several tasks may end with a group, or with something of its own, after one of them was told to stop.
        raise control.stop
    return work.result()


async def _stopped(work: asyncio.Future[Completion], *, is_ending: bool) -> None:
    """Stop the work and wait for its end, though not for ever; what ends by itself is not interrupted at first."""
    if work.done():
        return
    if is_ending:
        await asyncio.wait({work}, timeout=_END_S)
    if not work.done():
        work.cancel()
        await asyncio.wait({work}, timeout=_END_S)
    if not work.done():
        _log.error("work_does_not_end", after_s=_END_S)
    elif not work.cancelled() and not isinstance(error := work.exception(), _TOLD):
        _log.info("stopped_work_raised", error=type(error).__name__, exc_info=error)


def _describe(job: ClaimedJob) -> None:
    span = trace.get_current_span()
    span.set_attribute("convex.job.id", str(job.id))
    span.set_attribute("convex.job.kind", job.kind)
    span.set_attribute("convex.job.attempt", job.attempt)
