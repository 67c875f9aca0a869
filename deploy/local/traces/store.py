"""Keeps the newest spans in a SQLite file; the oldest go, whatever trace they belong to."""

import json
import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from deploy.local.traces.spans import ReceivedSpan

MOST_SPANS: Final = 50_000
_SHOWN_TRACES: Final = 200
_SHOWN_SPANS: Final = 2_000
_QUERIES: Final = Path(__file__).with_name("queries")


@dataclass(frozen=True, slots=True)
class TraceLine:
    """A trace as a line of the list."""

    trace_id: str
    begins_ns: int
    ends_ns: int
    spans: int
    errors: int
    services: int
    service: str
    name: str


class SpanStore:
    """One connection, used by one thread at a time; nothing is lost that matters when the machine goes down."""

    def __init__(self, path: Path | str, *, most_spans: int = MOST_SPANS) -> None:
        self._most = most_spans
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute(_query("create_spans"))

    def add(self, spans: Sequence[ReceivedSpan]) -> None:
        """Keep spans; one that came before is left as it is."""
        rows = [
            (
                span.trace_id, span.span_id, span.parent_id, span.service, span.name, span.kind, span.begins_ns,
                span.ends_ns, span.error, json.dumps(span.attributes),
            )
            for span in spans
        ]  # fmt: skip
        with self._lock:
            self._connection.execute("BEGIN")
            self._connection.executemany(_query("insert_span"), rows)
            self._connection.execute(_query("delete_oldest_spans"), (self._most,))
            self._connection.execute("COMMIT")

    def traces(self, wanted: str, *, only_errors: bool) -> list[TraceLine]:
        """Return the newest traces; `wanted` is a trace's id or part of the name of its first span."""
        given = (wanted, wanted, wanted, int(only_errors), _SHOWN_TRACES)
        with self._lock:
            return [TraceLine(*row) for row in self._connection.execute(_query("list_traces"), given)]

    def spans(self, trace_id: str) -> list[ReceivedSpan]:
        """Return the spans of one trace, the earliest first."""
        with self._lock:
            rows = self._connection.execute(_query("list_spans"), (trace_id, _SHOWN_SPANS)).fetchall()
        return [_span(row) for row in rows]

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def _span(row: tuple[str, str, str, str, str, str, str, int, int, str]) -> ReceivedSpan:
    service, name, kind, trace_id, span_id, parent_id, attributes, begins_ns, ends_ns, error = row
    return ReceivedSpan(
        service, name, kind, trace_id, span_id, parent_id, json.loads(attributes), begins_ns, ends_ns, error
    )


def _query(name: str) -> str:
    return (_QUERIES / f"{name}.sql").read_text(encoding="utf-8")
