"""What is told about the writing of a model: one trace, the figures of the conventions, and never a word or the key."""

import asyncio
from collections.abc import Mapping
from typing import Any, Final

import httpx
import pytest
from deploy.local.traces.spans import ReceivedSpan

from support.messages_script import HttpFault, Pace, WrongAnswer
from support.tenants import create_tenant
from support.world import MODEL_KEY, ModelWorld
from support.writing import BRIEF, FIRST

pytestmark = pytest.mark.e2e
_CALL: Final = "anthropic.messages.create"
_REQUEST: Final = "POST /api/convex/generate-strategy"
_EDGES: Final = {
    ("", f"gateway: {_REQUEST}"),
    (f"gateway: {_REQUEST}", "gateway: convex.commands.strategy.requested create"),
    (
        "gateway: convex.commands.strategy.requested create",
        "strategy-worker: convex.commands.strategy.requested process",
    ),
    ("strategy-worker: convex.commands.strategy.requested process", "strategy-worker: strategy.generate"),
    ("strategy-worker: strategy.generate", f"strategy-worker: {_CALL}"),
}
_SECRETS: Final = (
    "Hartley", "Leads dry up in summer", "Cheap competitors", "Fixit National", "Homeowners in Leeds", MODEL_KEY,
)  # fmt: skip
_ECHO: Final = f"The request of Hartley Plumbing (Leads dry up in summer) with {MODEL_KEY} can't be served"


async def test_a_trace_runs_from_the_request_to_the_call_of_the_model(model_world: ModelWorld) -> None:
    model_world.fake.script(Pace(0.05, 4000))
    trace_id, job = await _written(model_world)
    spans = await _spans(model_world, trace_id, calls=1)
    (call,) = [span for span in spans if span.name == _CALL]
    usage = job["result"]["usage"]
    expected = {
        "gen_ai.provider.name": "anthropic",
        "gen_ai.operation.name": "chat",
        "gen_ai.request.model": FIRST,
        "gen_ai.response.model": FIRST,
        "gen_ai.usage.input_tokens": str(usage["inputTokens"]),
        "gen_ai.usage.output_tokens": str(usage["outputTokens"]),
        "anthropic.message.stop_reason": "end_turn",
    }
    assert {name: call.attributes.get(name) for name in expected} == expected
    assert "gen_ai.response.time_to_first_chunk" in call.attributes
    (writing,) = [span for span in spans if span.name == "strategy.generate"]
    assert writing.attributes["convex.engine"] == f"anthropic:{FIRST}"


async def test_the_provider_learns_no_trace(model_world: ModelWorld) -> None:
    model_world.fake.script(Pace(0.05, 4000))
    await _written(model_world)
    names = {name for request in model_world.fake.requests for name in request.headers}
    assert "authorization" in names
    assert not {name for name in names if name.startswith(("trace", "baggage", "b3", "x-trace", "sentry"))}


async def test_no_word_of_a_brief_and_no_key_gets_into_spans_logs_or_metrics(model_world: ModelWorld) -> None:
    # A provider may repeat in its errors what it was sent.
    faults = (
        HttpFault(500, "api_error", _ECHO),
        HttpFault(400, "invalid_request_error", _ECHO),
        WrongAnswer(_ECHO),
    )
    model_world.fake.script(*faults, Pace(0.05, 4000))
    trace_id, job = await _written(model_world)
    assert job["result"]["engine"].startswith("offline:"), job["result"]["engine"]
    model_world.fake.recover()
    good_trace_id, _ = await _written(model_world)
    await _spans(model_world, trace_id, calls=3)
    await _spans(model_world, good_trace_id, calls=1)
    collected = dict(enumerate(model_world.collector.bodies)) | await _logs_and_metrics(model_world)
    assert b"llm_call_ended" in collected["strategy-worker.log"]
    assert b"convex_llm_cost" in collected["strategy-worker metrics"]
    found = {(place, word) for place, text in collected.items() for word in _SECRETS if word.encode() in text}
    assert not found


async def _written(model_world: ModelWorld) -> tuple[str, Mapping[str, Any]]:
    tenant = await create_tenant(model_world.backends)
    async with tenant.client(model_world.system.gateway.url) as client:
        answer = await client.post("/api/convex/generate-strategy", json=BRIEF, headers={"Prefer": "wait=30"})
    assert answer.json()["status"] == "succeeded", answer.text
    return answer.headers["x-trace-id"], answer.json()


async def _spans(model_world: ModelWorld, trace_id: str, *, calls: int) -> list[ReceivedSpan]:
    """Return the spans of a trace when those of all hops and calls have come."""
    collector, missing = model_world.collector, _EDGES
    try:
        async with asyncio.timeout(15):
            while missing or sum(span.name == _CALL for span in collector.trace(trace_id)) < calls:
                await asyncio.sleep(0.1)
                missing = _EDGES - collector.edges(trace_id)
    except TimeoutError:
        raise AssertionError(f"not all {calls} calls are in the trace, or {missing} is missing") from None
    return collector.trace(trace_id)


async def _logs_and_metrics(model_world: ModelWorld) -> dict[int | str, bytes]:
    found: dict[int | str, bytes] = {path.name: path.read_bytes() for path in model_world.logs.glob("*.log")}
    found |= {f"replica {path.name}": path.read_bytes() for path in model_world.logs.glob("replica/*.log")}
    async with httpx.AsyncClient(follow_redirects=True) as client:
        for process in model_world.processes():
            found[f"{process.name} metrics"] = (await client.get(f"{process.url}/metrics")).content
    return found
