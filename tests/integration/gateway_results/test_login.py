"""Signing in and out with a built-in account."""

from http.cookies import SimpleCookie
from uuid import uuid4

import httpx
import pytest
from argon2 import PasswordHasher
from pydantic import SecretStr

from integration.gateway_results.calls import BASE, Caller, problem, wrong_fields
from integration.gateway_results.rows import Owner, insert_account
from integration.gateway_results.serving import client_of, serving
from support.backends import Backends

pytestmark = pytest.mark.integration

PASSWORD = "  correct horse battery  "
LOGIN = f"{BASE}/auth/login"
LOGOUT = f"{BASE}/auth/logout"


@pytest.fixture
async def email(owner: Owner) -> str:
    """Return the e-mail of a new account with the password."""
    address = f"{uuid4().hex[:12]}@example.test"
    await insert_account(owner, address, PasswordHasher(time_cost=1).hash(PASSWORD), display_name="Ada")
    return address


def _cookies(answer: httpx.Response) -> SimpleCookie:
    found = SimpleCookie()
    for header in answer.headers.get_list("set-cookie"):
        found.load(header)
    return found


async def test_a_login_sets_a_hidden_session_and_a_readable_csrf_cookie(http: httpx.AsyncClient, email: str) -> None:
    answer = await http.post(LOGIN, json={"email": email.upper(), "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    body, cookies = answer.json(), _cookies(answer)
    assert body["token"] is None
    assert body["user"]["email"] == email
    assert body["user"]["displayName"] == "Ada"
    assert body["expiresAt"].endswith("Z")
    session, csrf = cookies["convex_session"], cookies["convex_csrf"]
    assert (session["httponly"], session["samesite"], session["path"]) == (True, "lax", "/")
    assert (csrf["httponly"], csrf["samesite"], csrf.value) == ("", "lax", body["csrfToken"])
    assert answer.headers["cache-control"] == "no-store"


async def test_the_cookie_is_a_session(http: httpx.AsyncClient, email: str) -> None:
    await http.post(LOGIN, json={"email": email, "password": PASSWORD})
    answer = await http.get(f"{BASE}/me")
    assert answer.json()["user"]["email"] == email
    assert answer.json()["memberships"] == []


async def test_a_program_gets_the_token_and_no_cookie(http: httpx.AsyncClient, email: str) -> None:
    answer = await http.post(LOGIN, json={"email": email, "password": PASSWORD, "returnToken": True})
    assert "set-cookie" not in answer.headers
    me = await Caller(http, answer.json()["token"]).get("/me")
    assert me.json()["user"]["email"] == email


async def test_what_was_wrong_is_not_told(http: httpx.AsyncClient, owner: Owner, email: str) -> None:
    without = f"{uuid4().hex[:12]}@example.test"
    await insert_account(owner, without, None)
    disabled = f"{uuid4().hex[:12]}@example.test"
    await insert_account(owner, disabled, PasswordHasher(time_cost=1).hash(PASSWORD))
    await owner.execute("UPDATE app.users SET disabled_at = now() WHERE email = $1", disabled)
    answers = [
        await http.post(LOGIN, json={"email": email, "password": PASSWORD.strip()}),
        await http.post(LOGIN, json={"email": f"{uuid4().hex}@example.test", "password": PASSWORD}),
        await http.post(LOGIN, json={"email": without, "password": PASSWORD}),
        await http.post(LOGIN, json={"email": disabled, "password": PASSWORD}),
    ]
    assert [answer.status_code for answer in answers] == [401] * 4
    bodies = [problem(answer) for answer in answers]
    assert bodies[0]["code"] == "invalid_credentials"
    assert bodies == [bodies[0]] * 4
    assert all("set-cookie" not in answer.headers for answer in answers)


async def test_guessing_is_slowed_down_per_account(http: httpx.AsyncClient, email: str) -> None:
    guesses = [await http.post(LOGIN, json={"email": email, "password": "wrong"}) for _ in range(11)]
    assert [answer.status_code for answer in guesses] == [401] * 10 + [429]
    assert int(guesses[-1].headers["retry-after"]) >= 1
    right = await http.post(LOGIN, json={"email": email, "password": PASSWORD})
    other = await http.post(LOGIN, json={"email": "other@example.test", "password": "wrong"})
    assert (right.status_code, other.status_code) == (429, 401)


async def test_a_change_by_cookie_needs_the_csrf_token(http: httpx.AsyncClient, email: str) -> None:
    csrf = (await http.post(LOGIN, json={"email": email, "password": PASSWORD})).json()["csrfToken"]
    path, body = f"{BASE}/workspaces", {"name": "Mine"}
    without = await http.post(path, json=body)
    wrong = await http.post(path, json=body, headers={"X-CSRF-Token": "0" * 64})
    right = await http.post(path, json=body, headers={"X-CSRF-Token": csrf})
    assert [problem(answer)["code"] for answer in (without, wrong)] == ["csrf_failed", "csrf_failed"]
    assert right.status_code == 201


async def test_a_logout_takes_both_cookies_back(http: httpx.AsyncClient, email: str) -> None:
    csrf = (await http.post(LOGIN, json={"email": email, "password": PASSWORD})).json()["csrfToken"]
    refused = await http.post(LOGOUT)
    answer = await http.post(LOGOUT, headers={"X-CSRF-Token": csrf})
    assert problem(refused)["code"] == "csrf_failed"
    assert answer.status_code == 204
    assert {name: cookie["max-age"] for name, cookie in _cookies(answer).items()} == {
        "convex_session": "0",
        "convex_csrf": "0",
    }
    assert (await http.get(f"{BASE}/me")).status_code == 401


async def test_a_logout_without_a_session_touches_no_cookie(http: httpx.AsyncClient) -> None:
    answer = await http.post(LOGOUT)
    assert answer.status_code == 204
    assert "set-cookie" not in answer.headers


async def test_outside_of_development_cookies_travel_encrypted_only(backends: Backends, email: str) -> None:
    async with serving(backends, convex_env="production") as app, client_of(app, "https://gateway.test") as https:
        answer = await https.post(LOGIN, json={"email": email, "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    assert {name: cookie["secure"] for name, cookie in _cookies(answer).items()} == {
        "convex_session": True,
        "convex_csrf": True,
    }


async def test_a_session_outlives_the_exchange_of_the_secret_and_not_its_removal(
    backends: Backends, email: str
) -> None:
    old, new = "old-secret-of-32-bytes-at-the-least", "new-secret-of-32-bytes-at-the-least"
    async with serving(backends, jwt_secret=SecretStr(old)) as app, client_of(app) as before:
        csrf = (await before.post(LOGIN, json={"email": email, "password": PASSWORD})).json()["csrfToken"]
        cookies = before.cookies
    exchanged = {"jwt_secret": SecretStr(new), "jwt_accepted_secrets": SecretStr(old)}
    async with serving(backends, **exchanged) as app, client_of(app) as during:
        during.cookies = cookies
        changed = await during.post(f"{BASE}/workspaces", json={"name": "Mine"}, headers={"X-CSRF-Token": csrf})
    async with serving(backends, jwt_secret=SecretStr(new)) as app, client_of(app) as after:
        after.cookies = cookies
        refused = await after.get(f"{BASE}/me")
    assert (changed.status_code, refused.status_code) == (201, 401)


async def test_without_a_secret_there_are_no_accounts(backends: Backends, email: str) -> None:
    async with (
        serving(backends, jwt_secret=None, jwks_url="http://127.0.0.1:9/jwks") as app,
        client_of(app) as http,
    ):
        answer = await http.post(LOGIN, json={"email": email, "password": PASSWORD})
    assert (answer.status_code, problem(answer)["code"]) == (404, "not_found")


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"email": "no address", "password": "x"}, ["email"]),
        ({"email": "a@b.test"}, ["password"]),
        ({"email": "a@b.test", "password": "x" * 1025}, ["password"]),
        ({"email": "a@b.test", "password": 5}, ["password"]),
        ({"email": "a@b.test", "password": "x", "admin": True}, ["admin"]),
    ],
)
async def test_a_wrong_login_names_its_fields(
    http: httpx.AsyncClient, body: dict[str, object], fields: list[str]
) -> None:
    assert wrong_fields(await http.post(LOGIN, json=body)) == fields
