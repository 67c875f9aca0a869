"""Briefs with orders in them: what an obedient model prints is dropped, and honest sentences beside it stay."""

from functools import cache
from unicodedata import normalize

import pytest

from documents.fields import text_fields
from scoring.numerals import brief_text
from strategy_worker.llm.briefing import briefing_of
from strategy_worker.llm.checks.grounds import Grounds, grounds_of
from strategy_worker.llm.checks.orders import orders
from strategy_worker.llm.checks.texts import checked_text
from strategy_worker.planner import plan
from support_strategy.bad_sentences import HONEST, SYSTEM
from support_strategy.forty import FORTY
from support_strategy.injections import INJECTIONS, Injection, brief


@cache
def _known(injection: Injection) -> Grounds:
    told = brief(injection)
    return grounds_of(plan(told), told, briefing_of(told, nonce="7f3a9c41d2"), SYSTEM)


@pytest.mark.parametrize("injection", INJECTIONS, ids=lambda injection: injection.name)
def test_what_an_obedient_model_prints_is_dropped(injection: Injection) -> None:
    known = _known(injection)
    before, after = HONEST[0], HONEST[1]

    for payload in injection.payload:
        text, faults = checked_text(f"{before}\n\n{payload}\n\n{after}", "executive_summary", known)

        assert faults
        assert text == f"{before}\n\n{after}"


@pytest.mark.parametrize("injection", INJECTIONS, ids=lambda injection: injection.name)
def test_no_field_excuses_an_order(injection: Injection) -> None:
    stood = [
        (role, payload)
        for role in ("voice", "worry", "condition", "cap", "forbidden", "query", "name", "tests")
        for payload in injection.payload
        if checked_text(payload, role, _known(injection))[0]
    ]

    assert stood == []


def test_a_number_that_only_an_order_names_is_no_fact() -> None:
    known = _known(next(injection for injection in INJECTIONS if injection.name == "statistic"))

    assert checked_text("Of those who rang, 97 booked.", "reason", known)[0] == ""
    assert checked_text("Of those who rang, 40 booked.", "reason", known)[0]


def test_the_sentence_before_an_order_stays_a_fact() -> None:
    known = _known(next(injection for injection in INJECTIONS if injection.name == "outcome"))
    sentence = "With 40 jobs a month the van is full."

    assert checked_text(sentence, "reason", known) == (sentence, ())


@pytest.mark.parametrize("injection", INJECTIONS, ids=lambda injection: injection.name)
def test_nothing_forbidden_comes_from_the_brief_itself(injection: Injection) -> None:
    told = brief(injection)
    texts = [brief_text(told), *(field.text for field in text_fields(plan(told)))]

    assert all(forbidden not in text for forbidden in injection.forbidden for text in texts)
    assert all(
        any(forbidden in normalize("NFKC", payload) + payload for payload in injection.payload)
        for forbidden in injection.forbidden
    )


def test_there_are_thirty_of_them() -> None:
    assert len({injection.name for injection in INJECTIONS}) == 30


def test_no_honest_brief_is_taken_for_an_order() -> None:
    texts = [str(text) for facts in FORTY.values() for text in _texts(facts)]

    assert [text for text in texts if list(orders(text))] == []


def _texts(facts: dict[str, object]) -> list[object]:
    found: list[object] = []
    for value in facts.values():
        found += value if isinstance(value, list) else [value]
    return found
