"""What Prometheus reads: the path of a job in every service, and never an id or a text from outside."""

import asyncio
import re

import httpx
import pytest
from prometheus_client.metrics_core import Metric
from prometheus_client.parser import text_string_to_metric_families

from support.load import mixed_requests
from support.services import SERVICES
from support.world import World

pytestmark = pytest.mark.e2e
_GATEWAY = {
    "convex_http_requests",
    "convex_job_dispatches",
    "convex_jobs_open",
    "convex_oldest_queued_job_seconds",
    "convex_outbox_rows",
    "convex_outbox_age_seconds",
    "convex_events_published",
    "convex_lease_reaps",
    "convex_ready",
}
_WORKER = {
    "convex_jobs",
    "convex_job_seconds",
    "convex_job_queue_seconds",
    "convex_job_stage_seconds",
    "convex_job_retries",
    "convex_job_deferrals",
    "convex_dead_letters",
    "convex_ready",
    "faststream_received_processed_messages",
}
_EXPECTED = {
    "gateway": _GATEWAY,
    "strategy-worker": _WORKER,
    "seo-worker": _WORKER,
    "roadmap-worker": _WORKER,
    "stats-aggregator": {"convex_rollup_lag_seconds", "convex_dead_letters", "convex_ready"},
}
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-")


async def test_every_service_measures_its_part_of_the_path(world: World) -> None:
    async with world.client() as client:
        for path, body in mixed_requests(3, world.site.url):
            answer = await client.post(f"/api/convex/{path}", json=body, headers={"Prefer": "wait=20"})
            assert answer.json()["status"] == "succeeded"
    async with asyncio.timeout(10):
        while _total(await _scraped(world, "stats-aggregator"), "convex_rollup_lag_seconds", "_count") < 3:
            await asyncio.sleep(0.1)
    for name in SERVICES:
        families = await _scraped(world, name)
        assert _EXPECTED[name] <= set(families), (name, _EXPECTED[name] - set(families))
        labels = [value for family in families.values() for s in family.samples for value in s.labels.values()]
        assert not [value for value in labels if _UUID.search(value)], name
    for kind in ("strategy", "seo", "roadmap"):
        families = await _scraped(world, f"{kind}-worker")
        succeeded = [s.value for s in families["convex_jobs"].samples if s.labels.get("outcome") == "succeeded"]
        assert succeeded[0] >= 1
        assert _total(families, "convex_job_seconds", "_count") >= 1


async def test_latency_buckets_have_an_edge_at_each_promise(world: World) -> None:
    families = await _scraped(world, "strategy-worker")
    edges = {s.labels["le"] for s in families["convex_job_seconds"].samples if "le" in s.labels}
    assert {"0.15", "0.2", "0.3", "0.5", "1.0", "2.0"} <= edges


def _total(families: dict[str, Metric], name: str, suffix: str) -> float:
    return sum(s.value for s in families[name].samples if s.name == f"{name}{suffix}") if name in families else 0


async def _scraped(world: World, name: str) -> dict[str, Metric]:
    async with httpx.AsyncClient(follow_redirects=True) as client:
        answer = await client.get(f"{world.system.services[name].url}/metrics")
    assert answer.status_code == 200
    return {family.name: family for family in text_string_to_metric_families(answer.text)}
