"""How much all replicas together ask of a model: its rate limits, calls at the same time, and a fair queue.

Everything is decided in one statement under one row lock, by the database's clock: replicas need not know each other,
nor the time. A workspace that asks for much waits behind itself, not in front of others.
"""

import asyncio
import hashlib
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Final
from uuid import UUID

from shared.db.pool import CONNECTION_ERRORS, Pool
from shared.db.sql import statement
from strategy_worker.llm.model import End, TokenUsage

_PACKAGE: Final = "strategy_worker"
_FIRST_PAUSE_S: Final = 0.02
_LONGEST_PAUSE_S: Final = 0.2
_WITHDRAW_S: Final = 1.0
# The pause after a refusal that does not say how long.
_UNTOLD_RETRY_S: Final = 5.0
# In the order of the arrays in the database.
_BUCKETS: Final = ("requests", "input-tokens", "output-tokens", "tokens")
_MINUTE_S: Final = 60.0
_HOUR_S: Final = 3600.0


def reference(secret: str) -> str:
    """Return the name under which a key or an address is known where it must not be read."""
    return hashlib.sha256(secret.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Entered:
    """A turn that was given, after `waited_s`, as one of `under_way` calls of at most `allowance` at the same time."""

    waited_s: float
    under_way: int
    allowance: int


@dataclass(frozen=True, slots=True)
class Told:
    """What headers tell of the four buckets, in the order of the database; None for what they do not tell."""

    limit: tuple[float | None, ...]
    remaining: tuple[float | None, ...]
    refill_s: tuple[float, ...]


class Limiter:
    """The turnstile in front of one key; `cap` calls at the same time are the most a model gets from all replicas.

    A call whose worker died frees its place after `slot_s`, so that has to be longer than any call may take.
    """

    def __init__(self, pool: Pool, key_ref: str, *, cap: int = 16, slot_s: float = 60.0) -> None:
        self._pool = pool
        self._key_ref = key_ref
        self._cap = cap
        self._slot_s = slot_s

    async def enter(  # noqa: PLR0913 - whose call it is, what it needs and how long it may wait
        self,
        model: str,
        workspace_id: UUID,
        *,
        input_tokens: int,
        output_tokens: int,
        call_id: UUID,
        wait_s: float,
    ) -> Entered | None:
        """Wait for a turn and take it, or return None when it does not come in time; `leave` gives it back."""
        wanted = (self._key_ref, model, call_id, workspace_id, input_tokens, output_tokens, self._cap, self._slot_s)
        began, pause_s, entered = time.monotonic(), _FIRST_PAUSE_S, None
        try:
            while entered is None:
                granted, blocked_s, under_way, allowance = await self._ask(*wanted)
                waited_s = time.monotonic() - began
                left_s = wait_s - waited_s
                if granted:
                    entered = Entered(waited_s, under_way, allowance)
                elif left_s <= blocked_s:
                    return None
                else:
                    await asyncio.sleep(min(pause_s, left_s))
                    pause_s = min(2 * pause_s, _LONGEST_PAUSE_S)
            return entered
        finally:
            # The turn may have been given just when the caller was cancelled.
            if entered is None:
                await self.withdraw(model, call_id)

    async def _ask(self, *wanted: object) -> tuple[bool, float, int, int]:
        row = await self._pool.fetchrow(statement(_PACKAGE, "llm_limits_enter"), *wanted)
        assert row is not None
        return row["granted"], row["wait_s"], row["under_way"], row["allowance"]

    async def withdraw(self, model: str, call_id: UUID) -> None:
        """Give back a place, or a turn for a call that was never sent, as if it had not been asked for."""
        # A place that can't be freed runs out, and who was cancelled does not wait for a database that is away.
        with suppress(*CONNECTION_ERRORS):
            async with asyncio.timeout(_WITHDRAW_S):
                await self._pool.execute(statement(_PACKAGE, "llm_limits_withdraw"), self._key_ref, model, call_id)

    async def leave(  # noqa: PLR0913 - everything that an answer tells
        self,
        model: str,
        call_id: UUID,
        *,
        failure: End,
        retry_after_s: float | None,
        headers: Mapping[str, str],
        headers_age_s: float = 0.0,
        used: TokenUsage | None = None,
    ) -> None:
        """Give a turn back with what the answer told; harmless for a call that never entered.

        `headers_age_s` is how long ago the headers came, `used` what was counted, when that is known: what had been set
        aside for more is free again.
        """
        is_refused = failure == "rate_limited"
        counted = TokenUsage() if is_refused else used
        told = told_by(headers)
        await self._pool.execute(
            statement(_PACKAGE, "llm_limits_leave"),
            self._key_ref,
            model,
            call_id,
            self._cap,
            failure is None,
            _retry_s(retry_after_s) if is_refused else None,
            # What is read from the cache is not counted against the limits.
            None if counted is None else [_limited_input(counted), counted.output_tokens],
            told.limit,
            told.remaining,
            told.refill_s,
            max(0.0, headers_age_s),
        )


def _retry_s(retry_after_s: float | None) -> float:
    return _UNTOLD_RETRY_S if retry_after_s is None else max(0.0, retry_after_s)


def _limited_input(usage: TokenUsage) -> int:
    return usage.input_tokens + usage.cache_write_5m + usage.cache_write_1h


def told_by(headers: Mapping[str, str]) -> Told:
    """Read the rate limit headers; what can't be read counts as not told."""
    lower = {name.lower(): value for name, value in headers.items()}
    answered_at = _date(lower.get("date", ""))
    found = [_bucket(lower, f"anthropic-ratelimit-{name}", answered_at) for name in _BUCKETS]
    return Told(
        tuple(limit for limit, _, _ in found),
        tuple(remaining for _, remaining, _ in found),
        tuple(refill_s for _, _, refill_s in found),
    )


def _bucket(
    headers: Mapping[str, str], prefix: str, answered_at: datetime | None
) -> tuple[float | None, float | None, float]:
    limit, remaining = _count(headers.get(f"{prefix}-limit", "")), _count(headers.get(f"{prefix}-remaining", ""))
    if not limit:
        return None, None, _MINUTE_S
    return limit, remaining, _refill_s(limit, remaining, _moment(headers.get(f"{prefix}-reset", "")), answered_at)


def _refill_s(limit: float, remaining: float | None, reset: datetime | None, answered_at: datetime | None) -> float:
    """Return in how many seconds an empty bucket fills: a minute, or longer when the reset says so.

    The reset is compared with the answer's own date only, as no other clock need agree with the provider's.
    """
    if reset is None or answered_at is None or remaining is None or remaining >= limit:
        return _MINUTE_S
    whole_s = (reset - answered_at).total_seconds() * limit / (limit - remaining)
    return min(max(_MINUTE_S, whole_s), _HOUR_S)


def _count(text: str) -> float | None:
    return float(text) if text.isascii() and text.isdigit() and len(text) <= 15 else None


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
