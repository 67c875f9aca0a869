"""The one way to the Messages API: a request goes out once, its answer comes back as deltas of text.

Nothing is retried here and no deadline but that between two bytes is kept: both belong to the engine, which knows what
the answer is for. An answer is good only when it said that it ended, and said so of its own accord.
"""

import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Mapping
from typing import Final, cast

import anthropic
import httpx2
from anthropic import AsyncAnthropic, AsyncStream
from anthropic.types import OutputConfigParam, RawMessageStreamEvent, TextBlockParam, ThinkingConfigParam

from strategy_worker.llm.capabilities import ModelCapabilities, from_api
from strategy_worker.llm.failures import CALL_ERRORS, classify
from strategy_worker.llm.model import Call, CallFailedError, FailureKind, Receipt, TokenUsage

# Named, or the SDK would look for another one in the environment and in files.
_BASE_URL: Final = "https://api.anthropic.com"
_KEPT_HEADERS: Final = frozenset({"request-id", "retry-after", "retry-after-ms"})
_KEPT_PREFIX: Final = "anthropic-ratelimit-"
_MODELS_TIMEOUT_S: Final = 3.0
# The last event is followed by the end of the response; when that is late, only the connection is lost.
_DRAIN_S: Final = 0.2
_BY_STOP_REASON: Final[Mapping[str, FailureKind]] = {
    "max_tokens": "truncated",
    "refusal": "refused",
    "model_context_window_exceeded": "too_long",
}


class MessagesClient:
    """Calls with one key, over connections that are kept; one per process and key."""

    def __init__(
        self,
        api_key: str,
        base_url: str | None,
        *,
        read_timeout_s: float = 20,
        connect_timeout_s: float = 3,
        is_strict: bool = False,
    ) -> None:
        """Prepare the connections; `is_strict` checks each answer against the SDK's types, for tests.

        Raises:
            ValueError: when the key is one that can't be sent.
        """
        self._api_key = _sendable(api_key)
        self._api = AsyncAnthropic(
            api_key=self._api_key,
            base_url=base_url or _BASE_URL,
            max_retries=0,
            timeout=httpx2.Timeout(read_timeout_s, connect=connect_timeout_s),
            # Trace ids stay in the house, and so do briefs: an option that is given is complete, whatever the
            # environment says.
            open_telemetry={"propagation": False, "traces": {"content_mode": "metadata_only"}},
            http_client=anthropic.DefaultAsyncHttpxClient(
                event_hooks={"request": [self._sign]},
                # Whoever answers at this address could otherwise send the brief and the key on to another one.
                follow_redirects=False,
            ),
            _strict_response_validation=is_strict,
        )

    async def stream(self, call: Call, receipt: Receipt, capabilities: ModelCapabilities) -> AsyncGenerator[str, None]:
        """Yield the answer's text as it arrives and fill in the receipt, whatever becomes of the answer.

        Closing the generator or cancelling the task that reads it closes the connection at once, which ends the
        writing of the model; so read it under `contextlib.aclosing`.

        Raises:
            CallFailedError: for everything but a whole answer that ended by itself.
        """
        reading = _Reading(receipt)
        failure: CallFailedError | None = None
        try:
            async with await self._open(call, capabilities) as answer:
                reading.note_headers(answer.response.headers)
                events = aiter(answer)
                async for event in events:
                    if text := reading.note(event):
                        yield text
                    if receipt.is_complete:
                        break
                await _drain(events)
        except CALL_ERRORS as error:
            failure = self._failure(error, reading)
        # Raised out here, or the SDK's error, which holds the request and so the key, would be its context.
        if failure := failure or reading.failure():
            raise failure

    async def capabilities(self, model: str) -> ModelCapabilities:
        """Ask the Models API about a model.

        Raises:
            CallFailedError: when it can't answer.
        """
        try:
            return from_api(model, await self._api.models.retrieve(model, timeout=_MODELS_TIMEOUT_S))
        except CALL_ERRORS as error:
            failure = classify(error, secret=self._api_key)
        raise failure

    async def close(self) -> None:
        """Close the connections."""
        await self._api.close()

    async def _sign(self, request: httpx2.Request) -> None:
        """Let no other key be sent: ANTHROPIC_CUSTOM_HEADERS would put one in this one's place.

        Done here and not by a parameter of the call, as the SDK writes those to its log.
        """
        request.headers["Authorization"] = f"Bearer {self._api_key}"
        request.headers.pop("X-Api-Key", None)

    async def _open(self, call: Call, capabilities: ModelCapabilities) -> AsyncStream[RawMessageStreamEvent]:
        thinking = capabilities.thinking
        return await self._api.messages.create(
            model=call.model,
            max_tokens=min(call.max_tokens, capabilities.max_output_tokens),
            system=_cached(_blocks(call.system)),
            messages=[{"role": "user", "content": _blocks(call.user)}],
            output_config=_output_config(call, capabilities),
            # One of the SDK's forms of the parameter, which differ only in the literal that is their type.
            thinking=anthropic.omit if thinking is None else cast("ThinkingConfigParam", dict(thinking)),
            metadata={"user_id": call.user_ref},
            stream=True,
        )

    def _failure(self, error: Exception, reading: "_Reading") -> CallFailedError:
        if isinstance(error, anthropic.APIStatusError):
            reading.note_headers(error.response.headers)
        return classify(error, has_begun=reading.has_begun, secret=self._api_key)


class _Reading:
    """Notes in a receipt what the events of one answer tell.

    The SDK builds events without checking them against their types, so each value is looked at before it is believed.
    """

    def __init__(self, receipt: Receipt) -> None:
        self._receipt = receipt
        self._began_at = time.monotonic()
        self._stop_detail = ""
        self.has_begun = False

    def note_headers(self, headers: Mapping[str, str]) -> None:
        """Keep what the headers say of the request and of the limits, by lower-case names."""
        named = {name.lower(): value for name, value in headers.items()}
        self._receipt.request_id = named.get("request-id")
        self._receipt.headers = {
            name: value for name, value in named.items() if name in _KEPT_HEADERS or name.startswith(_KEPT_PREFIX)
        }

    def note(self, event: object) -> str:
        """Return the text that an event brings, if it brings any."""
        self.has_begun = True
        match _at(event, "type"):
            case "message_start":
                self._note_start(_at(event, "message"))
            case "content_block_start":
                return self._written(_at(event, "content_block"))
            case "content_block_delta":
                return self._written(_at(event, "delta"))
            case "message_delta":
                self._note_end(event)
            case "message_stop":
                self._receipt.is_complete = True
            case _:
                pass
        return ""

    def failure(self) -> CallFailedError | None:
        """Return why the answer, read to its end, is not good."""
        reason = self._receipt.stop_reason
        if reason is None or (reason == "end_turn" and not self._receipt.is_complete):
            return CallFailedError("cut", "the answer ended without saying so")
        if reason == "end_turn":
            return None
        return CallFailedError(_BY_STOP_REASON.get(reason, "bad_output"), self._stop_detail or reason)

    def _note_start(self, message: object) -> None:
        self._receipt.message_id = _text(_at(message, "id"))
        self._receipt.answered_by = _text(_at(message, "model"))
        self._receipt.started = _usage(_at(message, "usage"), TokenUsage())

    def _note_end(self, event: object) -> None:
        self._receipt.stop_reason = _text(_at(event, "delta", "stop_reason")) or self._receipt.stop_reason
        self._stop_detail = _text(_at(event, "delta", "stop_details", "category")) or self._stop_detail
        usage = _at(event, "usage")
        # Without this figure the whole count is none, and what was received is the better estimate.
        if isinstance(_at(usage, "output_tokens"), int):
            self._receipt.final = _usage(usage, self._receipt.started or TokenUsage())

    def _written(self, piece: object) -> str:
        """Count what the model wrote, its thinking too, as both are billed; return it if it is text."""
        thought, text = _text(_at(piece, "thinking")) or "", _text(_at(piece, "text")) or ""
        self._receipt.characters += len(thought) + len(text)
        if text and self._receipt.ttft_ms is None:
            self._receipt.ttft_ms = round((time.monotonic() - self._began_at) * 1000)
        return text


async def _drain(events: AsyncIterator[object]) -> None:
    """Read to the end of the response, so that its connection can be used again."""
    with contextlib.suppress(TimeoutError, *CALL_ERRORS):
        async with asyncio.timeout(_DRAIN_S):
            async for _ in events:
                pass


def _sendable(api_key: str) -> str:
    """Return a key that a header can carry; the error for one that can't would quote the whole header."""
    key = api_key.strip()
    if not key or not key.isascii() or not key.isprintable():
        raise ValueError("the API key is empty or has a character that no header can carry")
    return key


def _blocks(texts: Iterable[str]) -> list[TextBlockParam]:
    return [{"type": "text", "text": text} for text in texts]


def _cached(blocks: list[TextBlockParam]) -> list[TextBlockParam]:
    """Mark where the part of the prompt ends that is the same for many calls."""
    if blocks:
        blocks[-1]["cache_control"] = {"type": "ephemeral", "ttl": "5m"}
    return blocks


def _output_config(call: Call, capabilities: ModelCapabilities) -> OutputConfigParam:
    config: OutputConfigParam = {"format": {"type": "json_schema", "schema": dict[str, object](call.schema)}}
    if capabilities.effort is not None:
        config["effort"] = capabilities.effort
    return config


def _at(node: object, *names: str) -> object:
    for name in names:
        node = getattr(node, name, None)
    return node


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _count(node: object, name: str, otherwise: int) -> int:
    value = _at(node, name)
    return value if isinstance(value, int) else otherwise


def _usage(usage: object, before: TokenUsage) -> TokenUsage:
    """Read a cumulative count; only the first one of a stream splits what was cached by how long it is kept."""
    split = _at(usage, "cache_creation")
    written_1h = _count(split, "ephemeral_1h_input_tokens", before.cache_write_1h)
    written_5m = _count(split, "ephemeral_5m_input_tokens", before.cache_write_5m)
    written = _count(usage, "cache_creation_input_tokens", written_5m + written_1h)
    return TokenUsage(
        input_tokens=_count(usage, "input_tokens", before.input_tokens),
        cache_write_5m=max(written - written_1h, 0),
        cache_write_1h=written_1h,
        cache_read=_count(usage, "cache_read_input_tokens", before.cache_read),
        output_tokens=_count(usage, "output_tokens", before.output_tokens),
        thinking_tokens=_count(_at(usage, "output_tokens_details"), "thinking_tokens", before.thinking_tokens),
    )
