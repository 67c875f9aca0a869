"""What a fake Messages API does instead of answering properly, and when: faults are values, a script picks them."""

import random
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

Endpoint = Literal["messages", "count_tokens", "models"]
StopReason = Literal["end_turn", "max_tokens", "refusal", "model_context_window_exceeded"]
Category = Literal["cyber", "bio", "frontier_llm", "reasoning_extraction", "general_harms"]
Ending = Literal["drop", "reset", "eof", "stall", "pings", "error"]
EVERY_MODEL: Final = "*"


@dataclass(frozen=True, slots=True)
class Sections:
    """A place in an answer: a few characters after its `closed`th property, or the middle of its first for none."""

    closed: int


# After the response's headers, after `message_start`, after so many characters, or by sections.
Place = Literal["headers", "start"] | int | Sections


@dataclass(frozen=True, slots=True)
class Fine:
    """No fault; stands in a queue between faults."""


@dataclass(frozen=True, slots=True)
class HttpFault:
    """An error before the stream; without a type it is a proxy's page and no JSON."""

    status: int
    type: str | None
    message: str
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    error_code: str | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """The request is read, and no byte ever comes back."""


@dataclass(frozen=True, slots=True)
class StreamFault:
    """The answer begins and does not end; `error` is the type of an SSE error event."""

    ending: Ending
    after: Place
    error: str = "overloaded_error"


@dataclass(frozen=True, slots=True)
class StopFault:
    """A well-formed answer that stops early and says why; at the end of the text when `after` is None."""

    stop_reason: StopReason
    after: Place | None = None
    category: Category | None = None


@dataclass(frozen=True, slots=True)
class WrongAnswer:
    """A complete answer with other words than the schema asks for."""

    text: str


@dataclass(frozen=True, slots=True)
class Pace:
    """A good answer at a speed of its own."""

    ttft_s: float
    tokens_per_s: float | None = None


Fault = Fine | HttpFault | Silence | StreamFault | StopFault | WrongAnswer | Pace

FINE: Final = Fine()
SILENT: Final = Silence()


def rate_limited(*, retry_after: float | str | None = 1, retry_after_ms: int | None = None) -> HttpFault:
    """Return a 429; `retry_after` in seconds, or None for a response that names no time."""
    headers: dict[str, str] = {}
    if retry_after is not None:
        headers["retry-after"] = f"{retry_after:g}" if isinstance(retry_after, int | float) else retry_after
    if retry_after_ms is not None:
        headers["retry-after-ms"] = str(retry_after_ms)
    return HttpFault(429, "rate_limit_error", "This request would exceed your organization's rate limit.", headers)


def spend_limit(error_code: str = "enforced_spend_limit_reached") -> HttpFault:
    """Return the 429 of an organisation whose money for the month is spent."""
    message = "You have reached your specified API usage limits."
    return HttpFault(429, "rate_limit_error", message, {"x-should-retry": "false"}, error_code)


def overloaded() -> HttpFault:
    """Return a 529."""
    return HttpFault(529, "overloaded_error", "Overloaded")


def server_error(status: int = 500) -> HttpFault:
    """Return a 500, 502 or 503 in the API's own words."""
    return HttpFault(status, "api_error", "Internal server error")


def gateway_timeout() -> HttpFault:
    """Return a 504."""
    return HttpFault(504, "timeout_error", "Request timed out")


def key_invalid() -> HttpFault:
    """Return a 401."""
    return HttpFault(401, "authentication_error", "invalid bearer token")


def billing() -> HttpFault:
    """Return a 402."""
    return HttpFault(402, "billing_error", "Your credit balance is too low to access the API.")


def forbidden() -> HttpFault:
    """Return a 403."""
    return HttpFault(403, "permission_error", "Your API key does not have permission to use the specified resource.")


def not_found(model: str = "claude-haiku-5-5") -> HttpFault:
    """Return a 404."""
    return HttpFault(404, "not_found_error", f"model: {model}")


def bad_request(message: str = "output_config.format.schema: Schema is too complex for compilation.") -> HttpFault:
    """Return a 400."""
    return HttpFault(400, "invalid_request_error", message)


def too_long() -> HttpFault:
    """Return a 413."""
    return HttpFault(413, "request_too_large", "Request exceeds the maximum size")


def proxy_page(status: int = 502) -> HttpFault:
    """Return what something between us and the API answers: a page, no JSON, no request id."""
    return HttpFault(status, None, "<html><head><title>Bad Gateway</title></head><body>Bad Gateway</body></html>")


def dropped(after: Place = "start", *, reset: bool = False) -> StreamFault:
    """Return a connection that closes in the middle of the response; by RST instead of FIN with `reset`."""
    return StreamFault("reset" if reset else "drop", after)


def cut_clean(after: Place = "start") -> StreamFault:
    """Return a response that ends as HTTP wants it, but before `message_stop`."""
    return StreamFault("eof", after)


def stalled(after: Place = "start") -> StreamFault:
    """Return a response that falls silent with its connection open."""
    return StreamFault("stall", after)


def pings_only(after: Place = "start") -> StreamFault:
    """Return a response that sends nothing but pings from there on."""
    return StreamFault("pings", after)


def broken_off(after: Place = "start", *, error: str = "overloaded_error") -> StreamFault:
    """Return a response that ends with an SSE error event after its 200."""
    return StreamFault("error", after, error)


def truncated(after: Place | None = None) -> StopFault:
    """Return an answer that `max_tokens` cut; in its first section unless a place is given."""
    return StopFault("max_tokens", Sections(0) if after is None else after)


def refused(category: Category | None = "general_harms", *, after: Place = 0) -> StopFault:
    """Return a refusal; at once, or after so much of an answer."""
    return StopFault("refusal", after, category)


def window_exceeded(after: Place | None = None) -> StopFault:
    """Return an answer for which the model's context had no room."""
    return StopFault("model_context_window_exceeded", Sections(0) if after is None else after)


class Script:
    """Which fault a request meets: first the queues, then what always happens, then chance."""

    def __init__(self) -> None:
        self._queues: defaultdict[tuple[Endpoint, str], deque[Fault]] = defaultdict(deque)
        self._always: dict[tuple[Endpoint, str], Fault] = {}
        self._chance: tuple[float, random.Random, Sequence[Fault]] | None = None

    def add(self, faults: Sequence[Fault], *, model: str, endpoint: Endpoint) -> None:
        """Append faults for the next requests; a model's own queue is looked at before everybody's."""
        self._queues[endpoint, model].extend(faults)

    def set_always(self, model: str, fault: Fault | None, *, endpoint: Endpoint) -> None:
        """Let every request for a model meet a fault, or no longer with None."""
        if fault is None:
            self._always.pop((endpoint, model), None)
        else:
            self._always[endpoint, model] = fault

    def inject(self, rate: float, seed: int, faults: Sequence[Fault]) -> None:
        """Let this share of the requests for messages meet one of the faults by chance."""
        self._chance = (rate, random.Random(seed), tuple(faults)) if rate else None

    def clear(self) -> None:
        """Forget everything; all is fine from now on."""
        self._queues.clear()
        self._always.clear()
        self._chance = None

    def next(self, model: str, endpoint: Endpoint) -> Fault:
        """Return the fault of a request and take it from its queue."""
        for name in (model, EVERY_MODEL):
            if queue := self._queues.get((endpoint, name)):
                return queue.popleft()
        for name in (model, EVERY_MODEL):
            if fault := self._always.get((endpoint, name)):
                return fault
        return self._by_chance() if endpoint == "messages" else FINE

    def _by_chance(self) -> Fault:
        if self._chance is None:
            return FINE
        rate, dice, faults = self._chance
        return dice.choice(faults) if dice.random() < rate else FINE
