"""The first call anybody tries, as it stands: with and without waiting, polled and streamed."""

import asyncio
from typing import Any

import httpx
import pytest

from support.events import Event, events_of
from support.world import World

pytestmark = pytest.mark.e2e
_SEED = {
    "businessName": "Test Corp",
    "industry": "SaaS",
    "targetAudience": "Enterprise",
    "desiredOutcome": "Market leadership",
    "framework": "brand_positioning",
}
_PATH = "/api/convex/generate-strategy"


async def test_waiting_gives_the_finished_job(world: World) -> None:
    async with world.client() as client:
        answer = await client.post(_PATH, json=_SEED, headers={"Prefer": "wait=5"})
    assert answer.status_code == 200, answer.text
    assert answer.headers["preference-applied"] == "wait=5"
    job = answer.json()
    assert (job["status"], job["kind"], job["attempts"]) == ("succeeded", "strategy", 1)
    result = job["result"]
    assert result["framework"] == "brand_positioning"
    assert result["engine"].startswith("offline:")
    assert "Test Corp" in result["strategy"]
    assert set(result["score"]) == {
        "overall",
        "clarity",
        "specificity",
        "outcomeFocus",
        "proof",
        "objectionHandling",
        "riskRemoval",
    }
    assert all(0 <= value <= 100 for value in result["score"].values())
    # The brief says next to nothing, and the strategy has to say so instead of making something up.
    assert result["openQuestions"]


async def test_polling_and_streaming_agree(world: World) -> None:
    async with world.client() as client:
        accepted = await client.post(_PATH, json=_SEED)
        assert accepted.status_code == 202, accepted.text
        ticket = accepted.json()
        assert accepted.headers["location"] == ticket["statusUrl"]
        assert ticket["status"] == "queued"
        streamed, polled = await asyncio.gather(
            _read(client, ticket["eventsUrl"]), _polled(client, ticket["statusUrl"])
        )
    assert [event.number for event in streamed] == list(range(1, len(streamed) + 1))
    assert streamed[-1].name == polled["status"] == "succeeded"
    assert streamed[-1].data["strategyId"] == polled["result"]["strategyId"]
    told = [event.data["id"] for event in streamed if event.name == "section.completed"]
    assert told == [section["id"] for section in polled["result"]["sections"]]


async def test_the_strategy_can_be_listed_read_and_counted(world: World) -> None:
    async with world.client() as client:
        answer = await client.post(_PATH, json=_SEED, headers={"Prefer": "wait=5"})
        strategy_id = answer.json()["result"]["strategyId"]
        listed = (await client.get("/api/convex/list?limit=1")).json()
        read = (await client.get(f"/api/convex/strategies/{strategy_id}")).json()
        assert listed["items"][0]["id"] == strategy_id
        assert read["strategy"] == answer.json()["result"]["strategy"]
        assert read["score"] == answer.json()["result"]["score"]
        before = len((await client.get("/api/convex/list?limit=100")).json()["items"])
        async with asyncio.timeout(10):
            while (await client.get("/api/convex/stats")).json()["totalStrategies"] != before:
                await asyncio.sleep(0.05)


async def test_the_same_brief_gives_the_same_document(world: World) -> None:
    async with world.client() as client:
        answers = [await client.post(_PATH, json=_SEED, headers={"Prefer": "wait=5"}) for _ in range(2)]
    first, second = (answer.json()["result"] for answer in answers)
    assert first["document"] == second["document"]
    assert first["strategyId"] != second["strategyId"]


async def _polled(client: httpx.AsyncClient, url: str) -> dict[str, Any]:
    async with asyncio.timeout(20):
        while True:
            job = (await client.get(url)).json()
            if job["status"] in {"succeeded", "failed", "cancelled"}:
                return job
            await asyncio.sleep(0.02)


async def _read(client: httpx.AsyncClient, url: str) -> list[Event]:
    async with asyncio.timeout(20):
        return [event async for event in events_of(client, url)]
