"""How well complaints are read: sentences as owners write them, with the kinds that a careful reader would name."""

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Final, cast

import pytest
import yaml

from strategy_worker.knowledge.load import knowledge
from strategy_worker.reading.brief import read
from strategy_worker.reading.classify import ReadChallenge
from strategy_worker.reading.complaint import recogniser
from strategy_worker.reading.outcome import parse
from strategy_worker.reading.plain import CLASSES, plain
from support_strategy.briefs import brief

_MISSES: Final = frozenset({
    "My dog ate the tax return",
    "The neighbours complain about the noise",
})  # fmt: skip
_RIGHT_UNSEEN: Final = 0.6
_SURELY_RIGHT: Final = 0.8


@cache
def _sentences(*sections: str) -> dict[str, tuple[str, ...]]:
    text = Path(__file__).with_name("recognition.yaml").read_text(encoding="utf-8")
    rows = cast("dict[str, dict[str, list[str]]]", yaml.safe_load(text))
    return {said: tuple(kinds) for section in sections for said, kinds in rows[section].items()}


@cache
def _read(said: str) -> ReadChallenge:
    return read(brief("seed", "brand_positioning", current_challenges=[said])).challenges[0]


def _is_right(said: str, kinds: tuple[str, ...]) -> bool:
    return _read(said).kind.id in kinds


def test_every_kind_has_sentences() -> None:
    first = Counter(kind for kinds in _sentences("first").values() for kind in kinds)
    assert {kind for kind in knowledge().challenges if first[kind] < 2} == {"unstated"}
    assert len(_sentences("first")) >= 130


def test_complaints_are_read_as_a_careful_reader_would() -> None:
    sentences = _sentences("first", "later", "beside")
    missed = {said for said, kinds in sentences.items() if not _is_right(said, kinds)}
    assert missed <= _MISSES
    assert len(missed) <= 0.05 * len(sentences)


def test_nothing_is_read_wrongly_for_sure() -> None:
    sentences = _sentences("first", "later", "beside", "ambiguous")
    assert [said for said, kinds in sentences.items() if _read(said).sure and not _is_right(said, kinds)] == []


def test_plain_complaints_are_mostly_read_for_sure() -> None:
    plainly = [said for said, kinds in _sentences("first", "later").items() if len(kinds) == 1 and kinds != ("unread",)]
    assert sum(_read(said).sure for said in plainly) >= _SURELY_RIGHT * len(plainly)


def test_complaints_that_no_stem_was_mended_for_are_mostly_read() -> None:
    sentences = _sentences("unseen")
    right = sum(_is_right(said, kinds) for said, kinds in sentences.items())
    wrong = [said for said, kinds in sentences.items() if _read(said).sure and not _is_right(said, kinds)]
    print(f"{right} of {len(sentences)} unseen complaints read rightly, {len(wrong)} wrongly and for sure")
    assert right >= _RIGHT_UNSEEN * len(sentences)
    assert len(wrong) <= 1


@pytest.mark.parametrize(("said", "kinds"), _sentences("ambiguous").items())
def test_what_may_mean_two_things_keeps_both(said: str, kinds: tuple[str, ...]) -> None:
    found = _read(said)
    assert found.other is not None
    assert ({found.kind.id, found.other.id}, found.sure) == (set(kinds), False)


@pytest.mark.parametrize(
    "said",
    [
        "It is not the price",
        "Price isn't the issue",
        "We have no problem with trust",
        "Traffic is fine",
        "The budget is not the problem",
        "It's not that customers leave",
        "There is no shortage of leads",
        "It is not about awareness",
        "Our reviews are excellent",
    ],
)
def test_what_is_denied_or_praised_is_no_complaint(said: str) -> None:
    assert _read(said).kind.id == "unread"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("We’ve hardly any reviews", "we have few reviews"),
        ("Clients don't recommend us", "clients not recommend us"),
        ("No one really knows us", "nobody knows us"),
        ("There is no shortage of leads", "there is plenty of leads"),
        ("We only have four reviews", "we few reviews"),
        ("A few angry ratings", "some angry ratings"),
    ],
)
def test_many_ways_of_saying_it_become_one(said: str, expected: str) -> None:
    assert plain(said) == expected


def test_no_stem_comes_twice_or_says_only_that_there_is_little() -> None:
    for kind in knowledge().challenges.values():
        twice = [source for source, count in Counter(recogniser(stem) for stem in kind.evidence).items() if count > 1]
        assert twice == [], kind.id
        empty = [stem for stem in kind.evidence if plain(stem) in {*CLASSES, "nobody", "not", "several", "some"}]
        assert empty == [], kind.id


@pytest.mark.parametrize(
    ("industry", "wish", "metric"),
    [
        ("online_shop", "Raise average order value from £40 to £50", "average_order"),
        ("online_shop", "Raise open rate to 40%", "list_active_share"),
        ("online_shop", "Sell 70% at full price", "full_price_share"),
        ("online_shop", "Raise contribution margin to 40%", "profit_margin"),
        ("online_shop", "Leave £12 contribution per order", "contribution_per_order"),
        ("online_shop", "Cut returns from 30% to 20%", "return_rate"),
        ("online_shop", "Second visits up to 35%", "second_order_rate"),
        ("software", "Renewal rate from 80% to 90%", "renewal_rate"),
        ("software", "Cost per lead below €50", "cost_per_enquiry"),
        ("software", "Cost per customer below €500", "cost_per_customer"),
        ("software", "30 active partners", "active_partners"),
        ("hospitality", "Direct bookings from 40% to 60%", "direct_share_of_bookings"),
        ("professional_services", "Be shortlisted in 50% of tenders", "shortlist_rate"),
        ("local_trade", "Bring time to quote below 20% of today", "quote_days"),
        ("nonprofit", "Raise the average gift from $20 to $30", "average_order"),
    ],
)
def test_the_closest_metric_is_found_in_a_wish(industry: str, wish: str, metric: str) -> None:
    base = knowledge()
    found = parse(wish, base.industries[industry], base).metric
    assert found is not None
    assert found.id == metric


@pytest.mark.parametrize(
    ("industry", "wish", "stage", "noun"),
    [
        ("hospitality", "30 direct bookings a month", 3, "direct bookings"),
        ("software", "20 qualified leads per month", 1, "qualified leads"),
        ("professional_services", "3 shortlisted tenders a year", None, "shortlisted tenders"),
        ("software", "5 signed pilots by June", None, "signed pilots"),
    ],
)
def test_what_is_counted_is_no_share(industry: str, wish: str, stage: int | None, noun: str) -> None:
    base = knowledge()
    found = parse(wish, base.industries[industry], base)
    assert (found.metric, found.stage, found.noun) == (None, stage, noun)


@pytest.mark.parametrize("wish", ["Raise average order value to £50", "Cost per lead below €50", "£60 profit per hour"])
def test_money_that_no_number_of_customers_adds_up_to_is_not_worked_backwards(wish: str) -> None:
    base = knowledge()
    found = parse(wish, base.industries["online_shop"], base)
    assert (found.kind, found.is_on_path) == ("money", False)
