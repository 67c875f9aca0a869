"""The pages of strategies and their jobs over HTTP."""

import re
from html import unescape

import httpx
import pytest

from integration.dashboard.calls import HOME
from support.backends import Backends
from support.people import Person, create_person, fill
from support.whole_strategies import insert_told_job, insert_whole_strategy

pytestmark = pytest.mark.integration
NEW = f"{HOME}/strategies/new"
BRIEF = {
    "businessName": "Kiln & Co",
    "industry": "Coffee",
    "targetAudience": "People who brew at home",
    "desiredOutcome": "300 subscribers by June",
    "framework": "offer_architecture",
}


def fields(page: httpx.Response) -> dict[str, str]:
    """Return the hidden fields of all forms of a page; the frame has one too."""
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page.text)
    return {name: unescape(value) for name, value in found}


async def test_a_strategy_is_shown_with_everything_the_api_tells(
    browser: httpx.AsyncClient, backends: Backends, person: Person
) -> None:
    strategy_id = await insert_whole_strategy(backends, person)
    answer = await browser.get(f"{HOME}/strategies/{strategy_id}")
    assert answer.status_code == 200
    page = unescape(answer.text)
    told = (await browser.get(f"/api/convex/strategies/{strategy_id}")).json()
    assert f"Score: {told['score']['overall']} of 100" in page
    for finding in told["findings"]:
        assert finding["fix"] in page
        assert finding["explanation"] in page
    for step in told["executionPlan"]:
        assert step["action"] in page
    for name, key in (("assumptions", "statement"), ("openQuestions", "question"), ("successMetrics", "name")):
        assert all(each[key] in page for each in told[name])
    for kind in ("md", "html", "pdf", "docx", "json"):
        assert f"/export?format={kind}&version=1" in page
    assert '<mark id="q2">I will put it aside and look again later.</mark>' in page
    assert 'href="#q2"' in page


async def test_a_strategy_of_somebody_else_looks_like_none(browser: httpx.AsyncClient, backends: Backends) -> None:
    foreign = await create_person(backends)
    for named in (
        await insert_whole_strategy(backends, foreign),
        "00000000-0000-0000-0000-000000000000",
        "nonsense",
        "%00",
    ):
        answer = await browser.get(f"{HOME}/strategies/{named}")
        assert answer.status_code in {400, 404}
        assert "Wool" not in answer.text
    job_id = await insert_told_job(backends, foreign, "running", stage="writing")
    assert (await browser.get(f"{HOME}/jobs/{job_id}")).status_code == 404
    hidden = fields(await browser.get(NEW))
    for action in ("cancel", "retry"):
        assert (await browser.post(f"{HOME}/jobs/{job_id}/{action}", data=hidden)).status_code == 404


async def test_a_brief_becomes_one_job_however_often_the_button_is_pressed(browser: httpx.AsyncClient) -> None:
    hidden = fields(await browser.get(NEW))
    more = {
        "currentChallenges": "Many try once\n\nFew come back",
        "baselines": "subscribers: 1,210 per month",
        "budgetAmount": "2500",
        "budgetCurrency": "GBP",
        "horizonWeeks": "12",
        "locale": "en-GB",
        "domain": "",
    }
    answers = [await browser.post(NEW, data={**hidden, **BRIEF, **more}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].headers["location"] == answers[1].headers["location"]
    path = answers[0].headers["location"].partition("?")[0]
    job = (await browser.get(f"/api/convex/jobs/{path.rpartition('/')[2]}")).json()
    assert job["request"] == BRIEF | {
        "currentChallenges": ["Many try once", "Few come back"],
        "baselines": {"subscribers": {"value": 1210, "unit": "per month"}},
        "budget": {"amount": 2500, "currency": "GBP"},
        "horizonWeeks": 12,
        "locale": "en-GB",
    }
    other = await browser.post(NEW, data={**hidden, **BRIEF, "industry": "Tea"})
    assert other.headers["location"] != answers[0].headers["location"]
    page = await browser.get(answers[0].headers["location"])
    assert "Kiln &amp; Co" in page.text
    assert "Waiting" in page.text


async def test_everything_that_is_wrong_is_said_at_once_and_the_input_is_kept(browser: httpx.AsyncClient) -> None:
    hidden = fields(await browser.get(NEW))
    wrong = {
        "businessName": "<b>Kiln</b>",
        "industry": " ",
        "framework": "nonsense",
        "currentChallenges": "fine\n" + "x" * 401,
        "baselines": "orders: 3 per day\nno number here",
        "budgetAmount": "much",
        "budgetCurrency": "EUR",
        "horizonWeeks": "9999",
        "domain": "ftp://x",
    }
    answer = await browser.post(NEW, data={**hidden, **wrong})
    assert answer.status_code == 400
    for name in ("industry", "targetAudience", "desiredOutcome", "framework", "currentChallenges", "baselines"):
        assert f'id="{name}-error"' in answer.text
    for name in ("budgetAmount", "horizonWeeks", "domain"):
        assert f'id="{name}-error"' in answer.text
    assert "9 fields need another look" in answer.text
    assert "Line 2: Must have at most 400 characters." in answer.text
    assert "Line 2: write a name, a colon" in answer.text
    assert 'value="&lt;b&gt;Kiln&lt;/b&gt;"' in answer.text
    assert "no number here" in answer.text
    german = await browser.post(NEW, params={"lang": "de"}, data={**hidden, **wrong})
    assert "Zeile 2:" in german.text


async def test_an_engine_without_a_key_can_be_neither_chosen_nor_taken(browser: httpx.AsyncClient) -> None:
    page = await browser.get(NEW)
    assert re.search(r'value="offline" checked>', page.text)
    assert re.search(r'value="anthropic" disabled>', page.text)
    answer = await browser.post(NEW, data={**fields(page), **BRIEF, "engine": "anthropic"})
    assert answer.status_code == 400
    assert "no key is configured" in answer.text


async def test_nothing_is_made_without_the_token(
    browser: httpx.AsyncClient, backends: Backends, person: Person
) -> None:
    assert (await browser.post(NEW, data=BRIEF)).status_code == 403
    job_id = await insert_told_job(backends, person, "running", stage="writing")
    assert (await browser.post(f"{HOME}/jobs/{job_id}/cancel")).status_code == 403


async def test_a_job_is_stopped_and_started_again(
    browser: httpx.AsyncClient, backends: Backends, person: Person
) -> None:
    job_id = await insert_told_job(backends, person, "queued")
    path = f"{HOME}/jobs/{job_id}"
    hidden = fields(await browser.get(path))
    stopped = await browser.post(f"{path}/cancel", data=hidden)
    assert stopped.status_code == 303
    page = await browser.get(stopped.headers["location"])
    assert "Cancelled" in page.text
    assert "sse-connect" not in page.text
    # Pressed once more in another tab: it is over, and that is what was wanted.
    assert (await browser.post(f"{path}/cancel", data=hidden)).status_code == 303
    again = await browser.post(f"{path}/retry", data=fields(page))
    assert again.status_code == 303
    assert "Waiting" in (await browser.get(path)).text


async def test_a_failure_says_why_and_an_end_leads_to_its_result(
    browser: httpx.AsyncClient, backends: Backends, person: Person
) -> None:
    error = {"code": "model_down", "title": "The model is away", "detail": "Try <later>.", "retryable": True}
    failed = await insert_told_job(backends, person, "failed", error=error)
    page = (await browser.get(f"{HOME}/jobs/{failed}")).text
    assert "The model is away" in page
    assert "Try &lt;later&gt;." in page
    assert "Try again" in page
    strategy_id = await insert_whole_strategy(backends, person)
    done = await insert_told_job(backends, person, "succeeded", result={"strategyId": str(strategy_id)})
    page = (await browser.get(f"{HOME}/jobs/{done}")).text
    assert f'href="{HOME}/strategies/{strategy_id}#heading"' in page


async def test_the_list_is_filtered_by_its_address(
    browser: httpx.AsyncClient, backends: Backends, person: Person
) -> None:
    await fill(backends, person, 60)
    path = f"{HOME}/strategies"
    first = (await browser.get(path)).text
    assert first.count('<th scope="row">') == 25
    assert "cursor=" in unescape(first)
    failed = (await browser.get(path, params={"compliance": "fail"})).text
    assert "chip tone-fail" in failed
    assert "chip tone-pass" not in failed
    assert '<option value="fail" selected>' in failed
    empty = (await browser.get(path, params={"minScore": "100", "framework": "seo_patterns"})).text
    assert "No strategy is like that" in empty
    assert (await browser.get(path, params={"framework": "x", "minScore": "-1"})).status_code == 200


async def test_the_list_is_searched_with_filters_and_pages_in_its_address(
    browser: httpx.AsyncClient, backends: Backends, person: Person
) -> None:
    await fill(backends, person, 60, businesses=["Café Nord", "Kiln"])
    path = f"{HOME}/strategies"
    first = unescape((await browser.get(path, params={"q": "CAFE"})).text)
    assert first.count("Café Nord</a>") == 25
    assert "Kiln</a>" not in first
    assert 'value="CAFE"' in first
    older = re.search(r'href="([^"]*cursor=[^"]*)"', first)
    assert older
    assert "q=CAFE" in older[1]
    second = unescape((await browser.get(older[1])).text)
    assert second.count("Café Nord</a>") == 5
    failed = (await browser.get(path, params={"q": "cafe", "compliance": "fail"})).text
    assert "chip tone-fail" in failed
    assert "chip tone-pass" not in failed
    empty = (await browser.get(path, params={"q": "<nobody>", "compliance": "fail"})).text
    assert "No strategy is like that" in empty
    assert "&lt;nobody&gt;" in empty
    assert f'href="{path}?q=%3Cnobody%3E"' in empty
