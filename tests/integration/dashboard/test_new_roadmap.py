"""A roadmap is asked for by a form: each template has its own, and what arrives is what the API would store."""

import html
import re
from typing import Any
from uuid import uuid4

import httpx
import pytest

from integration.dashboard.calls import HOME
from library.templates import templates
from support.audits import example, insert_audit
from support.backends import Backends
from support.people import Person, create_person, fill
from support_roadmap.tasks import VARIABLES

pytestmark = pytest.mark.integration
_NEW = f"{HOME}/roadmaps/new"


def _hidden(page: str, path: str) -> dict[str, str]:
    form = page.partition(f'action="{path}"')[2].partition("</form>")[0]
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form)
    return {name: html.unescape(value) for name, value in found}


async def _jobs(browser: httpx.AsyncClient) -> list[dict[str, Any]]:
    return (await browser.get("/api/convex/jobs")).json()["items"]


async def test_every_template_can_be_chosen_and_explains_what_it_asks(browser: httpx.AsyncClient) -> None:
    gallery = (await browser.get(_NEW)).text
    for template in templates():
        assert f'href="{_NEW}/{template.id}"' in gallery
        page = html.unescape((await browser.get(f"{_NEW}/{template.id}")).text)
        for variable in template.variables:
            assert f'name="variables.{variable.name}"' in page
            assert variable.label in page
            assert variable.help in page
            assert variable.effect[1:] in page
            assert all(f'<option value="{option}"' in page for option in variable.options)
    assert (await browser.get(f"{_NEW}/none")).status_code == 404


@pytest.mark.parametrize("template", templates(), ids=lambda template: template.id)
async def test_what_is_filled_in_arrives_as_the_api_takes_it_and_once(
    browser: httpx.AsyncClient, template: Any
) -> None:
    path = f"{_NEW}/{template.id}"
    said = {f"variables.{name}": str(value) for name, value in VARIABLES[template.template_type].items()}
    said |= {"startDate": "2027-01-04", "deadline": "2027-06-30", "country": "de", "region": "BY"}
    said |= {"budget.amount": "1500,50", "budget.currency": "eur"}
    said |= {"team[1].name": "Grace", "team[1].hoursPerWeek": "12.5", "team[1].skills": "writing, sales"}
    form = _hidden((await browser.get(path)).text, path) | said
    first = await browser.post(path, data=form)
    assert first.status_code == 303, first.text
    again = await browser.post(path, data=form)
    assert again.headers["location"] == first.headers["location"]
    (job,) = await _jobs(browser)
    request = (await browser.get(f"/api/convex/jobs/{job['jobId']}")).json()["request"]
    assert request == {
        "templateType": template.template_type,
        "templateId": template.id,
        "variables": VARIABLES[template.template_type],
        "startDate": "2027-01-04",
        "deadline": "2027-06-30",
        "country": "DE",
        "region": "BY",
        "budget": {"amount": 1500.5, "currency": "EUR"},
        "team": [{"name": "Grace", "hoursPerWeek": 12.5, "skills": ["writing", "sales"]}],
    }


async def test_what_is_wrong_stands_beside_its_field_and_what_was_filled_in_stays(browser: httpx.AsyncClient) -> None:
    path = f"{_NEW}/ads-1"
    form = _hidden((await browser.get(path)).text, path)
    said = {"variables.monthlyBudget": "much", "country": "XX", "budget.amount": "-1", "team[2].role": '"><b>x'}
    page = (await browser.post(path, data=form | said)).text
    assert 'id="budget.amount-error"' in page
    assert 'id="team[2].name-error"' in page
    assert 'id="team[2].hoursPerWeek-error"' in page
    assert "&#34;&gt;&lt;b&gt;x" in page
    said = {"variables.monthlyBudget": "much", "country": "XX"}
    answer = await browser.post(path, data=form | said)
    assert answer.status_code == 400
    assert 'value="much"' in answer.text
    assert 'id="variables.monthlyBudget-error"' in answer.text
    assert 'id="variables.coreMessage-error"' in answer.text
    variables = {f"variables.{name}": str(value) for name, value in VARIABLES["paid_ads"].items()}
    assert 'id="country-error"' in (await browser.post(path, data=form | variables | {"country": "XX"})).text
    missing = await browser.post(path, data=form | variables | {"strategyId": str(uuid4())})
    assert missing.status_code == 400
    assert "Does not exist in this workspace." in missing.text
    assert await _jobs(browser) == []


async def test_there_is_room_for_more_people_without_losing_any(browser: httpx.AsyncClient) -> None:
    path = f"{_NEW}/lp-1"
    form = _hidden((await browser.get(path)).text, path)
    page = (await browser.post(path, data=form | {"team[0].name": "Grace", "more": "1"})).text
    assert 'name="team[5].name"' in page
    assert 'value="Grace"' in page
    assert await _jobs(browser) == []


async def test_what_it_will_be_made_from_is_named_and_goes_along(
    browser: httpx.AsyncClient, backends: Backends, person: Person
) -> None:
    await fill(backends, person, 1)
    (strategy,) = (await browser.get("/api/convex/list")).json()["items"]
    audit_id = await insert_audit(backends, person, example())
    named = f"strategyId={strategy['id']}&auditId={audit_id}"
    gallery = html.unescape((await browser.get(f"{_NEW}?{named}")).text)
    assert f'href="{_NEW}/seo-1?{named}"' in gallery
    for page in (gallery, html.unescape((await browser.get(f"{_NEW}/seo-1?{named}")).text)):
        assert f">{strategy['title']}</a>" in page
        assert f">SEO audit of {example()['finalUrl']}</a>" in page
    path = f"{_NEW}/seo-1"
    form = _hidden((await browser.get(f"{path}?{named}")).text, path)
    wrong = html.unescape((await browser.post(path, data=form)).text)
    assert f">{strategy['title']}</a>" in wrong
    said = {f"variables.{name}": str(value) for name, value in VARIABLES["seo_plan"].items()}
    assert (await browser.post(path, data=form | said)).status_code == 303
    (job,) = await _jobs(browser)
    request = (await browser.get(f"/api/convex/jobs/{job['jobId']}")).json()["request"]
    assert (request["strategyId"], request["auditId"]) == (strategy["id"], str(audit_id))
    assert f'href="{_NEW}?auditId={audit_id}"' in (await browser.get(f"{HOME}/audits/{audit_id}")).text


async def test_what_is_not_in_this_workspace_is_not_found(browser: httpx.AsyncClient, backends: Backends) -> None:
    audit_id = await insert_audit(backends, await create_person(backends), example())
    for named in (
        f"auditId={audit_id}",
        f"auditId={uuid4()}",
        f"strategyId={uuid4()}",
        "strategyId=%22%3E",
        "auditId=1",
    ):
        for path in (_NEW, f"{_NEW}/seo-1"):
            assert (await browser.get(f"{path}?{named}")).status_code == 404, named
