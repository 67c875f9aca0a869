"""A service that does jobs of one kind."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from functools import partial
from typing import TypeVar

from faststream import AckPolicy
from faststream.rabbit import Channel, RabbitBroker, RabbitMessage

from shared.broker.declaring import exchange_of, work_queue
from shared.broker.settling import settle
from shared.broker.wakeups import WakeupSender
from shared.contracts.messages import JobKind, JobRequested
from shared.contracts.topology import JOB_QUEUES, WorkQueue
from shared.db.pool import Pool
from shared.jobs.model import ClaimedJob, Completion, JobControl
from shared.jobs.runner import JobRunner
from shared.settings import WorkerSettings
from shared.telemetry.metrics import Metrics
from shared.telemetry.setup import Telemetry
from shared.worker.consumer import Work
from shared.worker.process import keep_startup_objects, run_service
from shared.worker.service import consume

S = TypeVar("S", bound=WorkerSettings)
R = TypeVar("R")
# What a process opens once; its telemetry is for resources that have metrics and spans of their own.
Resources = Callable[[S, Telemetry], AbstractAsyncContextManager[R]]
Performer = Callable[[ClaimedJob, JobControl, R], Awaitable[Completion]]


def run_worker(
    service: str, kind: JobKind, settings: type[S], resources: Resources[S, R], perform: Performer[R]
) -> None:
    """Run a worker of one kind of job until it is told to stop."""

    async def serve(loaded: S, telemetry: Telemetry, stop: asyncio.Event) -> bool:
        async with resources(loaded, telemetry) as opened:
            keep_startup_objects()
            return await _serve(kind, loaded, telemetry, stop, partial(_perform, perform, opened))

    run_service(service, settings, serve)


async def _perform(perform: Performer[R], resources: R, job: ClaimedJob, control: JobControl) -> Completion:
    return await perform(job, control, resources)


async def _serve(
    kind: JobKind,
    settings: WorkerSettings,
    telemetry: Telemetry,
    stop: asyncio.Event,
    perform: Callable[[ClaimedJob, JobControl], Awaitable[Completion]],
) -> bool:
    queue, metrics = JOB_QUEUES[kind], telemetry.metrics

    def register(broker: RabbitBroker, pool: Pool, work: Work) -> None:
        runner = JobRunner(
            pool, WakeupSender(broker), metrics, perform, settings.convex_lease_s, settings.convex_job_timeout_s
        )
        subscribe(broker, queue, runner, work, prefetch=settings.convex_prefetch, metrics=metrics)

    return await consume(settings, telemetry, stop, queue, register)


def subscribe(  # noqa: PLR0913 - the parts of one worker
    broker: RabbitBroker, queue: WorkQueue, runner: JobRunner, work: Work, *, prefetch: int, metrics: Metrics
) -> None:
    """Register the handler of a job's command; as many jobs run side by side as messages are prefetched."""

    @broker.subscriber(
        work_queue(queue),
        exchange_of(queue),
        channel=Channel(prefetch_count=prefetch),
        ack_policy=AckPolicy.NACK_ON_ERROR,
    )
    async def on_job_requested(  # pyright: ignore[reportUnusedFunction] - registered by the decorator
        requested: JobRequested, message: RabbitMessage
    ) -> None:
        outcome = await work.run(runner.run(requested))
        await settle(outcome, broker=broker, raw=message.raw_message, queue=queue, metrics=metrics)
