"""A stored audit as far as its document tells of it: what is missing or null is unknown, the rest is passed over.

Audits are kept for years and workers learn more, so every member has a default.
"""

from typing import Annotated

from pydantic import AwareDatetime, Field, JsonValue

from exports.audits.lenient import Stored
from exports.audits.stored_subjects import Cluster, Gap, Ranking


class Check(Stored):
    """A check that applies; `score` is of 100, and one without a score could not be measured."""

    id: str = ""
    title: str = ""
    score: float | None = None
    status: str = "not_measured"
    value: JsonValue = None
    unit: str = ""
    threshold: str = ""
    evidence: tuple[JsonValue, ...] = ()
    confidence: str = ""
    source: str = ""
    fix: str = ""


class Absence(Stored):
    """A check that does not apply to the page, and why."""

    id: str = ""
    title: str = ""
    reason: str = ""


class Range(Stored):
    """Where a score would lie if all that is unknown were worthless, or perfect."""

    low: float = 0
    high: float = 100


class Pillar(Stored):
    """One of the three pillars; without a score too little could be measured."""

    score: float | None = None
    weight: float | None = None
    coverage: float = 0
    range: Range | None = None
    metrics: tuple[Check, ...] = ()
    not_applicable: tuple[Absence, ...] = ()


class Cap(Stored):
    """What keeps the whole page back, and the most it can score until that is mended."""

    check_id: str = ""
    cap: float = 100
    title: str = ""


class Recommendation(Stored):
    """What to mend; `points` is what the overall score would gain, `cases` counts those of a finding about the site."""

    id: str = ""
    pillar: str = ""
    title: str = ""
    action: str = ""
    why: str = ""
    effort: str = ""
    points: float | None = None
    evidence: tuple[JsonValue, ...] = ()
    severity: str = ""
    cases: int | None = None


class Benchmark(Stored):
    """A competitor judged by the checks that can be asked of every page; `your_score` is this page's by the same."""

    competitor: str = ""
    final_url: str = ""
    overall_score: float | None = None
    your_score: float | None = None
    coverage: float | None = None
    technical: float | None = None
    topical: float | None = None
    authority: float | None = None
    word_count: int | None = None
    response_ms: float | None = None
    fetched_at: AwareDatetime | None = None


class PageChecks(Stored):
    """How the checks of one page of the site ended."""

    ok: int | None = None
    problem: int | None = None


class Page(Stored):
    """An address of the site; `depth` counts clicks from the audited page, `inlinks` visited pages that link here."""

    url: str = ""
    final_url: str = ""
    status: int | None = None
    title: str = ""
    language: str = ""
    page_type: str = ""
    word_count: int | None = None
    score: float | None = None
    depth: int | None = None
    inlinks: int | None = None
    redirects_to: str = ""
    error: str = ""
    checks: PageChecks | None = None


class Robots(Stored):
    """How robots.txt answered."""

    url: str = ""
    state: str = ""
    status: int | None = None


class Sitemap(Stored):
    """How the sitemap answered."""

    url: str = ""
    state: str = ""
    url_count: int | None = None
    lists_page: bool | None = None


class Fetch(Stored):
    """How the page was fetched, from where and as whom; times in milliseconds."""

    vantage: str = ""
    user_agent: str = ""
    requested_url: str = ""
    status: int | None = None
    hops: tuple[str, ...] = ()
    response_ms: tuple[float, ...] = ()
    wire_bytes: int | None = None
    html_bytes: int | None = None
    encoding: str = ""
    robots: Robots | None = None
    sitemap: Sitemap | None = None


class FirstSteps(Stored):
    """What the first recommendations bring when all are done, which is less than their sum."""

    recommendations: tuple[str, ...] = ()
    points: float = 0
    overall_score: int | None = None


def _pillar() -> Pillar:
    return Pillar()


def _fetch() -> Fetch:
    return Fetch()


class Result(Stored):
    """The whole result; without `overall_score` the page is unreachable or too little could be measured."""

    domain: str = ""
    final_url: str = ""
    primary_keyword: str = ""
    overall_score: int | None = None
    uncapped_score: float | None = None
    range: Range | None = None
    coverage: float = 0
    capped_by: tuple[Cap, ...] = ()
    technical: Annotated[Pillar, Field(default_factory=_pillar)]
    topical: Annotated[Pillar, Field(default_factory=_pillar)]
    authority: Annotated[Pillar, Field(default_factory=_pillar)]
    semantic_clusters: tuple[Cluster, ...] = ()
    content_gaps: tuple[Gap, ...] = ()
    competitor_benchmarks: tuple[Benchmark, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    first_steps: FirstSteps | None = None
    ranking_prediction: Ranking | None = None
    pages: tuple[Page, ...] = ()
    fetch: Annotated[Fetch, Field(default_factory=_fetch)]
    notes: tuple[str, ...] = ()
    ruleset_version: str = ""
    scored_at: AwareDatetime | None = None

    @property
    def pillars(self) -> tuple[tuple[str, Pillar], ...]:
        """The pillars with their names, in the order they are told."""
        return (("Technical", self.technical), ("Topical", self.topical), ("Authority", self.authority))

    @property
    def unscored(self) -> frozenset[str]:
        """The names of pillars without a score, as recommendations write them."""
        return frozenset(name.lower() for name, pillar in self.pillars if pillar.score is None)
