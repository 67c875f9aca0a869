"""An audit told in parts, through the gateway: a part is no audit, and another attempt tells its own parts."""

import asyncio
import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import httpx
import pytest
from aiohttp import web

from integration.gateway.serving import serving
from seo_worker.handlers import perform
from seo_worker.resources import open_resources
from seo_worker.settings import SEOSettings
from support.backends import fresh_backends
from support.jobs import dispatching, telemetry, working
from support.site import PAGE, Site, serving_page
from support.tenants import create_tenant

_URLS = {"database_url": "postgresql://unused", "amqp_url": "amqp://unused"}
# A host of its own: two requests at a time is all that one host gets.
_HOST = "127.0.0.3"


@dataclass(frozen=True, slots=True)
class _Stage:
    """A caller, the page to audit, and a competitor that answers when the test says so."""

    http: httpx.AsyncClient
    page: Site
    rival: str
    answers: asyncio.Event = field(default_factory=asyncio.Event)

    async def ask(self, **headers: str) -> httpx.Response:
        body = {"domain": self.page.url, "primaryKeyword": "boiler service", "competitors": [self.rival]}
        return await self.http.post("/score-seo", json=body, headers=headers)

    async def job(self, job_id: str) -> Any:
        return (await self.http.get(f"/jobs/{job_id}")).json()

    async def job_when(self, job_id: str, *, status: str, scored: bool = True) -> Any:
        async with asyncio.timeout(15):
            while (job := await self.job(job_id))["status"] != status or bool(job["result"]) is not scored:
                await asyncio.sleep(0.02)
        return job


@asynccontextmanager
async def _rival(answers: asyncio.Event) -> AsyncGenerator[Site, None]:
    async def page(_request: web.Request) -> web.Response:
        await answers.wait()
        return web.Response(text=PAGE.replace("</main>", "<p>We repair, too.</p></main>"), content_type="text/html")

    app = web.Application()
    app.add_routes([web.get("/", page)])
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, _HOST, 0).start()
    port = int(runner.addresses[0][1])
    yield Site(f"http://{_HOST}:{port}/", f"{_HOST}/32:{port}")
    await runner.cleanup()


@pytest.fixture(scope="module")
async def stage() -> AsyncGenerator[_Stage, None]:
    """Serve with a dispatcher and the SEO worker's own work behind."""
    answers = asyncio.Event()
    async with serving_page() as page, _rival(answers) as rival:
        targets = f"{page.target},{rival.target}"
        settings = SEOSettings.model_validate({**_URLS, "convex_seo_allowed_targets": targets, "convex_seo_parsers": 1})
        async with (
            open_resources(settings, telemetry("seo-worker")) as resources,
            fresh_backends() as backends,
            serving(backends, hears_broker=True) as served,
            dispatching(backends),
            working(backends, partial(perform, resources=resources), kind="seo"),
            served.client(await create_tenant(backends)) as http,
        ):
            yield _Stage(http, page, rival.url, answers)


async def test_a_part_of_an_audit_is_no_end_and_no_audit(stage: _Stage) -> None:
    stage.answers.clear()
    accepted = await stage.ask(Prefer="wait=1")
    assert accepted.status_code == 202
    job_id = accepted.json()["jobId"]
    part = (await stage.job_when(job_id, status="running"))["result"]
    read = await stage.http.get(f"/jobs/{job_id}")
    known = {"If-None-Match": read.headers["etag"]}
    assert (await stage.http.get(f"/jobs/{job_id}", headers=known)).status_code == 304
    assert part["pending"] == ["competitors"]
    assert (await stage.http.get("/audits")).json()["items"] == []
    assert (await stage.http.get(f"/audits/{part['auditId']}")).status_code == 404
    assert (await stage.http.get(f"/audits/{part['auditId']}/export?format=md")).status_code == 404
    assert "result" not in (await stage.http.get("/jobs")).json()["items"][0]
    stage.answers.set()
    whole = await stage.job_when(job_id, status="succeeded")
    assert (await stage.http.get(f"/jobs/{job_id}", headers=known)).status_code == 200
    assert (whole["result"]["auditId"], whole["result"]["pending"]) == (part["auditId"], [])
    assert [item["id"] for item in (await stage.http.get("/audits")).json()["items"]] == [part["auditId"]]


async def test_a_job_cancelled_between_its_parts_keeps_the_first_and_a_retry_tells_both_once(stage: _Stage) -> None:
    stage.answers.clear()
    before = len((await stage.http.get("/audits")).json()["items"])
    job_id = (await stage.ask()).json()["jobId"]
    await stage.job_when(job_id, status="running")
    await stage.http.post(f"/jobs/{job_id}/cancel")
    cancelled = await stage.job_when(job_id, status="cancelled")
    assert cancelled["result"]["pending"] == ["competitors"]
    assert len((await stage.http.get("/audits")).json()["items"]) == before

    stage.answers.set()
    await stage.http.post(f"/jobs/{job_id}/retry")
    await stage.job_when(job_id, status="succeeded")
    told = re.findall(r"^event: (\S+)$", (await stage.http.get(f"/jobs/{job_id}/events")).text, re.MULTILINE)
    parts = [name for name in told if name != "progress"]
    # The end that was none is left out of a stream.
    assert parts == ["page.scored", "page.scored", "page.compared", "succeeded"]
    assert len((await stage.http.get("/audits")).json()["items"]) == before + 1
