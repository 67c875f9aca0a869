"""The fake Messages API against the official SDK, which checks every response and most requests by its own types."""

import asyncio
import json
import re
from collections.abc import AsyncGenerator
from typing import Any, cast

import httpx2
import pytest
from anthropic import (
    APIConnectionError,
    APIStatusError,
    APITimeoutError,
    AsyncAnthropic,
    AuthenticationError,
    BadRequestError,
    EnforcedSpendLimitReachedError,
    InternalServerError,
    NotFoundError,
    OverloadedError,
    PaymentRequiredError,
    PermissionDeniedError,
    RateLimitError,
)
from anthropic.types import Message
from pydantic import TypeAdapter

from support import messages_wire as wire
from support.messages_api import API_KEY, FakeMessagesApi, fake_messages_api
from support.messages_limits import Limits
from support.messages_models import KNOWN_MODELS
from support.messages_prose import answer_to
from support.messages_request import Request
from support.messages_script import (
    FINE,
    SILENT,
    Fault,
    Pace,
    Sections,
    WrongAnswer,
    bad_request,
    billing,
    broken_off,
    cut_clean,
    dropped,
    forbidden,
    gateway_timeout,
    key_invalid,
    not_found,
    overloaded,
    pings_only,
    proxy_page,
    rate_limited,
    refused,
    server_error,
    spend_limit,
    stalled,
    too_long,
    truncated,
    window_exceeded,
)

_HAIKU = "claude-haiku-5-5"
_HASTY_S = 0.4


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


_MOVE = _object(title={"type": "string"}, why={"type": "string", "description": "At most 25 words."})
_SCHEMA = _object(
    choice=_object(
        policy={"type": "string", "description": "One sentence of at most 40 words."},
        refusals={"type": "array", "items": {"type": "string"}, "description": "Exactly four, at most 20 words each."},
    ),
    posture={"type": "string", "enum": ["narrow", "wide"]},
    moves={"type": "array", "items": _MOVE, "minItems": 1},
    summary={"type": "string", "description": "30 to 60 words."},
)


def _call(model: str = _HAIKU, **more: Any) -> dict[str, Any]:
    call: dict[str, Any] = {
        "model": model,
        "max_tokens": 4_000,
        "system": [
            {"type": "text", "text": "Write plainly. " * 200},
            {"type": "text", "text": "The guide. " * 100, "cache_control": {"type": "ephemeral"}},
        ],
        "messages": [{"role": "user", "content": [{"type": "text", "text": "<brief>{}</brief>"}]}],
        "metadata": {"user_id": "workspace"},
        "output_config": {"format": {"type": "json_schema", "schema": _SCHEMA}, "effort": "low"},
    }
    return call | more


async def _streamed(client: AsyncAnthropic, **more: Any) -> tuple[str, Any]:
    """Return the text of a stream and its final message."""
    async with client.messages.stream(**_call(**more)) as stream:
        text = "".join([part async for part in stream.text_stream])
        return text, await stream.get_final_message()


async def _created(client: AsyncAnthropic) -> Message:
    """Return a whole answer."""
    return cast("Message", await client.messages.create(**_call()))


async def _received(client: AsyncAnthropic) -> tuple[str, Exception | None]:
    """Return what came of a stream and the error that ended it."""
    text = ""
    try:
        async with client.messages.stream(**_call()) as stream:
            async for part in stream.text_stream:
                text += part
            await stream.get_final_message()
    except Exception as error:  # noqa: BLE001 - which error it is, is the question
        return text, error
    return text, None


@pytest.fixture
async def fake() -> AsyncGenerator[FakeMessagesApi, None]:
    async with fake_messages_api(keys={API_KEY}) as api:
        yield api


@pytest.fixture
async def client(fake: FakeMessagesApi) -> AsyncGenerator[AsyncAnthropic, None]:
    async with AsyncAnthropic(
        api_key=API_KEY, base_url=fake.url, max_retries=0, timeout=10, _strict_response_validation=True
    ) as strict:
        yield strict


async def test_a_stream_and_a_whole_answer_are_what_the_sdk_takes_for_valid(
    fake: FakeMessagesApi, client: AsyncAnthropic
) -> None:
    text, message = await _streamed(client)
    whole = await _created(client)

    assert message.stop_reason == whole.stop_reason == "end_turn"
    assert message.content[0].text == text
    assert [block.text for block in whole.content if block.type == "text"] == [text]
    assert message.usage.output_tokens == whole.usage.output_tokens == -(-len(text) // 3)
    assert list(json.loads(text)) == ["choice", "posture", "moves", "summary"]


async def test_the_events_come_in_the_order_of_the_api(fake: FakeMessagesApi, client: AsyncAnthropic) -> None:
    fake.thinking_tokens = 40
    # So few a minute that none comes back while the test runs.
    fake.limits = Limits(requests=2)

    async with httpx2.AsyncClient(base_url=fake.url, headers=_headers()) as raw:
        response = await raw.post("/v1/messages", json=_call() | {"stream": True})

    kinds = re.findall(r"^event: (\w+)$", response.text, re.MULTILINE)
    short = [kind for at, kind in enumerate(kinds) if at == 0 or kinds[at - 1] != kind]
    block = ["content_block_start", "content_block_delta", "content_block_stop"]
    texts = ["content_block_start", "ping", "content_block_delta", "content_block_stop"]
    assert short == ["message_start", *block, *texts, "message_delta", "message_stop"]
    assert response.headers["request-id"] == fake.requests[0].request_id
    assert int(response.headers["anthropic-ratelimit-requests-remaining"]) == fake.limits.requests - 1


def _headers() -> dict[str, str]:
    return {"authorization": f"Bearer {API_KEY}", "anthropic-version": "2026-10-21"}


async def test_thinking_is_billed_as_output(fake: FakeMessagesApi, client: AsyncAnthropic) -> None:
    fake.thinking_tokens = 40

    text, message = await _streamed(client, thinking={"type": "adaptive"})
    _, quick = await _streamed(client, thinking={"type": "disabled"})

    assert message.content[0].type == "thinking"
    assert message.usage.output_tokens == 40 + -(-len(text) // 3)
    assert message.usage.output_tokens_details.thinking_tokens == 40
    assert [block.type for block in quick.content] == ["text"]


async def test_the_second_call_reads_what_the_first_wrote_to_the_cache(
    fake: FakeMessagesApi, client: AsyncAnthropic
) -> None:
    _, first = await _streamed(client)
    _, second = await _streamed(client)

    written = first.usage.cache_creation_input_tokens
    assert written > 512
    assert first.usage.cache_creation.ephemeral_5m_input_tokens == written
    assert (second.usage.cache_creation_input_tokens, second.usage.cache_read_input_tokens) == (0, written)
    assert first.usage.input_tokens == second.usage.input_tokens


async def test_models_are_described_as_the_sdk_knows_them(client: AsyncAnthropic) -> None:
    for name, row in KNOWN_MODELS.items():
        info = await client.models.retrieve(name)
        assert (info.id, info.lifecycle, info.max_tokens) == (name, row.lifecycle, row.max_tokens)
        assert info.capabilities is not None
        types = info.capabilities.thinking.types.to_dict()
        assert {kind for kind, support in types.items() if support == {"supported": True}} == row.thinking


async def test_tokens_are_counted_without_a_call(fake: FakeMessagesApi, client: AsyncAnthropic) -> None:
    body = _call()
    counted = await client.messages.count_tokens(**{name: body[name] for name in ("model", "system", "messages")})

    assert counted.input_tokens == -(-(3_000 + 1_100 + 17) // 4)
    assert fake.calls == []


async def test_an_answer_of_its_own_is_sent_word_for_word(fake: FakeMessagesApi, client: AsyncAnthropic) -> None:
    answer = {"quote": 'She said "no"\n— 😀 and/or café', "naïve": ["é" * 40, "\\"]}
    seen: list[Request] = []

    def write(request: Request) -> dict[str, Any]:
        seen.append(request)
        return answer

    fake.write = write
    text, _ = await _streamed(client)

    assert json.loads(text) == answer
    assert "<brief>{}</brief>" in seen[0].prompt
    assert seen[0].schema == _SCHEMA


def test_pieces_are_cut_inside_escapes() -> None:
    text = wire.text_block("")["type"] and 'a long beginning \\"quoted\\" and a caf\\u00e9 and so on'

    pieces = list(wire.pieces(str(text), 20))

    assert "".join(pieces) == text
    assert pieces[0].endswith("\\")
    assert any(piece.endswith("\\u00") for piece in pieces)


def test_writes_are_cut_inside_characters() -> None:
    encoded = wire.event({"type": "ping", "text": "café"})

    first, second = wire.writes(encoded, 1)

    assert first + second == encoded
    with pytest.raises(UnicodeDecodeError):
        first.decode()


def test_no_sentence_of_an_answer_is_there_twice_and_none_breaks_its_cap() -> None:
    schema = _object(**{
        f"section{number}": {"type": "array", "items": {"type": "string"}, "description": "8 items of at most 25 words"}
        for number in range(40)
    })  # fmt: skip

    answer, used = answer_to(schema)

    texts = [text for part in json.loads(json.dumps(answer)).values() for text in part]
    assert (len(texts), used) == (320, 320)
    assert len(set(texts)) == 320
    assert max(len(text.split()) for text in texts) <= 25
    assert not [text for text in texts if re.search(r"[\d\"“”‘’]|https?:|\w [A-Z]", text)]


def test_an_answer_follows_its_schema() -> None:
    answer, _ = answer_to(_SCHEMA)
    value = TypeAdapter(dict[str, Any]).validate_python(answer)

    assert [len(value["choice"]["refusals"]), len(value["moves"])] == [4, 3]
    assert value["posture"] == "narrow"
    assert 30 <= len(value["summary"].split()) <= 60
    assert all(len(move["title"].split()) <= 4 for move in value["moves"])


def test_brief_texts_differ_too() -> None:
    short = {f"field{number}": {"type": "string", "description": "at most 9 words"} for number in range(400)}
    terse = {f"mark{number}": {"type": "string", "description": "at most 6 words"} for number in range(200)}

    answer, _ = answer_to(_object(**short, **terse))

    texts = list(json.loads(json.dumps(answer)).values())
    assert len(set(texts[:400])) == 400
    assert len(set(texts[400:])) > 100
    assert max(len(text.split()) for text in texts) <= 9


async def test_a_list_is_as_long_as_the_planned_one_in_the_prompt(
    fake: FakeMessagesApi, client: AsyncAnthropic
) -> None:
    items = {"type": "array", "items": _object(why={"type": "string"}), "description": "one for each planned item"}
    form = {"output_config": {"format": {"type": "json_schema", "schema": _object(stages=_object(items=items))}}}
    planned = {"plan": {"stages": {"items": [{"name": "see"}] * 5}}}
    prompt = f"The plan, in {{braces}}:\n<plan>{json.dumps(planned)}</plan>"

    text, _ = await _streamed(client, messages=[{"role": "user", "content": prompt}], **form)
    fake.list_length = lambda request, path: 2 if path == ("stages", "items") else None
    other, _ = await _streamed(client, messages=[{"role": "user", "content": prompt}], **form)

    assert [len(json.loads(answer)["stages"]["items"]) for answer in (text, other)] == [5, 2]


def test_kinds_that_may_not_repeat_differ() -> None:
    kind = {"type": "string", "enum": ["price", "trust", "time"], "description": "no kind twice"}
    answer, _ = answer_to(_object(items={"type": "array", "items": _object(kind=kind), "description": "exactly 3"}))

    assert answer == {"items": [{"kind": "price"}, {"kind": "trust"}, {"kind": "time"}]}


async def test_two_schemas_share_no_sentence_and_the_same_one_is_answered_alike(
    fake: FakeMessagesApi, client: AsyncAnthropic
) -> None:
    other = _object(summary={"type": "string"})

    first, _ = await _streamed(client)
    second, _ = await _streamed(client, output_config={"format": {"type": "json_schema", "schema": other}})
    again, _ = await _streamed(client)

    assert first == again
    assert json.loads(second)["summary"] not in first


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"extra_body": {"temperature": 0}}, "temperature: Extra inputs are not permitted"),
        ({"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "{"}]}, "prefill"),
        ({"messages": []}, "at least one message"),
        ({"messages": [{"role": "user", "content": [{"type": "text", "text": 4}]}]}, "text"),
        ({"messages": [{"role": "user", "content": " "}]}, "non-whitespace"),
        ({"max_tokens": 64_001}, "max_tokens"),
        ({"thinking": {"type": "between_tools"}}, "thinking.type"),
        ({"thinking": {"type": "off"}}, "thinking"),
        ({"thinking": {"type": "disabled"}, "output_config": {"effort": "max"}}, "effort"),
        ({"output_config": {"effort": "tiny"}}, "effort"),
        ({"output_config": {"format": {"type": "json_schema", "schema": {"type": "object"}}}}, "additionalProperties"),
        (
            {"output_config": {"format": {"type": "json_schema", "schema": {"type": "string", "maxLength": 3}}}},
            "maxLength",
        ),
    ],
)
async def test_a_request_the_api_would_refuse_is_refused(
    client: AsyncAnthropic, change: dict[str, Any], words: str
) -> None:
    with pytest.raises(BadRequestError, match=re.escape(words)):
        await client.messages.create(**_call(**change))


async def test_unknown_and_retired_models_are_not_found(client: AsyncAnthropic) -> None:
    for model in ("claude-nobody", "claude-3-haiku-20240307"):
        with pytest.raises(NotFoundError, match=model):
            await client.messages.create(**_call(model))


async def test_another_key_and_another_version_are_refused(fake: FakeMessagesApi) -> None:
    async with httpx2.AsyncClient(base_url=fake.url) as raw:
        old = await raw.post("/v1/messages", json=_call(), headers=_headers() | {"anthropic-version": "2023-06-01"})
        key = await raw.post("/v1/messages", json=_call(), headers=_headers() | {"authorization": "Bearer other"})
        header = await raw.post("/v1/messages", json=_call(), headers={"x-api-key": API_KEY})

    assert [old.status_code, key.status_code, header.status_code] == [400, 401, 401]
    assert fake.calls == []


@pytest.mark.parametrize(
    ("fault", "expected", "status"),
    [
        (rate_limited(), RateLimitError, 429),
        (spend_limit(), EnforcedSpendLimitReachedError, 429),
        (overloaded(), OverloadedError, 529),
        (server_error(), InternalServerError, 500),
        (gateway_timeout(), InternalServerError, 504),
        (proxy_page(), InternalServerError, 502),
        (key_invalid(), AuthenticationError, 401),
        (billing(), PaymentRequiredError, 402),
        (forbidden(), PermissionDeniedError, 403),
        (not_found(), NotFoundError, 404),
        (bad_request(), BadRequestError, 400),
        (too_long(), APIStatusError, 413),
    ],
)
async def test_an_error_before_the_stream_is_the_sdks_error_and_costs_nothing(
    fake: FakeMessagesApi, client: AsyncAnthropic, fault: Fault, expected: type[Exception], status: int
) -> None:
    fake.script(fault, fault)

    _, error = await _received(client)
    with pytest.raises(expected):
        await client.messages.create(**_call())

    assert isinstance(error, APIStatusError)
    assert isinstance(error, expected)
    assert error.status_code == status
    assert fake.calls == []


@pytest.mark.parametrize(
    ("fault", "headers"),
    [
        (rate_limited(retry_after=3600), {"retry-after": "3600"}),
        (rate_limited(retry_after=None), {}),
        (rate_limited(retry_after=None, retry_after_ms=120), {"retry-after-ms": "120"}),
        (spend_limit(), {"x-should-retry": "false"}),
    ],
)
async def test_a_429_says_what_its_script_says(
    fake: FakeMessagesApi, client: AsyncAnthropic, fault: Fault, headers: dict[str, str]
) -> None:
    fake.script(fault)

    _, error = await _received(client)

    assert isinstance(error, APIStatusError)
    named = ("retry-after", "retry-after-ms", "x-should-retry")
    assert {name: error.response.headers[name] for name in named if name in error.response.headers} == headers


@pytest.mark.parametrize(
    ("fault", "expected", "received"),
    [
        (dropped("start"), httpx2.RemoteProtocolError, 0),
        (dropped(100), httpx2.RemoteProtocolError, 100),
        (dropped(100, reset=True), httpx2.TransportError, 100),
        (broken_off(100), APIStatusError, 100),
        (cut_clean(100), type(None), 100),
    ],
)
async def test_a_broken_stream_is_billed_by_what_was_received(
    fake: FakeMessagesApi, client: AsyncAnthropic, fault: Fault, expected: type[Exception | None], received: int
) -> None:
    fake.script(fault)

    text, error = await _received(client)

    assert isinstance(error, expected)
    assert len(text) == received
    (call,) = fake.calls
    assert (call.completed, call.sent_characters) == (False, received)
    assert call.output_tokens == max(1, -(-received // 3))
    assert call.input_tokens > 0


async def test_a_stall_is_billed_by_what_was_received(fake: FakeMessagesApi, client: AsyncAnthropic) -> None:
    fake.script(stalled(100))

    text, error = await _received(client.with_options(timeout=_HASTY_S))

    assert isinstance(error, httpx2.ReadTimeout)
    assert (len(text), fake.calls[0].sent_characters, fake.calls[0].output_tokens) == (100, 100, 34)


async def test_a_drop_before_the_first_event_is_not_billed(fake: FakeMessagesApi, client: AsyncAnthropic) -> None:
    fake.script(dropped("headers"))

    text, error = await _received(client)

    assert isinstance(error, httpx2.RemoteProtocolError)
    assert (text, fake.calls) == ("", [])


async def test_an_error_event_keeps_its_type_behind_a_200(fake: FakeMessagesApi, client: AsyncAnthropic) -> None:
    fake.script(broken_off(50), broken_off(50, error="api_error"))

    errors = [(await _received(client))[1] for _ in range(2)]

    kinds = [(error.status_code, error.type) for error in errors if isinstance(error, APIStatusError)]
    assert kinds == [(200, "overloaded_error"), (200, "api_error")]


async def test_pings_keep_a_read_timeout_from_firing(fake: FakeMessagesApi, client: AsyncAnthropic) -> None:
    fake.script(pings_only(30))

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(3 * _HASTY_S):
            await _received(client.with_options(timeout=_HASTY_S))

    assert fake.calls[0].sent_characters == 30


async def test_silence_is_a_timeout_and_costs_nothing(fake: FakeMessagesApi, client: AsyncAnthropic) -> None:
    fake.script(SILENT)

    _, error = await _received(client.with_options(timeout=_HASTY_S))

    assert isinstance(error, APITimeoutError)
    assert fake.calls == []


@pytest.mark.parametrize(
    ("fault", "stop_reason"),
    [(truncated(), "max_tokens"), (refused(), "refusal"), (window_exceeded(), "model_context_window_exceeded")],
)
async def test_an_early_stop_is_well_formed(
    fake: FakeMessagesApi, client: AsyncAnthropic, fault: Fault, stop_reason: str
) -> None:
    fake.script(fault, fault)

    text, message = await _streamed(client)
    whole = await _created(client)

    assert message.stop_reason == whole.stop_reason == stop_reason
    assert (message.stop_details is not None) == (whole.stop_details is not None) == (stop_reason == "refusal")
    assert len(text) < 600
    assert all(call.completed for call in fake.calls)


async def test_max_tokens_cut_an_answer_without_any_script(fake: FakeMessagesApi, client: AsyncAnthropic) -> None:
    text, message = await _streamed(client, max_tokens=20)

    assert (len(text), message.stop_reason, message.usage.output_tokens) == (60, "max_tokens", 20)


async def test_places_by_section(fake: FakeMessagesApi, client: AsyncAnthropic) -> None:
    fake.script(dropped(Sections(0)), dropped(Sections(2)))

    within, _ = await _received(client)
    after, _ = await _received(client)

    assert within.startswith('{"choice":{')
    assert '"posture"' not in within
    assert after.endswith('"posture":"narrow","mov')


async def test_queues_go_before_what_always_happens(fake: FakeMessagesApi, client: AsyncAnthropic) -> None:
    fake.always(_HAIKU, overloaded())
    fake.script(FINE, WrongAnswer("[]"))
    fake.script(server_error(), model="claude-sonnet-5-5")

    texts = [(await _received(client))[0] for _ in range(3)]
    other, message = await _streamed(client, model="claude-opus-5-5")
    fake.recover()
    healed, _ = await _received(client)

    assert texts[0] == other == healed
    assert texts[1:] == ["[]", ""]
    assert message.model == "claude-opus-5-5"
    assert [request.status for request in fake.messages] == [200, 200, 529, 200, 200]


async def test_chance_repeats_itself_with_its_seed(fake: FakeMessagesApi, client: AsyncAnthropic) -> None:
    async def outcomes() -> list[bool]:
        fake.inject(0.5, 7, [overloaded(), dropped(10)])
        return [(await _received(client))[1] is None for _ in range(12)]

    first = await outcomes()

    assert first == await outcomes()
    assert set(first) == {True, False}


async def test_models_and_counts_can_fail_too(fake: FakeMessagesApi, client: AsyncAnthropic) -> None:
    fake.script(overloaded(), endpoint="models")
    fake.always("*", server_error(), endpoint="count_tokens")

    with pytest.raises(OverloadedError):
        await client.models.retrieve(_HAIKU)
    assert (await client.models.retrieve(_HAIKU)).id == _HAIKU
    with pytest.raises(InternalServerError):
        await client.messages.count_tokens(model=_HAIKU, messages=[{"role": "user", "content": "a"}])


async def test_limits_that_are_enforced_say_when_to_come_back(fake: FakeMessagesApi, client: AsyncAnthropic) -> None:
    fake.limits.requests, fake.limits.enforced = 2, True

    errors = [(await _received(client))[1] for _ in range(3)]

    assert errors[:2] == [None, None]
    assert isinstance(errors[2], RateLimitError)
    assert int(errors[2].response.headers["retry-after"]) in range(15, 31)


async def test_an_answer_takes_the_time_it_is_given(fake: FakeMessagesApi, client: AsyncAnthropic) -> None:
    fake.script(Pace(ttft_s=0.1, tokens_per_s=500))
    clock = asyncio.get_running_loop().time
    begun, first = clock(), 0.0

    async with client.messages.stream(**_call()) as stream:
        async for _ in stream.text_stream:
            first = first or clock() - begun
        message = await stream.get_final_message()

    taken = clock() - begun
    assert 0.1 <= first < taken
    assert taken >= 0.1 + message.usage.output_tokens / 500


async def test_a_client_that_goes_away_ends_the_writing(fake: FakeMessagesApi, client: AsyncAnthropic) -> None:
    fake.speed.tokens_per_s = 100

    async with client.messages.stream(**_call()) as stream:
        async for _ in stream.text_stream:
            break
    async with asyncio.timeout(2):
        while fake.open_streams:
            await asyncio.sleep(0.01)

    (call,) = fake.calls
    assert not call.completed
    assert 0 < call.sent_characters < 200


async def test_streams_run_side_by_side(fake: FakeMessagesApi, client: AsyncAnthropic) -> None:
    fake.speed.ttft_s = 0.3

    results = await asyncio.gather(*(_streamed(client) for _ in range(20)))

    assert len({text for text, _ in results}) == 1
    assert len({call.id for call in fake.calls}) == 20
    assert fake.most_open_streams > 10
    assert fake.open_streams == 0


async def test_a_connection_that_ends_in_a_whole_answer_is_a_connection_error(
    fake: FakeMessagesApi, client: AsyncAnthropic
) -> None:
    fake.script(dropped(10))

    with pytest.raises(APIConnectionError):
        await client.messages.create(**_call())

    assert not fake.calls[0].completed
