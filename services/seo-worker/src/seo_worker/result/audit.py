"""Puts an audit together: pure from evidence to result, the same evidence gives the same bytes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from seo_worker.checks.facts import PageFacts
from seo_worker.checks.outcome import CheckResult
from seo_worker.checks.rules import Ruleset
from seo_worker.checks.run import judge
from seo_worker.evidence import SiteEvidence
from seo_worker.result.benchmarks import benchmarks
from seo_worker.result.crawled import crawl_notes, crawled_pages, site_recommendations
from seo_worker.result.gaps import content_gaps
from seo_worker.result.metrics import between, pillar_result, share
from seo_worker.result.notes import notes
from seo_worker.result.ranking import ranking_prediction
from seo_worker.result.recommendations import first_steps, recommendations
from seo_worker.result.summaries import audited_page, fetch_summary
from seo_worker.result.topics import semantic_clusters
from seo_worker.result.wire import AuditResult, CappedBy
from seo_worker.scoring.impact import impacts
from seo_worker.scoring.score import Capped, rounded, score
from seo_worker.site.model import Crawl


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for: the site as it was written, the keyword, and how many pages."""

    audit_id: UUID
    domain: str
    keyword: str
    max_pages: int = 1


@dataclass(frozen=True, slots=True)
class Audit:
    """The public result, the check results that its findings are stored from, and the facts that both rest on."""

    result: AuditResult
    checks: tuple[CheckResult, ...]
    facts: PageFacts | None = None


def audit(
    order: Order, site: SiteEvidence, ruleset: Ruleset, crawl: Crawl | None = None, known: PageFacts | None = None
) -> Audit:
    """Judge what was gathered, for the keyword of the order; a crawl adds pages and findings and changes no score.

    Facts that are `known` from judging less of the same site save time and change nothing.
    """
    judgement = judge(site, order.keyword, ruleset, known)
    checks, facts = judgement.results, judgement.facts
    # Without spaces between words, whole clauses would pass for terms.
    worded = None if facts is None or facts.is_spaceless else facts
    found = score(checks, ruleset)
    repairs = impacts(checks, found, ruleset)
    compared = benchmarks(site, facts, order.keyword, ruleset)
    target = audited_page(site, facts)
    result = AuditResult(
        audit_id=order.audit_id,
        domain=order.domain,
        final_url=site.fetch.final_url,
        primary_keyword=order.keyword,
        overall_score=None if found.overall is None else int(rounded(found.overall)),
        uncapped_score=None if found.uncapped is None else float(rounded(found.uncapped, 2)),
        range=between(found.low, found.high),
        coverage=share(found.coverage),
        capped_by=_capped(found.capped_by),
        technical=pillar_result("technical", checks, found, ruleset),
        topical=pillar_result("topical", checks, found, ruleset),
        authority=pillar_result("authority", checks, found, ruleset),
        semantic_clusters=semantic_clusters(worded) if worded else (),
        content_gaps=content_gaps(worded, ruleset) if worded else (),
        competitor_benchmarks=compared.rows,
        recommendations=(
            *recommendations(repairs, ruleset),
            *(site_recommendations(crawl) if crawl else ()),
        ),
        first_steps=first_steps(repairs, checks, found, ruleset),
        ranking_prediction=ranking_prediction(facts, ruleset),
        pages=crawled_pages(crawl, target) if crawl else (target,),
        fetch=fetch_summary(site),
        notes=(
            *_about_crawl(order, site, crawl),
            *notes(site, facts, checks, found),
            *compared.notes,
        ),
        pending=site.pending,
        ruleset_version=ruleset.stamp,
        scored_at=site.gathered_at,
    )
    return Audit(result, checks, facts)


def _about_crawl(order: Order, site: SiteEvidence, crawl: Crawl | None) -> Iterable[str]:
    if "pages" in site.pending:
        return (f"Up to {order.max_pages} pages of the site are still to be visited.",)
    return crawl_notes(crawl, order.max_pages) if order.max_pages > 1 else ()


def _capped(capped: Sequence[Capped]) -> tuple[CappedBy, ...]:
    return tuple(CappedBy(gate=c.gate, check_id=c.check_id, cap=c.cap, title=c.title) for c in capped)
