"""A service that does jobs of one kind."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from functools import partial
from typing import TypeVar

from faststream import AckPolicy
from faststream.rabbit import Channel, RabbitBroker, RabbitMessage

from shared.broker.connection import make_broker
from shared.broker.declaring import exchange_of, work_queue
from shared.broker.settling import failure_middleware, settle
from shared.broker.wakeups import WakeupSender
from shared.contracts.messages import JobKind, JobRequested
from shared.contracts.topology import JOB_QUEUES, WorkQueue
from shared.db.pool import close_pool, create_pool
from shared.jobs.model import ClaimedJob, Completion, JobControl
from shared.jobs.runner import JobRunner
from shared.settings import WorkerSettings
from shared.telemetry.metrics import Metrics
from shared.telemetry.setup import Telemetry
from shared.worker.consumer import Work, consumes, consuming, database_answers
from shared.worker.health import health_app, serving, watch
from shared.worker.process import run_service

S = TypeVar("S", bound=WorkerSettings)
R = TypeVar("R")
Resources = Callable[[S], AbstractAsyncContextManager[R]]
Performer = Callable[[ClaimedJob, JobControl, R], Awaitable[Completion]]


def run_worker(
    service: str, kind: JobKind, settings: type[S], resources: Resources[S, R], perform: Performer[R]
) -> None:
    """Run a worker of one kind of job until it is told to stop."""

    async def serve(loaded: S, telemetry: Telemetry, stop: asyncio.Event) -> bool:
        async with resources(loaded) as opened:
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
    queue, metrics, work = JOB_QUEUES[kind], telemetry.metrics, Work()
    pool = await create_pool(
        settings.database_url.get_secret_value(),
        service=telemetry.service,
        max_size=settings.convex_database_pool_size,
    )
    middleware = failure_middleware(lambda: broker, queue, metrics)
    broker = make_broker(settings.amqp_url.get_secret_value(), telemetry, middlewares=(middleware,))
    runner = JobRunner(
        pool, WakeupSender(broker), metrics, perform, settings.convex_lease_s, settings.convex_job_timeout_s
    )
    subscribe(broker, queue, runner, work, prefetch=settings.convex_prefetch, metrics=metrics)
    checks = {"database": database_answers(pool), "broker": partial(consumes, broker)}
    app = health_app(checks, metrics)
    # The pool is closed last: jobs that are drained still have to be ended or handed back.
    try:
        async with (
            serving(app, settings.convex_worker_host, settings.convex_worker_port),
            consuming(broker, queue, work, grace_s=settings.convex_grace_s),
        ):
            return await watch(checks, metrics, stop, limit_s=settings.convex_unready_exit_s)
    finally:
        await close_pool(pool)


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
