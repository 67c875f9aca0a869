"""Audits are listed, shown with their history, and asked for by a form that needs no script."""

import re
from datetime import timedelta
from html import unescape
from uuid import uuid4

import asyncpg
import httpx
import pytest

from integration.dashboard.calls import HOME, browser_of, fields, sign_in
from integration.gateway.serving import Served
from support.audits import become, example, insert_audit
from support.backends import Backends
from support.people import Person, create_person, insert_job, join

pytestmark = pytest.mark.integration
AUDITS = f"{HOME}/audits"
FILLED = {"domain": "example.com", "primaryKeyword": "crm", "competitors": "", "maxPages": "1"}


async def _requests(backends: Backends, person: Person) -> list[str]:
    owner = await asyncpg.connect(backends.owner_url)
    try:
        rows = await owner.fetch(
            "SELECT request::text FROM app.jobs WHERE workspace_id = $1 AND kind = 'seo'", person.tenant.workspace_id
        )
    finally:
        await owner.close()
    return [row["request"] for row in rows]


async def _post(browser: httpx.AsyncClient, given: dict[str, str]) -> httpx.Response:
    page = (await browser.get(f"{AUDITS}/new")).text
    form = httpx.Response(200, text=page.partition("<main")[2])
    return await browser.post(f"{AUDITS}/new", data={**fields(form), **FILLED, **given})


async def test_an_audit_says_what_the_api_says(browser: httpx.AsyncClient, backends: Backends, person: Person) -> None:
    audit_id = await insert_audit(backends, person, example())
    page = (await browser.get(f"{AUDITS}/{audit_id}")).text
    audit = (await browser.get(f"/api/convex/audits/{audit_id}")).json()
    assert f'text-anchor="middle">{audit["overallScore"]}<' in page
    assert f"range {audit['range']['low']:.0f}–" in page
    assert page.index(audit["recommendations"][0]["title"]) < page.index(audit["recommendations"][1]["title"])
    assert audit["competitorBenchmarks"][0]["finalUrl"] in page
    assert audit["contentGaps"][0]["term"] in page
    export = re.findall(r'href="(/api/convex/audits/[^"]*format=json[^"]*)"', page)[0].replace("&amp;", "&")
    assert (await browser.get(export)).json()["auditId"] == audit["auditId"]


async def test_an_audit_shows_the_others_of_its_page_and_no_other_keyword(
    browser: httpx.AsyncClient, backends: Backends, person: Person
) -> None:
    audit = example()
    earlier = await insert_audit(backends, person, audit | {"overallScore": 31}, age=timedelta(days=9))
    other = await insert_audit(backends, person, audit | {"primaryKeyword": "another"})
    newest = await insert_audit(backends, person, audit)
    page = (await browser.get(f"{AUDITS}/{newest}")).text
    assert page.count('class="curve-point"') == 2
    assert f'href="{AUDITS}/{earlier}"' in page
    assert str(other) not in page
    alone = (await browser.get(f"{AUDITS}/{other}")).text
    assert "primaryKeyword=another" in alone
    assert 'class="curve"' not in alone


async def test_two_audits_of_a_page_are_compared_from_the_earlier_to_the_later(
    browser: httpx.AsyncClient, backends: Backends, person: Person
) -> None:
    mended = example()
    first = mended["topical"]["metrics"][0]
    assert first["id"] == "C01"
    first.update(status="good", score=100.0)
    earlier = await insert_audit(backends, person, example(), age=timedelta(days=9))
    later = await insert_audit(backends, person, mended | {"overallScore": 54})
    address = f"{AUDITS}/compare?from={earlier}&to={later}"
    for shown in (earlier, later):
        assert address in unescape((await browser.get(f"{AUDITS}/{shown}")).text)
    page = (await browser.get(address)).text
    answer = await browser.get("/api/convex/audits/compare", params={"from": str(earlier), "to": str(later)})
    assert answer.json()["counts"]["fixed"] == 1
    content = page.partition("<main")[2].partition("</main>")[0]
    assert re.findall(r'id="([a-z_]+)-title"', content) == ["scores", "fixed"]
    assert "+4" in page
    other = await insert_audit(backends, person, example() | {"domain": "b.example", "finalUrl": "https://b.example/"})
    assert (await browser.get(f"{AUDITS}/compare?from={earlier}&to={other}")).status_code == 400
    assert (await browser.get(f"{AUDITS}/compare?from={earlier}&to={uuid4()}")).status_code == 404
    assert (await browser.get(f"{AUDITS}/compare")).status_code == 404


async def test_an_audit_of_another_workspace_looks_like_none(browser: httpx.AsyncClient, backends: Backends) -> None:
    foreign = await insert_audit(backends, await create_person(backends), example())
    for key in (foreign, uuid4(), "nonsense"):
        answer = await browser.get(f"{AUDITS}/{key}")
        assert answer.status_code == 404
        assert "There is nothing here" in answer.text


async def test_the_list_has_only_the_host_that_its_address_names(
    browser: httpx.AsyncClient, backends: Backends, person: Person
) -> None:
    await insert_audit(backends, person, example() | {"domain": "kept.example", "finalUrl": "https://kept.example/"})
    await insert_audit(backends, person, example() | {"domain": "other.example", "finalUrl": "https://other.example/"})
    both = (await browser.get(AUDITS)).text
    assert "kept.example" in both
    assert "other.example" in both
    one = (await browser.get(AUDITS, params={"host": "www.kept.example"})).text
    assert ">kept.example/</a>" in one
    assert "other.example" not in one
    assert 'value="www.kept.example"' in one
    wrong = await browser.get(AUDITS, params={"host": "ftp://"})
    assert wrong.status_code == 200
    assert 'id="host-error"' in wrong.text
    assert "kept.example" not in wrong.text


async def test_the_list_goes_on_with_its_filter(browser: httpx.AsyncClient, backends: Backends, person: Person) -> None:
    for number in range(3):
        await insert_audit(
            backends, person, example() | {"primaryKeyword": f"word {number}"}, age=timedelta(days=number)
        )
    first = (await browser.get(AUDITS, params={"limit": "2", "host": "www.hartley-plumbing.example"})).text
    assert "word 1" in first
    assert "word 2" not in first
    older = re.findall(r'href="([^"]*)" rel="next"', first)[0].replace("&amp;", "&")
    second = (await browser.get(older)).text
    assert "host=www.hartley-plumbing.example" in older
    assert "word 2" in second
    assert "word 1" not in second


async def test_an_empty_list_says_what_to_do(browser: httpx.AsyncClient, backends: Backends, person: Person) -> None:
    page = (await browser.get(AUDITS)).text
    assert "Make the first audit" in page
    await insert_job(backends, person, "seo", "running")
    assert "1 audit is at work" in (await browser.get(AUDITS)).text


async def test_the_form_asks_for_what_was_filled_in(
    browser: httpx.AsyncClient, backends: Backends, person: Person
) -> None:
    answer = await _post(browser, {"competitors": "a.example\n\n b.example ", "maxPages": "20"})
    assert answer.status_code == 303
    shown = await browser.get(answer.headers["location"])
    assert (shown.status_code, shown.url.path.startswith(f"{HOME}/jobs/")) == (200, True)
    assert shown.url.params["workspace"] == str(person.tenant.workspace_id)
    assert await _requests(backends, person) == [
        '{"domain":"example.com","primaryKeyword":"crm","competitors":["a.example","b.example"],"maxPages":20}'
    ]


async def test_a_form_sent_twice_asks_once_and_a_changed_one_anew(
    browser: httpx.AsyncClient, backends: Backends, person: Person
) -> None:
    page = (await browser.get(f"{AUDITS}/new")).text
    given = {**fields(httpx.Response(200, text=page.partition("<main")[2])), **FILLED}
    for _ in range(2):
        assert (await browser.post(f"{AUDITS}/new", data=given)).status_code == 303
    assert len(await _requests(backends, person)) == 1
    assert (await browser.post(f"{AUDITS}/new", data={**given, "primaryKeyword": "erp"})).status_code == 303
    assert len(await _requests(backends, person)) == 2


async def test_everything_that_is_wrong_is_said_beside_its_field_and_kept(
    browser: httpx.AsyncClient, backends: Backends, person: Person
) -> None:
    wrong = {"domain": "ftp://x", "primaryKeyword": "", "competitors": "a.example\nftp://y", "maxPages": "many"}
    answer = await _post(browser, wrong)
    assert answer.status_code == 400
    assert re.findall(r'class="field-error" id="([A-Za-z]+)-error"', answer.text) == [*wrong]
    assert "Line 2: " in answer.text
    assert 'value="many"' in answer.text
    assert await _requests(backends, person) == []


async def test_a_form_without_its_token_or_by_a_viewer_starts_nothing(
    browser: httpx.AsyncClient, backends: Backends, person: Person
) -> None:
    assert (await browser.post(f"{AUDITS}/new", data=FILLED)).status_code == 403
    watched = await join(backends, person, "Watched")
    assert (await browser.get(f"{AUDITS}/new", params={"workspace": str(watched)})).status_code == 403
    page = (await browser.get(AUDITS, params={"workspace": str(watched)})).text
    assert f"{AUDITS}/new" not in page


async def test_a_stranger_comes_back_to_the_audit(served: Served, backends: Backends, person: Person) -> None:
    audit_id = await insert_audit(backends, person, example())
    async with browser_of(served.url) as stranger:
        asked = await stranger.get(f"{AUDITS}/{audit_id}")
        answer = await sign_in(stranger, person, path=asked.headers["location"])
    assert answer.headers["location"] == f"{AUDITS}/{audit_id}"


async def test_a_running_audit_shows_what_it_knows_and_leads_to_the_whole(
    browser: httpx.AsyncClient, backends: Backends, person: Person
) -> None:
    job_id = await insert_job(backends, person, "seo", "running")
    path, part = f"{AUDITS}/so-far/{job_id}", f"{HOME}/fragments/audits/so-far/{job_id}"
    to_job = f"{HOME}/jobs/{job_id}?workspace={person.tenant.workspace_id}"
    assert (await browser.get(path)).headers["location"] == to_job
    await become(backends, job_id, "running", example() | {"pending": ["competitors", "pages"]})
    page = (await browser.get(path)).text
    assert "is still being made" in page
    assert example()["recommendations"][0]["title"] in page
    assert f'hx-get="{part}?pending=competitors%20pages"' in page
    assert "HX-Refresh" not in (await browser.get(f"{part}?pending=competitors%20pages")).headers
    assert (await browser.get(f"{part}?pending=competitors%20sources")).headers["HX-Refresh"] == "true"
    await become(backends, job_id, "succeeded", example())
    whole = f"{AUDITS}/{example()['auditId']}?workspace={person.tenant.workspace_id}"
    assert (await browser.get(path)).headers["location"] == whole
    assert (await browser.get(part)).headers["HX-Redirect"] == whole


async def test_what_is_no_audit_or_somebody_elses_is_not_shown_so_far(
    browser: httpx.AsyncClient, backends: Backends, person: Person
) -> None:
    for job_id in (
        await insert_job(backends, person, "roadmap", "running"),
        await insert_job(backends, await create_person(backends), "seo", "running"),
        uuid4(),
    ):
        for path in (f"{AUDITS}/so-far/{job_id}", f"{HOME}/fragments/audits/so-far/{job_id}"):
            assert (await browser.get(path)).status_code == 404, path
