"""Sections on their way to the browser while they are written: soon, whole, in order, from any replica."""

import asyncio
import json
import time
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from gateway.repository.events import PAGE_SIZE
from integration.gateway.serving import STRATEGY, Served, serving
from shared.errors import TransientError
from shared.jobs.model import ClaimedJob, Completion, JobControl
from support.backends import Backends
from support.jobs import completion, dispatching, working
from support.tenants import Tenant

# Enough for more events than a page holds.
_WORDS = 130


@dataclass
class Reader:
    """A browser: keeps the text of each section by the rule of the front-end guide."""

    sections: dict[str, str] = field(default_factory=dict[str, str])
    seen: list[int] = field(default_factory=list[int])
    types: list[str] = field(default_factory=list[str])
    delays_s: list[float] = field(default_factory=list[float])

    def take(self, number: int, kind: str, data: dict[str, Any]) -> None:
        """Take an event."""
        self.seen.append(number)
        self.types.append(kind)
        if kind == "section.delta":
            before = "" if data["begins"] else self.sections.get(data["id"], "")
            self.sections[data["id"]] = before + data["text"]
            told_at = data["text"].rpartition("@")[2].strip()
            self.delays_s.append(time.monotonic() - float(told_at))
        elif kind == "section.completed":
            self.sections[data["id"]] = data["body"]


@asynccontextmanager
async def _events(
    client: httpx.AsyncClient, job_id: str, after: int = 0
) -> AsyncGenerator[AsyncIterator[tuple[int, str, dict[str, Any]]], None]:
    async def read(response: httpx.Response) -> AsyncIterator[tuple[int, str, dict[str, Any]]]:
        fields: dict[str, str] = {}
        async for line in response.aiter_lines():
            name, _, value = line.partition(": ")
            fields[name] = value
            if not line and "id" in fields:
                yield int(fields["id"]), fields["event"], json.loads(fields["data"])
                fields = {}

    headers = {"Last-Event-ID": str(after)} if after else {}
    async with asyncio.timeout(90), client.stream("GET", f"/jobs/{job_id}/events", headers=headers) as response:
        assert response.status_code == 200
        yield read(response)


async def _follow(client: httpx.AsyncClient, job_id: str, reader: Reader, *, after: int = 0, most: int = 9999) -> None:
    async with _events(client, job_id, after) as events:
        async for event in events:
            reader.take(*event)
            if len(reader.seen) >= most:
                return


@pytest.fixture
async def other(backends: Backends) -> AsyncGenerator[Served, None]:
    """Serve a second gateway that hears the broker."""
    async with serving(backends, hears_broker=True) as running:
        yield running


async def _submitted(client: httpx.AsyncClient) -> str:
    return (await client.post("/generate-strategy", json=STRATEGY)).json()["jobId"]


async def test_pieces_reach_every_replica_soon_and_whoever_comes_late_gets_all(
    backends: Backends, other: Served, tenant: Tenant
) -> None:
    async def perform(_job: ClaimedJob, control: JobControl) -> Completion:
        await asyncio.sleep(0.5)
        for number in range(_WORDS):
            await control.section_delta("choice", "Choice", f"w{number}\u2028@{time.monotonic()} ")
            if number < _WORDS - 20:
                await control.progress("writing", 50)
            else:
                await asyncio.sleep(0.05)
        await asyncio.sleep(0.3)
        return completion()

    live, resumed, late = Reader(), Reader(), Reader()
    async with (
        serving(backends, hears_broker=True) as one,
        dispatching(backends),
        working(backends, perform),
        one.client(tenant) as here,
        other.client(tenant) as there,
    ):
        job_id = await _submitted(here)
        following = asyncio.create_task(_follow(here, job_id, live))
        await _follow(there, job_id, resumed, most=PAGE_SIZE + 7)
        await _follow(here, job_id, resumed, after=resumed.seen[-1])
        await following
        await _follow(there, job_id, late)

    assert live.types[-1] == "succeeded"
    assert len(live.seen) > PAGE_SIZE + 7
    assert live.seen == resumed.seen == late.seen == list(range(1, len(live.seen) + 1))
    words = [word.partition("\u2028")[0] for word in live.sections["choice"].split(" ") if word]
    assert words == [f"w{number}" for number in range(_WORDS)]
    assert live.sections == resumed.sections == late.sections
    # A feed that nobody wakes looks every two seconds.
    assert sorted(live.delays_s)[len(live.delays_s) // 2] < 1.5


async def test_an_attempt_that_begins_again_replaces_what_readers_have(
    backends: Backends, other: Served, tenant: Tenant
) -> None:
    async def perform(job: ClaimedJob, control: JobControl) -> Completion:
        await control.section_delta("choice", "Choice", f"of attempt {job.attempt}: @{time.monotonic()}")
        await asyncio.sleep(0.3)
        if job.attempt == 1:
            raise TransientError("away", "Away", "The other side is away.")
        await control.section_delta("choice", "Choice", f" more @{time.monotonic()}")
        return completion()

    reader = Reader()
    async with dispatching(backends), working(backends, perform), other.client(tenant) as client:
        await _follow(client, await _submitted(client), reader)

    assert reader.types == ["section.delta", "section.delta", "section.delta", "succeeded"]
    assert reader.sections["choice"].startswith("of attempt 2: @")
    assert "attempt 1" not in reader.sections["choice"]
    assert " more @" in reader.sections["choice"]
