"""A fake of the Anthropic Messages API over a real socket, faithful on the wire, in the loop of the test that uses it.

It checks requests as the API does, answers any JSON Schema, keeps count of what it would bill, and fails on demand.
The bill follows the characters that were really sent, so what a client computes of a broken stream can be compared.
"""

import asyncio
import hashlib
import json
from collections.abc import AsyncGenerator, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final, assert_never

from aiohttp import web
from pydantic import JsonValue

from support import messages_wire as wire
from support.messages_models import KNOWN_MODELS, ModelRow
from support.messages_prose import answer_to, awkward_json, sentence
from support.messages_rules import Refused, check_body, check_headers, texts_of
from support.messages_script import (
    EVERY_MODEL,
    FINE,
    Endpoint,
    Fault,
    Fine,
    HttpFault,
    Pace,
    Script,
    Silence,
    StopFault,
    StreamFault,
    WrongAnswer,
)

API_KEY: Final = "test-key"
_MOST_BYTES: Final = 32 * 1024 * 1024
_CACHE_TIMES: Final = {"5m": 300.0, "1h": 3600.0}
_PING_S: Final = 0.02
_STATUS_OF: Final = {"overloaded_error": 529, "rate_limit_error": 429, "timeout_error": 504}


@dataclass(slots=True)
class Request:
    """One request as it arrived, what it met, and the status it was answered with; 0 while it has no answer."""

    path: str
    headers: Mapping[str, str]
    body: Mapping[str, JsonValue]
    request_id: str
    at: float
    fault: Fault = FINE
    status: int = 0

    @property
    def model(self) -> str:
        return str(self.body.get("model", self.path.rpartition("/")[2]))

    @property
    def prompt(self) -> str:
        """All texts that the model was given, system texts first."""
        return "\n\n".join(text for _, text in texts_of(self.body))

    @property
    def schema(self) -> Mapping[str, JsonValue] | None:
        """The JSON Schema of the answer, if one was asked for."""
        match self.body.get("output_config"):
            case {"format": {"schema": dict() as schema}}:
                return schema
            case _:
                return None


@dataclass(slots=True)
class BilledCall:
    """What the API would bill for an answer that has begun; grows while characters are sent."""

    id: str
    request_id: str
    model: str
    prompt: wire.PromptUsage
    thinking_tokens: int = 0
    sent_characters: int = 0
    stop_reason: str | None = None
    completed: bool = False

    @property
    def input_tokens(self) -> int:
        return self.prompt.input_tokens

    @property
    def output_tokens(self) -> int:
        """Never less than the token that `message_start` announces."""
        return max(1, wire.output_tokens(self.sent_characters) + self.thinking_tokens)


@dataclass(slots=True)
class Speed:
    """How fast answers are written; all at once when nothing is said."""

    ttft_s: float = 0.0
    tokens_per_s: float | None = None


@dataclass(slots=True)
class Limits:
    """What an organisation may use of a model in a minute; only told in headers unless `enforced`."""

    requests: int = 4_000
    input_tokens: int = 2_000_000
    output_tokens: int = 400_000
    enforced: bool = False


@dataclass(slots=True)
class _Answer:
    text: str
    stop_reason: str = "end_turn"
    stop_details: JsonValue = None


@dataclass(slots=True)
class _Buckets:
    """What is left of a minute's limits; refills evenly."""

    at: float
    left: dict[str, float] = field(default_factory=dict[str, float])


class FakeMessagesApi:
    """The fake; made by `fake_messages_api`."""

    def __init__(self, *, keys: Collection[str] | None, models: Mapping[str, ModelRow], speed: Speed) -> None:
        self.url = ""
        self.requests: list[Request] = []
        self.calls: list[BilledCall] = []
        self.keys = None if keys is None else frozenset(keys)
        self.models = dict(models)
        self.speed = speed
        self.limits = Limits()
        self.write: Callable[[Request], object] | None = None
        self.list_length: Callable[[Request, tuple[str, ...]], int | None] | None = None
        self.thinking_tokens = 0
        self.cache_minimum_tokens = 512
        self.open_streams = 0
        self.most_open_streams = 0
        self._script = Script()
        self._cached: dict[str, float] = {}
        self._buckets: dict[str, _Buckets] = {}
        self._first_text: dict[str, int] = {}
        self._texts = 0

    def script(self, *faults: Fault, model: str = EVERY_MODEL, endpoint: Endpoint = "messages") -> None:
        """Let the next requests meet these faults, one each, in this order."""
        self._script.add(faults, model=model, endpoint=endpoint)

    def always(self, model: str, fault: Fault | None, *, endpoint: Endpoint = "messages") -> None:
        """Let every request for a model (`*` for all) meet a fault; None ends it."""
        self._script.set_always(model, fault, endpoint=endpoint)

    def inject(self, rate: float, seed: int, faults: Sequence[Fault]) -> None:
        """Let this share of the requests meet a fault by chance, the same ones for the same seed; 0 ends it."""
        self._script.inject(rate, seed, faults)

    def recover(self) -> None:
        """End all faults."""
        self._script.clear()

    @property
    def messages(self) -> list[Request]:
        """The requests for messages, without those of models and counts."""
        return [request for request in self.requests if request.path == "/v1/messages"]

    def application(self) -> web.Application:
        """Return the routes."""
        app = web.Application(client_max_size=_MOST_BYTES)
        app.add_routes([
            web.post("/v1/messages", self._on_messages),
            web.post("/v1/messages/count_tokens", self._on_count_tokens),
            web.get("/v1/models/{id}", self._on_model),
        ])  # fmt: skip
        return app

    async def _on_messages(self, raw: web.Request) -> web.StreamResponse:
        request = await self._noted(raw)
        fault = request.fault = self._script.next(request.model, "messages")
        if isinstance(fault, Silence):
            return await _forever()
        refused = check_headers(raw.headers, self.keys) or check_body(dict(request.body), self.models)
        if refused is not None:
            return self._error(request, _fault_of(refused))
        if isinstance(fault, HttpFault):
            return self._error(request, fault)
        if (limited := self._limited(request)) is not None:
            return self._error(request, limited)
        self.open_streams += 1
        self.most_open_streams = max(self.most_open_streams, self.open_streams)
        try:
            return await self._answer(raw, request, fault)
        finally:
            self.open_streams -= 1

    async def _on_count_tokens(self, raw: web.Request) -> web.StreamResponse:
        request = await self._noted(raw)
        request.fault = self._script.next(request.model, "count_tokens")
        refused = check_headers(raw.headers, self.keys) or check_body(dict(request.body), self.models, counting=True)
        if refused is not None:
            return self._error(request, _fault_of(refused))
        return await self._plain(request, {"input_tokens": wire.input_tokens(_prompt_characters(request))})

    async def _on_model(self, raw: web.Request) -> web.StreamResponse:
        request = await self._noted(raw)
        request.fault = self._script.next(request.model, "models")
        refused = check_headers(raw.headers, self.keys)
        row = self.models.get(raw.match_info["id"])
        if refused is None and row is None:
            refused = Refused(404, "not_found_error", f"model: {raw.match_info['id']}")
        if refused is not None or row is None:
            return self._error(request, _fault_of(refused or Refused(404, "not_found_error", "model")))
        return await self._plain(request, row.wire())

    async def _plain(self, request: Request, body: dict[str, JsonValue]) -> web.StreamResponse:
        """Answer a request that has no stream; of the faults only silence and errors make sense here."""
        match request.fault:
            case Silence():
                return await _forever()
            case HttpFault() as fault:
                return self._error(request, fault)
            case _:
                request.status = 200
                return web.json_response(body, headers=self._headers(request))

    async def _noted(self, raw: web.Request) -> Request:
        try:
            body: JsonValue = json.loads(await raw.read() or b"{}")
        except ValueError:
            body = None
        number = len(self.requests) + 1
        request = Request(
            path=raw.path,
            headers={name.lower(): value for name, value in raw.headers.items()},
            body=body if isinstance(body, dict) else {},
            request_id=f"req_{number:024d}",
            at=asyncio.get_running_loop().time(),
        )
        self.requests.append(request)
        return request

    async def _answer(self, raw: web.Request, request: Request, fault: Fault) -> web.StreamResponse:
        answer = self._written(request, fault)
        call = BilledCall(
            id=f"msg_{len(self.calls) + 1:024d}",
            request_id=request.request_id,
            model=request.model,
            prompt=self._prompt_usage(request),
            thinking_tokens=self._thinking(request),
        )
        request.status = 200
        speed = self.speed if not isinstance(fault, Pace) else Speed(fault.ttft_s, fault.tokens_per_s)
        sender = _Sender(raw, self._headers(request), answer, call, speed)
        stream_fault = fault if isinstance(fault, StreamFault) else None
        try:
            if request.body.get("stream"):
                return await sender.stream(stream_fault, self.calls)
            return await self._whole(request, sender, stream_fault)
        finally:
            self._spend(request.model, output_tokens=call.output_tokens)

    async def _whole(self, request: Request, sender: "_Sender", fault: StreamFault | None) -> web.StreamResponse:
        match fault:
            case StreamFault(ending="stall" | "pings"):
                return await _forever()
            case StreamFault(ending="error", error=kind):
                return self._error(request, HttpFault(_STATUS_OF.get(kind, 500), kind, "The answer was broken off"))
            case _:
                return await sender.whole(fault, self.calls)

    def _written(self, request: Request, fault: Fault) -> _Answer:
        match fault:
            case WrongAnswer(text=text):
                answer = _Answer(text)
            case StopFault():
                text = self._text(request)
                details: JsonValue = None
                if fault.stop_reason == "refusal":
                    words = "This request was declined by a safety classifier."
                    details = {"type": "refusal", "category": fault.category, "explanation": words}
                end = len(text) if fault.after is None else wire.position(text, fault.after)
                answer = _Answer(text[:end], fault.stop_reason, details)
            case Fine() | HttpFault() | Silence() | StreamFault() | Pace():
                answer = _Answer(self._text(request))
            case _:
                assert_never(fault)
        return _within_limit(answer, request, self._thinking(request))

    def _text(self, request: Request) -> str:
        if self.write is not None:
            written = self.write(request)
            return written if isinstance(written, str) else awkward_json(written)
        schema = request.schema
        key = hashlib.sha256(json.dumps(schema if schema is not None else request.prompt).encode()).hexdigest()
        first = self._first_text.setdefault(key, self._texts)
        if schema is None:
            texts = [sentence(first + number) for number in range(3)]
            self._texts = max(self._texts, first + len(texts))
            return " ".join(texts)
        value, used = answer_to(schema, start=first, length=lambda path: self._length(request, path))
        # Another schema goes on where this one ended, so that the parts of one document never repeat each other.
        self._texts = max(self._texts, first + used)
        return awkward_json(value)

    def _length(self, request: Request, path: tuple[str, ...]) -> int | None:
        """Return how long a list has to be: as the test says, or as long as one of that name in the prompt's JSON."""
        said = None if self.list_length is None else self.list_length(request, path)
        return said if said is not None else wire.list_length(request.prompt, path)

    def _thinking(self, request: Request) -> int:
        """Return the tokens a model thinks for: none when the request turns thinking off."""
        match request.body.get("thinking"):
            case {"type": "disabled" | "between_tools"}:
                return 0
            case _:
                return self.thinking_tokens

    def _prompt_usage(self, request: Request) -> wire.PromptUsage:
        total = wire.input_tokens(_prompt_characters(request))
        prefix, life = _cached_prefix(request)
        size = min(total, wire.input_tokens(len(prefix)))
        if life is None or size < self.cache_minimum_tokens:
            return wire.PromptUsage(total)
        # The format adds a hidden system text, so calls with different schemas share no prefix.
        key = hashlib.sha256(f"{request.model}\0{json.dumps(request.schema)}\0{prefix}".encode()).hexdigest()
        now = asyncio.get_running_loop().time()
        was_cached = self._cached.get(key, 0.0) > now
        self._cached[key] = now + _CACHE_TIMES[life]
        if was_cached:
            return wire.PromptUsage(total - size, cache_read=size)
        if life == "1h":
            return wire.PromptUsage(total - size, cache_write_1h=size)
        return wire.PromptUsage(total - size, cache_write_5m=size)

    def _left(self, model: str) -> dict[str, float]:
        """Return what is left of a model's limits now."""
        now = asyncio.get_running_loop().time()
        limits = self._limits()
        buckets = self._buckets.setdefault(model, _Buckets(now, dict(limits)))
        share = (now - buckets.at) / 60
        buckets.at = now
        for name, limit in limits.items():
            buckets.left[name] = min(limit, buckets.left[name] + limit * share)
        return buckets.left

    def _limits(self) -> dict[str, float]:
        return {
            "requests": self.limits.requests,
            "input-tokens": self.limits.input_tokens,
            "output-tokens": self.limits.output_tokens,
        }

    def _limited(self, request: Request) -> HttpFault | None:
        """Take the request from the limits, or refuse it when they are enforced and used up."""
        left = self._left(request.model)
        wanted = {"requests": 1, "input-tokens": wire.input_tokens(_prompt_characters(request)), "output-tokens": 1}
        if self.limits.enforced:
            limits = self._limits()
            waits = [60 * (wanted[name] - left[name]) / limits[name] for name in wanted if left[name] < wanted[name]]
            if waits:
                headers = {"retry-after": str(max(1, round(max(waits))))}
                return HttpFault(429, "rate_limit_error", "This request would exceed your rate limit.", headers)
        left["requests"] -= 1
        left["input-tokens"] -= wanted["input-tokens"]
        return None

    def _spend(self, model: str, *, output_tokens: int) -> None:
        self._left(model)["output-tokens"] -= output_tokens

    def _headers(self, request: Request) -> dict[str, str]:
        headers = {
            "request-id": request.request_id,
            "anthropic-organization-id": "00000000-0000-4000-8000-000000000001",
            "anthropic-workspace-id": "wrkspc_000000000000000000000001",
        }
        left = self._left(request.model)
        now = datetime.now(UTC)
        for name, limit in self._limits().items():
            seconds = 60 * (limit - left[name]) / limit if limit else 60
            headers[f"anthropic-ratelimit-{name}-limit"] = f"{limit:.0f}"
            headers[f"anthropic-ratelimit-{name}-remaining"] = f"{max(0, left[name]):.0f}"
            reset = (now + timedelta(seconds=seconds)).isoformat(timespec="seconds").replace("+00:00", "Z")
            headers[f"anthropic-ratelimit-{name}-reset"] = reset
        tokens = ("input-tokens", "output-tokens")
        headers["anthropic-ratelimit-tokens-limit"] = f"{sum(self._limits()[name] for name in tokens):.0f}"
        headers["anthropic-ratelimit-tokens-remaining"] = f"{max(0, sum(left[name] for name in tokens)):.0f}"
        headers["anthropic-ratelimit-tokens-reset"] = headers["anthropic-ratelimit-input-tokens-reset"]
        return headers

    def _error(self, request: Request, fault: HttpFault) -> web.Response:
        request.status = fault.status
        if fault.type is None:
            return web.Response(status=fault.status, text=fault.message, content_type="text/html")
        body = wire.error(fault.type, fault.message, request.request_id, fault.error_code)
        return web.json_response(body, status=fault.status, headers={**self._headers(request), **fault.headers})


class _Sender:
    """One answer on its way: writes it, at its speed, and keeps the bill in step with what was written."""

    def __init__(
        self, raw: web.Request, headers: Mapping[str, str], answer: _Answer, call: BilledCall, speed: Speed
    ) -> None:
        self._raw = raw
        self._headers = headers
        self._answer = answer
        self._call = call
        self._speed = speed
        self._events = 0
        self._response = web.StreamResponse(headers=headers)

    async def whole(self, fault: StreamFault | None, calls: list[BilledCall]) -> web.StreamResponse:
        """Send the answer as one body; with a fault only the first half of its bytes."""
        call, answer = self._call, self._answer
        calls.append(call)
        call.sent_characters, call.stop_reason = len(answer.text), answer.stop_reason
        await asyncio.sleep(self._speed.ttft_s + self._seconds(len(answer.text)))
        content: list[JsonValue] = [*self._thoughts(), wire.text_block(answer.text)]
        usage = call.prompt.wire(call.output_tokens, call.thinking_tokens)
        more = {"stop_reason": answer.stop_reason, "stop_details": answer.stop_details}
        body = wire.message(call.id, call.model, usage, content=content if answer.text else [], **more)
        if fault is None:
            call.completed = True
            return web.json_response(body, headers=self._headers)
        encoded = json.dumps(body).encode()
        self._response.content_type = "application/json"
        self._response.content_length = len(encoded)
        await self._response.prepare(self._raw)
        await self._response.write(encoded[: len(encoded) // 2])
        return self._closed(fault)

    async def stream(self, fault: StreamFault | None, calls: list[BilledCall]) -> web.StreamResponse:
        """Send the answer as events, up to where the fault says."""
        self._response.content_type = "text/event-stream"
        self._response.headers["cache-control"] = "no-cache"
        # The real API sends its headers when the first token is near.
        await asyncio.sleep(self._speed.ttft_s)
        await self._response.prepare(self._raw)
        try:
            if fault is None or fault.after != "headers":
                calls.append(self._call)
                await self._begin()
                end = len(self._answer.text) if fault is None else wire.position(self._answer.text, fault.after)
                await self._blocks(end, is_whole=fault is None)
            if fault is None:
                await self._end()
                return self._response
            return await self._break(fault)
        except ConnectionError:
            return self._response

    async def _begin(self) -> None:
        call = self._call
        empty = wire.message(call.id, call.model, call.prompt.wire(1))
        await self._send({"type": "message_start", "message": empty})

    async def _blocks(self, end: int, *, is_whole: bool) -> None:
        index = 0
        for thought in self._thoughts():
            await self._thought(index, thought)
            index += 1
        if end == 0 and (is_whole or not self._answer.text):
            return
        await self._send({"type": "content_block_start", "index": index, "content_block": wire.text_block("")})
        await self._send({"type": "ping"})
        begun = asyncio.get_running_loop().time()
        size = 12 if self._speed.tokens_per_s else max(1, -(-len(self._answer.text) // 12))
        for piece in wire.pieces(self._answer.text[:end], size):
            await self._until(begun + self._seconds(self._call.sent_characters + len(piece)))
            delta: JsonValue = {"type": "text_delta", "text": piece}
            await self._send({"type": "content_block_delta", "index": index, "delta": delta})
            self._call.sent_characters += len(piece)
        if is_whole:
            await self._send({"type": "content_block_stop", "index": index})

    async def _thought(self, index: int, block: dict[str, JsonValue]) -> None:
        empty: JsonValue = {"type": "thinking", "thinking": "", "signature": ""}
        await self._send({"type": "content_block_start", "index": index, "content_block": empty})
        await asyncio.sleep(self._seconds(self._call.thinking_tokens * wire.CHARACTERS_PER_OUTPUT_TOKEN))
        for name, kind in (("thinking", "thinking_delta"), ("signature", "signature_delta")):
            delta: JsonValue = {"type": kind, name: block[name]}
            await self._send({"type": "content_block_delta", "index": index, "delta": delta})
        await self._send({"type": "content_block_stop", "index": index})

    async def _end(self) -> None:
        call, answer = self._call, self._answer
        call.stop_reason = answer.stop_reason
        delta: JsonValue = {
            "stop_reason": answer.stop_reason,
            "stop_sequence": None,
            "stop_details": answer.stop_details,
            "container": None,
        }
        usage: JsonValue = call.prompt.totals(call.output_tokens, call.thinking_tokens)
        await self._send({"type": "message_delta", "delta": delta, "usage": usage})
        await self._send({"type": "message_stop"})
        call.completed = True
        await self._response.write_eof()

    async def _break(self, fault: StreamFault) -> web.StreamResponse:
        match fault.ending:
            case "eof":
                await self._response.write_eof()
                return self._response
            case "error":
                body = wire.error(fault.error, "Overloaded", self._call.request_id)
                await self._send(body)
                await self._response.write_eof()
                return self._response
            case "pings":
                while True:
                    await self._send({"type": "ping"})
                    await asyncio.sleep(_PING_S)
            case "stall":
                return await _forever()
            case "drop" | "reset":
                return self._closed(fault)

    def _closed(self, fault: StreamFault) -> web.StreamResponse:
        transport = self._raw.transport
        if isinstance(transport, asyncio.Transport):
            transport.abort() if fault.ending == "reset" else transport.close()
        return self._response

    async def _send(self, data: dict[str, JsonValue]) -> None:
        self._events += 1
        for part in wire.writes(wire.event(data), self._events):
            await self._response.write(part)

    def _thoughts(self) -> list[dict[str, JsonValue]]:
        if not self._call.thinking_tokens:
            return []
        # As long as it is billed, so that a client that counts characters finds the same.
        thought = "weighing " * self._call.thinking_tokens
        thought = thought[: self._call.thinking_tokens * wire.CHARACTERS_PER_OUTPUT_TOKEN]
        return [{"type": "thinking", "thinking": thought, "signature": "c2lnbmF0dXJl"}]

    def _seconds(self, characters: int) -> float:
        rate = self._speed.tokens_per_s
        return wire.output_tokens(characters) / rate if rate else 0.0

    async def _until(self, moment: float) -> None:
        await asyncio.sleep(max(0.0, moment - asyncio.get_running_loop().time()))


@asynccontextmanager
async def fake_messages_api(
    *,
    keys: Collection[str] | None = None,
    models: Mapping[str, ModelRow] = KNOWN_MODELS,
    ttft_s: float = 0.0,
    tokens_per_s: float | None = None,
    port: int = 0,
) -> AsyncGenerator[FakeMessagesApi, None]:
    """Serve the fake on this machine while the block runs; any key is good unless some are named."""
    fake = FakeMessagesApi(keys=keys, models=models, speed=Speed(ttft_s, tokens_per_s))
    # A client that goes away cancels its handler, as it ends the writing of the real model.
    runner = web.AppRunner(
        fake.application(), handler_cancellation=True, access_log=None, shutdown_timeout=0.1, keepalive_timeout=30
    )
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    fake.url = f"http://127.0.0.1:{int(runner.addresses[0][1])}"
    try:
        yield fake
    finally:
        await runner.cleanup()


def _within_limit(answer: _Answer, request: Request, thinking_tokens: int) -> _Answer:
    limit = request.body.get("max_tokens")
    room = max(0, (limit if isinstance(limit, int) else 0) - thinking_tokens) * wire.CHARACTERS_PER_OUTPUT_TOKEN
    return answer if len(answer.text) <= room else _Answer(answer.text[:room], "max_tokens")


def _prompt_characters(request: Request) -> int:
    """Return the size of texts and schema; the format is a hidden text of the prompt."""
    schema = 0 if request.schema is None else len(json.dumps(request.schema))
    return sum(len(text) for _, text in texts_of(request.body)) + schema


def _cached_prefix(request: Request) -> tuple[str, str | None]:
    """Return the prompt up to the last block of the system text with a mark, and how long it is kept."""
    blocks = request.body.get("system")
    seen: list[str] = []
    prefix, life = "", None
    for block in blocks if isinstance(blocks, list) else []:
        if not isinstance(block, dict):
            continue
        seen.append(str(block.get("text", "")))
        if isinstance(mark := block.get("cache_control"), dict):
            prefix, life = "\0".join(seen), str(mark.get("ttl") or "5m")
    return prefix, life


def _fault_of(refused: Refused) -> HttpFault:
    return HttpFault(refused.status, refused.type, refused.message)


async def _forever() -> web.StreamResponse:
    await asyncio.Event().wait()
    raise AssertionError("nobody sets this event")
