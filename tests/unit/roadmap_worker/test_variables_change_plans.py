import pytest
from pydantic import JsonValue

from library.templates import find_template
from roadmap_worker.expand import expand
from roadmap_worker.facts import facts
from roadmap_worker.network import network
from roadmap_worker.signals import signals
from roadmap_worker.task import Task, Wait
from shared.contracts.requests import TemplateType
from support_roadmap.tasks import VARIABLES


def _tasks(template_type: TemplateType, **changes: JsonValue) -> dict[str, Task]:
    template = find_template(template_type, None)
    assert template is not None
    subject = network(template.id)
    given = facts(template.id, VARIABLES[template_type] | changes, subject.defaults, signals())
    return {task.id: task for task in expand(subject, given)}


def test_each_objection_of_a_landing_page_becomes_a_task_of_its_own() -> None:
    tasks = _tasks("landing_page", objections="Too dear\nToo slow\nToo dear")
    assert tasks["objection-copy-1"].title == 'Answer the objection "Too dear"'
    assert tasks["objection-copy-2"].title == 'Answer the objection "Too slow"'
    assert "objection-copy-3" not in tasks
    assert "collect-objections" not in tasks


def test_without_objections_they_are_collected_first() -> None:
    tasks = _tasks("landing_page")
    assert "rank-objections" not in tasks
    assert "collect-objections" in tasks["message-brief"].depends_on


def test_documented_proof_is_not_collected_again() -> None:
    tasks = _tasks("landing_page", proofAvailable="documented", objections="Too dear")
    assert "collect-proof" not in tasks
    # What waited for it waits for the ranking, which stands after the interviews.
    assert tasks["sort-proof"].lags == ()
    assert tasks["sort-proof"].depends_on == ("rank-objections",)


def test_a_split_test_lasts_as_long_as_its_size_and_traffic_say() -> None:
    # 4 % against 4.8 %: 10,313.2 visitors per arm, 20,628 in all; at 20,000 a month of 30.4375 days, 31.4 days.
    tasks = _tasks("landing_page", monthlyVisitors=20000, baselineConversionRate=4)
    wait = tasks["test-setup"].wait
    assert wait is not None
    assert (wait.days, wait.is_working_days) == (32, False)
    assert "20,628 visitors" in tasks["test-setup"].description


def test_a_split_test_that_can_decide_nothing_is_replaced_by_watching() -> None:
    tasks = _tasks("landing_page", monthlyVisitors=500, baselineConversionRate=4)
    assert "test-setup" not in tasks
    assert tasks["second-round"].depends_on == ("watch-visitors", "follow-up-check")


def test_pillars_and_team_size_multiply_the_writing() -> None:
    small, large = _tasks("seo_plan"), _tasks("seo_plan", contentTeamSize="7+", pillarTopics="One\nTwo\nThree")
    assert [task_id for task_id in small if task_id.startswith("pillar-page")] == ["pillar-page-1", "pillar-page-2"]
    assert [task_id for task_id in large if task_id.startswith("pillar-page")][-1] == "pillar-page-3"
    # One hour to set up and three and a half for each of two or six subtopics.
    assert (small["subtopic-pages-1"].likely_minutes, large["subtopic-pages-1"].likely_minutes) == (480, 1320)
    assert "editorial-rules" in large
    assert "editorial-rules" not in small


def test_items_follow_their_own_item() -> None:
    tasks = _tasks("seo_plan")
    assert tasks["pillar-evidence-2"].depends_on == ("pillar-brief-2",)
    assert tasks["indexing-check"].depends_on == ("publish-topic-1", "publish-topic-2")


def test_a_place_a_new_site_and_an_agency_change_the_tasks() -> None:
    plain = _tasks("seo_plan")
    changed = _tasks("seo_plan", targetLocation="Leeds", currentMonthlyTraffic=0, publishingAccess="an agency")
    local = {"profile", "listings", "place-page", "reviews", "local-mentions"}
    assert {*local, "console-setup", "technical-order", "technical-accept"} == set(changed) - set(plain)
    existing = {"inventory", "update-pages", "update-read"}
    assert {*existing, "technical-fixes", "linkable", "outreach"} == set(plain) - set(changed)
    assert [(name, lag.days) for name, lag in changed["technical-accept"].lags] == [("technical-order", 10)]


@pytest.mark.parametrize(("budget", "messages"), [(1000, 1), (4000, 2), (20000, 4)])
def test_the_budget_decides_how_many_messages_are_tested(budget: int, messages: int) -> None:
    tasks = _tasks("paid_ads", monthlyBudget=budget, targetCostPerAcquisition=60)
    # A message takes 30 conversions of 60, that is 1,800; an hour and another for each message.
    assert tasks["message-brief"].likely_minutes == 60 + 60 * messages


def test_the_length_of_an_ad_test_follows_budget_and_cost() -> None:
    # 3 messages of 1,800 at 6,000 a month: 27.4, so 28 days; a week and two halves of eleven days (rounded up).
    tasks = _tasks("paid_ads", targetCostPerAcquisition=60)
    assert [tasks[name].lags[0][1].days for name in ("first-week", "halfway")] == [7, 11]
    assert tasks["halfway"].wait == Wait(11, is_working_days=False, reason="the rest of the computed test")


def test_a_budget_that_can_teach_nothing_is_decided_on_before_the_start() -> None:
    tasks = _tasks("paid_ads", monthlyBudget=300, targetCostPerAcquisition=60)
    assert "about 5 conversions a month" in tasks["underfunded"].description
    assert "underfunded" in tasks["message-brief"].depends_on


def test_the_platform_decides_the_set_up() -> None:
    assert "search-terms" in _tasks("paid_ads", primaryPlatform="Google")
    assert {"placements", "creative"} <= set(_tasks("paid_ads", primaryPlatform="Facebook"))
    assert {"company-list", "creative"} <= set(_tasks("paid_ads", primaryPlatform="LinkedIn"))


@pytest.mark.parametrize(("second", "goes_on"), [("none", False), ("Google", False), ("LinkedIn", True)])
def test_a_second_platform_is_another_one(second: str, goes_on: bool) -> None:
    assert ("transfer" in _tasks("paid_ads", secondPlatform=second)) is goes_on


def test_an_offer_without_a_guarantee_has_no_terms_to_write() -> None:
    assert {"guarantee-choice", "guarantee-exposure", "guarantee-terms"} <= set(_tasks("offer_architecture"))
    without = _tasks("offer_architecture", guaranteeType="none")
    assert not {"guarantee-choice", "guarantee-exposure", "guarantee-terms"} & set(without)


@pytest.mark.parametrize(("price", "has_committee"), [(999.99, False), (1000, True)])
def test_a_price_of_a_thousand_brings_the_committee(price: float, has_committee: bool) -> None:
    assert ("committee" in _tasks("offer_architecture", targetPricePoint=price)) is has_committee


@pytest.mark.parametrize(("customers", "minutes"), [(0, 285), (6, 330), (50, 420)])
def test_the_interviews_follow_the_customers(customers: int, minutes: int) -> None:
    # One hour and three quarters for each of 5, 6 or 8.
    assert _tasks("offer_architecture", existingCustomers=customers)["interviews"].likely_minutes == minutes


@pytest.mark.parametrize(("leads", "days"), [(0, 30), (3, 90), (20, 16), (500, 14)])
def test_the_pilot_lasts_until_ten_enquiries_have_come(leads: int, days: int) -> None:
    lags = dict(_tasks("offer_architecture", monthlyLeads=leads)["read-pilot"].lags)
    assert lags["start-pilot"].days == days


def test_braces_in_a_variable_stay_as_they_were_typed() -> None:
    tasks = _tasks("offer_architecture", coreProduct="{price.__class__} {0}")
    assert tasks["unit-cost"].description.startswith("{price.__class__} {0}.")


def test_a_long_item_is_cut_for_a_title() -> None:
    title = _tasks("landing_page", objections="x" * 300)["objection-copy-1"].title
    assert title == f'Answer the objection "{"x" * 79}…"'
