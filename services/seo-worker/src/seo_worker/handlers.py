"""Does an SEO job: looks at what there is to see, judges it, tells of each part, and hands over how to store it."""

import asyncio
from dataclasses import dataclass, replace
from typing import Final

from seo_worker.checks.facts import PageFacts
from seo_worker.evidence import SiteEvidence
from seo_worker.failures import refuse_unfetched
from seo_worker.fetch.permission import RobotsBook
from seo_worker.gather import Look, Subject, looking
from seo_worker.gather_page import Scout, answered
from seo_worker.regressions import tell_of_regression
from seo_worker.repository import Origin, insert_audit, insert_findings
from seo_worker.resources import Resources
from seo_worker.result.audit import Audit, Order, audit
from seo_worker.result.told import told
from seo_worker.search_data import stored_search_data
from seo_worker.site.crawl import CrawlLimits, crawl
from seo_worker.site.model import Crawl
from shared.contracts.requests import SEORequest
from shared.db.pool import Connection
from shared.ids import new_id
from shared.jobs.model import ClaimedJob, Completion, JobControl
from shared.jobs.requests import request_of

_FETCHING: Final = 10
_COMPARING: Final = 40
_CRAWLING: Final = 50
_JUDGING: Final = 90
_SCORED: Final = "page.scored"
_COMPARED: Final = "page.compared"


@dataclass(slots=True)
class _Work:
    """One job with what all its steps need; `until` is when the visiting of pages ends, by the event loop's clock.

    `facts` are those of the page as it was judged last.
    """

    job: ClaimedJob
    control: JobControl
    resources: Resources
    request: SEORequest
    order: Order
    scout: Scout
    until: float
    facts: PageFacts | None = None

    async def judged(self, site: SiteEvidence, crawled: Crawl | None = None) -> Audit:
        """Judge what there is, in a thread: it takes tens of milliseconds."""
        done = await asyncio.to_thread(audit, self.order, site, self.resources.ruleset, crawled, self.facts)
        self.facts = done.facts
        return done


async def perform(job: ClaimedJob, control: JobControl, resources: Resources) -> Completion:
    """Audit the page that the job asks for: its own score first, then all that it is compared with.

    Raises:
        PermanentError: when the page can't be fetched; the person who asked can correct the address or retry.
    """
    request = request_of(job, SEORequest)
    resources = resources.knowing(await stored_search_data(control, job.workspace_id, request.domain))
    work = _Work(
        job=job,
        control=control,
        resources=resources,
        request=request,
        order=Order(new_id(), request.domain, request.primary_keyword, request.max_pages),
        scout=Scout(resources.fetcher, resources.pool, RobotsBook(resources.fetcher)),
        until=asyncio.get_running_loop().time() + resources.crawl_s,
    )
    subject = Subject(request.domain, request.competitors, vantage=resources.vantage, sources=resources.sources)
    await control.progress("fetching", _FETCHING)
    async with looking(subject, work.scout, as_of=job.created_at) as look:
        page = await look.page()
        refuse_unfetched(page)
        if request.max_pages > 1 and answered(page.fetch):
            page = replace(page, pending=(*page.pending, "pages"))
        site, crawled = await _the_rest(page, look, work)
    await control.progress("judging", _JUDGING)
    done = await work.judged(site, crawled)
    if page.pending == ("competitors",):
        # Nothing else was waited for, so the comparison is told together with the end.
        control.tell(_COMPARED, told(job.id, done.result))
    return _completion(work, done)


async def _the_rest(site: SiteEvidence, look: Look, work: _Work) -> tuple[SiteEvidence, Crawl | None]:
    """Look at what is pending, after the page's own score has been told; sources may answer while pages are visited."""
    if site.pending:
        await _tell(_SCORED, site, work)
    if "competitors" in site.pending:
        await work.control.progress("comparing", _COMPARING)
        site = await look.with_competitors(site)
        if site.pending:
            await _tell(_COMPARED, site, work)
    crawled = await _crawled(site, work) if "pages" in site.pending else None
    return await look.with_sources(replace(site, pending=())), crawled


async def _tell(event: str, site: SiteEvidence, work: _Work) -> None:
    first = (await work.judged(site)).result
    await work.control.interim(event, told(work.job.id, first), first.model_dump(mode="json", by_alias=True))


async def _crawled(site: SiteEvidence, work: _Work) -> Crawl:
    """Visit as many pages of the site as were asked for."""
    pages = work.request.max_pages

    async def report(visited: int) -> None:
        await work.control.progress("crawling", _CRAWLING + (_JUDGING - _CRAWLING) * visited // pages)

    return await crawl(site, work.scout, work.resources.ruleset, CrawlLimits(pages, work.until), report)


def _completion(work: _Work, done: Audit) -> Completion:
    job, ruleset = work.job, work.resources.ruleset
    origin = Origin(job.workspace_id, job.id, job.created_by, work.request.strategy_id)

    async def store(connection: Connection) -> None:
        stored_at = await insert_audit(connection, origin, done.result)
        await insert_findings(connection, origin.workspace_id, done.result.audit_id, done.checks, ruleset)
        await tell_of_regression(connection, origin, done.result, stored_at)

    return Completion(done.result.audit_id, done.result.model_dump(mode="json", by_alias=True), store)
