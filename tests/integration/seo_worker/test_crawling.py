"""An SEO job for several pages, from its request to its result, on a site served here."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

import pytest
from pydantic import JsonValue

from seo_crawled_site import CrawledSite, serving
from seo_worker.handlers import perform
from seo_worker.resources import Resources, open_resources
from seo_worker.settings import SEOSettings
from shared.db.pool import Context, close_pool, create_pool, transaction
from shared.ids import new_id
from shared.jobs.model import ClaimedJob, JobCancelledError
from support.backends import Backends
from support.control import NothingStored
from support.jobs import telemetry
from support.tenants import create_tenant

pytestmark = pytest.mark.integration
_URLS = {"database_url": "postgresql://unused", "amqp_url": "amqp://unused"}
_PAGE_FIELDS = {"url", "finalUrl", "status", "title", "language", "pageType", "wordCount", "parse"}


@dataclass
class _Control(NothingStored):
    cancel_at: int = 101
    told: list[tuple[str, int]] = field(default_factory=list[tuple[str, int]])

    async def progress(self, stage: str, percent: int) -> None:
        self.told.append((stage, percent))
        if percent >= self.cancel_at:
            raise JobCancelledError


@pytest.fixture
async def site() -> AsyncGenerator[CrawledSite]:
    async with serving(CrawledSite()) as served:
        yield served


@pytest.fixture
async def resources(site: CrawledSite) -> AsyncGenerator[Resources]:
    settings = SEOSettings.model_validate({**_URLS, "convex_seo_allowed_targets": site.target, "convex_seo_parsers": 1})
    async with open_resources(settings, telemetry("seo-worker")) as opened:
        yield opened


def _job(site: CrawledSite, **changes: JsonValue) -> ClaimedJob:
    return ClaimedJob(
        workspace_id=new_id(),
        id=new_id(),
        kind="seo",
        attempt=1,
        max_attempts=5,
        request={"domain": f"{site.base}/", "primaryKeyword": "shoes for hills", **changes},
        created_by=new_id(),
        created_at=datetime(2026, 11, 25, 9, tzinfo=UTC),
    )


async def test_a_crawl_asks_for_robots_txt_and_the_sitemap_once(site: CrawledSite, resources: Resources) -> None:
    await perform(_job(site, maxPages=6), _Control(), resources)
    assert site.asked.count("/robots.txt") == 1
    assert site.asked.count("/sitemap.xml") == 1


async def test_a_crawl_adds_pages_and_findings_and_changes_no_score(site: CrawledSite, resources: Resources) -> None:
    control = _Control()
    alone: Any = (await perform(_job(site), _Control(), resources)).result
    result: Any = (await perform(_job(site, maxPages=6), control, resources)).result
    assert control.told == [
        ("fetching", 10), ("crawling", 70), ("crawling", 83), ("crawling", 90), ("judging", 90),
    ]  # fmt: skip
    assert [page["url"].removeprefix(site.base) for page in result["pages"]] == [
        "/", "/a", "/b", "/old", "/missing", "/deep/1",
    ]  # fmt: skip
    old, missing = result["pages"][3:5]
    assert (old["status"], old["finalUrl"], old["redirectsTo"]) == (301, f"{site.base}/older", f"{site.base}/older")
    assert (missing["status"], missing["score"], missing["depth"], missing["inlinks"]) == (404, None, 1, 2)
    broken = next(fix for fix in result["recommendations"] if fix["id"] == "S03")
    assert (broken["points"], broken["severity"], broken["impact"], broken["cases"]) == (None, "critical", "high", 1)
    assert any("known and not visited" in note for note in result["notes"])
    for same in ("overallScore", "uncappedScore", "range", "technical", "topical", "authority", "cappedBy"):
        left, right = (_untimed(answer.get(same)) for answer in (alone, result))
        assert left == right, same
    assert alone["pages"][0].items() <= result["pages"][0].items()


async def test_one_page_is_told_as_before(site: CrawledSite, resources: Resources) -> None:
    result: Any = (await perform(_job(site, maxPages=1), control := _Control(), resources)).result
    assert control.told == [("fetching", 10), ("judging", 90)]
    assert [set(page) for page in result["pages"]] == [_PAGE_FIELDS]
    assert not [fix for fix in result["recommendations"] if "severity" in fix]
    assert {path.partition("?")[0] for path in site.asked} == {"/", "/robots.txt", "/sitemap.xml"}


async def test_a_crawl_ends_when_the_job_is_cancelled(site: CrawledSite, resources: Resources) -> None:
    with pytest.raises(JobCancelledError):
        await perform(_job(site, maxPages=50), _Control(cancel_at=12), resources)
    asked = len(site.asked)
    assert asked <= 9


async def test_a_crawled_audit_is_stored(backends: Backends, site: CrawledSite, resources: Resources) -> None:
    tenant = await create_tenant(backends)
    job = _job(site, maxPages=3)
    job = ClaimedJob(tenant.workspace_id, job.id, "seo", 1, 5, job.request, tenant.user_id, job.created_at)
    done = await perform(job, _Control(), resources)
    pool = await create_pool(backends.worker_url, service="test")
    async with transaction(pool, Context(tenant.workspace_id)) as connection:
        await done.store(connection)
        count = await connection.fetchval(
            "SELECT json_array_length(result -> 'pages') FROM app.audits WHERE id = $1", done.result_id
        )
    await close_pool(pool)
    assert count == 3


def _untimed(value: Any) -> Any:
    """Leave out the one check that measures time."""
    if not isinstance(value, dict) or "metrics" not in value:
        return cast("Any", value)
    pillar = cast("dict[str, Any]", value)
    return {**pillar, "metrics": [metric for metric in pillar["metrics"] if metric["id"] != "T22"]}
