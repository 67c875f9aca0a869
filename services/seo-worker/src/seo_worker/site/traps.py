"""Keeps a crawl out of places without an end: calendars, filters that can be combined, paths that repeat themselves."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

_DATED: Final = re.compile(r"(?:19|20)\d\d[-/]\d{1,2}(?!\d)")
_NUMBER: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class TrapLimits:
    """How far a crawl follows what may go on for ever; `depth` counts clicks, `dates` pages that differ in a date."""

    depth: int = 10
    segments: int = 12
    repeats: int = 2
    queries: int = 8
    dates: int = 8


@dataclass(slots=True)
class TrapGuard:
    """Remembers what it has let in, because a trap shows only by the number of its doors."""

    limits: TrapLimits = field(default_factory=TrapLimits)
    _queries: Counter[str] = field(default_factory=Counter[str])
    _dates: Counter[str] = field(default_factory=Counter[str])

    def lets_in(self, url: str, depth: int) -> bool:
        """Tell whether an address may be visited, and count it when it may; ask once for each address."""
        parts = urlsplit(url)
        segments = [segment for segment in parts.path.split("/") if segment]
        too_far = depth > self.limits.depth or len(segments) > self.limits.segments
        if too_far or max(Counter(segments).values(), default=0) > self.limits.repeats:
            return False
        dated = _NUMBER.sub("#", url) if _DATED.search(url) else None
        if parts.query and self._queries[parts.path] >= self.limits.queries:
            return False
        if dated and self._dates[dated] >= self.limits.dates:
            return False
        self._queries[parts.path] += bool(parts.query)
        self._dates[dated or ""] += bool(dated)
        return True
