"""Judges competitors by the very checks that can be asked of all pages alike, and the audited page by the same ones."""

from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import median

from seo_worker.checks.facts import PageFacts, answered
from seo_worker.checks.rules import Pillar, Ruleset
from seo_worker.checks.run import judge, judge_read
from seo_worker.evidence import PageEvidence, SiteEvidence
from seo_worker.result.metrics import moment, points, share
from seo_worker.result.wire import CompetitorBenchmark
from seo_worker.scoring.score import Score, rounded, score

_BASIS = (
    "Competitors are compared by the checks that can be asked of every page alone, without sitemap and without"
    " comparison of content; yourScore is this page's score by the same checks and may differ from its overall score."
)


@dataclass(frozen=True, slots=True)
class Benchmarks:
    """The competitors that could be read, and a sentence about each that could not."""

    rows: tuple[CompetitorBenchmark, ...]
    notes: tuple[str, ...]


def benchmarks(site: SiteEvidence, facts: PageFacts | None, keyword: str, ruleset: Ruleset) -> Benchmarks:
    """Judge every competitor that was really read; the others are named with the reason."""
    read = [c for c in site.competitors if c.page is not None and answered(c.fetch)]
    unread = [c for c in site.competitors if c not in read]
    if not read:
        return Benchmarks((), tuple(map(_why, unread)))
    own = _own(site, facts, keyword, ruleset).overall
    # Their sentences have been read already, to compare what they write about.
    rows = tuple(_row(c, score(judge(_alone(site, c), keyword, ruleset, facts).results, ruleset), own) for c in read)
    return Benchmarks(rows, (_BASIS, *map(_why, unread)))


def _own(site: SiteEvidence, facts: PageFacts | None, keyword: str, ruleset: Ruleset) -> Score:
    alone = _alone(site, site.target)
    known = replace(facts, evidence=alone, comparison=facts.comparison.alone()) if facts else None
    return score(judge_read(alone, known, keyword, ruleset).results, ruleset)


def _alone(site: SiteEvidence, page: PageEvidence) -> SiteEvidence:
    """Leave out what is had for the audited page only: sitemap, competitors, and what outside sources said."""
    unread = replace(site.sitemap, state="not_measured", error=None)
    return replace(site, target=page, sitemap=unread, competitors=(), sources=())


def _row(competitor: PageEvidence, found: Score, own: Decimal | None) -> CompetitorBenchmark:
    samples = competitor.fetch.response_ms
    return CompetitorBenchmark(
        competitor=competitor.requested,
        final_url=competitor.fetch.final_url,
        overall_score=None if found.overall is None else int(rounded(found.overall)),
        your_score=None if own is None else int(rounded(own)),
        coverage=share(found.coverage),
        technical=_points_of(found, "technical"),
        topical=_points_of(found, "topical"),
        authority=_points_of(found, "authority"),
        word_count=competitor.page.main.word_count if competitor.page else 0,
        response_ms=round(median(samples)) if samples else None,
        fetched_at=moment(competitor.fetch.fetched_at),
    )


def _points_of(found: Score, pillar: Pillar) -> float | None:
    return points(found.pillars[pillar].score) if pillar in found.pillars else None


def _why(competitor: PageEvidence) -> str:
    fetch = competitor.fetch
    if fetch.error is not None:
        reason = fetch.error.message
    elif not answered(fetch):
        reason = f"It answered with status {fetch.status}."
    else:
        reason = competitor.parse.message or "Its HTML could not be read."
    return f"Competitor {competitor.requested} is left out: {reason}"
