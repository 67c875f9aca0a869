"""The event stream: everything in order, from anywhere, to whoever may read it, and not a moment longer."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID, uuid4

import httpx
import pytest

from integration.gateway.serving import STRATEGY, Owner, Served, problem, serving, wrong_fields
from support.backends import Backends
from support.tenants import Tenant, create_tenant


class Events:
    """Reads a stream event by event."""

    def __init__(self, response: httpx.Response) -> None:
        self._lines: AsyncIterator[str] = response.aiter_lines()

    async def next(self) -> tuple[int, str] | None:
        """Return the next event's id and type, or nothing at the end."""
        fields: dict[str, str] = {}
        async for line in self._lines:
            if not line and "id" in fields:
                return int(fields["id"]), fields["event"]
            name, _, value = line.partition(":")
            fields[name] = value.strip()
        return None

    async def rest(self) -> list[tuple[int, str]]:
        """Return what comes until the end."""
        found: list[tuple[int, str]] = []
        while (event := await self.next()) is not None:
            found.append(event)
        return found


@asynccontextmanager
async def streaming(client: httpx.AsyncClient, job_id: str, **headers: str) -> AsyncGenerator[Events, None]:
    """Open the stream of a job; underscores in names of headers stand for hyphens."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    async with asyncio.timeout(20), client.stream("GET", f"/jobs/{job_id}/events", headers=given) as response:
        assert response.status_code == 200, (await response.aread()).decode()
        assert response.headers["content-type"].startswith("text/event-stream")
        yield Events(response)


async def happen(owner: Owner, job_id: str, *types: str) -> None:
    """Let things happen to a job as a worker would store them."""
    ends = {"succeeded": "succeeded", "failed": "failed", "cancelled": "cancelled"}
    for kind in types:
        if kind in ends:
            await owner.execute(
                "UPDATE app.jobs SET status = $2, finished_at = now(), result = '{}', error = '{}',"
                " event_seq = event_seq + 1 WHERE id = $1",
                UUID(job_id),
                ends[kind],
            )
        else:
            await owner.execute(
                "UPDATE app.jobs SET status = 'running', event_seq = event_seq + 1 WHERE id = $1", UUID(job_id)
            )
        await owner.execute(
            "INSERT INTO app.job_events (workspace_id, job_id, seq, type, data)"
            " SELECT workspace_id, id, event_seq, $2, json_build_object('n', event_seq) FROM app.jobs WHERE id = $1",
            UUID(job_id),
            kind,
        )


@pytest.fixture
async def job_id(client: httpx.AsyncClient) -> str:
    """Return a new job."""
    return (await client.post("/generate-strategy", json=STRATEGY)).json()["jobId"]


async def test_a_finished_job_is_replayed_and_ends(client: httpx.AsyncClient, owner: Owner, job_id: str) -> None:
    await happen(owner, job_id, "progress", "section.completed", "succeeded")
    async with streaming(client, job_id) as events:
        assert await events.rest() == [(1, "progress"), (2, "section.completed"), (3, "succeeded")]


async def test_it_resumes_after_the_last_event_seen(client: httpx.AsyncClient, owner: Owner, job_id: str) -> None:
    await happen(owner, job_id, "progress", "progress", "failed")
    async with streaming(client, job_id, Last_Event_ID="1") as events:
        assert await events.rest() == [(2, "progress"), (3, "failed")]
    by_query = await client.get(f"/jobs/{job_id}/events", params={"lastEventId": "2"})
    assert by_query.text == 'retry: 1000\n\nid: 3\nevent: failed\ndata: {"n" : 3}\n\n'


async def test_who_has_seen_all_need_not_come_back(client: httpx.AsyncClient, owner: Owner, job_id: str) -> None:
    await happen(owner, job_id, "progress", "succeeded")
    assert (await client.get(f"/jobs/{job_id}/events", headers={"Last-Event-ID": "2"})).status_code == 204


async def test_a_wake_up_brings_the_next_event_at_once(
    served: Served, client: httpx.AsyncClient, owner: Owner, job_id: str
) -> None:
    async with streaming(client, job_id) as events:
        for number in range(1, 6):
            await happen(owner, job_id, "progress")
            served.services.hub.wake(UUID(job_id))
            async with asyncio.timeout(1):
                assert await events.next() == (number, "progress")


async def test_it_goes_on_without_any_wake_up(client: httpx.AsyncClient, owner: Owner, job_id: str) -> None:
    async with streaming(client, job_id) as events:
        await happen(owner, job_id, "progress", "progress")
        assert await events.next() == (1, "progress")
        await happen(owner, job_id, "succeeded")
        assert await events.rest() == [(2, "progress"), (3, "succeeded")]


async def test_a_client_moves_to_another_replica(
    backends: Backends, served: Served, tenant: Tenant, owner: Owner, job_id: str
) -> None:
    async with served.client(tenant) as here, streaming(here, job_id) as events:
        await happen(owner, job_id, "progress", "progress")
        assert await events.next() == (1, "progress")
    async with (
        serving(backends) as other,
        other.client(tenant) as there,
        streaming(there, job_id, Last_Event_ID="1") as events,
    ):
        assert await events.next() == (2, "progress")
        await happen(owner, job_id, "succeeded")
        assert await events.rest() == [(3, "succeeded")]


async def test_a_late_watcher_misses_nothing(
    served: Served, client: httpx.AsyncClient, owner: Owner, job_id: str
) -> None:
    async with streaming(client, job_id) as early:
        await happen(owner, job_id, "progress", "progress")
        assert [await early.next(), await early.next()] == [(1, "progress"), (2, "progress")]
        async with streaming(client, job_id) as late:
            await happen(owner, job_id, "succeeded")
            served.services.hub.wake(UUID(job_id))
            assert await late.rest() == [(1, "progress"), (2, "progress"), (3, "succeeded")]
        assert await early.rest() == [(3, "succeeded")]


async def test_an_end_before_a_retry_is_not_the_end(client: httpx.AsyncClient, owner: Owner, job_id: str) -> None:
    await happen(owner, job_id, "progress", "failed")
    assert (await client.post(f"/jobs/{job_id}/retry")).status_code == 202
    await happen(owner, job_id, "progress", "succeeded")
    async with streaming(client, job_id) as events:
        assert await events.rest() == [(1, "progress"), (3, "progress"), (4, "progress"), (5, "succeeded")]


async def test_a_removed_member_is_cut_off(backends: Backends, served: Served, owner: Owner, tenant: Tenant) -> None:
    viewer = await create_tenant(backends, "viewer", workspace_id=tenant.workspace_id)
    async with served.client(tenant) as client:
        job_id = (await client.post("/generate-strategy", json=STRATEGY)).json()["jobId"]
    async with served.client(viewer) as client, streaming(client, job_id) as events:
        await happen(owner, job_id, "progress")
        assert await events.next() == (1, "progress")
        await owner.execute("DELETE FROM app.members WHERE user_id = $1", viewer.user_id)
        await happen(owner, job_id, "progress")
        served.services.hub.wake(UUID(job_id))
        assert await events.rest() == []


async def test_foreign_and_unknown_jobs_are_not_found(
    backends: Backends, served: Served, client: httpx.AsyncClient, job_id: str
) -> None:
    problem(await client.get(f"/jobs/{uuid4()}/events"), 404, "not_found")
    async with served.client(await create_tenant(backends)) as other:
        problem(await other.get(f"/jobs/{job_id}/events"), 404, "not_found")


@pytest.mark.parametrize("given", ["-1", "1.5", "x", "9" * 11, "4294967296", "7"])
async def test_an_id_no_event_has_is_refused(client: httpx.AsyncClient, job_id: str, given: str) -> None:
    answer = await client.get(f"/jobs/{job_id}/events", headers={"Last-Event-ID": given})
    assert list(wrong_fields(answer)) == ["Last-Event-ID"]


async def test_the_number_of_open_streams_is_limited(backends: Backends, tenant: Tenant) -> None:
    async with serving(backends, convex_streams_per_user=1) as served, served.client(tenant) as client:
        job_id = (await client.post("/generate-strategy", json=STRATEGY)).json()["jobId"]
        async with streaming(client, job_id):
            refused = await client.get(f"/jobs/{job_id}/events")
            problem(refused, 429, "too_many_streams")
            assert refused.headers["retry-after"] == "5"


async def test_a_stopping_gateway_lets_its_watchers_go(backends: Backends, tenant: Tenant) -> None:
    async with serving(backends) as served, served.client(tenant) as client:
        job_id = (await client.post("/generate-strategy", json=STRATEGY)).json()["jobId"]
        async with streaming(client, job_id) as events:
            served.services.hub.close()
            assert await events.rest() == []
