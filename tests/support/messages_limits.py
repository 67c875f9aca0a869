"""What the fake Messages API keeps between requests: rate limits by model, and cached prompts."""

import asyncio
import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from support import messages_wire as wire
from support.messages_request import Request
from support.messages_script import HttpFault

_CACHE_TIMES: Final = {"5m": 300.0, "1h": 3600.0}


@dataclass(slots=True)
class Limits:
    """What an organisation may use of a model in a minute; only told in headers unless `enforced`."""

    requests: int = 4_000
    input_tokens: int = 2_000_000
    output_tokens: int = 400_000
    enforced: bool = False
    _buckets: dict[str, "_Bucket"] = field(default_factory=dict[str, "_Bucket"])

    def take(self, request: Request) -> HttpFault | None:
        """Take a request from the limits, or refuse it when they are enforced and used up."""
        left = self._left(request.model)
        wanted = {"requests": 1, "input-tokens": request.prompt_tokens, "output-tokens": 1}
        if self.enforced:
            limits = self._by_name()
            waits = [60 * (wanted[name] - left[name]) / limits[name] for name in wanted if left[name] < wanted[name]]
            if waits:
                headers = {"retry-after": str(max(1, round(max(waits))))}
                return HttpFault(429, "rate_limit_error", "This request would exceed your rate limit.", headers)
        left["requests"] -= 1
        left["input-tokens"] -= wanted["input-tokens"]
        return None

    def spend(self, model: str, output_tokens: int) -> None:
        """Take what was written from the limits."""
        self._left(model)["output-tokens"] -= output_tokens

    def headers(self, model: str) -> dict[str, str]:
        """Return the headers that say what is left."""
        headers: dict[str, str] = {}
        left, limits = self._left(model), self._by_name()
        now = datetime.now(UTC)
        for name, limit in limits.items():
            reset = now + timedelta(seconds=60 * (limit - left[name]) / limit if limit else 60)
            headers |= _told(name, limit, left[name], reset)
        tokens = ("input-tokens", "output-tokens")
        return headers | _told("tokens", sum(limits[name] for name in tokens), sum(left[name] for name in tokens), now)

    def _by_name(self) -> dict[str, float]:
        return {"requests": self.requests, "input-tokens": self.input_tokens, "output-tokens": self.output_tokens}

    def _left(self, model: str) -> dict[str, float]:
        """Return what is left of a model's limits now; they refill evenly."""
        now = asyncio.get_running_loop().time()
        limits = self._by_name()
        bucket = self._buckets.setdefault(model, _Bucket(now, dict(limits)))
        share = (now - bucket.at) / 60
        bucket.at = now
        for name, limit in limits.items():
            bucket.left[name] = min(limit, bucket.left[name] + limit * share)
        return bucket.left


@dataclass(slots=True)
class _Bucket:
    at: float
    left: dict[str, float]


@dataclass(slots=True)
class PromptCache:
    """The prompts whose marked beginning is kept, and until when."""

    _until: dict[str, float] = field(default_factory=dict[str, float])

    def usage(self, request: Request, minimum_tokens: int) -> wire.PromptUsage:
        """Return how the prompt is billed, and keep its beginning when it is long enough and marked."""
        total = request.prompt_tokens
        prefix, life = request.cached_prefix()
        size = min(total, wire.input_tokens(len(prefix)))
        if life is None or size < minimum_tokens:
            return wire.PromptUsage(total)
        # The format adds a hidden system text, so calls with different schemas share no prefix.
        key = hashlib.sha256(f"{request.model}\0{json.dumps(request.schema)}\0{prefix}".encode()).hexdigest()
        now = asyncio.get_running_loop().time()
        was_kept = self._until.get(key, 0.0) > now
        self._until[key] = now + _CACHE_TIMES[life]
        if was_kept:
            return wire.PromptUsage(total - size, cache_read=size)
        if life == "1h":
            return wire.PromptUsage(total - size, cache_write_1h=size)
        return wire.PromptUsage(total - size, cache_write_5m=size)


def _told(name: str, limit: float, left: float, reset: datetime) -> dict[str, str]:
    return {
        f"anthropic-ratelimit-{name}-limit": f"{limit:.0f}",
        f"anthropic-ratelimit-{name}-remaining": f"{max(0, left):.0f}",
        f"anthropic-ratelimit-{name}-reset": reset.isoformat(timespec="seconds").replace("+00:00", "Z"),
    }
