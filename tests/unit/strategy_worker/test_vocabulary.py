import pytest

from shared.contracts.requests import Framework
from strategy_worker.case import build
from strategy_worker.knowledge.load import knowledge
from strategy_worker.planner import plan
from strategy_worker.vocabulary import own_words, reworded
from support_strategy.briefs import FRAMEWORKS, brief


@pytest.mark.parametrize(
    ("industry", "text", "expected"),
    [
        ("nonprofit", "Buyers choose; five who did not buy", "Supporters choose; five who did not give"),
        ("health", "a buyer's worry, {buyers} and customers", "a patient's worry, {buyers} and patients"),
        ("hospitality", "lost buyers", "lost guests"),
        ("software", "lost buyers and customers", "lost buyers and customers"),
    ],
)
def test_an_industry_speaks_of_its_own_people(industry: str, text: str, expected: str) -> None:
    assert reworded(text, own_words(knowledge().industries[industry])) == expected


def test_an_article_agrees_with_the_word_of_the_industry() -> None:
    owners = knowledge().industries["health"].model_copy(update={"people": "owners", "person": "owner"})
    assert reworded("A buyer asks, and a good buyer pays", own_words(owners)) == "An owner asks, and a good owner pays"


@pytest.mark.parametrize("industry", ["SaaS", "Artisan bakery", "Zorb hire"])
def test_the_industry_of_the_brief_is_named_with_how_it_was_read(industry: str) -> None:
    written = plan(brief("seed", "brand_positioning", industry=industry)).diagnosis.summary
    assert f"“{industry}”" in written
    assert "read" in written


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_doubt_of_a_kind_that_a_challenge_raises_is_traced_to_it(framework: Framework) -> None:
    challenges = ["Google does not rank our website"]
    case = build(brief("seed", framework, current_challenges=challenges))
    trust = [raised for raised in case.objections if raised.objection.kind == "trust"]
    assert trust
    assert all(raised.challenge and raised.challenge.kind.id == "poor_search" for raised in trust)
    assert f"“{challenges[0]}”" in case.reason(trust[0])
