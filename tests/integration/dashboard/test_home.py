"""The first page shows what the API says of the workspace."""

from datetime import timedelta

import httpx
import pytest

from integration.dashboard.calls import HOME
from support.backends import Backends
from support.people import Person, create_person, end_job, fill, insert_job, join

pytestmark = pytest.mark.integration


async def test_figures_are_those_of_the_api(browser: httpx.AsyncClient, backends: Backends, person: Person) -> None:
    await fill(backends, person, 49)
    page = (await browser.get(HOME)).text
    stats = (await browser.get("/api/convex/stats")).json()
    assert stats["totalStrategies"] == 49
    assert f"{stats['passCount']} of 49" in page
    assert f"Compliance: {stats['passCount']} passed" in page
    assert f">{stats['avgScore']:.1f}<" in page
    assert page.count("<tr>") > 30
    assert "Kiln Coffee Roasters" in page
    assert "Alder &amp; Finch Dental" in page


async def test_an_empty_workspace_says_what_to_do(browser: httpx.AsyncClient) -> None:
    page = (await browser.get(HOME)).text
    assert "No strategies yet" in page
    assert "Nothing is at work" in page
    assert 'class="ring"' not in page


async def test_what_is_at_work_is_asked_for_often_and_its_end_is_told_once(
    browser: httpx.AsyncClient, backends: Backends, person: Person
) -> None:
    job_id = await insert_job(backends, person, "strategy", "running", progress=40)
    page = (await browser.get(HOME)).text
    assert 'hx-trigger="every 2s"' in page
    assert f"fragments/jobs?seen={job_id}" in page
    again = await browser.get(f"{HOME}/fragments/jobs", params={"seen": str(job_id)}, headers={"HX-Request": "true"})
    assert 'value="40"' in again.text
    assert "hx-trigger" not in again.headers
    await end_job(backends, person, job_id)
    ended = await browser.get(f"{HOME}/fragments/jobs", params={"seen": str(job_id)}, headers={"HX-Request": "true"})
    assert ended.headers["hx-trigger"] == "jobs-finished"
    assert "every 15s" in ended.text
    assert "hx-trigger" not in (await browser.get(f"{HOME}/fragments/jobs", headers={"HX-Request": "true"})).headers


async def test_a_worker_that_takes_up_nothing_is_said_to_be_down(
    browser: httpx.AsyncClient, backends: Backends, person: Person
) -> None:
    await insert_job(backends, person, "seo", "queued", age=timedelta(seconds=30))
    assert "Nobody takes up" not in (await browser.get(HOME)).text
    await insert_job(backends, person, "seo", "queued", age=timedelta(minutes=5))
    assert "Nobody takes up jobs of the kind “SEO audit”" in (await browser.get(HOME)).text


async def test_another_workspace_of_ones_own_is_chosen_and_kept(
    browser: httpx.AsyncClient, backends: Backends, person: Person
) -> None:
    other = await join(backends, person, "Second home")
    assert '<p class="muted">Northwind</p>' in (await browser.get(HOME)).text
    assert '<p class="muted">Second home</p>' in (await browser.get(HOME, params={"workspace": str(other)})).text
    assert '<p class="muted">Second home</p>' in (await browser.get(HOME)).text
    # A tab that still shows the first one goes on asking for it, and does not move the others.
    first = str(person.tenant.workspace_id)
    await browser.get(f"{HOME}/fragments/jobs", headers={"HX-Request": "true", "X-Workspace-Id": first})
    assert '<p class="muted">Second home</p>' in (await browser.get(HOME)).text


async def test_a_workspace_of_somebody_else_looks_like_none(browser: httpx.AsyncClient, backends: Backends) -> None:
    foreign = (await create_person(backends)).tenant.workspace_id
    for named in (str(foreign), "00000000-0000-0000-0000-000000000000", "nonsense"):
        answer = await browser.get(HOME, params={"workspace": named})
        assert answer.status_code == 404
        assert "There is nothing here" in answer.text
        assert "set-cookie" not in answer.headers
    browser.cookies.set("convex_workspace", str(foreign), path="/dashboard")
    assert '<p class="muted">Northwind</p>' in (await browser.get(HOME)).text


async def test_the_language_is_the_browsers_until_it_is_chosen(browser: httpx.AsyncClient) -> None:
    german = {"Accept-Language": "de-AT,de;q=0.8"}
    assert '<html lang="de"' in (await browser.get(HOME, headers=german)).text
    assert '<html lang="en"' in (await browser.get(HOME, params={"lang": "en"}, headers=german)).text
    assert '<html lang="en"' in (await browser.get(HOME, headers=german)).text


async def test_files_are_kept_for_good(stranger: httpx.AsyncClient) -> None:
    page = (await stranger.get(f"{HOME}/sign-in")).text
    path = page.partition('<link rel="stylesheet" href="')[2].partition('"')[0]
    answer = await stranger.get(path)
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert (await stranger.get(f"{HOME}/static/dashboard.000000000000.css")).status_code == 404
    assert (await stranger.get(f"{HOME}/static/..%2fpages.py")).status_code == 404
