"""Judges competitors by the very checks that can be asked of all pages alike, and the audited page by the same ones."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import median

from seo_worker.checks.facts import answered
from seo_worker.checks.rules import Pillar, Ruleset
from seo_worker.checks.run import judge
from seo_worker.evidence import PageEvidence, SiteEvidence
from seo_worker.result.metrics import points, share
from seo_worker.result.wire import CompetitorBenchmark
from seo_worker.scoring.score import Score, rounded, score


@dataclass(frozen=True, slots=True)
class Benchmarks:
    """The competitors that could be read, and a sentence about each that could not."""

    rows: tuple[CompetitorBenchmark, ...]
    notes: tuple[str, ...]


def benchmarks(site: SiteEvidence, keyword: str, ruleset: Ruleset) -> Benchmarks:
    """Judge every competitor that was really read; the others are named with the reason."""
    read = [c for c in site.competitors if c.page is not None and answered(c.fetch)]
    unread = [c for c in site.competitors if c not in read]
    if not read:
        return Benchmarks((), tuple(map(_why, unread)))
    own = _comparable(site, site.target, keyword, ruleset).overall
    rows = tuple(_row(c, _comparable(site, c, keyword, ruleset), own) for c in read)
    return Benchmarks(rows, tuple(map(_why, unread)))


def names(benchmark: Benchmarks) -> Sequence[str]:
    """Return the competitors that were read, as they were asked for."""
    return [row.competitor for row in benchmark.rows]


def _comparable(site: SiteEvidence, page: PageEvidence, keyword: str, ruleset: Ruleset) -> Score:
    """Score one page alone: no sitemap and no competitors, which are had for the audited page only."""
    sitemap = replace(site.sitemap, state="not_measured", error=None)
    alone = replace(site, target=page, sitemap=sitemap, competitors=())
    return score(judge(alone, keyword, ruleset).results, ruleset)


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
