"""What may be shown of JSON that customers' words can be in: ids, numbers and words of ours."""

import re
from collections.abc import Mapping
from typing import Final, cast

import orjson
from pydantic import JsonValue

# Fields whose values are words of ours, ids or numbers; all others may hold what somebody wrote.
_OURS: Final = frozenset({
    "action", "attempt", "auditId", "begins", "callId", "cancelled", "code", "cost", "days", "engine", "eventId",
    "framework", "jobId", "kind", "newlyShut", "occurredAt", "previousAuditId", "progress", "retryable", "roadmapId",
    "rulesetChanged", "schemaVersion", "score", "scoreAfter", "scoreBefore", "stage", "status", "strategyId",
    "templateId", "workspaceId",
})  # fmt: skip
# A broken message may have anything in such a field, so that it has to look like a word, too.
_WORD: Final = re.compile(r"[\w.:+-]{1,64}")


def redacted(value: object) -> object:
    """Return JSON with everything replaced by its length that is not certainly ours."""
    if isinstance(value, Mapping):
        fields = cast("Mapping[str, object]", value)
        return {name: field if _is_plain(name, field) else _hidden(field) for name, field in fields.items()}
    return _hidden(value)


def parsed(text: str | bytes) -> JsonValue:
    """Return what JSON text says, None when it is none."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return None


def _is_plain(name: str, value: object) -> bool:
    match value:
        case bool() | int() | float() | None:
            return True
        case str():
            return name in _OURS and _WORD.fullmatch(value) is not None
        case list():
            return name in _OURS and all(_is_plain(name, item) for item in cast("list[object]", value))
        case _:
            return False


def _hidden(value: object) -> object:
    match value:
        case Mapping():
            return redacted(cast("object", value))
        case str():
            return f"… ({len(value)} characters)"
        case list():
            return f"… ({len(cast('list[object]', value))} items)"
        case _:
            return value
