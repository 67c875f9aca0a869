"""How a model wants to be asked: one shape for all of them is an error on some.

The Models API knows best. The table stands in while it can't answer, so that a fault of that API costs no strategy, and
an unknown model gets what every current model accepts. Thinking is turned off wherever it can be and effort is the
lowest there is: a reader waits for the answer.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Final, Literal

from anthropic.types import ModelInfo
from pydantic import JsonValue

from strategy_worker.llm.model import CallFailedError

Effort = Literal["low", "medium", "high"]
Lifecycle = Literal["active", "deprecated", "retired", "unknown"]
_STAGES: Final[Mapping[str, Lifecycle]] = {"active": "active", "deprecated": "deprecated", "retired": "retired"}
_DAY_S: Final = 24 * 60 * 60
# A Models API that failed is left alone for a while, or every strategy would wait for it.
_RETRY_S: Final = 60
_EFFORTS: Final[tuple[Effort, ...]] = ("low", "medium", "high")
_SWITCHED_OFF: Final = ("disabled", "between_tools")
_LATEST_OUTPUT: Final = 128_000
_OLD_OUTPUT: Final = 64_000
_UNKNOWN_OUTPUT: Final = 8_192


@dataclass(frozen=True, slots=True)
class ModelCapabilities:
    """What to send to a model: `thinking` and `effort` are left out of the request where they are None."""

    model: str
    thinking: Mapping[str, JsonValue] | None
    effort: Effort | None
    max_output_tokens: int
    lifecycle: Lifecycle
    retires_at: date | None
    source: Literal["api", "table", "guess"]
    has_structured_outputs: bool = True

    def concern(self, today: date) -> str | None:
        """Say why an operator should choose another model, if anything speaks against this one."""
        if not self.has_structured_outputs:
            return f"{self.model} can't be held to a schema"
        if self.lifecycle == "retired":
            return f"{self.model} is retired: every call to it fails"
        if self.retires_at is not None and self.retires_at < today:
            return f"{self.model} should have been retired on {self.retires_at.isoformat()}"
        if self.lifecycle == "deprecated":
            return f"{self.model} is deprecated{_until(self.retires_at)}"
        return f"{self.model} is not known" if self.source == "guess" else None


class Capabilities:
    """What is known of each model, asked for once a day and by one caller at a time."""

    def __init__(
        self, ask: Callable[[str], Awaitable[ModelCapabilities]], *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._ask = ask
        self._clock = clock
        self._entries: dict[str, _Entry] = {}

    async def of(self, model: str) -> ModelCapabilities:
        """Return how to ask a model; never raises for what the API does."""
        entry = self._entries.setdefault(model, _Entry())
        async with entry.lock:
            if entry.known is None or self._clock() >= entry.asked_again_at:
                await self._refresh(model, entry)
            return entry.known or fallback_of(model)

    async def _refresh(self, model: str, entry: "_Entry") -> None:
        try:
            entry.known = await self._ask(model)
        except CallFailedError:
            entry.known = entry.known or fallback_of(model)
            entry.asked_again_at = self._clock() + _RETRY_S
        else:
            entry.asked_again_at = self._clock() + _DAY_S


@dataclass(slots=True)
class _Entry:
    known: ModelCapabilities | None = None
    asked_again_at: float = 0.0
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


def from_api(model: str, info: ModelInfo) -> ModelCapabilities:
    """Read the Models API's answer; what it leaves out is filled in from the table.

    The SDK does not check an answer against its types, so anything of it may be missing or of another type.
    """
    known = fallback_of(model)
    tree: object = getattr(info, "capabilities", None)
    limit: object = getattr(info, "max_tokens", None)
    return ModelCapabilities(
        model=model,
        thinking=known.thinking if tree is None else _thinking_of(tree),
        effort=known.effort if tree is None else _effort_of(tree),
        max_output_tokens=limit if isinstance(limit, int) and limit > 0 else known.max_output_tokens,
        lifecycle=_lifecycle_of(info),
        retires_at=_date_of(info),
        source="api",
        has_structured_outputs=tree is None or _supports(tree, "structured_outputs"),
    )


def from_table(model: str) -> ModelCapabilities | None:
    """Return what was known of a model when this was written."""
    return _TABLE.get(model)


def fallback_of(model: str) -> ModelCapabilities:
    """Return the table's row, or for an unknown model what every current model accepts."""
    return from_table(model) or ModelCapabilities(
        model=model,
        thinking=None,
        effort="low",
        max_output_tokens=_UNKNOWN_OUTPUT,
        lifecycle="unknown",
        retires_at=None,
        source="guess",
    )


def _supports(node: object, name: str) -> bool:
    return getattr(getattr(node, name, None), "supported", None) is True


def _thinking_of(tree: object) -> Mapping[str, JsonValue] | None:
    types = getattr(getattr(tree, "thinking", None), "types", None)
    return next(({"type": name} for name in _SWITCHED_OFF if _supports(types, name)), None)


def _effort_of(tree: object) -> Effort | None:
    levels = getattr(tree, "effort", None)
    offered: list[Effort] = [level for level in _EFFORTS if _supports(levels, level)]
    return offered[0] if offered else None


def _lifecycle_of(info: ModelInfo) -> Lifecycle:
    return _STAGES.get(str(getattr(info, "lifecycle", None)), "unknown")


def _date_of(info: ModelInfo) -> date | None:
    moment: object = getattr(info, "retires_at", None)
    return moment.date() if isinstance(moment, datetime) else None


def _until(retires_at: date | None) -> str:
    return f" and goes on {retires_at.isoformat()}" if retires_at is not None else ""


def _row(model: str, thinking: str | None, *, effort: Effort | None = "low", output: int) -> ModelCapabilities:
    shape: Mapping[str, JsonValue] | None = MappingProxyType({"type": thinking}) if thinking is not None else None
    return ModelCapabilities(model, shape, effort, output, "active", None, "table")


def _ending(model: str, lifecycle: Lifecycle, retires_at: date) -> ModelCapabilities:
    return ModelCapabilities(model, None, None, _OLD_OUTPUT, lifecycle, retires_at, "table")


_SONNET_4_5_ENDS: Final = date(2026, 11, 30)
# Where thinking can't be switched off, or is off unless asked for, nothing is sent of it. Effort came after Haiku 4.5.
_TABLE: Final[Mapping[str, ModelCapabilities]] = {
    row.model: row
    for row in (
        _row("claude-haiku-5-5", "disabled", output=_LATEST_OUTPUT),
        _row("claude-sonnet-5-5", "between_tools", output=_LATEST_OUTPUT),
        _row("claude-opus-5-5", None, output=_LATEST_OUTPUT),
        _row("claude-fable-5-2", None, output=_LATEST_OUTPUT),
        _row("claude-fable-5-1", None, output=_LATEST_OUTPUT),
        _row("claude-mythos-5-2", None, output=_LATEST_OUTPUT),
        _row("claude-mythos-5-1", None, output=_LATEST_OUTPUT),
        _row("claude-opus-5", "disabled", output=_LATEST_OUTPUT),
        _row("claude-sonnet-5", None, output=_LATEST_OUTPUT),
        _row("claude-fable-5", None, output=_LATEST_OUTPUT),
        _row("claude-mythos-5", None, output=_LATEST_OUTPUT),
        _row("claude-opus-4-8", None, output=_LATEST_OUTPUT),
        _row("claude-opus-4-7", None, output=_LATEST_OUTPUT),
        _row("claude-opus-4-6", None, output=_LATEST_OUTPUT),
        _row("claude-sonnet-4-6", None, output=_LATEST_OUTPUT),
        _row("claude-opus-4-5", None, output=_OLD_OUTPUT),
        _row("claude-opus-4-5-20251101", None, output=_OLD_OUTPUT),
        _row("claude-haiku-4-5", None, effort=None, output=_OLD_OUTPUT),
        _row("claude-haiku-4-5-20251001", None, effort=None, output=_OLD_OUTPUT),
        _ending("claude-sonnet-4-5", "deprecated", _SONNET_4_5_ENDS),
        _ending("claude-sonnet-4-5-20250929", "deprecated", _SONNET_4_5_ENDS),
        _ending("claude-mythos-preview", "retired", date(2026, 6, 30)),
    )
}
