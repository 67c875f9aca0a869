"""A fake of the Anthropic Messages API over a real socket, faithful on the wire, in the loop of the test that uses it.

It checks requests as the API does, answers any JSON Schema, keeps count of what it would bill, and fails on demand.
The bill follows the characters that were really sent, so what a client computes of a broken stream can be compared.
"""

import asyncio
import hashlib
import json
from collections.abc import AsyncGenerator, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Final, assert_never

from aiohttp import web
from pydantic import JsonValue

from support import messages_wire as wire
from support.messages_limits import Limits, PromptCache
from support.messages_models import KNOWN_MODELS, ModelRow
from support.messages_prose import answer_to, awkward_json, sentence
from support.messages_request import Request
from support.messages_rules import Refused, check_body, check_headers
from support.messages_script import (
    EVERY_MODEL,
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
from support.messages_sender import Answer, BilledCall, Sender, Speed, forever

API_KEY: Final = "test-key"
_MOST_BYTES: Final = 32 * 1024 * 1024
_STATUS_OF: Final = {"overloaded_error": 529, "rate_limit_error": 429, "timeout_error": 504}


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
        self._cache = PromptCache()
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
            return await forever()
        refused = check_headers(raw.headers, self.keys) or check_body(dict(request.body), self.models)
        if refused is not None:
            return self._error(request, _fault_of(refused))
        if isinstance(fault, HttpFault):
            return self._error(request, fault)
        if (limited := self.limits.take(request)) is not None:
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
        return await self._plain(request, {"input_tokens": request.prompt_tokens})

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
                return await forever()
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
            id=request.request_id.replace("req_", "msg_"),
            request_id=request.request_id,
            model=request.model,
            prompt=self._cache.usage(request, self.cache_minimum_tokens),
            thinking_tokens=self._thinking(request),
        )
        request.status = 200
        speed = self.speed if not isinstance(fault, Pace) else Speed(fault.ttft_s, fault.tokens_per_s)
        sender = Sender(raw, self._headers(request), answer, call, speed)
        stream_fault = fault if isinstance(fault, StreamFault) else None
        try:
            if request.body.get("stream"):
                return await sender.stream(stream_fault, self.calls)
            return await self._whole(request, sender, stream_fault)
        finally:
            self.limits.spend(request.model, call.output_tokens)

    async def _whole(self, request: Request, sender: Sender, fault: StreamFault | None) -> web.StreamResponse:
        match fault:
            case StreamFault(ending="stall" | "pings"):
                return await forever()
            case StreamFault(ending="error", error=kind):
                return self._error(request, HttpFault(_STATUS_OF.get(kind, 500), kind, "The answer was broken off"))
            case _:
                return await sender.whole(fault, self.calls)

    def _written(self, request: Request, fault: Fault) -> Answer:
        match fault:
            case WrongAnswer(text=text):
                answer = Answer(text)
            case StopFault():
                text = self._text(request)
                details: JsonValue = None
                if fault.stop_reason == "refusal":
                    words = "This request was declined by a safety classifier."
                    details = {"type": "refusal", "category": fault.category, "explanation": words}
                end = len(text) if fault.after is None else wire.position(text, fault.after)
                answer = Answer(text[:end], fault.stop_reason, details)
            case Fine() | HttpFault() | Silence() | StreamFault() | Pace():
                answer = Answer(self._text(request))
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

    def _headers(self, request: Request) -> dict[str, str]:
        return {
            "request-id": request.request_id,
            "anthropic-organization-id": "00000000-0000-4000-8000-000000000001",
            "anthropic-workspace-id": "wrkspc_000000000000000000000001",
            **self.limits.headers(request.model),
        }

    def _error(self, request: Request, fault: HttpFault) -> web.Response:
        request.status = fault.status
        if fault.type is None:
            return web.Response(status=fault.status, text=fault.message, content_type="text/html")
        body = wire.error(fault.type, fault.message, request.request_id, fault.error_code)
        return web.json_response(body, status=fault.status, headers={**self._headers(request), **fault.headers})


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


def _within_limit(answer: Answer, request: Request, thinking_tokens: int) -> Answer:
    limit = request.body.get("max_tokens")
    room = max(0, (limit if isinstance(limit, int) else 0) - thinking_tokens) * wire.CHARACTERS_PER_OUTPUT_TOKEN
    return answer if len(answer.text) <= room else Answer(answer.text[:room], "max_tokens")


def _fault_of(refused: Refused) -> HttpFault:
    return HttpFault(refused.status, refused.type, refused.message)
