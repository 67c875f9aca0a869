"""The values that the parts of the Anthropic engine hand to each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from pydantic import JsonValue

Purpose = Literal["first", "spine", "part", "repair", "warmup"]
FailureKind = Literal[
    "rate_limited", "spend_limit", "overloaded", "server_error", "timeout", "stalled", "connection", "cut", "truncated",
    "refused", "too_long", "invalid_request", "key_invalid", "billing", "forbidden", "not_found", "bad_output",
]  # fmt: skip
# How a call ended: by a failure, by somebody who wanted it no longer, or well.
End = FailureKind | Literal["cancelled"] | None
# An operator has to mend these; nothing is retried, and a breaker of its own opens at once.
CONFIGURATION: Final = frozenset[FailureKind]({"key_invalid", "billing", "forbidden", "spend_limit"})
# What speaks against the model or the way to it; a refusal or a bad request says nothing about either.
COUNTED: Final = frozenset[FailureKind]({"overloaded", "server_error", "timeout", "stalled", "connection", "cut"})
# Asking the same again may help, as long as nothing of the answer has been used.
RETRYABLE: Final = COUNTED | frozenset[FailureKind]({"rate_limited"})
# Characters of English or JSON text that make a token, rounded so that an estimate is rather too high.
CHARACTERS_PER_TOKEN: Final = 3


@dataclass(frozen=True, slots=True)
class Call:
    """One request to the Messages API.

    `system` is the same for everybody, then for everybody with this framework; `user` is the brief and the task;
    `schema` is the raw JSON Schema of the answer; `user_ref` names the workspace to the provider without telling it.
    """

    model: str
    purpose: Purpose
    system: tuple[str, ...]
    user: tuple[str, ...]
    schema: Mapping[str, JsonValue]
    max_tokens: int
    user_ref: str

    @property
    def prompt_tokens(self) -> int:
        """An upper estimate of the prompt's tokens: text and schema by their characters, or bytes where not ASCII.

        A tokenizer cuts bytes, so a byte is never more than a token; scripts it has not learnt come close to that.
        """
        texts = (*self.system, *self.user, str(self.schema))
        plain = sum(len(text.encode("ascii", "ignore")) for text in texts)
        # A lone surrogate is three bytes; it does not get here, but an estimate is no place to fail.
        size = sum(len(text.encode("utf-8", "surrogatepass")) for text in texts)
        return -(-plain // CHARACTERS_PER_TOKEN) + size - plain


@dataclass(frozen=True, slots=True)
class TokenUsage:
    """Tokens as the API counts them: `input_tokens` excludes what was cached, `output_tokens` includes thinking."""

    input_tokens: int = 0
    cache_write_5m: int = 0
    cache_write_1h: int = 0
    cache_read: int = 0
    output_tokens: int = 0
    thinking_tokens: int = 0
    is_estimated: bool = False

    @property
    def total_input(self) -> int:
        """All tokens of the prompt, cached ones too."""
        return self.input_tokens + self.cache_write_5m + self.cache_write_1h + self.cache_read


@dataclass(slots=True)
class Receipt:
    """What is known of a call so far; filled while the answer streams, so it is right whenever the stream ends."""

    request_id: str | None = None
    message_id: str | None = None
    answered_by: str | None = None
    stop_reason: str | None = None
    is_complete: bool = False
    ttft_ms: int | None = None
    started: TokenUsage | None = None
    final: TokenUsage | None = None
    characters: int = 0
    headers: Mapping[str, str] = field(default_factory=dict[str, str])

    def usage(self) -> TokenUsage:
        """Return the API's last count, or what the beginning and the received characters make likely.

        Nothing when the API never answered: an answer that did not begin is not billed.
        """
        if self.final is not None:
            return self.final
        if self.started is None:
            return TokenUsage()
        begun = self.started
        return TokenUsage(
            input_tokens=begun.input_tokens,
            cache_write_5m=begun.cache_write_5m,
            cache_write_1h=begun.cache_write_1h,
            cache_read=begun.cache_read,
            output_tokens=max(begun.output_tokens, -(-self.characters // CHARACTERS_PER_TOKEN)),
            is_estimated=True,
        )


class CallFailedError(Exception):
    """A call brought no usable end; `retry_after_s` is what the API asked for, when it did."""

    def __init__(self, kind: FailureKind, detail: str, *, retry_after_s: float | None = None) -> None:
        super().__init__(f"{kind}: {detail}")
        self.kind: FailureKind = kind
        self.detail = detail
        self.retry_after_s = retry_after_s


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text of the model can't stay: the rule, where, the words, and what would be right, told to the model."""

    rule: str
    path: str
    quote: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about how the strategy was made that its reader has to know; `code` is for programs."""

    code: str
    title: str
    detail: str
