"""Does an SEO job: fetch what there is to see, judge it, and hand over how to store it."""

import asyncio

from seo_worker.failures import refuse_unfetched
from seo_worker.gather import Subject, gather
from seo_worker.regressions import tell_of_regression
from seo_worker.repository import Origin, insert_audit, insert_findings
from seo_worker.resources import Resources
from seo_worker.result.audit import Audit, Order, audit
from shared.contracts.requests import SEORequest
from shared.db.pool import Connection
from shared.ids import new_id
from shared.jobs.model import ClaimedJob, Completion, JobControl
from shared.jobs.requests import request_of


async def perform(job: ClaimedJob, control: JobControl, resources: Resources) -> Completion:
    """Audit the page that the job asks for.

    Raises:
        PermanentError: when the page can't be fetched; the person who asked can correct the address or retry.
    """
    request = request_of(job, SEORequest)
    await control.progress("fetching", 10)
    subject = Subject(request.domain, request.competitors, vantage=resources.vantage, sources=resources.sources)
    site = await gather(subject, resources.fetcher, resources.pool, as_of=job.created_at)
    refuse_unfetched(site)
    await control.progress("judging", 70)
    order = Order(new_id(), request.domain, request.primary_keyword, request.max_pages)
    done = await asyncio.to_thread(audit, order, site, resources.ruleset)
    return _completion(job, request, resources, done)


def _completion(job: ClaimedJob, request: SEORequest, resources: Resources, done: Audit) -> Completion:
    origin = Origin(job.workspace_id, job.id, job.created_by, request.strategy_id)

    async def store(connection: Connection) -> None:
        stored_at = await insert_audit(connection, origin, done.result)
        await insert_findings(connection, origin.workspace_id, done.result.audit_id, done.checks, resources.ruleset)
        await tell_of_regression(connection, origin, done.result, stored_at)

    return Completion(done.result.audit_id, done.result.model_dump(mode="json", by_alias=True), store)
