"""What the events of one answer say, noted in its receipt as they arrive.

The SDK builds events without checking them against their types, so each value is looked at before it is believed, and
an event that is not known is passed over.
"""

import time
from collections.abc import Mapping
from typing import Final

from strategy_worker.llm.model import CallFailedError, FailureKind, Receipt, TokenUsage

_KEPT_HEADERS: Final = frozenset({"request-id", "retry-after", "retry-after-ms"})
_KEPT_PREFIX: Final = "anthropic-ratelimit-"
_BY_STOP_REASON: Final[Mapping[str, FailureKind]] = {
    "max_tokens": "truncated",
    "refusal": "refused",
    "model_context_window_exceeded": "too_long",
}


class Reading:
    """One answer being read; its clock starts with it."""

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
