"""Asks for an audit and watches its job: when the page's score was told, and when all of it was stored."""

import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Final

import aiohttp
import orjson
from pydantic import JsonValue

# Told once the page is scored, before competitors are compared.
SCORED: Final = "page.scored"
_ENDS: Final = frozenset({"succeeded", "failed", "cancelled"})


@dataclass(frozen=True, slots=True)
class Watched:
    """Milliseconds after the request was sent; `scored_ms` is None where the score came with the rest."""

    scored_ms: float | None
    ended_ms: float


async def watch(session: aiohttp.ClientSession, request: Mapping[str, JsonValue]) -> Watched:
    """Ask for an audit and follow its events to the end.

    Raises:
        AssertionError: when the audit does not succeed.
    """
    began = time.perf_counter()
    scored: float | None = None
    async with session.post("/api/convex/score-seo", json=request) as answer:
        job = await answer.json()
        assert answer.status == 202, job
    async with session.get(job["eventsUrl"]) as stream:
        async for kind, data in _events(stream):
            passed = (time.perf_counter() - began) * 1000
            if kind == SCORED:
                scored = passed
            elif kind in _ENDS:
                assert kind == "succeeded", data
                return Watched(scored, passed)
    raise AssertionError("the stream ended before the job")


async def _events(stream: aiohttp.ClientResponse) -> AsyncIterator[tuple[str, JsonValue]]:
    kind = ""
    async for raw in stream.content:
        line = raw.decode().rstrip("\n")
        if line.startswith("event: "):
            kind = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield kind, orjson.loads(line.removeprefix("data: "))
