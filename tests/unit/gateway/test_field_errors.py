"""What pydantic says becomes a sentence with the wire's name and without the value."""

from typing import Any

import pytest
from pydantic import ValidationError

from gateway.field_errors import body_errors, path
from shared.contracts.requests import RoadmapRequest, StrategyRequest
from shared.contracts.wire import WireModel

BRIEF: dict[str, Any] = {
    "businessName": "Test Corp",
    "industry": "SaaS",
    "targetAudience": "Enterprise",
    "desiredOutcome": "Market leadership",
    "framework": "brand_positioning",
}


def errors(model: type[WireModel], given: dict[str, Any]) -> dict[str, str]:
    """Return the complaints about a body by field."""
    with pytest.raises(ValidationError) as told:
        model.model_validate(given)
    return {error.field: error.message for error in body_errors(told.value.errors(), given, model)}


@pytest.mark.parametrize(
    ("patch", "expected"),
    [
        ({"businessName": ""}, {"businessName": "must not be empty"}),
        ({"businessName": "x" * 201}, {"businessName": "must have at most 200 characters"}),
        ({"businessName": 5}, {"businessName": "must be text"}),
        ({"businessName": "a\x00"}, {"businessName": "must not contain the control character U+0000"}),
        ({"currentChallenges": ["x", ""]}, {"currentChallenges[1]": "must not be empty"}),
        ({"currentChallenges": ["x"] * 13}, {"currentChallenges": "must have at most 12 items"}),
        ({"currentChallenges": "x"}, {"currentChallenges": "must be a list"}),
        ({"horizonWeeks": 0}, {"horizonWeeks": "must be at least 1"}),
        ({"budget": {"amount": 1}}, {"budget.currency": "is required"}),
        ({"budget": {"amount": 1e20, "currency": "EUR"}}, {"budget.amount": "must have at most 15 digits"}),
        (
            {"budget": {"amount": 0.001, "currency": "EUR"}},
            {"budget.amount": "must have at most 2 digits after the point"},
        ),
        ({"baselines": {"visits": {"value": "1", "unit": "x"}}}, {"baselines.visits.value": "must be a number"}),
        ({"domain": "ftp://x"}, {"domain": "must use http or https"}),
        ({"more": 1}, {"more": "is not a known field"}),
    ],
)
def test_each_is_named_and_told_what_would_be_right(patch: dict[str, Any], expected: dict[str, str]) -> None:
    assert errors(StrategyRequest, BRIEF | patch) == expected


def test_the_choices_are_told() -> None:
    message = errors(StrategyRequest, BRIEF | {"framework": "x"})["framework"]
    assert message.startswith("must be one of 'brand_positioning', ")


def test_the_members_of_a_union_are_one_complaint_with_the_name_given() -> None:
    found = errors(RoadmapRequest, {"templateType": "seo_plan", "variables": {"headline": []}})
    assert found == {"variables.headline": "must be text or must be a number or must be true or false"}


def test_a_rule_over_two_fields_is_told_of_the_first_word_of_its_sentence() -> None:
    given = {"templateType": "seo_plan", "startDate": "2026-12-02", "deadline": "2026-12-01"}
    assert errors(RoadmapRequest, given) == {"deadline": "must not be before startDate"}


def test_what_was_given_is_not_repeated() -> None:
    assert "hunter2" not in str(errors(StrategyRequest, BRIEF | {"framework": "hunter2", "horizonWeeks": "hunter2"}))


def test_a_path_reads_as_in_javascript_and_has_an_end() -> None:
    assert path(["team", 0, "timeOff", 2]) == "team[0].timeOff[2]"
    assert len(path(["x" * 1000])) == 200
