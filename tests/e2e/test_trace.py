"""One trace from the request to the worker's last statement and the aggregator, across both outboxes."""

import asyncio
import json
from pathlib import Path

import pytest

from support.load import mixed_requests
from support.otlp import Collector
from support.world import World

pytestmark = pytest.mark.e2e


def expected_edges(path: str, kind: str, event: str) -> set[tuple[str, str]]:
    """Return the edges of the path of a job, written down from architecture.md section 2."""
    request = f"gateway: POST /api/convex/{path}"
    create = f"gateway: convex.commands.{kind}.requested create"
    process = f"{kind}-worker: convex.commands.{kind}.requested process"
    told = f"gateway: convex.events.{event} create"
    counted = f"stats-aggregator: convex.events.{event} process"
    return {
        ("", request),
        (request, "gateway: WITH"),
        (request, "gateway: commit"),
        (request, create),
        (create, f"gateway: convex.commands.{kind}.requested publish"),
        (create, process),
        (process, f"{kind}-worker: UPDATE"),
        (process, f"{kind}-worker: WITH"),
        (process, f"{kind}-worker: INSERT"),
        (process, f"{kind}-worker: commit"),
        (process, told),
        (told, f"gateway: convex.events.{event} publish"),
        (told, counted),
        (counted, "stats-aggregator: SELECT"),
        (counted, "stats-aggregator: commit"),
    }


@pytest.mark.parametrize(
    ("number", "kind", "event"),
    [(0, "strategy", "strategy.generated"), (1, "seo", "seo.scored"), (2, "roadmap", "roadmap.generated")],
)
async def test_every_hop_of_a_job_belongs_to_the_trace_of_its_request(
    world: World, number: int, kind: str, event: str
) -> None:
    path, body = mixed_requests(3, world.site.url)[number]
    async with world.client() as client:
        answer = await client.post(f"/api/convex/{path}", json=body, headers={"Prefer": "wait=20"})
    assert answer.status_code == 200, answer.text
    job = answer.json()
    assert job["status"] == "succeeded", job["error"]
    trace_id = answer.headers["x-trace-id"]
    assert job["traceId"] == trace_id
    expected = expected_edges(path, kind, event)
    await _until_seen(world.collector, trace_id, expected)
    assert _roots(world.collector, trace_id) == [f"gateway: POST /api/convex/{path}"]
    # The worker's log line about the job can be found from the trace.
    assert _logged(world.logs / f"{kind}-worker.log", trace_id) == {job["jobId"]}


async def test_a_trace_of_the_caller_is_continued(world: World) -> None:
    theirs = "0af7651916cd43dd8448eb211c80319c"
    async with world.client() as client:
        headers = {"traceparent": f"00-{theirs}-b7ad6b7169203331-01"}
        answer = await client.get("/api/convex/list", headers=headers)
    assert answer.headers["x-trace-id"] == theirs


async def _until_seen(collector: Collector, trace_id: str, expected: set[tuple[str, str]]) -> None:
    try:
        async with asyncio.timeout(15):
            while not expected <= collector.edges(trace_id):
                await asyncio.sleep(0.1)
    except TimeoutError:
        missing = sorted(expected - collector.edges(trace_id))
        raise AssertionError(f"missing {missing}, seen {sorted(collector.edges(trace_id))}") from None


def _roots(collector: Collector, trace_id: str) -> list[str]:
    return [child for parent, child in collector.edges(trace_id) if not parent]


def _logged(path: Path, trace_id: str) -> set[str]:
    lines = [json.loads(line) for line in path.read_text().splitlines() if line.startswith("{")]
    return {line["job_id"] for line in lines if line.get("trace_id") == trace_id and line["event"] == "job_ended"}
