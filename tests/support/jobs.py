"""Jobs put straight into the database, and a worker of our own machinery that does what a test says."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import aio_pika
import asyncpg
from asyncpg.transaction import Transaction
from faststream.rabbit import RabbitBroker
from opentelemetry.sdk.trace import TracerProvider
from prometheus_client import CollectorRegistry

from gateway.dispatch.loop import DispatchLoop
from shared.broker.connection import make_broker
from shared.broker.settling import failure_middleware
from shared.broker.wakeups import WakeupSender
from shared.contracts.messages import JobKind
from shared.contracts.topology import JOB_QUEUES
from shared.db.pool import Connection, Pool, close_pool, create_pool
from shared.ids import new_id
from shared.jobs.model import ClaimedJob, Completion, JobControl
from shared.jobs.runner import JobRunner
from shared.telemetry.metrics import Metrics
from shared.telemetry.setup import Telemetry
from shared.worker.consumer import Work, consuming
from shared.worker.jobs import subscribe
from support.backends import Backends
from support.tenants import Tenant

Perform = Callable[[ClaimedJob, JobControl], Awaitable[Completion]]
_BLOCKED = (
    "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    " AND application_name = 'test-worker'"
)


def telemetry(service: str) -> Telemetry:
    """Return telemetry that keeps everything to itself."""
    return Telemetry(service, Metrics(CollectorRegistry()), TracerProvider())


@dataclass(slots=True)
class Worker:
    """A worker in this process, made of the same parts as the services."""

    broker: RabbitBroker
    pool: Pool
    metrics: Metrics
    work: Work


@asynccontextmanager
async def working(
    backends: Backends,
    perform: Perform,
    *,
    kind: JobKind = "strategy",
    lease_s: float = 3,
    timeout_s: float = 30,
    prefetch: int = 8,
    grace_s: float = 10,
) -> AsyncGenerator[Worker, None]:
    """Consume jobs of one kind while the block runs."""
    told, queue, work = telemetry(f"{kind}-worker"), JOB_QUEUES[kind], Work()
    pool = await create_pool(backends.worker_url, service="test-worker")
    broker = make_broker(
        f"{backends.amqp_url}?heartbeat=10",
        told,
        middlewares=(failure_middleware(lambda: broker, queue, told.metrics),),
    )
    runner = JobRunner(pool, WakeupSender(broker), told.metrics, perform, lease_s, timeout_s)
    subscribe(broker, queue, runner, work, prefetch=prefetch, metrics=told.metrics)
    try:
        async with consuming(broker, queue, work, grace_s=grace_s):
            yield Worker(broker, pool, told.metrics, work)
    finally:
        await close_pool(pool)


@asynccontextmanager
async def dispatching(
    backends: Backends, *, share: int = 16, reap_after_s: float = 60
) -> AsyncGenerator[DispatchLoop, None]:
    """Dispatch and relay while the block runs."""
    told = telemetry("gateway")
    pool = await create_pool(backends.relay_url, service="test-dispatch")
    broker = make_broker(f"{backends.amqp_url}?heartbeat=10", told)
    loop = DispatchLoop(backends.relay_url, pool, broker, told.metrics, share=share, reap_after_s=reap_after_s)
    stop = asyncio.Event()
    task = asyncio.create_task(loop.run(stop))
    try:
        yield loop
    finally:
        stop.set()
        await asyncio.wait({task})
        await broker.stop()
        await close_pool(pool)


async def store_nothing(_connection: Connection) -> None:
    """Write no result row."""


def completion(result: dict[str, Any] | None = None) -> Completion:
    """Return an end without rows of its own."""
    return Completion(new_id(), result or {"ok": True}, store_nothing)


async def insert_jobs(
    owner: "asyncpg.Connection[asyncpg.Record]", tenant: Tenant, number: int, *, kind: JobKind = "strategy"
) -> list[UUID]:
    """Put jobs into the queue as the gateway does."""
    ids = [new_id() for _ in range(number)]
    await owner.execute(
        "INSERT INTO app.jobs (workspace_id, id, kind, request, created_by)"
        ' SELECT $1, id, $2, \'{"from": "test"}\', $3 FROM unnest($4::uuid[]) AS id',
        tenant.workspace_id,
        kind,
        tenant.user_id,
        ids,
    )
    return ids


async def wait_for_end(
    owner: "asyncpg.Connection[asyncpg.Record]", ids: list[UUID], *, within_s: float = 30
) -> dict[UUID, asyncpg.Record]:
    """Return the rows of jobs when all are over.

    Raises:
        TimeoutError: with how far they got, as the cause's text.
    """
    query = "SELECT * FROM app.jobs WHERE id = ANY ($1)"
    try:
        async with asyncio.timeout(within_s):
            while True:
                rows = await owner.fetch(query, ids)
                if all(row["finished_at"] for row in rows) and len(rows) == len(ids):
                    return {row["id"]: row for row in rows}
                await asyncio.sleep(0.05)
    except TimeoutError:
        states = [(row["status"], row["attempt"]) for row in await owner.fetch(query, ids) if not row["finished_at"]]
        raise TimeoutError(f"not over after {within_s} s: {states[:10]} and {max(0, len(states) - 10)} more") from None


async def queue_depths(backends: Backends) -> dict[str, int]:
    """Return how many messages each queue holds, ready or not; asked of the broker itself, not of its statistics."""

    connection = await aio_pika.connect(backends.amqp_url)
    async with connection:
        channel = await connection.channel()
        found: dict[str, int] = {}
        for queue in JOB_QUEUES.values():
            for name in (queue.name, queue.dead, *(queue.retry(delay) for delay in (1, 5, 30, 120))):
                declared = await channel.declare_queue(name, passive=True)
                found[name] = declared.declaration_result.message_count or 0
        return found


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Somebody who holds a job's row, so that the worker waits for it, until the worker's connection is cut."""

    admin: "asyncpg.Connection[asyncpg.Record]"
    in_the_way: Transaction
    locked: asyncio.Event

    async def hold(self, job_id: UUID) -> None:
        """Lock the row."""
        await self.in_the_way.start()
        await self.admin.execute("SELECT 1 FROM app.jobs WHERE id = $1 FOR UPDATE", job_id)
        self.locked.set()

    async def cut(self, owner: "asyncpg.Connection[asyncpg.Record]") -> None:
        """Wait until the worker waits for the row, break its connection, and let the row go."""
        async with asyncio.timeout(15):
            # Before that a claim may wait for the dispatcher, which is another story.
            await self.locked.wait()
            while not await owner.fetchval(_BLOCKED):
                await asyncio.sleep(0.02)
        await self.admin.execute(f"SELECT pg_terminate_backend(pid) FROM ({_BLOCKED}) AS blocked (pid)")
        await self.in_the_way.rollback()


@asynccontextmanager
async def obstacle(backends: Backends) -> AsyncGenerator[Obstacle, None]:
    """Connect somebody who can get in a job's way."""
    admin = await asyncpg.connect(backends.admin_url)
    try:
        yield Obstacle(admin, admin.transaction(), asyncio.Event())
    finally:
        await admin.close()
