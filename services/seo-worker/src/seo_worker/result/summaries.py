"""Tells how the page was fetched and what was read."""

from seo_worker.checks.facts import PageFacts
from seo_worker.checks.outcome import presentable
from seo_worker.evidence import SiteEvidence
from seo_worker.result.metrics import moment
from seo_worker.result.wire import AuditedPage, FetchSummary, RobotsSummary, SitemapSummary


def audited_page(site: SiteEvidence, facts: PageFacts | None) -> AuditedPage:
    """Describe the page that was audited."""
    return AuditedPage(
        url=site.target.requested,
        final_url=site.fetch.final_url,
        status=site.fetch.status,
        title=presentable(facts.title) if facts and facts.title else None,
        language=facts.language if facts else None,
        page_type=facts.kind if facts else None,
        word_count=facts.page.main.word_count if facts else None,
        parse=site.parse.status,
    )


def fetch_summary(site: SiteEvidence) -> FetchSummary:
    """Describe the fetch: what was sent, what came, how long it took."""
    fetch, robots, sitemap = site.fetch, site.robots, site.sitemap
    return FetchSummary(
        vantage=site.vantage,
        user_agent=site.user_agent,
        requested_url=fetch.requested_url,
        status=fetch.status,
        hops=tuple(f"{hop.status} {hop.url}" for hop in fetch.hops),
        response_ms=fetch.response_ms,
        total_ms=fetch.total_ms,
        parse_ms=site.parse.duration_ms,
        wire_bytes=fetch.wire_bytes,
        html_bytes=fetch.inflated_bytes,
        encoding=presentable(fetch.encoding) if fetch.encoding else None,
        truncated=fetch.truncated,
        fetched_at=moment(fetch.fetched_at),
        robots=RobotsSummary(url=robots.url, state=robots.state, status=robots.status),
        sitemap=SitemapSummary(
            url=sitemap.url, state=sitemap.state, url_count=sitemap.url_count, lists_page=sitemap.lists_page
        ),
    )
