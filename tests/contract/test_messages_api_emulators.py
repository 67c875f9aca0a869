"""What our code expects of the Messages API holds with emulators that nobody here wrote, and with our fake alike."""

import json
from collections.abc import AsyncGenerator, Sequence
from typing import Any, Final, cast

import httpx
import httpx2
import pytest
from anthropic import (
    APIStatusError,
    AsyncAnthropic,
    InternalServerError,
    OverloadedError,
    RateLimitError,
)
from anthropic.types import Message, RawMessageStreamEvent
from deploy.local.emulators import HOME, LOCK, REQUIREMENTS

from strategy_worker.llm.capabilities import fallback_of
from strategy_worker.llm.client import MessagesClient
from strategy_worker.llm.model import Call, CallFailedError, FailureKind, Receipt
from support.backends import ROOT
from support.messages_api import API_KEY
from support.messages_emulators import MODEL, Ask, Emulator, Scenario, all_emulators

_SYSTEM: Final = ("You write strategies.", "The guide of the framework.")
_SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {"policy": {"type": "string"}},
    "required": ["policy"],
    "additionalProperties": False,
}
_ORDER: Final = [
    "message_start", "content_block_start", "content_block_delta", "content_block_stop", "message_delta",
    "message_stop",
]  # fmt: skip
_WHO: Final = ("fake", "aimock", "mock-ai-api")
_ERRORS: Final[tuple[tuple[Scenario, type[APIStatusError], int], ...]] = (
    ("rate_limited", RateLimitError, 429),
    ("server_error", InternalServerError, 500),
    ("overloaded", OverloadedError, 529),
)
_KINDS: Final[tuple[tuple[Scenario, FailureKind], ...]] = (
    ("rate_limited", "rate_limited"),
    ("server_error", "server_error"),
    ("overloaded", "overloaded"),
    ("truncated", "truncated"),
    ("dropped", "connection"),
    ("broken_off", "server_error"),
)
# What an emulator can't play: mock-ai-api has no 529, no truncation and no drop, aimock has no error event.
_PLAYED: Final[dict[str, Sequence[Scenario]]] = {
    "fake": [scenario for scenario, _ in _KINDS],
    "aimock": ["rate_limited", "server_error", "overloaded", "truncated", "dropped"],
    "mock-ai-api": ["rate_limited", "server_error", "broken_off"],
}


@pytest.fixture(scope="module")
async def emulators(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[dict[str, Emulator], None]:
    async with all_emulators(tmp_path_factory.mktemp("emulators") / "log") as running:
        yield running


@pytest.fixture(params=_WHO)
def emulator(request: pytest.FixtureRequest, emulators: dict[str, Emulator]) -> Emulator:
    return emulators[request.param]


def _strict(emulator: Emulator) -> AsyncAnthropic:
    return AsyncAnthropic(
        api_key=API_KEY, base_url=emulator.url, max_retries=0, timeout=5, _strict_response_validation=True
    )


def _request(ask: Ask) -> dict[str, Any]:
    return {
        "model": ask.model,
        "max_tokens": 2_000,
        "system": [{"type": "text", "text": text} for text in _SYSTEM],
        "messages": [{"role": "user", "content": [{"type": "text", "text": ask.prompt}]}],
        "output_config": {"format": {"type": "json_schema", "schema": _SCHEMA}, "effort": "low"},
        "metadata": {"user_id": "workspace"},
    }


def _call(ask: Ask) -> Call:
    return Call(
        model=ask.model,
        purpose="first",
        system=_SYSTEM,
        user=(ask.prompt,),
        schema=_SCHEMA,
        max_tokens=2_000,
        user_ref="workspace",
    )


async def _events(client: AsyncAnthropic, ask: Ask) -> list[RawMessageStreamEvent]:
    return [event async for event in await client.messages.create(**_request(ask), stream=True)]


async def _received(emulator: Emulator, scenario: Scenario) -> tuple[str, Receipt, CallFailedError | None]:
    """Let our own client play a scenario and return what came of it."""
    client = MessagesClient(API_KEY, emulator.url, read_timeout_s=5, is_strict=True)
    receipt, text = Receipt(), ""
    try:
        async for delta in client.stream(_call(emulator.ask(scenario)), receipt, fallback_of(MODEL)):
            text += delta
    except CallFailedError as error:
        return text, receipt, error
    finally:
        await client.close()
    return text, receipt, None


def _played(*, kinds: bool) -> list[Any]:
    rows: Sequence[tuple[Any, ...]] = _KINDS if kinds else _ERRORS
    return [(name, *row) for name in _WHO for row in rows if row[0] in _PLAYED[name]]


async def test_a_stream_has_the_events_in_order_with_text_reason_and_usage(emulator: Emulator) -> None:
    async with _strict(emulator) as client:
        events = await _events(client, emulator.ask("text"))

    kinds = [event.type for event in events]
    assert [kind for at, kind in enumerate(kinds) if at == 0 or kinds[at - 1] != kind] == _ORDER
    first, last = events[0], events[-2]
    assert first.type == "message_start"
    assert last.type == "message_delta"
    assert (first.message.stop_reason, last.delta.stop_reason) == (None, "end_turn")
    assert first.message.usage.input_tokens > 0
    assert last.usage.output_tokens > 0


async def test_the_helper_for_streams_and_a_whole_answer_say_the_same(emulator: Emulator) -> None:
    async with _strict(emulator) as client:
        async with client.messages.stream(**_request(emulator.ask("text"))) as stream:
            text = "".join([part async for part in stream.text_stream])
            message = await stream.get_final_message()
        whole = cast("Message", await client.messages.create(**_request(emulator.ask("text"))))

    assert [block.text for block in message.content if block.type == "text"] == [text]
    assert [block.text for block in whole.content if block.type == "text"] == [text]
    assert message.stop_reason == whole.stop_reason == "end_turn"


@pytest.mark.parametrize(("name", "scenario", "expected", "status"), _played(kinds=False))
async def test_an_error_before_the_stream_has_the_same_class_and_status(
    emulators: dict[str, Emulator], name: str, scenario: Scenario, expected: type[APIStatusError], status: int
) -> None:
    emulator = emulators[name]
    async with _strict(emulator) as client:
        with pytest.raises(expected) as caught:
            await _events(client, emulator.ask(scenario))

    assert caught.value.status_code == status


@pytest.mark.parametrize("name", ["fake", "aimock"])
async def test_a_drop_in_the_stream_is_an_error_of_the_transport(emulators: dict[str, Emulator], name: str) -> None:
    emulator = emulators[name]
    async with _strict(emulator) as client:
        with pytest.raises(httpx2.RemoteProtocolError):
            await _events(client, emulator.ask("dropped"))


@pytest.mark.parametrize("name", ["fake", "mock-ai-api"])
async def test_an_error_event_comes_with_a_status_of_200(emulators: dict[str, Emulator], name: str) -> None:
    emulator = emulators[name]
    async with _strict(emulator) as client:
        with pytest.raises(APIStatusError) as caught:
            await _events(client, emulator.ask("broken_off"))

    assert (caught.value.status_code, caught.value.type) == (200, "api_error")


async def test_our_client_reads_the_whole_answer(emulator: Emulator) -> None:
    text, receipt, error = await _received(emulator, "text")

    assert error is None
    assert text
    assert (receipt.is_complete, receipt.stop_reason, receipt.characters) == (True, "end_turn", len(text))
    assert receipt.answered_by == MODEL
    assert receipt.usage().output_tokens > 0
    assert not receipt.usage().is_estimated


@pytest.mark.parametrize(("name", "scenario", "kind"), _played(kinds=True))
async def test_our_client_names_each_failure_alike(
    emulators: dict[str, Emulator], name: str, scenario: Scenario, kind: FailureKind
) -> None:
    _, receipt, error = await _received(emulators[name], scenario)

    assert error is not None
    assert error.kind == kind
    assert receipt.stop_reason in {None, "max_tokens"}


async def test_our_client_keeps_what_came_before_a_drop(emulators: dict[str, Emulator]) -> None:
    for name in ("fake", "aimock"):
        text, receipt, error = await _received(emulators[name], "dropped")

        assert error is not None
        assert 0 < receipt.characters == len(text)
        assert receipt.usage().is_estimated


async def test_the_wait_that_a_429_asks_for_is_read(emulators: dict[str, Emulator]) -> None:
    for name in ("fake", "aimock"):
        _, _, error = await _received(emulators[name], "rate_limited")

        assert error is not None
        assert error.retry_after_s == 3


async def test_an_emulator_received_both_system_texts_and_the_bearer_key(emulators: dict[str, Emulator]) -> None:
    emulator = emulators["aimock"]
    await _received(emulator, "text")

    async with httpx.AsyncClient(base_url=emulator.url) as control:
        entries: list[dict[str, Any]] = (await control.get("/__aimock/journal")).json()
    sent = entries[-1]

    assert [message["content"] for message in sent["body"]["messages"]] == ["".join(_SYSTEM), "scenario: text"]
    assert sent["headers"]["anthropic-version"] == "2026-10-21"
    assert "x-api-key" not in sent["headers"]


def test_each_emulator_plays_what_it_is_asked_for(emulators: dict[str, Emulator]) -> None:
    for name, scenarios in _PLAYED.items():
        assert emulators[name].scenarios == {"text", *scenarios}


def test_the_locks_pin_what_is_asked_for_and_name_no_registry() -> None:
    manifest, lock = (json.loads((ROOT / HOME / name).read_text()) for name in ("package.json", "package-lock.json"))
    pinned = {name.removeprefix("node_modules/"): package for name, package in lock["packages"].items() if name}
    texts = (ROOT / LOCK).read_text(), (ROOT / REQUIREMENTS).read_text()

    assert {name: package["version"] for name, package in pinned.items()} == manifest["dependencies"]
    assert not [package for package in pinned.values() if "resolved" in package]
    assert [line for line in texts[1].splitlines() if f"{line} " not in texts[0]] == []
    assert "://" not in texts[0]
