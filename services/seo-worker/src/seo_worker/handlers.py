"""Does an SEO job: fetch what there is to see, judge it, and hand over how to store it."""

import asyncio
from typing import Final

from seo_worker.evidence import SiteEvidence
from seo_worker.failures import refuse_unfetched
from seo_worker.fetch.permission import RobotsBook
from seo_worker.gather import Subject, gather
from seo_worker.gather_page import Scout, answered
from seo_worker.regressions import tell_of_regression
from seo_worker.repository import Origin, insert_audit, insert_findings
from seo_worker.resources import Resources
from seo_worker.result.audit import Audit, Order, audit
from seo_worker.site.crawl import CrawlLimits, crawl
from seo_worker.site.model import Crawl
from shared.contracts.requests import SEORequest
from shared.db.pool import Connection
from shared.ids import new_id
from shared.jobs.model import ClaimedJob, Completion, JobControl
from shared.jobs.requests import request_of

_FETCHING: Final = 10
_JUDGING: Final = 70


async def perform(job: ClaimedJob, control: JobControl, resources: Resources) -> Completion:
    """Audit the page that the job asks for.

    Raises:
        PermanentError: when the page can't be fetched; the person who asked can correct the address or retry.
    """
    request = request_of(job, SEORequest)
    until = asyncio.get_running_loop().time() + resources.crawl_s
    await control.progress("fetching", _FETCHING)
    subject = Subject(request.domain, request.competitors, vantage=resources.vantage, sources=resources.sources)
    site = await gather(subject, resources.fetcher, resources.pool, as_of=job.created_at)
    refuse_unfetched(site)
    crawled = await _crawled(request.max_pages, site, resources, control, until=until)
    await control.progress("judging", _JUDGING)
    order = Order(new_id(), request.domain, request.primary_keyword, request.max_pages)
    done = await asyncio.to_thread(audit, order, site, resources.ruleset, crawled)
    return _completion(job, request, resources, done)


async def _crawled(
    pages: int, site: SiteEvidence, resources: Resources, control: JobControl, *, until: float
) -> Crawl | None:
    """Visit as many pages of the site as were asked for; without the audited one there are none to be found."""
    if pages == 1 or not answered(site.fetch):
        return None

    async def report(visited: int) -> None:
        await control.progress("crawling", _FETCHING + (_JUDGING - _FETCHING) * visited // pages)

    scout = Scout(resources.fetcher, resources.pool, RobotsBook(resources.fetcher))
    return await crawl(site, scout, resources.ruleset, CrawlLimits(pages, until), report)


def _completion(job: ClaimedJob, request: SEORequest, resources: Resources, done: Audit) -> Completion:
    origin = Origin(job.workspace_id, job.id, job.created_by, request.strategy_id)

    async def store(connection: Connection) -> None:
        stored_at = await insert_audit(connection, origin, done.result)
        await insert_findings(connection, origin.workspace_id, done.result.audit_id, done.checks, resources.ruleset)
        await tell_of_regression(connection, origin, done.result, stored_at)

    return Completion(done.result.audit_id, done.result.model_dump(mode="json", by_alias=True), store)
