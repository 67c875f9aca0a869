"""The fake and the emulators others wrote, side by side: each can be asked to play the same scenarios."""

import asyncio
import signal
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import httpx
from deploy.local.console import Console
from deploy.local.emulators import HOME, Emulators, ensure

from support.backends import ROOT
from support.messages_api import API_KEY, FakeMessagesApi, fake_messages_api
from support.messages_request import Request
from support.messages_script import Fault, broken_off, dropped, overloaded, rate_limited, server_error, truncated
from support.services import free_port

Scenario = Literal["text", "truncated", "rate_limited", "server_error", "overloaded", "dropped", "broken_off"]
MODEL: Final = "claude-haiku-5-5"
_READY_S: Final = 30.0
_POLICY: Final = "Keep the naïve promise out, and say “no” early."
_FAULTS: Final[Mapping[Scenario, Fault]] = {
    "truncated": truncated(),
    "rate_limited": rate_limited(retry_after=3),
    "server_error": server_error(),
    "overloaded": overloaded(),
    "dropped": dropped(20),
    "broken_off": broken_off("headers", error="api_error"),
}
_SUFFIXES: Final[Mapping[Scenario, str]] = {
    "text": ":mock-text",
    "rate_limited": ":mock-429",
    "server_error": ":mock-500",
    "broken_off": ":mock-stream-error",
}


@dataclass(frozen=True, slots=True)
class Ask:
    """What to send so that a scenario is played."""

    model: str
    prompt: str


@dataclass(frozen=True, slots=True)
class Emulator:
    """One server, the scenarios it can play, and how it is asked for one."""

    name: str
    url: str
    scenarios: frozenset[Scenario]
    ask: Callable[[Scenario], Ask]


@asynccontextmanager
async def all_emulators(log: Path) -> AsyncGenerator[dict[str, Emulator], None]:
    """Run the fake, aimock and mock-ai-api while the block runs; the last two write to the log."""
    programs = await asyncio.to_thread(ensure, ROOT, Console())
    async with AsyncExitStack() as stack:
        fake = await stack.enter_async_context(fake_messages_api(keys={API_KEY}))
        aimock = await stack.enter_async_context(_running(_aimock(programs), log))
        mock_ai_api = await stack.enter_async_context(_running(_mock_ai_api(programs), log))
        found = (_as_fake(fake), _as_aimock(aimock), _as_mock_ai_api(mock_ai_api))
        yield {emulator.name: emulator for emulator in found}


def _as_fake(fake: FakeMessagesApi) -> Emulator:
    def write(request: Request) -> dict[str, str]:
        return {"policy": _POLICY}

    def ask(scenario: Scenario) -> Ask:
        if scenario in _FAULTS:
            fake.script(_FAULTS[scenario])
        return Ask(MODEL, f"scenario: {scenario}")

    fake.write = write
    return Emulator("fake", fake.url, frozenset({"text", *_FAULTS}), ask)


def _as_aimock(url: str) -> Emulator:
    scenarios = frozenset[Scenario]({"text", *_FAULTS}) - {"broken_off"}
    return Emulator("aimock", url, scenarios, lambda scenario: Ask(MODEL, f"scenario: {scenario}"))


def _as_mock_ai_api(url: str) -> Emulator:
    def ask(scenario: Scenario) -> Ask:
        return Ask(f"{MODEL}{_SUFFIXES[scenario]}", f"scenario: {scenario}")

    return Emulator("mock-ai-api", url, frozenset(_SUFFIXES), ask)


def _aimock(programs: Emulators) -> Callable[[int], Sequence[str]]:
    fixtures = str(ROOT / HOME / "aimock.json")
    program = [str(programs.node), str(programs.aimock), "--validate-on-load", "--fixtures", fixtures]
    return lambda port: [*program, "--port", str(port)]


def _mock_ai_api(programs: Emulators) -> Callable[[int], Sequence[str]]:
    # Its own command would also start a server for another provider's API.
    program = [str(programs.python), "-m", "uvicorn", "app.anthropic_app:app", "--host", "127.0.0.1"]
    return lambda port: [*program, "--port", str(port)]


@asynccontextmanager
async def _running(command: Callable[[int], Sequence[str]], log: Path) -> AsyncGenerator[str, None]:
    port = free_port()
    with log.open("ab") as output:
        process = await asyncio.create_subprocess_exec(*command(port), stdout=output, stderr=output, cwd=log.parent)
    url = f"http://127.0.0.1:{port}"
    try:
        await _answers(url, process, log)
        yield url
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGKILL)
        await process.wait()


async def _answers(url: str, process: asyncio.subprocess.Process, log: Path) -> None:
    async with asyncio.timeout(_READY_S), httpx.AsyncClient(base_url=url) as client:
        while True:
            try:
                await client.get("/health")
            except httpx.TransportError:
                assert process.returncode is None, log.read_text()
                await asyncio.sleep(0.05)
            else:
                return
