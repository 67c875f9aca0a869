"""Signing in and out by forms that need no script."""

import time
from http.cookies import SimpleCookie

import httpx
import pytest

from gateway.auth.sessions import CSRF_COOKIE, SESSION_COOKIE
from integration.dashboard.calls import HOME, browser_of, fields, sign_in
from integration.gateway.serving import Served, serving
from support.backends import Backends
from support.people import PASSWORD, Person
from support.tenants import token

pytestmark = pytest.mark.integration


def _cookies(answer: httpx.Response) -> SimpleCookie:
    found = SimpleCookie()
    for line in answer.headers.get_list("set-cookie"):
        found.load(line)
    return found


async def test_a_password_gives_the_session_that_the_api_gives(stranger: httpx.AsyncClient, person: Person) -> None:
    answer = await sign_in(stranger, person)
    assert (answer.status_code, answer.headers["location"]) == (303, HOME)
    session, csrf = _cookies(answer)[SESSION_COOKIE], _cookies(answer)[CSRF_COOKIE]
    assert (session["httponly"], session["samesite"], session["path"]) == (True, "lax", "/")
    assert (csrf["httponly"], csrf["samesite"]) == ("", "lax")
    me = await stranger.get("/api/convex/me")
    assert me.json()["user"]["email"] == person.email


async def test_a_wrong_password_is_said_beside_the_field_and_the_address_is_kept(
    stranger: httpx.AsyncClient, person: Person
) -> None:
    answer = await sign_in(stranger, person, password="wrong")
    assert answer.status_code == 401
    assert f'value="{person.email}"' in answer.text
    assert 'aria-describedby="password-error"' in answer.text
    assert "There is no account with this e-mail and password." in answer.text
    assert "wrong" not in answer.text
    assert SESSION_COOKIE not in _cookies(answer)


async def test_every_empty_field_is_named_at_once(stranger: httpx.AsyncClient) -> None:
    hidden = fields(await stranger.get(f"{HOME}/sign-in"))
    answer = await stranger.post(f"{HOME}/sign-in", data={**hidden, "email": "nobody", "password": ""})
    assert answer.status_code == 400
    assert 'id="email-error"' in answer.text
    assert 'id="password-error"' in answer.text
    assert 'value="nobody"' in answer.text


async def test_a_form_of_another_site_signs_nobody_in(stranger: httpx.AsyncClient, person: Person) -> None:
    given = {"email": person.email, "password": PASSWORD}
    assert (await stranger.post(f"{HOME}/sign-in", data=given)).status_code == 403
    hidden = fields(await stranger.get(f"{HOME}/sign-in"))
    answer = await stranger.post(f"{HOME}/sign-in", data={**hidden, "csrf": "ab" * 64, **given})
    assert answer.status_code == 403
    assert "open for too long" in answer.text
    assert SESSION_COOKIE not in _cookies(answer)


async def test_after_signing_in_one_is_where_one_wanted_to_go(stranger: httpx.AsyncClient, person: Person) -> None:
    asked = await stranger.get(f"{HOME}/account?lang=de")
    assert asked.status_code == 303
    path = asked.headers["location"]
    answer = await sign_in(stranger, person, path=path)
    assert answer.headers["location"] == f"{HOME}/account?lang=de"


async def test_nobody_is_led_to_another_site(stranger: httpx.AsyncClient, person: Person) -> None:
    answer = await sign_in(stranger, person, path=f"{HOME}/sign-in?next=https://evil.example/")
    assert answer.headers["location"] == HOME


async def test_a_session_that_is_over_leads_to_the_form(stranger: httpx.AsyncClient, person: Person) -> None:
    old = token(person.tenant.user_id, person.email, iat=0, exp=int(time.time()) - 3600)
    stranger.cookies.set(SESSION_COOKIE, old)
    answer = await stranger.get(HOME)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{HOME}/sign-in")
    partial = await stranger.get(
        f"{HOME}/fragments/jobs", headers={"HX-Request": "true", "HX-Current-URL": f"http://x{HOME}/account?a=1"}
    )
    assert (partial.status_code, partial.text) == (200, "")
    assert partial.headers["hx-redirect"] == f"{HOME}/sign-in?next=%2Fdashboard%2Fconvex%2Faccount%3Fa%3D1"


async def test_a_token_of_an_identity_provider_is_a_session_that_ends_with_it(
    stranger: httpx.AsyncClient, person: Person
) -> None:
    hidden = fields(await stranger.get(f"{HOME}/sign-in"))
    given = token(person.tenant.user_id, person.email, exp=int(time.time()) + 600)
    answer = await stranger.post(f"{HOME}/sign-in", data={**hidden, "token": given})
    assert answer.status_code == 303, answer.text
    assert int(_cookies(answer)[SESSION_COOKIE]["max-age"]) <= 610
    assert (await stranger.get(HOME)).status_code == 200


async def test_a_token_that_is_not_valid_is_said_beside_the_field(stranger: httpx.AsyncClient) -> None:
    hidden = fields(await stranger.get(f"{HOME}/sign-in"))
    answer = await stranger.post(f"{HOME}/sign-in", data={**hidden, "token": "a.b.c"})
    assert answer.status_code == 401
    assert 'id="token-error"' in answer.text


@pytest.mark.parametrize(("origin", "status"), [("https://id.example", 303), ("https://evil.example", 403)])
async def test_only_a_site_that_is_trusted_may_post_a_token(
    stranger: httpx.AsyncClient, person: Person, origin: str, status: int
) -> None:
    answer = await stranger.post(f"{HOME}/sign-in", data={"token": person.tenant.token}, headers={"Origin": origin})
    assert answer.status_code == status


async def test_too_many_attempts_are_told_to_wait(backends: Backends, person: Person) -> None:
    async with (
        serving(backends, convex_login_rate_per_minute=2) as served,
        browser_of(served.url) as stranger,
    ):
        answers = [await sign_in(stranger, person, password="wrong") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [401, 401, 429]
    assert int(answers[2].headers["retry-after"]) > 0
    assert "Too many attempts" in answers[2].text


async def test_where_only_tokens_count_a_session_is_kept_and_guarded_too(backends: Backends, person: Person) -> None:
    async with serving(backends) as served:
        object.__setattr__(served.services, "sessions", None)
        async with browser_of(served.url) as stranger:
            page = await stranger.get(f"{HOME}/sign-in")
            assert 'id="password"' not in page.text
            answer = await stranger.post(f"{HOME}/sign-in", data={**fields(page), "token": person.tenant.token})
            assert answer.status_code == 303
            home = await stranger.get(HOME)
            assert home.status_code == 200
            assert (await stranger.post(f"{HOME}/sign-out")).status_code == 403
            assert (await stranger.post(f"{HOME}/sign-out", data=fields(home))).status_code == 303


async def test_who_is_signed_in_already_is_led_on(browser: httpx.AsyncClient) -> None:
    answer = await browser.get(f"{HOME}/sign-in?next={HOME}/account")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{HOME}/account")


async def test_signing_out_needs_the_page_and_takes_the_session(browser: httpx.AsyncClient) -> None:
    assert (await browser.post(f"{HOME}/sign-out")).status_code == 403
    assert (await browser.post(f"{HOME}/sign-out", data={"csrf": "ab" * 64})).status_code == 403
    assert (await browser.get(HOME)).status_code == 200
    answer = await browser.post(f"{HOME}/sign-out", data=fields(await browser.get(HOME)))
    assert (answer.status_code, answer.headers["location"]) == (303, f"{HOME}/sign-in")
    assert (await browser.get(HOME)).status_code == 303


async def test_a_script_may_prove_itself_by_the_header(browser: httpx.AsyncClient) -> None:
    csrf = browser.cookies[CSRF_COOKIE]
    assert (await browser.post(f"{HOME}/sign-out", headers={"X-CSRF-Token": csrf})).status_code == 303


@pytest.mark.parametrize("body", [b"\xff\xfe", b"a=%ff", b"&".join(b"a=1" for _ in range(501))])
async def test_a_form_that_can_not_be_read_is_refused(stranger: httpx.AsyncClient, body: bytes) -> None:
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = await stranger.post(f"{HOME}/sign-in", content=body, headers=kind)
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("text/html")


async def test_only_forms_are_read(stranger: httpx.AsyncClient, served: Served) -> None:
    assert (await stranger.post(f"{HOME}/sign-in", json={"email": "a"})).status_code == 415
    assert (await stranger.post(f"{HOME}/sign-in", content=b"a" * 300_000)).status_code == 413
    assert served.url
