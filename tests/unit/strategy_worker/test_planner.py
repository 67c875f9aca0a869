import hashlib
import re
from itertools import combinations

import pytest

from documents.markdown import render
from documents.model import StrategyDocument, parse
from scoring.assess import assess
from shared.contracts.requests import Framework
from strategy_worker.planner import plan
from support_strategy.briefs import BRIEFS, FRAMEWORKS, brief, made, overlap, texts


def _digest(document: StrategyDocument) -> str:
    return hashlib.sha256(document.model_dump_json(by_alias=True).encode()).hexdigest()


def _unquoted(text: str) -> str:
    return re.sub(r"“[^”]*”", "“”", text)


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("key", BRIEFS)
def test_a_document_is_complete_and_reads_back(key: str, framework: Framework) -> None:
    document = made(key, framework)
    assert document.framework == framework
    assert parse(document.model_dump(mode="json", by_alias=True)) == document
    assert len(document.choice.moves) >= 4
    assert len(document.choice.refusals) >= 3
    assert len(document.objections.items) >= 4
    assert len(document.risk_removal.plan) == 3
    assert document.risk_removal.buyer
    assert document.limitations.items
    assert document.open_questions.items
    assert len(render(document)) > 8000


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("key", BRIEFS)
def test_no_text_has_an_open_slot_or_a_slip(key: str, framework: Framework) -> None:
    for text in texts(made(key, framework)):
        assert not re.search(r"[{}\[\]|]|  |\.\.| [,.;:?]|\b(?:TBD|XX|lorem)\b", text), text
        assert not re.search(r"\b(a|an|the|to|of|and|is|in|for|with) \1\b", text, re.IGNORECASE), text
        assert not re.search(r"[,;:]$", text), text


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_the_same_brief_gives_the_same_bytes(framework: Framework) -> None:
    assert _digest(plan(brief("plumber", framework))) == _digest(plan(brief("plumber", framework)))


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_unlike_industries_share_few_sentences(framework: Framework) -> None:
    for first, second in combinations(BRIEFS, 2):
        share = overlap(
            made(first, framework), made(second, framework), (brief(first, framework), brief(second, framework))
        )
        assert share <= 0.25, (first, second, share)


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_the_same_industry_with_another_challenge_differs(framework: Framework) -> None:
    first = brief("plumber", framework)
    second = brief(
        "plumber",
        framework,
        business_name="Severn Heating",
        target_audience="Landlords in Gloucester",
        current_challenges=["Bad reviews on Google", "One letting agent brings most work"],
        desired_outcome="Double our service contracts",
    )
    assert overlap(plan(first), plan(second), (first, second)) <= 0.45


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_changed_challenge_leaves_unrelated_sections_alone(framework: Framework) -> None:
    before = plan(brief("shop", framework))
    after = plan(brief("shop", framework, current_challenges=["Nobody has heard of us", "Too many returns"]))
    assert before.ledger != after.ledger
    assert before.objections != after.objections
    # Ranges from elsewhere follow the moves.
    assert before.path.stages == after.path.stages
    assert before.diagnosis.tensions[1] == after.diagnosis.tensions[1]


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("key", BRIEFS)
def test_nothing_longer_than_eight_words_is_copied_outside_quotations(key: str, framework: Framework) -> None:
    source = brief(
        key, framework, target_audience="People who own a house near the river and have never had a survey done"
    )
    wording = (source.target_audience, source.desired_outcome, *source.current_challenges)
    spans = {
        " ".join(words[index : index + 9])
        for words in (text.lower().split() for text in wording)
        for index in range(len(words) - 8)
    }
    for text in texts(plan(source)):
        assert not any(span in _unquoted(text).lower() for span in spans), text


@pytest.mark.parametrize("key", BRIEFS)
def test_policy_and_statement_are_short(key: str) -> None:
    document = plan(brief(key))
    assert document.framework == "brand_positioning"
    assert len(document.choice.policy.split()) <= 40
    for slot in type(document.statement).model_fields:
        assert len(str(getattr(document.statement, slot)).split()) <= 18


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("key", BRIEFS)
def test_rules_and_moves_use_metrics_that_are_defined(key: str, framework: Framework) -> None:
    document = made(key, framework)
    defined = {document.measurement.outcome.name, *(metric.name for metric in document.measurement.indicators)}
    assert {rule.metric for rule in document.measurement.rules} <= defined
    ids = {action.id for action in document.plan.actions}
    assert all(set(action.depends_on) <= ids for action in document.plan.actions)


def test_an_outcome_that_names_no_figure_is_asked_for_and_gets_no_target() -> None:
    document = plan(brief("seed"))
    assert document.measurement.outcome.target.basis == "to_measure"
    assert document.path.outcome.basis == "to_measure"
    assert "Market leadership" in document.open_questions.items[0].question


def test_a_doubtful_reading_gives_the_other_choice_and_the_question_that_decides() -> None:
    tension = plan(brief("plumber")).diagnosis.tensions[0]
    assert "Demand swings with the season" in tension.other_reading
    assert tension.deciding_question.endswith("?")


def test_a_named_rival_is_named_without_a_claim_about_it() -> None:
    document = plan(brief("seed", "competitor_model", existing_competitors=["Acme Cloud"]))
    assert document.framework == "competitor_model"
    rival = document.rivals.items[0]
    assert (rival.name, rival.kind, rival.claim_basis) == ("Acme Cloud", "named", "unknown")
    levels = [level for factor in document.canvas.factors for level in factor.levels if level.player == "Acme Cloud"]
    assert {(level.level, level.basis) for level in levels} == {("unknown", "to_measure")}


def test_without_rivals_in_the_brief_none_is_named() -> None:
    document = plan(brief("seed", "competitor_model"))
    assert document.framework == "competitor_model"
    assert {rival.kind for rival in document.rivals.items} == {"substitute", "status_quo"}


def test_optional_facts_show() -> None:
    plain = plan(brief("plumber", "offer_architecture"))
    rich = plan(
        brief(
            "plumber",
            "offer_architecture",
            baselines={
                "average invoice": {"value": 180, "unit": "GBP"},
                "hours per job": {"value": 3, "unit": "hours"},
            },
            budget={"amount": 2000, "currency": "GBP"},
        )
    )
    assert plain.framework == "offer_architecture"
    assert rich.framework == "offer_architecture"
    assert (plain.price.amount.basis, rich.price.amount.value) == ("to_measure", 180)
    # 40 jobs times 180 times an assumed share of claims of two to ten percent
    assert (rich.guarantee.exposure.low, rich.guarantee.exposure.high) == (144, 720)
    assert "120 hours" in rich.capacity.stop_rule
    assert "500 GBP" in rich.plan.capacity
    assert len(rich.open_questions.items) < len(plain.open_questions.items) or rich.ledger != plain.ledger


def test_scarcity_is_real_or_none() -> None:
    for key in BRIEFS:
        document = plan(brief(key, "offer_architecture"))
        assert document.framework == "offer_architecture"
        assert document.capacity.scarcity.startswith("None is claimed")


def test_regulated_fields_ask_for_review() -> None:
    assert any("review by a clinician" in item for item in plan(brief("dental")).limitations.items)


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("key", BRIEFS)
def test_no_document_breaks_a_safety_rule(key: str, framework: Framework) -> None:
    source = brief(key, framework)
    found = assess(made(key, framework), source)
    assert not [finding for finding in found.findings if finding.severity == "critical"]
    assert found.compliance != "fail"


def test_american_spelling_on_request() -> None:
    document = plan(brief("parts", locale="en-US"))
    assert "organisation" not in render(document)


_INDUSTRY_WORDS = (
    "SaaS", "Plumbing", "Charity", "Law firm", "Online shop", "Dental clinic", "Evening course", "Restaurant",
    "Factory", "Mortgage broker", "Something else",
)  # fmt: skip
_AUDIENCE_WORDS = (
    "Enterprise procurement", "Small firms", "Homeowners", "Shoppers", "Donors", "Parents", "Developers", "Students",
    "Patients", "Guests", "Retirees", "Everybody",
)  # fmt: skip


@pytest.mark.parametrize("industry", _INDUSTRY_WORDS)
def test_every_pairing_of_industry_and_audience_gives_a_full_document(industry: str) -> None:
    for audience in _AUDIENCE_WORDS:
        for framework in FRAMEWORKS:
            document = plan(brief("seed", framework, industry=industry, target_audience=audience))
            assert len(document.choice.moves) >= 4, audience
            assert len(document.objections.items) >= 3, audience
            assert document.risk_removal.buyer, audience
            for text in texts(document):
                assert not set("{}[]|") & set(text), text


def test_a_shop_promises_no_written_results_and_no_hours() -> None:
    document = plan(brief("plumber", "offer_architecture", industry="Online shop for running shoes"))
    assert document.framework == "offer_architecture"
    offered = f"{document.core_promise} {document.mechanism} {document.ladder} {document.capacity}"
    assert "written result" not in offered
    assert "stock is the only real limit" in document.capacity.scarcity


def test_a_doubt_without_a_challenge_says_that_the_market_suggests_it() -> None:
    document = plan(brief("seed", "brand_positioning"))
    assert document.objections.items
    assert all("no challenge" in item.because.lower() for item in document.objections.items)
    assert not any("as far as the brief shows" in move.because for move in document.choice.moves)


def test_there_is_one_page_of_trust() -> None:
    document = plan(brief("plumber", "seo_patterns", industry="Dental clinic"))
    assert document.framework == "seo_patterns"
    batches = {pattern.modifier: pattern.first_batch for pattern in document.patterns.items}
    assert batches["reviews of"] == 1
