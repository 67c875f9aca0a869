import asyncio
import json
import logging
import traceback
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing, asynccontextmanager

import pytest
from anthropic.types.message_create_params import MessageCreateParamsStreaming
from opentelemetry.sdk.trace import TracerProvider
from pydantic import JsonValue, TypeAdapter

from strategy_worker.llm.capabilities import Capabilities, ModelCapabilities, fallback_of
from strategy_worker.llm.client import MessagesClient
from strategy_worker.llm.model import Call, CallFailedError, FailureKind, Receipt, TokenUsage
from support import messages_script as script
from support.messages_api import FakeMessagesApi, fake_messages_api

KEY = "sk-ant-test-0123456789"
HAIKU = fallback_of("claude-haiku-5-5")
SCHEMA: Mapping[str, JsonValue] = {
    "type": "object",
    "properties": {"policy": {"type": "string"}, "why": {"type": "array", "items": {"type": "string"}}},
    "required": ["policy", "why"],
    "additionalProperties": False,
}


def call_for(model: str = "claude-haiku-5-5", *, max_tokens: int = 6000) -> Call:
    return Call(
        model=model,
        purpose="first",
        system=("Rules for all. " * 200, "Guide of the framework. " * 200),
        user=("<brief>{}</brief>", "Write it."),
        schema=SCHEMA,
        max_tokens=max_tokens,
        user_ref="5f2c",
    )


@pytest.fixture
async def api() -> AsyncGenerator[FakeMessagesApi, None]:
    async with fake_messages_api(keys=[KEY]) as fake:
        yield fake


@pytest.fixture(params=[False, True], ids=["as-in-production", "strict"])
async def client(api: FakeMessagesApi, request: pytest.FixtureRequest) -> AsyncGenerator[MessagesClient, None]:
    client = MessagesClient(KEY, api.url, is_strict=request.param)
    yield client
    await client.close()


@pytest.fixture
async def hasty(api: FakeMessagesApi) -> AsyncGenerator[MessagesClient, None]:
    client = MessagesClient(KEY, api.url, read_timeout_s=0.4)
    yield client
    await client.close()


async def answer_of(
    client: MessagesClient,
    receipt: Receipt | None = None,
    call: Call | None = None,
    capabilities: ModelCapabilities = HAIKU,
) -> str:
    receipt = receipt if receipt is not None else Receipt()
    async with asyncio.timeout(15), aclosing(client.stream(call or call_for(), receipt, capabilities)) as deltas:
        return "".join([delta async for delta in deltas])


async def failure_of(client: MessagesClient, receipt: Receipt | None = None) -> CallFailedError:
    with pytest.raises(CallFailedError) as failure:
        await answer_of(client, receipt)
    return failure.value


@pytest.mark.parametrize(
    ("brief", "tokens"),
    # A schema of 2 characters and 6 of plain text at 3 a token; beyond ASCII no text has more tokens than bytes.
    [("plain!", 3), ("héllo!", 2 + 3), ("漢字漢字漢字", 18 + 1), ("🧿🧿", 8 + 1)],
)
def test_no_script_makes_a_prompt_larger_than_its_estimate(brief: str, tokens: int) -> None:
    assert Call("claude-haiku-5-5", "first", (), (brief,), {}, 1000, "ref").prompt_tokens == tokens


async def test_an_answer_arrives_in_deltas(client: MessagesClient) -> None:
    receipt = Receipt()
    async with aclosing(client.stream(call_for(), receipt, HAIKU)) as deltas:
        pieces = [delta async for delta in deltas]
    assert len(pieces) > 3
    assert list(json.loads("".join(pieces))) == ["policy", "why"]


async def test_the_request_is_what_the_design_asks_for(api: FakeMessagesApi, client: MessagesClient) -> None:
    await answer_of(client)
    (request,) = api.messages
    system = request.body["system"]
    assert isinstance(system, list)
    assert [isinstance(block, dict) and block.get("cache_control") for block in system] == [
        None,
        {"type": "ephemeral", "ttl": "5m"},
    ]
    assert {name: value for name, value in request.body.items() if name != "system"} == {
        "model": "claude-haiku-5-5",
        "max_tokens": 6000,
        "messages": [
            {
                "role": "user",
                "content": [{"type": "text", "text": "<brief>{}</brief>"}, {"type": "text", "text": "Write it."}],
            }
        ],
        "output_config": {"format": {"type": "json_schema", "schema": SCHEMA}, "effort": "low"},
        "thinking": {"type": "disabled"},
        "metadata": {"user_id": "5f2c"},
        "stream": True,
    }
    assert request.headers["authorization"] == f"Bearer {KEY}"
    TypeAdapter(MessageCreateParamsStreaming).validate_python(dict(request.body))


@pytest.mark.parametrize(
    ("model", "thinking", "effort"),
    [
        ("claude-haiku-5-5", {"type": "disabled"}, "low"),
        ("claude-sonnet-5-5", {"type": "between_tools"}, "low"),
        ("claude-opus-5-5", None, "low"),
        ("claude-fable-5-1", None, "low"),
    ],
)
async def test_each_model_accepts_its_shape_from_api_and_table(
    api: FakeMessagesApi, client: MessagesClient, model: str, thinking: JsonValue, effort: str
) -> None:
    for capabilities in (await client.capabilities(model), fallback_of(model)):
        await answer_of(client, None, call_for(model), capabilities)
        sent = api.messages[-1].body
        config = sent["output_config"]
        assert isinstance(config, dict)
        assert (sent.get("thinking"), config.get("effort")) == (thinking, effort)


async def test_nothing_is_sent_of_what_a_model_does_not_know(api: FakeMessagesApi, client: MessagesClient) -> None:
    bare = ModelCapabilities("claude-haiku-5-5", None, None, 10, "active", None, "table")
    with pytest.raises(CallFailedError, match="truncated"):
        await answer_of(client, None, call_for(max_tokens=6000), bare)
    (request,) = api.messages
    assert "thinking" not in request.body
    assert request.body["max_tokens"] == 10
    assert request.body["output_config"] == {"format": {"type": "json_schema", "schema": SCHEMA}}


async def test_the_receipt_of_a_whole_answer_is_the_bill(api: FakeMessagesApi, client: MessagesClient) -> None:
    api.thinking_tokens = 40
    opus = fallback_of("claude-opus-5-5")
    written, read = Receipt(), Receipt()
    await answer_of(client, written, call_for("claude-opus-5-5"), opus)
    await answer_of(client, read, call_for("claude-opus-5-5"), opus)
    for receipt, billed in zip((written, read), api.calls, strict=True):
        assert receipt.usage() == TokenUsage(
            billed.prompt.input_tokens,
            billed.prompt.cache_write_5m,
            billed.prompt.cache_write_1h,
            billed.prompt.cache_read,
            billed.output_tokens,
            40,
        )
        assert (receipt.message_id, receipt.request_id) == (billed.id, billed.request_id)
        assert (receipt.answered_by, receipt.stop_reason) == ("claude-opus-5-5", "end_turn")
        assert receipt.is_complete
    assert written.usage().cache_write_5m == read.usage().cache_read > 0


async def test_the_receipt_keeps_the_headers_that_limits_are_read_from(client: MessagesClient) -> None:
    receipt = Receipt()
    await answer_of(client, receipt)
    assert receipt.headers["request-id"] == receipt.request_id
    assert receipt.headers["anthropic-ratelimit-requests-limit"] == "4000"
    assert all(name == "request-id" or name.startswith("anthropic-ratelimit-") for name in receipt.headers)


async def test_the_time_to_the_first_text_is_measured(api: FakeMessagesApi, client: MessagesClient) -> None:
    api.speed.ttft_s = 0.1
    receipt = Receipt()
    await answer_of(client, receipt)
    assert receipt.ttft_ms is not None
    assert 100 <= receipt.ttft_ms < 1000


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (script.rate_limited(), "rate_limited"),
        (script.spend_limit(), "spend_limit"),
        (script.spend_limit("contract_spend_limit_reached"), "spend_limit"),
        (script.spend_limit("ramp_limit_exceeded"), "rate_limited"),
        (script.overloaded(), "overloaded"),
        (script.server_error(500), "server_error"),
        (script.server_error(503), "server_error"),
        (script.gateway_timeout(), "timeout"),
        (script.key_invalid(), "key_invalid"),
        (script.billing(), "billing"),
        (script.forbidden(), "forbidden"),
        (script.not_found(), "not_found"),
        (script.bad_request(), "invalid_request"),
        (script.too_long(), "too_long"),
        (script.proxy_page(502), "server_error"),
        (script.proxy_page(504), "timeout"),
        (script.dropped("headers"), "connection"),
        (script.dropped("start"), "connection"),
        (script.dropped(40), "connection"),
        (script.dropped(40, reset=True), "connection"),
        (script.cut_clean("headers"), "cut"),
        (script.cut_clean("start"), "cut"),
        (script.cut_clean(40), "cut"),
        (script.broken_off("start"), "overloaded"),
        (script.broken_off(40), "overloaded"),
        (script.broken_off(40, error="api_error"), "server_error"),
        (script.broken_off(40, error="rate_limit_error"), "rate_limited"),
        (script.broken_off(40, error="timeout_error"), "timeout"),
        (script.truncated(), "truncated"),
        (script.refused(), "refused"),
        (script.refused(after=40), "refused"),
        (script.window_exceeded(), "too_long"),
    ],
    ids=str,
)
async def test_every_failure_has_its_kind(
    api: FakeMessagesApi, client: MessagesClient, fault: script.Fault, kind: FailureKind
) -> None:
    api.script(fault)
    receipt = Receipt()
    failure = await failure_of(client, receipt)
    assert failure.kind == kind
    assert len(api.messages) == 1
    assert failure.__context__ is None
    # The next call is none the worse for it.
    assert json.loads(await answer_of(client))


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (script.SILENT, "timeout"),
        (script.stalled("headers"), "timeout"),
        (script.stalled("start"), "stalled"),
        (script.stalled(40), "stalled"),
    ],
    ids=str,
)
async def test_a_silence_is_told_apart_by_whether_the_answer_had_begun(
    api: FakeMessagesApi, hasty: MessagesClient, fault: script.Fault, kind: FailureKind
) -> None:
    api.script(fault)
    assert (await failure_of(hasty)).kind == kind


@pytest.mark.parametrize("fault", [script.dropped(40), script.cut_clean(40), script.broken_off(40)])
async def test_the_receipt_of_a_broken_answer_is_about_the_bill(
    api: FakeMessagesApi, client: MessagesClient, fault: script.Fault
) -> None:
    api.script(fault)
    receipt = Receipt()
    await failure_of(client, receipt)
    (billed,) = api.calls
    usage = receipt.usage()
    assert (usage.is_estimated, usage.total_input) == (True, billed.prompt.input_tokens + billed.prompt.cache_write_5m)
    assert usage.output_tokens == billed.output_tokens
    assert receipt.request_id == billed.request_id


@pytest.mark.parametrize("fault", [script.rate_limited(retry_after=3600), script.dropped("headers")])
async def test_what_did_not_begin_costs_nothing(
    api: FakeMessagesApi, client: MessagesClient, fault: script.Fault
) -> None:
    api.script(fault)
    receipt = Receipt()
    await failure_of(client, receipt)
    assert receipt.usage() == TokenUsage()


async def test_a_refused_request_tells_how_long_to_wait_and_what_is_left(
    api: FakeMessagesApi, client: MessagesClient
) -> None:
    api.script(script.rate_limited(retry_after=3600, retry_after_ms=1500))
    receipt = Receipt()
    failure = await failure_of(client, receipt)
    assert failure.retry_after_s == 1.5
    assert receipt.headers["retry-after"] == "3600"
    assert "anthropic-ratelimit-requests-remaining" in receipt.headers
    assert receipt.request_id == api.messages[0].request_id


async def test_a_refusal_tells_its_category(api: FakeMessagesApi, client: MessagesClient) -> None:
    api.script(script.refused("cyber"))
    assert (await failure_of(client)).detail == "cyber"


async def test_nobody_at_the_address_is_a_failure_of_the_connection() -> None:
    async with fake_messages_api() as gone:
        url = gone.url
    client = MessagesClient(KEY, url, connect_timeout_s=0.3)
    assert (await failure_of(client)).kind == "connection"
    await client.close()


async def test_pings_keep_an_answer_alive_longer_than_a_silence(api: FakeMessagesApi, hasty: MessagesClient) -> None:
    api.script(script.pings_only("start"))
    task = asyncio.create_task(answer_of(hasty))
    done, _ = await asyncio.wait([task], timeout=1.0)
    assert not done
    task.cancel()
    await asyncio.wait([task])


async def until_none_is_open(api: FakeMessagesApi) -> None:
    async with asyncio.timeout(2):
        while api.open_streams:
            await asyncio.sleep(0.005)


@pytest.mark.parametrize(
    "fault", [script.SILENT, script.stalled("headers"), script.pings_only(40), script.Pace(0.0, tokens_per_s=20)]
)
async def test_cancelling_closes_the_connection_at_once(
    api: FakeMessagesApi, client: MessagesClient, fault: script.Fault
) -> None:
    api.script(fault)
    task = asyncio.create_task(answer_of(client))
    async with asyncio.timeout(2):
        while not api.messages:
            await asyncio.sleep(0.005)
        await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await until_none_is_open(api)


async def test_closing_the_generator_closes_the_connection_at_once(
    api: FakeMessagesApi, client: MessagesClient
) -> None:
    api.script(script.Pace(0.0, tokens_per_s=20))
    receipt = Receipt()
    deltas = client.stream(call_for(), receipt, HAIKU)
    await anext(deltas)
    assert api.open_streams == 1
    await deltas.aclose()
    await until_none_is_open(api)
    assert receipt.usage().is_estimated


async def test_connections_are_used_again(api: FakeMessagesApi, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "httpcore2.connection")
    client = MessagesClient(KEY, api.url)
    for _ in range(3):
        await answer_of(client)
    assert sum("connect_tcp.complete" in record.getMessage() for record in caplog.records) == 1
    await client.close()


async def test_fifty_answers_at_once_are_kept_apart(api: FakeMessagesApi, client: MessagesClient) -> None:
    receipts = [Receipt() for _ in range(50)]
    async with asyncio.TaskGroup() as group:
        for receipt in receipts:
            group.create_task(answer_of(client, receipt))
    bills = {call.request_id: call.output_tokens for call in api.calls}
    assert {str(receipt.request_id): receipt.usage().output_tokens for receipt in receipts} == bills
    assert len(bills) == 50


async def test_the_models_api_says_how_to_ask(api: FakeMessagesApi, client: MessagesClient) -> None:
    known = await Capabilities(client.capabilities).of("claude-sonnet-5-5")
    assert (known.thinking, known.effort, known.source) == ({"type": "between_tools"}, "low", "api")


@pytest.mark.parametrize("fault", [script.server_error(), script.not_found()])
async def test_the_table_stands_in_for_the_models_api(
    api: FakeMessagesApi, client: MessagesClient, fault: script.Fault
) -> None:
    api.script(fault, endpoint="models")
    known = await Capabilities(client.capabilities).of("claude-sonnet-5-5")
    assert (known.thinking, known.source) == ({"type": "between_tools"}, "table")


@pytest.mark.parametrize("key", ["", "  ", "sk-ant-\x01", "sk-ant-\nx", "sk-ant-é", "sk-ant-\u2028x"])
def test_a_key_that_no_header_can_carry_is_refused_and_not_repeated(key: str) -> None:
    with pytest.raises(ValueError, match="the API key is empty or has a character") as failure:
        MessagesClient(key, None)
    assert "sk-ant" not in str(failure.value)


async def test_a_line_end_after_the_key_is_no_part_of_it(api: FakeMessagesApi) -> None:
    client = MessagesClient(f"{KEY}\n", api.url)
    await answer_of(client)
    await client.close()


@pytest.mark.parametrize(
    "fault",
    [
        script.HttpFault(401, "authentication_error", f"no such key: Bearer {KEY}"),
        script.HttpFault(500, None, f"authorization: Bearer {KEY}"),
        script.dropped("headers"),
        script.dropped("start"),
    ],
)
async def test_the_key_is_in_no_error_and_no_log(
    api: FakeMessagesApi, client: MessagesClient, fault: script.Fault, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    api.script(fault)
    failure = await failure_of(client)
    told = [repr(failure), failure.detail, *traceback.format_exception(failure), repr(client), repr(vars(failure))]
    assert KEY not in "\n".join([*told, caplog.text])


@pytest.mark.parametrize(
    "headers", ["Authorization: Bearer sk-other", "authorization: Bearer sk-other", "x-api-key: sk-other"]
)
async def test_the_environment_adds_no_credential_and_no_address(
    api: FakeMessagesApi, monkeypatch: pytest.MonkeyPatch, headers: str
) -> None:
    for name in ("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"):
        monkeypatch.setenv(name, "sk-other")
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("ANTHROPIC_CUSTOM_HEADERS", headers)
    client = MessagesClient(KEY, api.url)
    await answer_of(client)
    await client.capabilities("claude-haiku-5-5")
    await client.close()
    for request in api.requests:
        assert request.headers["authorization"] == f"Bearer {KEY}"
        assert "sk-other" not in str(request.headers)


async def test_nothing_is_sent_on_to_another_address(api: FakeMessagesApi, client: MessagesClient) -> None:
    async with fake_messages_api() as other:
        api.script(script.HttpFault(307, "api_error", "", {"location": f"{other.url}/v1/messages"}))
        assert (await failure_of(client)).kind == "server_error"
        assert other.requests == []


async def test_no_trace_id_leaves_the_house(api: FakeMessagesApi, client: MessagesClient) -> None:
    with TracerProvider().get_tracer("test").start_as_current_span("strategy.generate"):
        await answer_of(client)
    assert not {"traceparent", "tracestate", "baggage"} & set(api.messages[0].headers)


def event(kind: str, **fields: object) -> bytes:
    return f"event: {kind}\ndata: {json.dumps({'type': kind, **fields})}\n\n".encode()


USAGE = {"input_tokens": 7, "output_tokens": 1}
START = event(
    "message_start", message={"id": "msg_1", "type": "message", "role": "assistant", "model": "m", "usage": USAGE}
)
TEXT = event("content_block_delta", index=0, delta={"type": "text_delta", "text": "{}"})
END = event("message_delta", delta={"stop_reason": "end_turn"}, usage={"output_tokens": 3})
STOP = event("message_stop")


@asynccontextmanager
async def saying(events: bytes, *, hangs: bool = False) -> AsyncGenerator[MessagesClient, None]:
    """Give a client of a server that answers with these bytes, then closes the connection or falls silent."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n")
        writer.write(b"%x\r\n%s\r\n" % (len(events), events) + (b"" if hangs else b"0\r\n\r\n"))
        await writer.drain()
        if hangs:
            await reader.read()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        client = MessagesClient(KEY, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", read_timeout_s=60)
        yield client
        await client.close()


@pytest.mark.parametrize("hangs", [False, True])
async def test_the_last_event_ends_an_answer_whatever_the_connection_does(hangs: bool) -> None:
    async with saying(START + TEXT + END + STOP, hangs=hangs) as client:
        receipt = Receipt()
        async with asyncio.timeout(10):
            assert await answer_of(client, receipt) == "{}"
    assert receipt.usage() == TokenUsage(input_tokens=7, output_tokens=3)


async def test_events_of_tomorrow_are_passed_over() -> None:
    odd = event("content_block_delta", index=0, delta={"type": "mood_delta", "mood": "fine"}) + event("weather", sky=1)
    async with saying(START + odd + TEXT + odd + END + STOP) as client:
        assert await answer_of(client) == "{}"


async def test_text_that_comes_with_the_start_of_its_block_is_text() -> None:
    begun = event("content_block_start", index=0, content_block={"type": "text", "text": "{"})
    rest = event("content_block_delta", index=0, delta={"type": "text_delta", "text": "}"})
    async with saying(START + begun + rest + END + STOP) as client:
        assert await answer_of(client) == "{}"


async def test_thinking_is_counted_and_not_told() -> None:
    thought = event("content_block_delta", index=0, delta={"type": "thinking_delta", "thinking": "Hmm. " * 6})
    receipt = Receipt()
    async with saying(START + thought + TEXT) as client:
        assert (await failure_of(client, receipt)).kind == "cut"
    assert receipt.usage() == TokenUsage(input_tokens=7, output_tokens=11, is_estimated=True)


@pytest.mark.parametrize(
    ("events", "kind"),
    [
        (b"<html>It works</html>", "cut"),
        (b"", "cut"),
        (b"event: message_start\ndata: {\n\n", "server_error"),
        (b"event: message_start\ndata: \xff\n\n", "server_error"),
        (b"event: error\ndata: out of order\n\n", "server_error"),
        (event("message_start") + event("message_stop"), "cut"),
        (event("message_start", message=3) + event("content_block_delta", delta=None) + STOP, "cut"),
        (START + TEXT + STOP, "cut"),
        (START + TEXT + END, "cut"),
        (START + TEXT + event("message_delta", delta={"stop_reason": "tool_use"}, usage=USAGE) + STOP, "bad_output"),
        (START + TEXT + event("message_delta", delta={"stop_reason": "bored"}, usage=None) + STOP, "bad_output"),
    ],
)
async def test_an_answer_of_another_kind_is_a_failure_with_a_name(events: bytes, kind: FailureKind) -> None:
    async with saying(events) as client:
        assert (await failure_of(client)).kind == kind


async def test_a_count_is_kept_by_how_long_the_cache_lives() -> None:
    usage = {
        "input_tokens": 5,
        "output_tokens": 1,
        "cache_read_input_tokens": 2,
        "cache_creation_input_tokens": 30,
        "cache_creation": {"ephemeral_5m_input_tokens": 20, "ephemeral_1h_input_tokens": 10},
    }
    start = event("message_start", message={"id": "msg_1", "model": "m", "usage": usage})
    end = event(
        "message_delta",
        delta={"stop_reason": "end_turn"},
        usage={"output_tokens": 9, "cache_creation_input_tokens": 30, "output_tokens_details": {"thinking_tokens": 4}},
    )
    receipt = Receipt()
    async with saying(start + TEXT + end + STOP) as client:
        await answer_of(client, receipt)
    assert receipt.usage() == TokenUsage(5, 20, 10, 2, 9, 4)
