"""A stored audit as far as a comparison reads it: what it does not know is passed over, what is missing is unknown."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import AwareDatetime, ConfigDict, Field, JsonValue

from library.audits.model import AuditHead
from shared.contracts.wire import WireModel


class _Stored(WireModel):
    # Evidence is quoted from pages, so it is kept with the blanks it was stored with.
    model_config = ConfigDict(extra="ignore", str_strip_whitespace=False)


class StoredMetric(_Stored):
    """A check that applies; `score` is of 100, `contribution` in points of the overall score before caps."""

    id: str
    title: str = ""
    status: str
    score: Decimal | None = None
    contribution: Decimal | None = None
    value: JsonValue = None
    evidence: tuple[JsonValue, ...] = ()


class StoredAbsence(_Stored):
    """A check that does not apply to the page, and why."""

    id: str
    title: str = ""
    reason: str = ""


class StoredPillar(_Stored):
    """One of the three pillars; without a score too little could be measured."""

    score: Decimal | None = None
    metrics: tuple[StoredMetric, ...] = ()
    not_applicable: tuple[StoredAbsence, ...] = ()


class StoredCap(_Stored):
    """A gate that is shut, and the most the page can score until it is open."""

    check_id: str
    cap: Decimal


class StoredBenchmark(_Stored):
    """A competitor that the page was compared with."""

    competitor: str


class StoredFinding(_Stored):
    """What an audit recommends; `cases` and `severity` are there for findings about the site only."""

    id: str
    title: str = ""
    severity: str | None = None
    cases: int | None = None
    evidence: tuple[JsonValue, ...] = ()


class StoredPage(_Stored):
    """An address that was visited; `inlinks` is there after a crawl only."""

    url: str
    final_url: str | None = None
    inlinks: int | None = None


class StoredAudit(_Stored):
    """The result of an audit's job."""

    uncapped_score: Decimal | None = None
    capped_by: tuple[StoredCap, ...] = ()
    technical: Annotated[StoredPillar, Field(default_factory=StoredPillar)]
    topical: Annotated[StoredPillar, Field(default_factory=StoredPillar)]
    authority: Annotated[StoredPillar, Field(default_factory=StoredPillar)]
    competitor_benchmarks: tuple[StoredBenchmark, ...] = ()
    recommendations: tuple[StoredFinding, ...] = ()
    pages: tuple[StoredPage, ...] = ()
    notes: tuple[str, ...] = ()
    scored_at: AwareDatetime | None = None

    @property
    def crawled(self) -> bool:
        """Whether more than the page was looked for."""
        return any(page.inlinks is not None for page in self.pages)


@dataclass(frozen=True, slots=True)
class Subject:
    """One of the two audits of a comparison."""

    head: AuditHead
    audit: StoredAudit
