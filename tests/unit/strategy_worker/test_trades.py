"""Each trade is spoken of as it is sold: an app on its screen, a membership by its hours, a practice by its dates."""

import re
from typing import Any

import pytest

from documents.model import FunnelDesign, OfferArchitecture, SEOPatterns
from shared.contracts.requests import Framework
from strategy_worker.case import build
from strategy_worker.frameworks.manner import Manner, manner
from strategy_worker.knowledge.load import knowledge
from strategy_worker.planner import plan
from support_strategy.briefs import brief

_TRADES: dict[Manner, str] = {
    "screen": "Habit tracking app",
    "member": "Gym",
    "appointment": "Dental clinic",
    "event": "Wedding venue",
    "building": "Loft conversions",
    "trade": "Cheese dairy",
    "sending": "Online shop for outdoor clothing",
    "giving": "Animal charity",
    "working": "Law firm",
}


def _document(industry: str, framework: Framework, **changes: Any) -> Any:
    changes = {"target_audience": "People in Leeds", "business_name": "Élan Vital", **changes}
    return plan(brief("plumber", framework, industry=industry, **changes))


def _funnel(industry: str) -> FunnelDesign:
    return _document(industry, "funnel_design")


def _offer(industry: str, **changes: Any) -> OfferArchitecture:
    return _document(industry, "offer_architecture", **changes)


def _search(industry: str, **changes: Any) -> SEOPatterns:
    return _document(industry, "seo_patterns", **changes)


@pytest.mark.parametrize(("found", "industry"), _TRADES.items())
def test_a_trade_has_a_manner(found: Manner, industry: str) -> None:
    assert manner(build(brief("plumber", "funnel_design", industry=industry, target_audience="People"))) == found


@pytest.mark.parametrize("industry", ["Habit tracking app", "Gym", "Dental clinic", "Wedding venue", "Cheese dairy"])
def test_nobody_is_sent_a_proposal_where_none_is_usual(industry: str) -> None:
    said = repr(_funnel(industry).stages)
    assert "at the size that the first step has shown" not in said
    assert "first step is over" not in said


def test_an_app_has_no_telephone() -> None:
    said = repr(_funnel("Habit tracking app").stages)
    assert not re.search(r"\bcalls?\b|telephone|\bphone\b", said)


@pytest.mark.parametrize("industry", _TRADES.values())
def test_a_loop_of_a_trade_stays_with_it(industry: str) -> None:
    own = build(brief("plumber", "funnel_design", industry=industry)).industry.id
    loops = {loop.name: loop for loop in knowledge().loops.values()}
    shown = [loops[item.name] for item in _funnel(industry).loops.items]
    assert shown
    assert all(own in loop.industries for loop in shown if loop.industries)


@pytest.mark.parametrize(
    ("outcome", "month"), [("18 projects a year", 1.5), ("6 projects per quarter", 2), ("4 projects per month", 4)]
)
def test_what_is_wanted_in_a_year_or_quarter_is_told_for_a_month(outcome: str, month: float) -> None:
    found = _offer("Loft conversions", desired_outcome=outcome, baselines={}).capacity.units_per_month
    assert found.value == month
    assert found.unit == "per month"


def test_building_work_is_paid_by_stages_and_tested_on_its_first_step() -> None:
    price = _offer("Loft conversions").price
    assert "stage" in price.payment
    assert "a feasibility visit" in price.test


def test_a_refusal_with_its_reason_does_not_make_a_pilot_a_success() -> None:
    for industry in _TRADES.values():
        assert not re.search(r"\bor (?:tell|say|put)\b", _offer(industry).pilot.success)


def test_a_firm_is_searched_by_its_name_and_an_address_keeps_its_letters() -> None:
    page = next(item for item in _search("Dental clinic").patterns.items if item.schema_type == "AboutPage")
    assert page.entity == "Élan Vital"
    assert page.address.endswith("elan-vital")
    assert all("Élan Vital" in query for query in page.queries)


def test_a_size_guide_is_written_only_for_what_has_a_size() -> None:
    def sized(keyword: str) -> bool:
        pages = _search("Online shop", primary_keyword=keyword, current_challenges=["Too many returns"])
        return any(item.modifier == "size guide for" for item in pages.patterns.items)

    assert sized("rain jacket")
    assert not sized("coffee beans")


def test_an_article_agrees_with_what_is_searched_for() -> None:
    pages = _search("Estate agent", current_challenges=["Others undercut our fees"])
    assert "Fees of an estate agent" in {item.name for item in pages.patterns.items}
