"""Whole documents: what only shows when all sections are read together."""

from collections.abc import Mapping
from functools import cache

import pytest

from documents.model import BrandPositioning, StrategyDocument
from strategy_worker.llm.checks.whole import whole_document_faults
from strategy_worker.llm.model import Fault
from strategy_worker.planner import plan
from support_strategy.bad_sentences import plumber


@cache
def planned() -> BrandPositioning:
    document = plan(plumber())
    assert isinstance(document, BrandPositioning)
    return document


def found(document: StrategyDocument) -> Mapping[str, tuple[Fault, ...]]:
    return whole_document_faults(document, plumber())


def with_statement(**changes: str) -> BrandPositioning:
    statement = planned().statement.model_copy(update={**changes, "source": "anthropic"})
    return planned().model_copy(update={"statement": statement})


def rules(document: StrategyDocument, section: str) -> list[tuple[str, str]]:
    return [(fault.rule, fault.path) for fault in found(document).get(section, ())]


def test_the_planned_document_has_none() -> None:
    assert found(planned()) == {}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Nine out of ten owners regret a cheap boiler.", "banned-claim"),
        ("We are better than Fixit National in every way.", "banned-claim"),
        ("Sign the card with [company name] at the foot.", "placeholder"),
        ("The list holds 731 owners with a flat to let.", "number-without-basis"),
        ("Owners get 40 booked jobs a month within 2 weeks.", "contradiction"),
    ],
)
def test_a_text_that_breaks_a_rule_is_found_in_its_section(text: str, rule: str) -> None:
    assert (rule, "benefit") in rules(with_statement(benefit=text), "statement")


def test_amounts_in_another_currency_contradict_the_brief() -> None:
    budget = {"amount": 4000, "currency": "EUR"}
    brief = plumber(budget=budget)
    document = plan(brief)
    assert isinstance(document, BrandPositioning)
    statement = document.statement.model_copy(update={"benefit": "The visit is kept to $4000."})

    faults = whole_document_faults(document.model_copy(update={"statement": statement}), brief)

    assert "contradiction" in [fault.rule for fault in faults["statement"]]


def test_an_audience_of_another_brief_is_a_contradiction() -> None:
    document = with_statement(audience="skippers of wooden sailing yachts")

    assert ("contradiction", "audience") in rules(document, "statement")


def test_a_policy_has_at_most_forty_words() -> None:
    choice = planned().choice.model_copy(update={"policy": " ".join(["Name the price first and say why."] * 6)})

    assert ("structure", "policy") in rules(planned().model_copy(update={"choice": choice}), "choice")


def test_three_refusals_have_to_differ() -> None:
    refusal = planned().choice.refusals[0]
    choice = planned().choice.model_copy(update={"refusals": (refusal, refusal, refusal)})

    assert ("structure", "refusals") in rules(planned().model_copy(update={"choice": choice}), "choice")


def test_a_sentence_of_another_section_is_a_duplicate_when_the_model_wrote_it() -> None:
    sentence = planned().segment.description.split(". ")[0] + "."

    assert ("duplicate", "benefit") in rules(with_statement(benefit=sentence), "statement")


def test_a_section_that_would_be_true_of_anybody_is_boilerplate() -> None:
    empty = "Quality and innovation drive lasting growth and success."
    story = planned().sales_story.model_copy(
        update={
            "insight": f"{empty} Strong brands create value and build trust.",
            "alternatives": "A clear strategy improves performance and results. Great content engages audiences.",
            "perfect_world": "Effective communication ensures consistent success.",
            "proof": "Our values inspire meaningful relationships and loyalty.",
        }
    )

    assert "boilerplate" in [
        rule for rule, _ in rules(planned().model_copy(update={"sales_story": story}), "salesStory")
    ]
