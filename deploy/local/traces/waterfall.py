"""Lays the spans of a trace out: parents above their children, each where it lies in the time of the whole."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from deploy.local.traces.spans import ReceivedSpan

# Units of the drawing's width; a span that took no time is still seen.
WIDTH: Final = 1000
_LEAST: Final = 3.0
_DEEPEST: Final = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """A span with its depth and its place, `x` and `width` in units of the drawing; `tone` tells services apart."""

    span: ReceivedSpan
    depth: int
    x: float
    width: float
    tone: int

    @property
    def duration_ms(self) -> float:
        """Return how long it took."""
        return (self.span.ends_ns - self.span.begins_ns) / 1e6

    @property
    def attributes(self) -> list[tuple[str, str]]:
        """Return what the service said of it, by name."""
        return sorted(self.span.attributes.items())


def waterfall(spans: Sequence[ReceivedSpan]) -> list[Bar]:
    """Return all spans in the order in which they are shown; a span whose parent is not here stands at the edge."""
    if not spans:
        return []
    known = {span.span_id for span in spans}
    children: dict[str, list[ReceivedSpan]] = defaultdict(list)
    for span in sorted(spans, key=lambda each: each.begins_ns):
        children[span.parent_id if span.parent_id in known and span.parent_id != span.span_id else ""].append(span)
    ordered = _ordered(children)
    # Parents in a circle are never reached from the edge.
    reached = {span.span_id for span, _ in ordered}
    ordered += [(span, 0) for span in spans if span.span_id not in reached]
    begins, ends = min(span.begins_ns for span in spans), max(span.ends_ns for span in spans)
    tones = {service: number for number, service in enumerate(dict.fromkeys(span.service for span, _ in ordered))}
    scale = WIDTH / max(1, ends - begins)
    return [_bar(span, min(depth, _DEEPEST), begins, scale, tones[span.service] % 6) for span, depth in ordered]


def _ordered(children: dict[str, list[ReceivedSpan]]) -> list[tuple[ReceivedSpan, int]]:
    found: list[tuple[ReceivedSpan, int]] = []
    waiting = [(span, 0) for span in reversed(children[""])]
    while waiting:
        span, depth = waiting.pop()
        found.append((span, depth))
        waiting += [(child, depth + 1) for child in reversed(children.get(span.span_id, []))]
    return found


def _bar(span: ReceivedSpan, depth: int, begins_ns: int, scale: float, tone: int) -> Bar:
    width = max(_LEAST, (span.ends_ns - span.begins_ns) * scale)
    x = min((span.begins_ns - begins_ns) * scale, WIDTH - _LEAST)
    return Bar(span, depth, round(x, 2), round(min(width, WIDTH - x), 2), tone)
