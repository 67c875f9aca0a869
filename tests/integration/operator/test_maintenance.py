"""In maintenance no new work is taken, by any replica and within seconds; everything else goes on."""

import asyncio
from collections.abc import AsyncGenerator
from uuid import uuid4

import httpx
import pytest

from integration.dashboard.calls import browser_of, sign_in
from integration.gateway.serving import SEO, Served, problem, serving
from shared.jobs.model import ClaimedJob, Completion, JobControl
from support.backends import Backends
from support.convex import Owner, convex
from support.jobs import completion, dispatching, wait_for_end, working
from support.people import create_person
from support.tenants import Tenant

pytestmark = pytest.mark.integration
_MESSAGE = "We move to a larger database until 14:00 UTC."


@pytest.fixture
async def replicas(backends: Backends) -> AsyncGenerator[tuple[Served, Served], None]:
    async with serving(backends) as one, serving(backends) as two:
        yield one, two
    await convex(backends, "maintenance", "off")


async def _perform(_job: ClaimedJob, _control: JobControl) -> Completion:
    return completion()


async def _submit(served: Served, tenant: Tenant, key: str) -> httpx.Response:
    async with served.client(tenant) as client:
        return await client.post("/score-seo", json=SEO, headers={"Idempotency-Key": key})


async def _until(served: Served, tenant: Tenant, status: int) -> httpx.Response:
    async with asyncio.timeout(10):
        # A key of its own each time, or an answer from before would be given again.
        while (answer := await _submit(served, tenant, str(uuid4()))).status_code != status:
            await asyncio.sleep(0.2)
    return answer


async def test_no_new_work_is_taken_and_what_is_queued_is_done(
    backends: Backends, replicas: tuple[Served, Served], owner: Owner, tenant: Tenant
) -> None:
    first = (await _submit(replicas[0], tenant, "before")).json()
    assert (await convex(backends, "maintenance", "on", "--message", _MESSAGE, "--retry-after", "120")).code == 0
    for served in replicas:
        refused = await _until(served, tenant, 503)
        assert problem(refused, 503, "maintenance")["detail"] == _MESSAGE
        assert refused.headers["retry-after"] == "120"
        assert (await _submit(served, tenant, "before")).json() == first  # what was answered once is answered again
        async with served.client(tenant) as client:
            assert (await client.get(f"/jobs/{first['jobId']}")).json()["status"] == "queued"
            assert (await client.get(f"{served.url}/health/ready")).status_code == 200
    async with dispatching(backends), working(backends, _perform, kind="seo"):
        (job,) = (await wait_for_end(owner, [first["jobId"]])).values()
    assert job["status"] == "succeeded"
    status = (await convex(backends, "maintenance", "status")).answer
    assert (status["isOn"], status["items"][0]["message"], status["items"][0]["beganBy"]) == (True, _MESSAGE, "grace")
    assert (await convex(backends, "maintenance", "off")).answer["isOn"] is False
    for served in replicas:
        await _until(served, tenant, 202)
    assert (await convex(backends, "maintenance", "off")).code == 5


async def test_ended_jobs_wait_and_pages_say_why(
    backends: Backends, replicas: tuple[Served, Served], owner: Owner
) -> None:
    person = await create_person(backends)
    async with browser_of(replicas[0].url) as browser:
        await sign_in(browser, person)
        assert _MESSAGE not in (await browser.get("/dashboard/convex")).text
        for message in ("Not yet.", _MESSAGE):
            assert (await convex(backends, "maintenance", "on", "--message", message)).code == 0
        async with asyncio.timeout(10):
            while _MESSAGE not in (page := await browser.get("/dashboard/convex")).text:
                await asyncio.sleep(0.2)
        assert page.status_code == 200
        assert "Nothing new is begun meanwhile" in page.text
        assert "Not yet." not in page.text
    assert await owner.fetchval("SELECT count(*) FROM app.maintenance WHERE ended_at IS NULL") == 1


async def test_a_message_has_to_be_one(backends: Backends) -> None:
    for message in ("", "x" * 301, "two\nlines"):
        assert (await convex(backends, "maintenance", "on", "--message", message)).code == 2
    assert (await convex(backends, "maintenance", "status")).answer["isOn"] is False
