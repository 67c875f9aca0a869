"""Audits to export: the one of the examples, and ones whose page wanted its words to be something else."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, cast

import orjson

from exports.audit import Audit

EXAMPLES: Final = Path(__file__).parents[3] / "docs" / "examples"
MADE_AT: Final = datetime(2026, 3, 9, 23, 30, 15, tzinfo=UTC)
EXAMPLE: Final = (EXAMPLES / "pages" / "plumber-leeds" / "result.json").read_text(encoding="utf-8")
# Ours or the protocol's, never a page's: what kind of thing something is.
_KEPT: Final = frozenset({"status", "scoredAt", "state", "severity", "effort", "pillar"})


def audit(result: str = EXAMPLE) -> Audit:
    """Return an audit with a result."""
    return Audit(result, MADE_AT)


def given(**members: object) -> Audit:
    """Return an audit of which only these members are known; their names are those of the wire."""
    return audit(orjson.dumps(members).decode())


def with_text_everywhere(text: str) -> Audit:
    """Return the example with a text in every place where a text can stand."""
    return audit(orjson.dumps(_replaced(orjson.loads(EXAMPLE), text)).decode())


def _replaced(value: object, text: str) -> Any:
    if isinstance(value, dict):
        members = cast("dict[str, object]", value)
        return {name: each if name in _KEPT else _replaced(each, text) for name, each in members.items()}
    if isinstance(value, list):
        return [_replaced(each, text) for each in cast("list[object]", value)]
    return text if isinstance(value, str) else value
