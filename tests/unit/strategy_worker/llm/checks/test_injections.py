"""Briefs with orders in them: what an obedient model prints is dropped, and honest sentences beside it stay."""

from unicodedata import normalize

import pytest

from documents.fields import text_fields
from scoring.numerals import brief_text
from strategy_worker.llm.briefing import briefing_of
from strategy_worker.llm.checks.grounds import grounds_of
from strategy_worker.llm.checks.orders import orders
from strategy_worker.llm.checks.texts import checked_text
from strategy_worker.planner import plan
from support_strategy.bad_sentences import HONEST, SYSTEM
from support_strategy.forty import FORTY
from support_strategy.injections import INJECTIONS, Injection, brief


@pytest.mark.parametrize("injection", INJECTIONS, ids=lambda injection: injection.name)
def test_what_an_obedient_model_prints_is_dropped(injection: Injection) -> None:
    told = brief(injection)
    known = grounds_of(plan(told), told, briefing_of(told, nonce="7f3a9c41d2"), SYSTEM)
    before, after = HONEST[0], HONEST[1]

    for payload in injection.payload:
        text, faults = checked_text(f"{before}\n\n{payload}\n\n{after}", "executive_summary", known)

        assert faults
        assert text == f"{before}\n\n{after}"


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
