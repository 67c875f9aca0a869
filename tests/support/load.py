"""Jobs submitted over HTTP by impatient clients, and what has to be true of them afterwards."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID, uuid4

import asyncpg
import httpx

from shared.db.pool import close_pool, create_pool
from shared.rollups.rebuilding import difference
from support.backends import Backends
from support.jobs import queue_depths
from support.tenants import Tenant

Request = tuple[str, Mapping[str, Any]]
_STRATEGY: Final = {
    "businessName": "Brightwater Plumbing",
    "industry": "Plumbing",
    "targetAudience": "Home owners in Leeds",
    "desiredOutcome": "20 booked boiler services a month within 12 weeks",
    "framework": "funnel_design",
    "currentChallenges": ["Nobody knows us outside our own street"],
}
_ROADMAP: Final = {
    "templateType": "paid_ads",
    "startDate": "2026-12-01",
    "variables": {
        "monthlyBudget": 2000,
        "primaryPlatform": "Google",
        "coreMessage": "Booked in two minutes",
        "targetAudienceProfile": "Home owners",
    },
}


def mixed_requests(number: int, page: str | None = None) -> list[Request]:
    """Return requests of all kinds; audits only when there is a page to audit."""
    kinds: list[Request] = [
        ("generate-strategy", _STRATEGY),
        ("generate-roadmap", _ROADMAP),
        ("generate-roadmap", _ROADMAP),
    ]
    if page is not None:
        kinds[1] = ("score-seo", {"domain": page, "primaryKeyword": "boiler service"})
    return [kinds[n % len(kinds)] for n in range(number)]


@dataclass(slots=True)
class Load:
    """What was accepted, and every other answer that was seen on the way."""

    accepted: list[UUID] = field(default_factory=list[UUID])
    refusals: Counter[str] = field(default_factory=Counter[str])

    async def submit(
        self, url: str, tenants: Sequence[Tenant], requests: Sequence[Request], *, clients: int = 12
    ) -> None:
        """Submit everything, each request again under its key until it is accepted."""
        waiting = list(enumerate(requests))[::-1]

        async def client_loop() -> None:
            async with httpx.AsyncClient(base_url=url, timeout=15) as client:
                while waiting:
                    number, request = waiting.pop()
                    self.accepted.append(await self._accepted(client, tenants[number % len(tenants)], request))

        async with asyncio.TaskGroup() as group:
            for _ in range(clients):
                group.create_task(client_loop())

    async def _accepted(self, client: httpx.AsyncClient, tenant: Tenant, request: Request) -> UUID:
        path, body = request
        headers = {
            "Authorization": f"Bearer {tenant.token}",
            "X-Workspace-Id": str(tenant.workspace_id),
            "Idempotency-Key": str(uuid4()),
        }
        async with asyncio.timeout(120):
            while True:
                try:
                    answer = await client.post(f"/api/convex/{path}", json=body, headers=headers)
                except httpx.HTTPError as error:
                    self.refusals[type(error).__name__] += 1
                else:
                    if answer.status_code == 202:
                        return UUID(answer.json()["jobId"])
                    self.refusals[str(answer.status_code)] += 1
                    assert answer.status_code == 503, answer.text
                    assert "retry-after" in answer.headers
                await asyncio.sleep(0.2)


@dataclass(frozen=True, slots=True)
class Account:
    """The books after a load: what was accepted and what became of it."""

    accepted: int
    rows: int
    ended: Mapping[str, int]
    attempts_over_one: int
    results: int
    done_twice: int
    lost: int
    end_events: int
    outbox: int
    leased: int
    rollups_that_differ: int
    dead_messages: int
    messages_left: int

    def lines(self) -> str:
        """Return the figures, one a line."""
        return "\n".join(f"  {name:20} {getattr(self, name)}" for name in self.__slots__)


_COUNTS: Final = """
WITH results AS (
  SELECT job_id FROM app.strategies UNION ALL SELECT job_id FROM app.audits UNION ALL SELECT job_id FROM app.roadmaps),
per_job AS (
  SELECT j.id, j.status, j.attempt, (SELECT count(*) FROM results r WHERE r.job_id = j.id) AS results,
         (SELECT count(*) FROM app.job_events e WHERE e.job_id = j.id
            AND e.type IN ('succeeded', 'failed', 'cancelled')) AS ends
  FROM app.jobs j)
SELECT count(*) AS rows, sum(results) AS results, count(*) FILTER (WHERE results > 1 OR ends > 1) AS done_twice,
       count(*) FILTER (WHERE (status = 'succeeded') <> (results = 1) OR ends = 0) AS lost, sum(ends) AS end_events,
       count(*) FILTER (WHERE attempt > 1) AS attempts_over_one,
       (SELECT count(*) FROM app.jobs WHERE lease_until IS NOT NULL) AS leased,
       (SELECT count(*) FROM app.outbox) AS outbox
FROM per_job
"""


async def settle_accounts(backends: Backends, load: Load, tenants: Sequence[Tenant], *, within_s: float) -> Account:
    """Wait until every job is over and every message is gone, then count.

    Raises:
        TimeoutError: when something is still open after `within_s`.
    """
    owner = await asyncpg.connect(backends.owner_url)
    pool = await create_pool(backends.worker_url, service="test")
    try:
        async with asyncio.timeout(within_s):
            await _until_quiet(owner, backends)
        counts = await owner.fetchrow(_COUNTS)
        assert counts is not None
        ended = {row[0]: row[1] for row in await owner.fetch("SELECT status, count(*) FROM app.jobs GROUP BY status")}
        depths = await queue_depths(backends)
        dead = sum(number for name, number in depths.items() if name.endswith(".dead"))
        return Account(
            accepted=len(set(load.accepted)),
            ended=ended,
            rollups_that_differ=sum([await difference(pool, tenant.workspace_id) for tenant in tenants]),
            dead_messages=dead,
            messages_left=sum(depths.values()) - dead,
            **dict(counts),
        )
    finally:
        await close_pool(pool)
        await owner.close()


async def _until_quiet(owner: "asyncpg.Connection[asyncpg.Record]", backends: Backends) -> None:
    open_jobs = "SELECT count(*) FROM app.jobs WHERE finished_at IS NULL"
    while await owner.fetchval(open_jobs) or await owner.fetchval("SELECT count(*) FROM app.outbox"):
        await asyncio.sleep(0.2)
    while sum(number for name, number in (await queue_depths(backends)).items() if not name.endswith(".dead")):
        await asyncio.sleep(0.2)
    # The last events are being applied: a roll-up is committed before its message is acknowledged.
    async with httpx.AsyncClient(base_url=backends.management_url, timeout=5) as client:
        while await _unacknowledged(client, backends.vhost):
            await asyncio.sleep(0.5)


async def _unacknowledged(client: httpx.AsyncClient, vhost: str) -> int:
    queues = (await client.get(f"/api/queues/{vhost}")).json()
    return sum(queue.get("messages_unacknowledged", 0) for queue in queues)
