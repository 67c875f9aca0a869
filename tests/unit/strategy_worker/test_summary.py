import re

import pytest

from strategy_worker.case import build
from strategy_worker.common import summary
from support_strategy.briefs import BRIEFS, FRAMEWORKS, brief


def _paragraphs(key: str, **changes: object) -> list[str]:
    return summary.executive(build(brief(key, "brand_positioning", **changes))).split("\n\n")


@pytest.mark.parametrize("key", BRIEFS)
def test_the_first_page_has_its_six_paragraphs_in_order(key: str) -> None:
    case = build(brief(key))
    obstacle, decision, refusals, figure, fortnight, stop = summary.executive(case).split("\n\n")
    main = case.main.kind
    assert case.reading.business in obstacle or case.industry.trust_gap in obstacle
    assert case.voice.sentence(main.choice) in decision
    assert case.reading.buyers in decision
    assert main.refuse in refusals
    assert main.refuse_why in refusals
    assert re.search(r"\d|no target|no figure|not a figure", figure)
    assert main.question in fortnight
    assert case.voice.say(case.moves[0].tactic.sign) in stop
    assert re.search(r"week \d+", stop)


@pytest.mark.parametrize("key", BRIEFS)
def test_the_first_page_is_short(key: str) -> None:
    paragraphs = _paragraphs(key)
    assert sum(len(paragraph.split()) for paragraph in paragraphs) <= 330
    assert max(len(paragraph.split()) for paragraph in paragraphs) <= 100


def test_a_target_on_the_path_is_named_with_what_it_needs_in_three_cases() -> None:
    figure = _paragraphs("law")[3]
    path = build(brief("law")).path
    assert "10 clients per quarter" in figure
    for volume in (path.first.volume_low, path.first.volume_mid, path.first.volume_high):
        assert f"{volume:,.0f}" in figure
    assert "planning assumption" in figure


def test_rates_of_the_brief_need_no_range() -> None:
    counts = {"shop visits": 18000, "product views": 9000, "baskets": 1800, "orders": 310}
    baselines = {name: {"value": value, "unit": "per month"} for name, value in counts.items()}
    figure = _paragraphs("shop", baselines=baselines)[3]
    assert "34,839" in figure  # 600 orders at 310 of 18,000 visits
    assert "planning assumption" not in figure


def test_money_is_turned_into_customers_at_the_price_given() -> None:
    figure = _paragraphs(
        "seed",
        desired_outcome="Reach £20k MRR",
        baselines={"average contract value": {"value": 250, "unit": "GBP per month"}},
    )[3]
    assert "20,000 GBP" in figure
    assert "80 paying customers" in figure
    assert "250 GBP per month" in figure


def test_a_target_beside_the_path_is_named_with_where_it_starts() -> None:
    figure = _paragraphs("restaurant", desired_outcome="Raise the gross margin from 58% to 64%")[3]
    assert "64%" in figure
    assert "58%" in figure


def test_a_wish_without_a_figure_gets_no_target() -> None:
    figure = _paragraphs("seed")[3]
    assert "“Market leadership”" in figure
    assert not re.search(r"\d", figure)


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_challenge_nobody_can_read_is_looked_into_first(framework: str) -> None:
    case = build(
        brief("seed", current_challenges=["Zorb the flux capacitor"]).model_copy(update={"framework": framework})
    )
    assert "“Zorb the flux capacitor”" in summary.executive(case)
    assert case.main.kind.persists not in summary.executive(case)
