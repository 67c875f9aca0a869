"""Tells of a crawl: a line per page, the findings about the site, and what was not visited."""

from collections.abc import Iterator
from typing import Final

from library.audits.site import ORPHANS_UNKNOWN
from seo_worker.checks.outcome import counted, presentable
from seo_worker.checks.rules import load_ruleset
from seo_worker.result.advice_wire import ImpactLevel, SiteRecommendation
from seo_worker.result.recommendations import effort_hours
from seo_worker.result.wire import AuditedPage, CheckSummary, CrawledPage
from seo_worker.site.advice import Severity
from seo_worker.site.findings import Finding, findings, orphans_measured
from seo_worker.site.graph import SiteGraph, site_graph
from seo_worker.site.model import CheckStates, Crawl, StopReason, Visit

_IMPACTS: Final[dict[Severity, ImpactLevel]] = {"critical": "high", "warning": "medium", "notice": "low"}
_BY_SEVERITY: Final = tuple(_IMPACTS)
_STOPPED: Final[dict[StopReason, str]] = {
    "pages": "as many pages were visited as were asked for",
    "time": "the time for this job was up",
    "slow_down": "the server asked to be left alone (status 429 or 503)",
    "unreachable": "the server stopped answering",
}
_NAMED: Final = 5


def crawled_pages(crawl: Crawl, target: AuditedPage) -> tuple[CrawledPage, ...]:
    """Describe every visited address, the audited page first and in the words it has without a crawl."""
    graph = site_graph(crawl)
    first, *others = (_page(visit, crawl, graph) for visit in crawl.visits)
    return (first.model_copy(update=target.model_dump()), *others)


def site_recommendations(crawl: Crawl) -> tuple[SiteRecommendation, ...]:
    """Word the findings, the worst first; they gain no points, because the score is that of the audited page."""
    found = sorted(findings(crawl), key=lambda finding: _BY_SEVERITY.index(finding.advice.severity))
    return tuple(map(_recommendation, found))


def crawl_notes(crawl: Crawl | None, max_pages: int) -> Iterator[str]:
    """Say how far the crawl came, and what is therefore not known."""
    if crawl is None:
        yield f"{max_pages} pages were asked for; the audited page could not be read, so no other was visited."
        return
    visited = len(crawl.visits)
    yield (
        f"{counted(visited, 'address')} of at most {max_pages} visited, from the audited page by its links, then from"
        " the sitemap. The overall score is that of the audited page; what was found about the site gains no points."
    )
    yield from _about_the_rest(crawl)
    yield from _about_pace(crawl)
    if not orphans_measured(crawl):
        missing = "no sitemap could be read" if crawl.sitemap is None else "not every link was seen and followed"
        yield f"{ORPHANS_UNKNOWN}, because {missing}."


def _about_the_rest(crawl: Crawl) -> Iterator[str]:
    if crawl.waiting:
        reason = _STOPPED[crawl.stopped] if crawl.stopped else "no more could be visited"
        yield f"{_number(crawl.waiting)} known and not visited, because {reason}: {_some(crawl.waiting)}."
    if crawl.barred:
        yield f"{_number(crawl.barred)} not visited, because robots.txt bars our crawler: {_some(crawl.barred)}."
    if crawl.trapped:
        yield f"{_number(crawl.trapped)} not visited, because the row seems endless: {_some(crawl.trapped)}."


def _about_pace(crawl: Crawl) -> Iterator[str]:
    asked = crawl.asked_delay_s
    if asked is not None and asked > crawl.gap_s:
        yield f"robots.txt asks for {asked:g} s between requests; {crawl.gap_s:g} s were kept, the most an audit waits."


def _number(urls: tuple[str, ...]) -> str:
    return f"{counted(len(urls), 'address')} {'was' if len(urls) == 1 else 'were'}"


def _some(urls: tuple[str, ...]) -> str:
    more = f" and {len(urls) - _NAMED:,} more" if len(urls) > _NAMED else ""
    return ", ".join(map(presentable, urls[:_NAMED])) + more


def _page(visit: Visit, crawl: Crawl, graph: SiteGraph) -> CrawledPage:
    reading = visit.reading
    return CrawledPage(
        url=visit.url,
        final_url=graph.way(visit.url)[-1],
        status=visit.status,
        title=presentable(reading.title) if reading and reading.title else None,
        language=reading.language if reading else None,
        page_type=reading.page_type if reading else None,
        word_count=reading.word_count if reading else None,
        parse=visit.parse,
        score=reading.score if reading else None,
        depth=graph.depths.get(visit.url),
        inlinks=len(graph.inlinks.get(visit.url, ())),
        in_sitemap=None if crawl.sitemap is None else visit.url in crawl.sitemap,
        redirects_to=visit.redirects_to,
        error=visit.error.message if visit.error else None,
        checks=_summary(reading.states) if reading else None,
    )


def _summary(states: CheckStates) -> CheckSummary:
    return CheckSummary(
        ok=states.ok,
        problem=states.problem,
        not_measured=states.not_measured,
        not_applicable=states.not_applicable,
        problems=states.problems,
    )


def _recommendation(finding: Finding) -> SiteRecommendation:
    advice = finding.advice
    return SiteRecommendation(
        id=finding.id,
        pillar="technical",
        title=advice.title,
        action=advice.fix,
        why=advice.why,
        impact=_IMPACTS[advice.severity],
        effort=advice.effort,
        effort_hours=effort_hours(advice.effort, load_ruleset()),
        points=None,
        priority=None,
        evidence=finding.evidence,
        severity=advice.severity,
        cases=finding.cases,
    )
