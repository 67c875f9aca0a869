"""What is kept of a crawl: little of every page, because there may be fifty and each may be large."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from seo_worker.checks.page_type import PageType
from seo_worker.evidence import FetchError, ParseStatus

StopReason = Literal["pages", "time", "slow_down", "unreachable"]


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another page of the site; `followed` unless it, or its whole page, asks crawlers not to."""

    url: str
    followed: bool


@dataclass(frozen=True, slots=True)
class CheckStates:
    """How many page-level checks ended how, and the ids of those that found a problem."""

    ok: int
    problem: int
    not_measured: int
    not_applicable: int
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What is kept of a page that was parsed; `canonicals` are distinct absolute addresses, also of other hosts.

    `links_known` is False where the page may hold more links: it was cut, has too many, or a script builds it.
    """

    title: str | None
    description: str | None
    language: str | None
    page_type: PageType
    word_count: int
    canonicals: tuple[str, ...]
    noindex: bool
    links: tuple[Link, ...]
    links_known: bool
    score: int | None
    states: CheckStates


@dataclass(frozen=True, slots=True)
class Visit:
    """How one address answered; a redirect is an answer of its own, its target another visit."""

    url: str
    status: int | None
    parse: ParseStatus
    redirects_to: str | None = None
    error: FetchError | None = None
    reading: Reading | None = None

    @property
    def is_page(self) -> bool:
        """Whether the address holds a page that was answered with success."""
        return self.redirects_to is None and self.status is not None and 200 <= self.status < 300

    @property
    def links_known(self) -> bool:
        """Whether all links are known that this address holds; redirects, errors and files hold none."""
        if self.reading is not None:
            return self.reading.links_known
        is_file = self.error is not None and self.error.code == "not_html"
        return is_file or (self.status is not None and not self.is_page)


@dataclass(frozen=True, slots=True)
class Crawl:
    """A walk from `start`, the audited page, which is the first visit.

    `sitemap` is None when no sitemap could be read. `waiting` are addresses that were met and not visited, `trapped`
    those that looked like an endless row, `barred` those that robots.txt keeps from our crawler. `links_done` says that
    every page was visited that links lead to, as far as visiting it was allowed.
    """

    start: str
    visits: tuple[Visit, ...]
    redirects: Mapping[str, str] = field(default_factory=dict[str, str])
    sitemap: tuple[str, ...] | None = None
    waiting: tuple[str, ...] = ()
    trapped: tuple[str, ...] = ()
    barred: tuple[str, ...] = ()
    stopped: StopReason | None = None
    links_done: bool = True
    gap_s: float = 0.0
    asked_delay_s: float | None = None
