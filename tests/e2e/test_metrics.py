"""What Prometheus reads: the path of a job in every service, and never an id or a text from outside."""

import asyncio
import re

import httpx
import pytest
from prometheus_client.metrics_core import Metric
from prometheus_client.parser import text_string_to_metric_families

from support.load import mixed_requests
from support.messages_script import Pace
from support.services import SERVICES, Running
from support.tenants import create_tenant
from support.world import ModelWorld, World
from support.writing import BRIEF, FIRST, SECOND

pytestmark = pytest.mark.e2e
_EVERYWHERE = {"convex_ready", "convex_memory_limit_bytes", "convex_memory_used_bytes", "process_resident_memory_bytes"}
_GATEWAY = {
    "convex_http_requests",
    "convex_job_dispatches",
    "convex_jobs_open",
    "convex_oldest_queued_job_seconds",
    "convex_outbox_rows",
    "convex_outbox_age_seconds",
    "convex_events_published",
    "convex_lease_reaps",
}
_WORKER = {
    "convex_jobs",
    "convex_job_seconds",
    "convex_job_queue_seconds",
    "convex_job_stage_seconds",
    "convex_job_retries",
    "convex_job_deferrals",
    "convex_dead_letters",
    "faststream_received_processed_messages",
}
_EXPECTED = {
    "gateway": _GATEWAY,
    "strategy-worker": _WORKER,
    "seo-worker": _WORKER,
    "roadmap-worker": _WORKER,
    "stats-aggregator": {"convex_rollup_lag_seconds", "convex_dead_letters"},
}
_MODEL = {
    "gen_ai_client_operation_duration_seconds",
    "gen_ai_client_operation_time_to_first_chunk_seconds",
    "gen_ai_client_tokens",
    "convex_llm_calls_under_way",
    "convex_llm_cost_nanousd",
    "convex_llm_fallbacks",
    "convex_llm_faults",
    "convex_llm_repaired_sections",
    "convex_llm_breaker_open",
    "convex_llm_deployment_day_nanousd",
    "convex_llm_deployment_limit_nanousd",
}
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-")


async def test_every_service_measures_its_part_of_the_path(world: World) -> None:
    async with world.client() as client:
        for path, body in mixed_requests(3, world.site.url):
            answer = await client.post(f"/api/convex/{path}", json=body, headers={"Prefer": "wait=20"})
            assert answer.json()["status"] == "succeeded"
    async with asyncio.timeout(10):
        while _total(await _scraped(world.system, "stats-aggregator"), "convex_rollup_lag_seconds", "_count") < 3:
            await asyncio.sleep(0.1)
    for name in SERVICES:
        families = await _scraped(world.system, name)
        assert _EXPECTED[name] | _EVERYWHERE <= set(families), (name, (_EXPECTED[name] | _EVERYWHERE) - set(families))
        labels = [value for family in families.values() for s in family.samples for value in s.labels.values()]
        assert not [value for value in labels if _UUID.search(value)], name
    for kind in ("strategy", "seo", "roadmap"):
        families = await _scraped(world.system, f"{kind}-worker")
        succeeded = [s.value for s in families["convex_jobs"].samples if s.labels.get("outcome") == "succeeded"]
        assert succeeded[0] >= 1
        assert _total(families, "convex_job_seconds", "_count") >= 1


async def test_latency_buckets_have_an_edge_at_each_promise(world: World) -> None:
    families = await _scraped(world.system, "strategy-worker")
    edges = {s.labels["le"] for s in families["convex_job_seconds"].samples if "le" in s.labels}
    assert {"0.15", "0.2", "0.3", "0.5", "1.0", "2.0"} <= edges


async def test_a_worker_with_a_key_measures_what_its_models_do(model_world: ModelWorld) -> None:
    tenant = await create_tenant(model_world.backends)
    model_world.fake.script(Pace(0.05, 4000))
    async with tenant.client(model_world.replica.url) as client:
        answer = await client.post("/api/convex/generate-strategy", json=BRIEF, headers={"Prefer": "wait=20"})
    usage = answer.json()["result"]["usage"]
    families = await _scraped(model_world.system, "strategy-worker")
    assert _of_models(families) == _MODEL
    # Other tests may have asked the model as well.
    assert _total(families, "gen_ai_client_operation_duration_seconds", "_count") >= 1
    assert _total(families, "gen_ai_client_operation_time_to_first_chunk_seconds", "_count") >= 1
    assert _total(families, "gen_ai_client_tokens", "_total") >= usage["inputTokens"] + usage["outputTokens"]
    assert _total(families, "convex_llm_cost_nanousd", "_total") >= round(usage["costUsd"] * 1e9)
    assert [sample.value for sample in families["convex_llm_calls_under_way"].samples] == [0]
    labels = {
        (name, value)
        for family in _MODEL
        for sample in families[family].samples
        for name, value in sample.labels.items()
        if name != "le"
    }
    assert labels >= {("model", FIRST), ("outcome", "success"), ("token_type", "output")}
    assert {value for name, value in labels if name == "model"} <= {FIRST, SECOND}
    assert len(labels) < 40


async def test_a_worker_without_a_key_tells_of_no_model(world: World) -> None:
    assert not _of_models(await _scraped(world.system, "strategy-worker"))


def _of_models(families: dict[str, Metric]) -> set[str]:
    names = {name for name in families if name.startswith(("gen_ai_", "convex_llm_"))}
    return {name for name in names if not name.endswith("_created")}


def _total(families: dict[str, Metric], name: str, suffix: str) -> float:
    return sum(s.value for s in families[name].samples if s.name == f"{name}{suffix}") if name in families else 0


async def _scraped(system: Running, name: str) -> dict[str, Metric]:
    async with httpx.AsyncClient(follow_redirects=True) as client:
        answer = await client.get(f"{system.services[name].url}/metrics")
    assert answer.status_code == 200
    return {family.name: family for family in text_string_to_metric_families(answer.text)}
