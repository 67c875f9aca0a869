"""What outside sources said, as plain values: a measurement with its time, or the reason why there is none.

Nothing here is a guess: a source that failed, refused or knows nothing is `NotMeasured`, and no number stands for it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final, Literal

SourceName = Literal["pagespeed", "crux", "open_pagerank", "rdap"]
Level = Literal["page", "site"]

TITLES: Final[dict[SourceName, str]] = {
    "pagespeed": "PageSpeed Insights",
    "crux": "The Chrome UX Report",
    "open_pagerank": "Open PageRank",
    "rdap": "The domain register (RDAP)",
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


Finding = DomainRank | Registration | FieldVitals | LabRun


@dataclass(frozen=True, slots=True)
class Measured:
    """A source answered; `at` is when it was asked."""

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


def asked_on(answer: Answer) -> str:
    """Name the source and the minute it was asked, for people."""
    return f"{TITLES[answer.source]}, asked on {answer.at:%Y-%m-%d at %H:%M} UTC"
