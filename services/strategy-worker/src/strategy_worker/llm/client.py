"""The one way to the Messages API: a request goes out once, its answer comes back as deltas of text.

Nothing is retried here and no deadline but that between two bytes is kept: both belong to the engine, which knows what
the answer is for. An answer is good only when it said that it ended, and said so of its own accord.
"""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Iterable
from typing import Final, cast

import anthropic
import httpx2
from anthropic import AsyncAnthropic, AsyncStream
from anthropic.types import OutputConfigParam, RawMessageStreamEvent, TextBlockParam, ThinkingConfigParam

from strategy_worker.llm.capabilities import ModelCapabilities, from_api
from strategy_worker.llm.failures import CALL_ERRORS, classify
from strategy_worker.llm.model import Call, CallFailedError, Receipt
from strategy_worker.llm.receiving import Reading

# Named, or the SDK would look for another one in the environment and in files.
_BASE_URL: Final = "https://api.anthropic.com"
_MODELS_TIMEOUT_S: Final = 3.0
# The last event is followed by the end of the response; when that is late, only the connection is lost.
_DRAIN_S: Final = 0.2


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
        reading = Reading(receipt)
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

    def _failure(self, error: Exception, reading: Reading) -> CallFailedError:
        if isinstance(error, anthropic.APIStatusError):
            reading.note_headers(error.response.headers)
        return classify(error, has_begun=reading.has_begun, secret=self._api_key)


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
