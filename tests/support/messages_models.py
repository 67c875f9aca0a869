"""The models that a fake Messages API has, and the capability tree it gives of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from pydantic import JsonValue

Thinking = Literal["adaptive", "enabled", "disabled", "between_tools"]
Effort = Literal["low", "medium", "high", "xhigh", "max"]
Lifecycle = Literal["active", "deprecated", "retired"]
THINKING: Final[tuple[Thinking, ...]] = ("adaptive", "enabled", "disabled", "between_tools")
EFFORTS: Final[tuple[Effort, ...]] = ("low", "medium", "high", "xhigh", "max")


@dataclass(frozen=True, slots=True)
class ModelRow:
    """What the API accepts from one model; `efforts_without_thinking` are allowed when thinking is off."""

    id: str
    name: str
    line: str
    thinking: frozenset[Thinking]
    efforts: tuple[Effort, ...] = EFFORTS
    efforts_without_thinking: tuple[Effort, ...] = ("low", "medium", "high")
    has_structured_outputs: bool = True
    max_input_tokens: int = 1_000_000
    max_tokens: int = 128_000
    lifecycle: Lifecycle = "active"
    retires_at: str | None = None

    def wire(self) -> dict[str, JsonValue]:
        """Return the body of `GET /v1/models/{id}`."""
        return {
            "type": "model",
            "id": self.id,
            "display_name": self.name,
            "line": self.line,
            "created_at": "2026-09-01T00:00:00Z",
            "lifecycle": self.lifecycle,
            "deprecated_at": None if self.lifecycle == "active" else "2026-06-01T00:00:00Z",
            "retires_at": self.retires_at,
            "max_input_tokens": self.max_input_tokens,
            "max_tokens": self.max_tokens,
            "capabilities": self._capabilities(),
        }

    def _capabilities(self) -> dict[str, JsonValue]:
        efforts: dict[str, JsonValue] = {effort: _support(given=effort in self.efforts) for effort in EFFORTS}
        types: dict[str, JsonValue] = {name: _support(given=name in self.thinking) for name in THINKING}
        editing: dict[str, JsonValue] = {
            name: _support(given=True)
            for name in ("clear_thinking_20251015", "clear_tool_uses_20250919", "compact_20260112")
        }
        yes = _support(given=True)
        return {
            "batch": yes,
            "citations": yes,
            "code_execution": yes,
            "context_management": {"supported": True, **editing},
            "effort": {"supported": bool(self.efforts), **efforts},
            "image_input": yes,
            "pdf_input": yes,
            "server_tools": {"supported": True, "code_execution": yes, "web_search": yes},
            "structured_outputs": _support(given=self.has_structured_outputs),
            "thinking": {"supported": True, "types": types},
        }


def _support(*, given: bool) -> JsonValue:
    return {"supported": given}


_ROWS: Final = (
    ModelRow(
        "claude-haiku-5-5", "Claude Haiku 5.5", "haiku", frozenset({"adaptive", "disabled"}),
        max_input_tokens=200_000, max_tokens=64_000,
    ),
    ModelRow("claude-sonnet-5-5", "Claude Sonnet 5.5", "sonnet", frozenset({"adaptive", "between_tools"})),
    ModelRow("claude-opus-5-5", "Claude Opus 5.5", "opus", frozenset({"adaptive"})),
    ModelRow("claude-fable-5-1", "Claude Fable 5.1", "fable", frozenset({"adaptive"})),
    ModelRow("claude-fable-5-2", "Claude Fable 5.2", "fable", frozenset({"adaptive"})),
    ModelRow(
        "claude-haiku-4-5", "Claude Haiku 4.5", "haiku", frozenset({"enabled", "disabled"}), efforts=(),
        max_input_tokens=200_000, max_tokens=64_000,
    ),
    ModelRow(
        "claude-sonnet-4-5-20250929", "Claude Sonnet 4.5", "sonnet", frozenset({"enabled", "disabled"}), efforts=(),
        max_input_tokens=200_000, max_tokens=64_000, lifecycle="deprecated", retires_at="2026-11-30T00:00:00Z",
    ),
    ModelRow(
        "claude-3-haiku-20240307", "Claude Haiku 3", "haiku", frozenset({"disabled"}), efforts=(),
        has_structured_outputs=False, max_input_tokens=200_000, max_tokens=4_096, lifecycle="retired",
        retires_at="2026-04-20T00:00:00Z",
    ),
)  # fmt: skip
KNOWN_MODELS: Final[Mapping[str, ModelRow]] = {row.id: row for row in _ROWS}
