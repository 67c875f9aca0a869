"""An unexpected error reaches Sentry once, under the id of OpenTelemetry's trace; without a DSN nothing is sent."""

import asyncio
import gzip
import json
import os
import sys
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

pytestmark = pytest.mark.integration
_SCRIPT = """
import sentry_sdk
from opentelemetry import trace
from shared.settings import ServiceSettings, load_settings
from shared.telemetry.errors import report
from shared.telemetry.logs import current_trace_id
from shared.telemetry.setup import start
def work():
    brief = "-".join(["sk", "canary"])
    raise RuntimeError("unforeseen")
start("strategy-worker", load_settings(ServiceSettings))
with trace.get_tracer("test").start_as_current_span("job"):
    try:
        work()
    except RuntimeError as error:
        report(error)
    print(current_trace_id())
sentry_sdk.flush(5)
"""


@dataclass(slots=True)
class Received:
    """What the fake Sentry got."""

    dsn: str = ""
    envelopes: list[bytes] = field(default_factory=list[bytes])

    def events(self) -> list[dict[str, Any]]:
        """Return the events of all envelopes."""
        lines = [line for body in self.envelopes for line in body.splitlines() if line.startswith(b"{")]
        return [item for item in map(json.loads, lines) if "exception" in item]


@pytest.fixture
async def sentry() -> AsyncGenerator[Received, None]:
    received = Received()

    async def on_envelope(request: web.Request) -> web.Response:
        body = await request.read()
        received.envelopes.append(gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body)
        return web.json_response({})

    app = web.Application()
    app.add_routes([web.post("/api/1/envelope/", on_envelope)])
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    received.dsn = f"http://key@127.0.0.1:{runner.addresses[0][1]}/1"
    yield received
    await runner.cleanup()


async def test_an_error_is_reported_once_with_the_trace_id(sentry: Received) -> None:
    trace_id = await _run({"SENTRY_DSN": sentry.dsn})
    (event,) = sentry.events()
    assert event["exception"]["values"][0]["value"] == "unforeseen"
    assert event["contexts"]["trace"]["trace_id"] == trace_id
    # Source lines are in the report; the values that a function works with are not.
    assert "sk-canary" not in json.dumps(event)


async def test_without_a_dsn_nothing_is_sent(sentry: Received) -> None:
    await _run({})
    assert sentry.envelopes == []


async def _run(extra: dict[str, str]) -> str:
    env = {"PATH": os.environ["PATH"], "DATABASE_URL": "postgresql://h/d", "AMQP_URL": "amqp://h/", **extra}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _SCRIPT, env=env, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    async with asyncio.timeout(40):
        out, err = await process.communicate()
    assert process.returncode == 0, err.decode()[-2000:]
    return out.decode().split()[-1]
