"""Knows every address a crawl has met, each once, and which one comes next: fewest clicks first, sitemap last."""

import heapq
from dataclasses import dataclass, field

from seo_worker.site.addresses import may_be_page
from seo_worker.site.traps import TrapGuard


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """An address that waits; the order of the fields is the order of visiting."""

    is_seed: bool
    depth: int
    number: int
    url: str


@dataclass(slots=True)
class Frontier:
    """What waits and what was turned away; `trapped` holds addresses that seem to belong to an endless row."""

    traps: TrapGuard = field(default_factory=TrapGuard)
    trapped: list[str] = field(default_factory=list[str])
    barred: list[str] = field(default_factory=list[str])
    _known: set[str] = field(default_factory=set[str])
    _waiting: list[Entry] = field(default_factory=list[Entry])

    def __len__(self) -> int:
        return len(self._waiting)

    def know(self, url: str) -> None:
        """Note an address that needs no visit."""
        self._known.add(url)

    def offer(self, url: str, depth: int, *, is_seed: bool = False) -> None:
        """Let an address wait for its visit, unless it is known, no page, or leads into a trap."""
        if url in self._known or not may_be_page(url):
            return
        self._known.add(url)
        if not self.traps.lets_in(url, depth):
            self.trapped.append(url)
            return
        heapq.heappush(self._waiting, Entry(is_seed, depth, len(self._known), url))

    def take(self) -> Entry | None:
        """Hand out the next address, or None when nothing waits."""
        return heapq.heappop(self._waiting) if self._waiting else None

    def put_back(self, entry: Entry) -> None:
        """Let an address wait again that could not be visited in time."""
        heapq.heappush(self._waiting, entry)

    @property
    def waiting(self) -> tuple[str, ...]:
        """The addresses that still wait, in their order."""
        return tuple(entry.url for entry in sorted(self._waiting))

    @property
    def linked_waiting(self) -> bool:
        """Whether something waits that a link leads to."""
        return any(not entry.is_seed for entry in self._waiting)
