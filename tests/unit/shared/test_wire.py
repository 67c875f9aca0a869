"""What a text or a date from outside has to be."""

import pytest
from pydantic import ValidationError

from shared.contracts.requests import Brief, RoadmapRequest

_BRIEF = {
    "businessName": "Test Corp",
    "industry": "SaaS",
    "targetAudience": "Enterprise",
    "desiredOutcome": "Market leadership",
    "framework": "seo_patterns",
}


@pytest.mark.parametrize("name", ["\u200b", "\u202e\u200d", "\u00a0\u2060"])
def test_a_name_nobody_can_see_is_refused(name: str) -> None:
    with pytest.raises(ValidationError, match=r"must contain a visible character|at least 1"):
        Brief.model_validate(_BRIEF | {"businessName": name})


@pytest.mark.parametrize("name", ["é", "e\u0301", "שלום", "👩\u200d💻", "a\u200bb"])
def test_a_visible_name_may_hold_joiners_and_accents(name: str) -> None:
    assert Brief.model_validate(_BRIEF | {"businessName": name}).business_name == name


@pytest.mark.parametrize(("character", "kind"), [("\x00", "control character"), ("\ud800", "lone surrogate")])
def test_what_can_not_be_stored_is_named(character: str, kind: str) -> None:
    with pytest.raises(ValidationError, match=f"must not contain the {kind}|unicode"):
        Brief.model_validate(_BRIEF | {"businessName": f"a{character}"})


@pytest.mark.parametrize("field", ["startDate", "deadline"])
@pytest.mark.parametrize("value", [0, 1767225600, 1.5, True])
def test_a_number_is_no_date(field: str, value: object) -> None:
    with pytest.raises(ValidationError, match="must be a date, such as 2026-01-31"):
        RoadmapRequest.model_validate({"templateType": "seo_plan", field: value})
