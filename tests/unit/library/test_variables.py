import pytest
from pydantic import JsonValue

from library.variables import VariableError, check_variables

OFFER: dict[str, JsonValue] = {
    "coreProduct": "Bookkeeping",
    "targetPricePoint": 400,
    "mainCustomerObjection": "What if you are late?",
    "uniqueSellingPoint": "Fifth working day",
}


def _errors(**changes: JsonValue) -> dict[str, str]:
    return {error.name: error.message for error in check_variables("offer_architecture", None, OFFER | changes)}


def test_required_variables_are_enough() -> None:
    assert _errors() == {}


def test_an_unknown_name_is_answered_with_the_nearest_and_all_valid_names() -> None:
    assert _errors(core_product="x") == {
        "core_product": 'is not a variable of offer-1; did you mean "coreProduct"? it takes coreProduct, '
        "targetPricePoint, mainCustomerObjection, uniqueSellingPoint, otherObjections, guaranteeType, "
        "existingCustomers, monthlyLeads, decidedBy, soldAs, regulatedClaims"
    }


def test_a_name_like_no_other_gets_no_guess() -> None:
    assert _errors(zzz="x")["zzz"].startswith("is not a variable of offer-1; it takes coreProduct")


@pytest.mark.parametrize("missing", ["", "  \n ", None])
def test_a_blank_required_variable_is_told_what_to_give(missing: JsonValue) -> None:
    assert _errors(coreProduct=missing) == {"coreProduct": "is required: Name what is sold."}


def test_a_blank_optional_variable_counts_as_absent() -> None:
    assert _errors(guaranteeType="", monthlyLeads=None) == {}


@pytest.mark.parametrize("value", ["400", True, [400], float("nan"), float("inf")])
def test_a_number_has_to_be_a_finite_number(value: JsonValue) -> None:
    assert _errors(targetPricePoint=value) == {"targetPricePoint": "must be a number, such as 400"}


@pytest.mark.parametrize(("value", "valid"), [(0.01, True), (0, False), (1e9, True), (1e9 + 1, False)])
def test_a_number_keeps_to_its_range(value: float, valid: bool) -> None:
    message = "must lie between 0.01 and 1000000000 (in your currency)"
    assert _errors(targetPricePoint=value) == ({} if valid else {"targetPricePoint": message})


@pytest.mark.parametrize("value", [7, True, ["a"], {"a": 1}])
def test_a_text_has_to_be_text(value: JsonValue) -> None:
    assert _errors(coreProduct=value) == {
        "coreProduct": 'must be text, such as "Monthly bookkeeping with a fixed closing date"'
    }


@pytest.mark.parametrize(("length", "valid"), [(300, True), (301, False)])
def test_a_text_keeps_to_its_length(length: int, valid: bool) -> None:
    message = "must have at most 300 characters; it has 301"
    assert _errors(coreProduct="x" * length) == ({} if valid else {"coreProduct": message})


def test_a_list_keeps_to_its_number_of_lines() -> None:
    assert _errors(otherObjections="\n".join("abcdefgh")) == {}
    assert _errors(otherObjections="\n".join("abcdefghi")) == {
        "otherObjections": "must have at most 8 lines, one item each; it has 9"
    }


def test_a_required_list_of_bullets_without_words_is_missing() -> None:
    seo: dict[str, JsonValue] = {"primaryKeyword": "k", "contentTeamSize": "1-3", "currentMonthlyTraffic": 0}
    found = check_variables("seo_plan", "seo-1", seo | {"pillarTopics": "- \n * "})
    assert [error.name for error in found] == ["pillarTopics"]


def test_a_selection_outside_the_options_is_told_them() -> None:
    assert _errors(guaranteeType="Performance") == {
        "guaranteeType": "must be one of undecided, none, money-back, performance, try-first, relationship"
    }


def test_an_id_of_another_type_is_told_the_right_ones() -> None:
    found = check_variables("offer_architecture", "lp-1", OFFER)
    message = 'there is no template "lp-1" of type offer_architecture; use offer-1 or leave templateId out'
    assert found == (VariableError("templateId", message),)


def test_an_error_names_its_place_in_the_request() -> None:
    assert VariableError("coreProduct", "").field == "variables.coreProduct"
    assert VariableError("templateId", "").field == "templateId"


def test_all_that_is_wrong_is_told_at_once() -> None:
    assert [error.name for error in check_variables("paid_ads", "ads-1", {"x": 1, "monthlyBudget": 0})] == [
        "x", "monthlyBudget", "primaryPlatform", "coreMessage", "targetAudienceProfile",
    ]  # fmt: skip
