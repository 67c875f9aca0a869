"""A form that is sent when the session is over is kept: one signs in and sends it, or goes on without it."""

import httpx
import pytest

from integration.dashboard.calls import HOME, fields
from integration.gateway.serving import Served
from support.people import PASSWORD, Person

pytestmark = pytest.mark.integration
_BRIEF = {"businessName": "Kiln <b>& Co</b>", "industry": "Coffee", "goal": "a\nb"}


@pytest.fixture
async def asked(browser: httpx.AsyncClient, served: Served) -> httpx.Response:
    """Return what answers a form whose session has ended."""
    hidden = fields(await browser.get(f"{HOME}/strategies/new"))
    browser.cookies.clear()
    return await browser.post(f"{HOME}/strategies/new", data=hidden | _BRIEF, headers={"Origin": served.url})


async def test_what_was_filled_in_is_there_after_signing_in(
    browser: httpx.AsyncClient, person: Person, asked: httpx.Response
) -> None:
    assert asked.status_code == 401
    assert "What you filled in is kept" in asked.text
    mistaken = await browser.post(f"{HOME}/sign-in", data={**fields(asked), "email": person.email, "password": "wrong"})
    assert mistaken.status_code == 401
    kept = await browser.post(f"{HOME}/sign-in", data={**fields(mistaken), "email": person.email, "password": PASSWORD})
    assert kept.status_code == 200
    assert "was not sent yet" in kept.text
    sent = fields(kept)
    assert {name: sent[name] for name in _BRIEF} == _BRIEF
    answer = await browser.post(f"{HOME}/strategies/new", data=sent)
    # It arrived as if sent the first time: what is missing is said beside its field, what was typed stands in its own.
    assert answer.status_code == 400
    assert "Kiln &lt;b&gt;&amp; Co&lt;/b&gt;" in answer.text


async def test_what_another_site_filled_in_is_not_kept(stranger: httpx.AsyncClient) -> None:
    answer = await stranger.post(f"{HOME}/strategies/new", data=_BRIEF, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{HOME}/sign-in"


async def test_nobody_is_led_to_send_it_elsewhere(
    browser: httpx.AsyncClient, person: Person, asked: httpx.Response
) -> None:
    hidden = fields(asked) | {"next": "https://evil.example/"}
    kept = await browser.post(f"{HOME}/sign-in", data={**hidden, "email": person.email, "password": PASSWORD})
    assert "evil.example" not in kept.text
