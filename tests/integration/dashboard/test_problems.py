"""What goes wrong is said on a page, in the reader's language, with the status that programs need."""

import asyncpg
import httpx
import pytest
from pydantic import SecretStr

from integration.dashboard.calls import HOME, browser_of, sign_in
from integration.gateway.serving import serving
from support.backends import Backends, fresh_backends
from support.people import Person, create_person

pytestmark = pytest.mark.integration
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'"


async def test_a_page_that_is_not_there_says_so(stranger: httpx.AsyncClient) -> None:
    answer = await stranger.get(f"{HOME}/nothing", headers={"Accept-Language": "de"})
    assert answer.status_code == 404
    assert "Hier ist nichts" in answer.text
    assert answer.headers["content-security-policy"].startswith(POLICY)
    assert answer.headers["cache-control"] == "no-store"


async def test_the_api_goes_on_answering_with_json(stranger: httpx.AsyncClient) -> None:
    answer = await stranger.get("/api/convex/stats")
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_database_that_is_away_is_said_on_a_page(backends: Backends, person: Person) -> None:
    away = SecretStr("postgresql://nobody@127.0.0.1:9/none")
    async with (
        serving(backends) as served,
        serving(backends, database_url=away) as cut_off,
        browser_of(served.url) as browser,
    ):
        await sign_in(browser, person)
        answer = await browser.get(f"{cut_off.url}{HOME}")
        assert answer.status_code == 503
        assert "The database can’t be reached" in answer.text
        assert int(answer.headers["retry-after"]) > 0
        assert f'data-retry="{answer.headers["retry-after"]}"' in answer.text
        assert answer.headers["x-trace-id"] in answer.text
        partial = await browser.get(f"{cut_off.url}{HOME}/fragments/jobs", headers={"HX-Request": "true"})
        assert (partial.status_code, partial.headers["hx-retarget"]) == (200, "#toasts")
        assert "we keep trying" in partial.text


async def test_too_many_requests_are_told_to_wait(backends: Backends, person: Person) -> None:
    async with (
        serving(backends, convex_rate_per_minute=3) as served,
        browser_of(served.url) as browser,
    ):
        await sign_in(browser, person)
        answers = [await browser.get(HOME) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert "Too many requests" in answers[3].text
    assert "retry-after" in answers[3].headers


async def test_switched_off_there_are_no_pages(backends: Backends) -> None:
    async with serving(backends, convex_enabled=False) as served, browser_of(served.url) as stranger:
        for path in (HOME, f"{HOME}/sign-in", "/dashboard", f"{HOME}/static/x.css"):
            assert (await stranger.get(path)).status_code == 404
        page = (await stranger.get(f"{HOME}/sign-in")).text
    assert "switched off" in page
    assert "static/" not in page


async def test_somebody_without_a_workspace_is_told_what_to_do(stranger: httpx.AsyncClient, backends: Backends) -> None:
    person = await create_person(backends)
    owner = await asyncpg.connect(backends.owner_url)
    try:
        await owner.execute("DELETE FROM app.workspaces WHERE id = $1", person.tenant.workspace_id)
    finally:
        await owner.close()
    await sign_in(stranger, person)
    answer = await stranger.get(HOME)
    assert answer.status_code == 400
    assert "You belong to no workspace yet" in answer.text
    account = await stranger.get(f"{HOME}/account")
    assert account.status_code == 200
    assert "Sign out" in account.text


async def test_an_address_that_people_type_leads_to_the_first_page(stranger: httpx.AsyncClient) -> None:
    for path in ("/dashboard", "/dashboard/", f"{HOME}/"):
        answer = await stranger.get(path)
        assert (answer.status_code, answer.headers["location"]) == (307, HOME)


async def test_what_a_page_can_not_do_is_no_error_of_ours(stranger: httpx.AsyncClient) -> None:
    answer = await stranger.post(HOME)
    assert answer.status_code == 405
    assert answer.headers["content-type"].startswith("text/html")


async def test_a_program_gets_a_problem_as_everywhere(stranger: httpx.AsyncClient) -> None:
    for path, status in ((HOME, 401), (f"{HOME}/nothing", 404)):
        answer = await stranger.get(path, headers={"Accept": "*/*"})
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"


async def test_a_fault_of_ours_is_a_page_with_a_trace_and_nothing_else(backends: Backends) -> None:
    async with fresh_backends() as own, serving(own) as served, browser_of(served.url) as browser:
        await sign_in(browser, await create_person(own))
        owner = await asyncpg.connect(own.owner_url)
        try:
            await owner.execute("ALTER TABLE app.strategies RENAME COLUMN business_name TO name_of_business")
        finally:
            await owner.close()
        page = await browser.get(f"{HOME}/strategies")
        part = await browser.get(f"{HOME}/fragments/strategies", headers={"HX-Request": "true"})
    assert page.status_code == 500
    assert "Something went wrong on our side" in page.text
    assert f"Trace {page.headers['x-trace-id']}" in page.text
    # As a part it is no error for the browser to print; it goes to the corner.
    assert part.status_code == 200
    assert part.headers["hx-retarget"] == "#toasts"
    assert f"Trace {part.headers['x-trace-id']}" in part.text
    for answer in (page, part):
        for secret in ("business_name", "asyncpg", "UndefinedColumn", "Traceback", "SELECT", own.vhost, "postgresql"):
            assert secret not in answer.text
