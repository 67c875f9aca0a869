"""API keys over HTTP: the text of one is on one page, once, and nowhere else."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import asyncpg
import httpx
import pytest

from integration.dashboard.calls import HOME
from integration.gateway.serving import Served
from support.backends import Backends
from support.people import Person, create_person

pytestmark = pytest.mark.integration
PATH = f"{HOME}/workspace/keys"


async def _hidden(browser: httpx.AsyncClient, path: str = PATH) -> dict[str, str]:
    form = (await browser.get(path)).text.partition(f'method="post" action="{path}"')[2].partition("</form>")[0]
    return {name: unescape(value) for name, value in re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', form)}


def _key(page: str) -> str:
    found = re.search(r'id="key"[^>]* value="(cvx_[^"]+)"', page)
    assert found, page
    return found[1]


async def test_a_key_is_shown_once_and_works(
    browser: httpx.AsyncClient, served: Served, backends: Backends, person: Person
) -> None:
    hidden = await _hidden(browser)
    made = await browser.post(PATH, data={**hidden, "name": "Nightly", "role": "viewer", "expiresAt": ""})
    assert made.status_code == 200
    assert made.headers["cache-control"] == "no-store"
    key = _key(made.text)
    assert made.text.count(key) == 1
    listed = (await browser.get(PATH)).text
    assert key not in listed
    assert key[:10] in listed
    assert "not noted yet" in listed
    async with httpx.AsyncClient(base_url=served.url, headers={"Authorization": f"Bearer {key}"}) as program:
        assert (await program.get("/api/convex/list")).status_code == 200
        assert (await program.get("/api/convex/api-keys")).status_code == 403
    assert "not noted yet" not in (await browser.get(PATH)).text
    # The same form again, as after a reload, makes no second key and brings no text.
    again = await browser.post(PATH, data={**hidden, "name": "Nightly", "role": "viewer", "expiresAt": ""})
    assert "This key was made before" in again.text
    assert "cvx_" not in again.text
    connection = await asyncpg.connect(backends.owner_url)
    try:
        everything = await connection.fetchval(
            "SELECT concat((SELECT string_agg(k::text, ' ') FROM app.api_keys k),"
            " (SELECT string_agg(a::text, ' ') FROM app.audit_log a),"
            " (SELECT string_agg(i::text, ' ') FROM app.idempotency_keys i))"
        )
        count = await connection.fetchval(
            "SELECT count(*) FROM app.api_keys WHERE workspace_id = $1", person.tenant.workspace_id
        )
    finally:
        await connection.close()
    assert key not in everything
    assert count == 1


async def test_a_key_is_revoked_after_a_question(browser: httpx.AsyncClient, served: Served) -> None:
    made = await browser.post(PATH, data={**await _hidden(browser), "name": "Old <one>", "role": "editor"})
    key = _key(made.text)
    found = re.search(rf'href="({PATH}/[0-9a-f-]+/revocation)"', (await browser.get(PATH)).text)
    assert found
    asked = await browser.get(found[1])
    assert "Old &lt;one&gt;" in asked.text
    async with httpx.AsyncClient(base_url=served.url, headers={"Authorization": f"Bearer {key}"}) as program:
        assert (await program.get("/api/convex/me")).status_code == 200
        done = await browser.post(found[1], data=await _hidden(browser, found[1]), follow_redirects=True)
        assert "The key was revoked" in done.text
        assert "/revocation" not in done.text
        assert (await program.get("/api/convex/me")).status_code == 401
    assert "This key was revoked" in (await browser.get(found[1])).text


async def test_a_last_day_holds_to_its_end(browser: httpx.AsyncClient) -> None:
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    hidden = await _hidden(browser)
    made = await browser.post(PATH, data={**hidden, "name": "Short", "role": "viewer", "expiresAt": str(tomorrow)})
    assert made.status_code == 200
    kept = (await browser.get("/api/convex/api-keys")).json()["items"][0]
    assert kept["expiresAt"] == f"{tomorrow}T23:59:59Z"


async def test_what_is_wrong_is_said_beside_its_field(browser: httpx.AsyncClient) -> None:
    hidden = await _hidden(browser)
    for given, field in (
        ({"name": " ", "role": "viewer"}, "name"),
        ({"name": "x", "role": "owner"}, "role"),
        ({"name": "x", "role": "viewer", "expiresAt": "2001-01-01"}, "expiresAt"),
        ({"name": "x", "role": "viewer", "expiresAt": "tomorrow"}, "expiresAt"),
    ):
        answer = await browser.post(PATH, data={**hidden, **given})
        assert answer.status_code == 400
        assert f'id="{field}-error"' in answer.text
    german = await browser.post(
        PATH, params={"lang": "de"}, data={**hidden, "name": "x", "role": "viewer", "expiresAt": "2001-01-01"}
    )
    assert "Muss in der Zukunft liegen" in german.text
    assert (await browser.get("/api/convex/api-keys")).json()["items"] == []


async def test_a_key_of_somebody_else_looks_like_none(
    browser: httpx.AsyncClient, served: Served, backends: Backends
) -> None:
    foreign = await create_person(backends)
    async with foreign.tenant.client(served.url) as other:
        made = (await other.post("/api/convex/api-keys", json={"name": "Hers", "role": "viewer"})).json()
        path = f"{PATH}/{made['id']}/revocation"
        assert (await browser.get(path)).status_code == 404
        assert (await browser.post(path, data=await _hidden(browser))).status_code == 404
        assert (await browser.post(path)).status_code == 403
        assert (await other.get("/api/convex/api-keys")).json()["items"][0]["revokedAt"] is None
