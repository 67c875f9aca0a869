import json

import pytest

from scoring.prose.assess import assess_text
from scoring.report import UnknownFindingError
from support_prose.texts import BRIEF, DENSE, GENERIC, OBJECTIONS


def _overall(text: str) -> int:
    return assess_text(text, BRIEF).score.overall


def test_a_dense_text_of_170_words_scores_high_and_a_fluent_one_of_the_same_length_low() -> None:
    assert _overall(DENSE) >= 75
    assert _overall(GENERIC) <= 10


def test_length_earns_nothing() -> None:
    assert abs(_overall(DENSE + OBJECTIONS) - _overall(DENSE)) <= 15
    assert _overall(GENERIC * 4) <= _overall(GENERIC)


def test_the_same_text_gives_the_same_bytes() -> None:
    one, two = (assess_text(DENSE, BRIEF).to_wire() for _ in range(2))
    assert json.dumps(one) == json.dumps(two)


@pytest.mark.parametrize("text", [DENSE, GENERIC, DENSE + OBJECTIONS, "", "Grow.", "<p>x</p>" * 50, "😀" * 300])
def test_points_add_up_and_findings_quote_the_text(text: str) -> None:
    assessment = assess_text(text, BRIEF)
    assert round(sum(part.points for part in assessment.earned), 1) == assessment.score.overall
    for finding in assessment.findings:
        place = finding.evidence
        assert place.path == "text"
        assert text[place.start : place.end] == place.quote
        assert finding.explanation.endswith((".", "”"))
        assert finding.fix


def test_what_if_says_what_a_repair_brings() -> None:
    before = assess_text(DENSE, BRIEF)
    best = max((finding for finding in before.findings if finding.dimension != "compliance"), key=lambda f: f.points)
    after = assess_text(DENSE, BRIEF, frozenset({best.id}))
    assert abs(after.score.overall - before.score.overall - best.points) <= 1
    with pytest.raises(UnknownFindingError, match="nothing"):
        assess_text(DENSE, BRIEF, frozenset({"nothing"}))


def test_a_text_for_another_firm_earns_little() -> None:
    other = BRIEF.model_copy(
        update={
            "business_name": "Nuru",
            "industry": "Maternity clinic",
            "target_audience": "Pregnant women in Mathare and donors",
            "desired_outcome": "Women give birth with us",
            "current_challenges": ("The rumour is that we turn women away at night",),
            "existing_competitors": ("Baraka",),
            "baselines": {},
        }
    )
    assert assess_text(DENSE, other).score.overall <= 10


def test_without_figures_of_the_brief_proof_is_capped() -> None:
    bare = BRIEF.model_copy(update={"baselines": {}})
    assert assess_text(DENSE, bare).score.proof <= 60


def test_another_language_is_said_to_be_unchecked() -> None:
    german = BRIEF.model_copy(update={"locale": "de"})
    rules = {finding.rule for finding in assess_text(DENSE, german).findings}
    assert "overall.language-unchecked" in rules
