"""How long a reader waits for a strategy that a model writes: from the request to events of its stream.

The model is the tests' fake at 0.6 s to the first token and 140 tokens a second, the middle of what a small model does;
everything else is real. Real models have not been measured.
"""

import asyncio
import tempfile
import time
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from pathlib import Path
from typing import Final

import aiohttp
import orjson

from bench.measuring import Figure
from support.backends import Backends
from support.load import mixed_requests
from support.messages_api import fake_messages_api
from support.services import running
from support.tenants import Tenant, create_tenant

_FIRST_TOKEN_S: Final = 0.6
_TOKENS_PER_S: Final = 140
# So far apart that no two strategies begin together, and that the worker never has more than the eight it takes at a
# time: what is measured is the wait for one, not for a queue.
_APART_S: Final = 2.4
_WHOLE_GOAL_MS: Final[Mapping[str, float]] = {"single": 20_000, "parallel": 8_000}


async def figures(backends: Backends, settings: Mapping[str, str], samples: int) -> AsyncGenerator[Figure, None]:
    """Measure both ways of asking."""
    tenant = await create_tenant(backends)
    async with fake_messages_api(ttft_s=_FIRST_TOKEN_S, tokens_per_s=_TOKENS_PER_S) as fake:
        for mode, goal_ms in _WHOLE_GOAL_MS.items():
            extra = {
                **settings,
                "ANTHROPIC_API_KEY": "bench",
                "ANTHROPIC_BASE_URL": fake.url,
                "CONVEX_LLM_MODE": mode,
                "CONVEX_LLM_DAILY_LIMIT_USD": "1000",
            }
            with tempfile.TemporaryDirectory() as folder:
                async with running(backends, Path(folder), names=("gateway", "strategy-worker"), extra=extra) as system:
                    seen = await _watch_many(system.gateway.url, tenant, samples)
            yield Figure(f"model, {mode}: request → first section", tuple(one[0] for one in seen), 300)
            yield Figure(
                f"model, {mode}: request → first section of the model", tuple(one[1] for one in seen), 2000, 0.5
            )
            yield Figure(f"model, {mode}: request → result", tuple(one[2] for one in seen), goal_ms)


async def _watch_many(url: str, tenant: Tenant, samples: int) -> list[tuple[float, float, float]]:
    headers = {"Authorization": f"Bearer {tenant.token}", "X-Workspace-Id": str(tenant.workspace_id)}
    async with aiohttp.ClientSession(url, headers=headers) as session:
        await _watch(session)

        async def one(number: int) -> tuple[float, float, float]:
            await asyncio.sleep(number * _APART_S)
            return await _watch(session)

        return await asyncio.gather(*(one(number) for number in range(samples)))


async def _watch(session: aiohttp.ClientSession) -> tuple[float, float, float]:
    """Return when the first section, the model's first section and the end came, in milliseconds after the request."""
    path, brief = mixed_requests(1)[0]
    began = time.perf_counter()
    first = models_first = 0.0
    async with session.post(f"/api/convex/{path}", json={**brief, "engine": "anthropic"}) as answer:
        job = await answer.json()
        assert answer.status == 202, job
    async with session.get(job["eventsUrl"]) as stream:
        async for kind, data in _events(stream):
            passed = (time.perf_counter() - began) * 1000
            if kind == "section.completed":
                first = first or passed
                models_first = models_first or (passed if data["source"] == "anthropic" else 0.0)
            elif kind in {"succeeded", "failed", "cancelled"}:
                assert kind == "succeeded", data
                assert models_first, "the model wrote nothing"
                return first, models_first, passed
    raise AssertionError("the stream ended before the job")


async def _events(stream: aiohttp.ClientResponse) -> AsyncIterator[tuple[str, dict[str, str]]]:
    kind = ""
    async for raw in stream.content:
        line = raw.decode().rstrip("\n")
        if line.startswith("event: "):
            kind = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield kind, orjson.loads(line.removeprefix("data: "))
