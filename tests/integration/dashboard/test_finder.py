"""The finder over HTTP: what is found, what is offered to whom, and the page that needs no script."""

from html import unescape

import httpx
import pytest

from integration.dashboard.calls import HOME, browser_of, sign_in
from integration.gateway.serving import Served
from support.audits import example, insert_audit
from support.backends import Backends
from support.people import Person, create_person, fill, join, join_workspace

pytestmark = pytest.mark.integration
PATH = f"{HOME}/find"
SCRIPT = {"HX-Request": "true", "HX-Current-URL": f"http://x{HOME}/audits?host=a.example&lang=en"}


async def _found(browser: httpx.AsyncClient, part: str) -> str:
    answer = await browser.get(PATH, params={"q": part}, headers=SCRIPT)
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<div id="finder-options" role="listbox"')
    return unescape(answer.text)


async def test_strategies_are_found_by_title_and_business_whatever_case_and_accents(
    browser: httpx.AsyncClient, backends: Backends, person: Person
) -> None:
    await fill(backends, person, 3, businesses=["Café Øresund", "Straße & Söhne", "Plain"])
    for part in ("CAFE", "oresund", "é ø"):
        assert "Café Øresund" in await _found(browser, part)
    for part in ("strasse", "SÖHNE", "sohne"):
        assert "Straße & Söhne" in await _found(browser, part)
    assert "Plain" in await _found(browser, "MONTH-end")
    # What begins in the business and ends in the title is in neither.
    assert "/strategies/" not in (await _found(browser, "Plain Search")).replace("strategies/new", "")
    for wild in ("%", "_", "\\"):
        assert "Plain" not in await _found(browser, wild)


async def test_audits_are_found_by_domain_and_keyword(
    browser: httpx.AsyncClient, backends: Backends, person: Person
) -> None:
    audit_id = await insert_audit(
        backends, person, example() | {"finalUrl": "https://example.com/kueche", "primaryKeyword": "Küche"}
    )
    page = await browser.get(f"{HOME}/audits/{audit_id}")
    assert page.status_code == 200
    assert f"{HOME}/audits/{audit_id}" in await _found(browser, "EXAMPLE")
    assert f"{HOME}/audits/{audit_id}" in await _found(browser, "kuche")
    assert f"{HOME}/audits/{audit_id}" not in await _found(browser, "nowhere at all")


async def test_nothing_of_another_workspace_is_found(
    browser: httpx.AsyncClient, backends: Backends, person: Person
) -> None:
    foreign = await create_person(backends)
    await fill(backends, foreign, 3, businesses=["Foreign Secrets"])
    await fill(backends, person, 1, businesses=["Own"])
    assert "Foreign Secrets" not in await _found(browser, "foreign")
    other = await browser.get(PATH, params={"q": "foreign", "workspace": str(foreign.tenant.workspace_id)})
    assert other.status_code == 404


async def test_what_is_offered_is_what_may_be_used(served: Served, backends: Backends, person: Person) -> None:
    viewer = await create_person(backends, workspace="Home of the viewer")
    await join_workspace(backends, viewer, person.tenant.workspace_id, "viewer")
    async with browser_of(served.url) as browser:
        await sign_in(browser, viewer)
        await browser.get(HOME, params={"workspace": str(viewer.tenant.workspace_id)})
        own = await _found(browser, "")
        assert f'href="{HOME}/strategies/new"' in own
        assert f'href="{HOME}/workspace/keys"' in own
        assert f"?workspace={person.tenant.workspace_id}" in own
        await browser.get(HOME, params={"workspace": str(person.tenant.workspace_id)})
        theirs = await _found(browser, "")
        assert "/strategies/new" not in theirs
        assert "/workspace/keys" not in theirs
        assert "Home of the viewer" in theirs


async def test_switches_lead_back_to_where_one_is(
    browser: httpx.AsyncClient, backends: Backends, person: Person
) -> None:
    await join(backends, person, "Zweitbüro")
    page = await _found(browser, "language deutsch")
    assert f'href="{HOME}/audits?host=a.example&lang=de"' in page
    assert "Zweitbüro" in await _found(browser, "zweitburo")
    assert 'data-set-theme="dark"' in await _found(browser, "dark")
    hostile = {"HX-Request": "true", "HX-Current-URL": "https://evil.example/?x=/dashboard/convexevil"}
    answer = await browser.get(PATH, params={"q": "Deutsch"}, headers=hostile)
    assert f'href="{HOME}?lang=de"' in unescape(answer.text)
    assert "evil" not in answer.text


async def test_without_a_script_it_is_a_page(browser: httpx.AsyncClient, backends: Backends, person: Person) -> None:
    await fill(backends, person, 1, businesses=["Kiln"])
    page = (await browser.get(HOME)).text
    assert f'href="{PATH}"' in page
    found = (await browser.get(PATH, params={"q": "kiln"})).text
    assert "<title>Find · CONVEX</title>" in found
    assert "Kiln</a>" in found
    assert 'value="kiln"' in found


async def test_odd_input_is_no_error(browser: httpx.AsyncClient) -> None:
    for odd in ("\x00", "x" * 5000, "\u0301", "'; --", "%C0%80"):
        assert (await browser.get(PATH, params={"q": odd}, headers=SCRIPT)).status_code == 200
        assert (await browser.get(f"{HOME}/strategies", params={"q": odd})).status_code == 200
