"""What outside sources said, as plain values: a measurement with its time, or the reason why there is none.

Nothing here is a guess: a source that failed, refused or knows nothing is `NotMeasured`, and no number stands for it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final, Literal

from library.search_data.model import Performance, Period

SourceName = Literal["pagespeed", "crux", "open_pagerank", "rdap", "search_performance", "linking_sites"]
Level = Literal["page", "site"]

TITLES: Final[dict[SourceName, str]] = {
    "pagespeed": "PageSpeed Insights",
    "crux": "The Chrome UX Report",
    "open_pagerank": "Open PageRank",
    "rdap": "The domain register (RDAP)",
    "search_performance": "Search Console (performance)",
    "linking_sites": "Search Console (links)",
}


@dataclass(frozen=True, slots=True)
class Question:
    """What a source is asked about: the final URL of the page, and the domain under its public suffix."""

    url: str
    origin: str
    domain: str


@dataclass(frozen=True, slots=True)
class DomainRank:
    """Where a domain stands: `position` counts from 1, `page_rank` is of 10, `edition` is the source's own date."""

    position: int
    page_rank: Decimal
    edition: str | None


@dataclass(frozen=True, slots=True)
class Registration:
    """When a domain was registered, by the register's own word."""

    registered_at: datetime
    server: str


@dataclass(frozen=True, slots=True)
class FieldVitals:
    """The 75th percentiles of real visits: LCP and INP in milliseconds, CLS without unit; None is not reported."""

    level: Level
    lcp_ms: Decimal | None
    inp_ms: Decimal | None
    cls: Decimal | None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class LabRun:
    """One run of Lighthouse on somebody else's machine; `performance` is a share of 1, times are in milliseconds."""

    performance: Decimal | None
    lcp_ms: Decimal | None
    tbt_ms: Decimal | None
    cls: Decimal | None
    version: str | None
    field: FieldVitals | None


@dataclass(frozen=True, slots=True)
class SearchTable:
    """Queries or pages of a property as its owner imported them; without `period` nobody said which days."""

    domain: str
    rows: tuple[Performance, ...]
    period: Period | None
    filters: tuple[str, ...]
    imported_at: datetime


@dataclass(frozen=True, slots=True)
class SearchPerformance:
    """How a site does in the search by its owner's export: one of the two tables at least."""

    queries: SearchTable | None
    pages: SearchTable | None


@dataclass(frozen=True, slots=True)
class LinkingSites:
    """The sites that link to a property, and from how many of their pages, in the order of the export."""

    domain: str
    sites: tuple[tuple[str, int], ...]


Finding = DomainRank | Registration | FieldVitals | LabRun | SearchPerformance | LinkingSites


@dataclass(frozen=True, slots=True)
class Measured:
    """A source answered; `at` is when it was asked, or when its owner imported what it says."""

    source: SourceName
    at: datetime
    finding: Finding


@dataclass(frozen=True, slots=True)
class NotMeasured:
    """A source is connected and gave no measurement; `reason` is a sentence without key or address of ours."""

    source: SourceName
    at: datetime
    reason: str


Answer = Measured | NotMeasured


def imported_on(domain: str, at: datetime, period: Period | None = None) -> str:
    """Name an import, the days it is about and the day it was made, for people."""
    days = f" for {period.first:%Y-%m-%d} to {period.last:%Y-%m-%d}" if period else ""
    return f"Search Console's export of {domain}{days}, imported on {at:%Y-%m-%d}"


def asked_on(answer: Answer) -> str:
    """Name the source and the minute it was asked, for people."""
    return f"{TITLES[answer.source]}, asked on {answer.at:%Y-%m-%d at %H:%M} UTC"
