import json
import random

import pytest

from documents.model import StrategyDocument
from scoring.assess import assess
from scoring.report import SCORER_VERSION
from shared.contracts.requests import Brief, Framework
from support_documents import common, rewritten, strong

_FRAMEWORKS: tuple[Framework, ...] = (
    "brand_positioning", "funnel_design", "seo_patterns", "competitor_model", "offer_architecture",
)  # fmt: skip
_OTHER_BRIEF = Brief.model_validate(
    {
        "businessName": "Velo Kids",
        "industry": "Children's bicycles",
        "targetAudience": "Parents of children between four and eight in cities",
        "desiredOutcome": "Sell 600 bicycles through kindergartens by spring",
        "framework": "brand_positioning",
        "currentChallenges": ["Parents buy used bikes", "Shops expect a long warranty"],
        "existingCompetitors": ["Woom"],
    }
)


def _echo(framework: Framework) -> StrategyDocument:
    brief = common.brief(framework)
    return rewritten.echoed(framework, (brief.target_audience, brief.desired_outcome, *brief.current_challenges))


def _shuffled(framework: Framework) -> StrategyDocument:
    chance = random.Random(7)

    def shuffle(text: str) -> str:
        words = text.split()
        chance.shuffle(words)
        return " ".join(words)

    return rewritten.rewritten(strong.document(framework), shuffle)


def test_a_careful_strategy_passes() -> None:
    found = assess(strong.positioning(), common.brief())
    assert found.compliance == "pass"
    assert found.score.overall >= 85
    assert min(found.score.clarity, found.score.specificity, found.score.outcome_focus) >= 85


@pytest.mark.parametrize("framework", _FRAMEWORKS)
def test_fluent_advice_for_anybody_scores_low(framework: Framework) -> None:
    found = assess(rewritten.fluent(framework), common.brief(framework))
    assert (found.compliance, found.score.overall < 20) == ("fail", True)
    assert found.score.specificity < 20
    assert found.score.objection_handling < 30


@pytest.mark.parametrize("framework", _FRAMEWORKS)
def test_the_brief_echoed_earns_nothing(framework: Framework) -> None:
    assert assess(_echo(framework), common.brief(framework)).score.overall == 0


@pytest.mark.parametrize("framework", _FRAMEWORKS)
def test_the_words_of_a_good_strategy_in_random_order_score_low(framework: Framework) -> None:
    assert assess(_shuffled(framework), common.brief(framework)).score.overall < 20


@pytest.mark.parametrize(
    "text",
    [
        "Lorem ipsum dolor sit amet consectetur adipiscing elit sed",
        "bookkeeping software agency invoice bank connection Lexware price trial",
        "asdf qwer zxcv jkl uiop asdf qwer",
        "😀 <b>#</b> | ` *",
        "",
    ],
)
def test_noise_scores_nothing_in_any_dimension(text: str) -> None:
    noise = rewritten.rewritten(strong.positioning(), lambda _: text)
    found = assess(noise, common.brief())
    assert (found.score.overall, found.score.clarity, found.score.specificity, found.compliance) == (0, 0, 0, "fail")


def test_an_empty_form_scores_nothing() -> None:
    found = assess(rewritten.bare(), common.brief("offer_architecture"))
    assert set(found.score.to_wire().values()) == {0}
    assert found.compliance == "fail"


def test_a_good_strategy_for_another_brief_does_not_pass() -> None:
    right = assess(strong.positioning(), common.brief()).score.overall
    wrong = assess(strong.positioning(), _OTHER_BRIEF).score.overall
    assert wrong < 60
    assert right - wrong >= 30


def test_without_evidence_of_the_user_proof_is_capped_and_the_finding_says_so() -> None:
    brief = common.brief().model_copy(update={"baselines": {}})
    found = assess(strong.positioning(), brief)
    finding = next(item for item in found.findings if item.rule == "proof.user-evidence")
    assert found.score.proof == 60
    assert finding.points > 1
    assert assess(strong.positioning(), common.brief()).score.proof > 60


def test_a_proof_in_hand_lifts_the_cap() -> None:
    document = strong.positioning()
    themes = tuple(theme.model_copy(update={"proof_status": "have"}) for theme in document.value.themes)
    proven = document.model_copy(update={"value": document.value.model_copy(update={"themes": themes})})
    assert assess(proven, common.brief().model_copy(update={"baselines": {}})).score.proof > 60


def test_the_same_input_gives_the_same_bytes() -> None:
    texts = {
        json.dumps(assess(strong.document(framework), common.brief(framework)).to_wire())
        for framework in ("funnel_design", "funnel_design")
    }
    assert len(texts) == 1


def test_the_wire_form_has_the_contract_names() -> None:
    wire = assess(strong.positioning(), common.brief()).to_wire()
    assert list(wire) == ["score", "compliance", "findings", "contributions", "scorerVersion"]
    assert wire["scorerVersion"] == SCORER_VERSION == "2.0.0"
    score = wire["score"]
    assert isinstance(score, dict)
    assert list(score) == [
        "overall", "clarity", "specificity", "outcomeFocus", "proof", "objectionHandling", "riskRemoval",
    ]  # fmt: skip
    findings = wire["findings"]
    assert isinstance(findings, list)
    assert isinstance(findings[0], dict)
    assert {"rule", "dimension", "severity", "evidence", "points", "fix"} <= set(findings[0])


def test_a_language_without_word_lists_is_said_to_be_unchecked() -> None:
    brief = common.brief().model_copy(update={"locale": "de"})
    rules = [item.rule for item in assess(strong.positioning(), brief).findings]
    assert "overall.language-unchecked" in rules
    assert "overall.language-unchecked" not in [
        item.rule for item in assess(strong.positioning(), common.brief()).findings
    ]
