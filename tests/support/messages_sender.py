"""One answer on its way to the client of the fake Messages API, at its speed, with the bill in step."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from aiohttp import web
from pydantic import JsonValue

from support import messages_wire as wire
from support.messages_script import StreamFault

_PING_S: Final = 0.02


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
class Answer:
    """What a model wrote and why it stopped."""

    text: str
    stop_reason: str = "end_turn"
    stop_details: JsonValue = None


class Sender:
    """This writes one answer, whole or as events, up to where a fault says."""

    def __init__(
        self, raw: web.Request, headers: Mapping[str, str], answer: Answer, call: BilledCall, speed: Speed
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
                return await forever()
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


async def forever() -> web.StreamResponse:
    """Answer nothing, until the client goes away."""
    await asyncio.Event().wait()
    raise AssertionError("nobody sets this event")
