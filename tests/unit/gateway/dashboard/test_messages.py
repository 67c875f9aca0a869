"""A form is judged by the API's rules, in the reader's language."""

import pytest
from pydantic import ValidationError

from gateway import field_errors
from gateway.dashboard.languages import load_languages
from gateway.dashboard.messages import SENTENCES, problem_messages, validation_messages
from gateway.errors import invalid_field
from shared.contracts.requests import StrategyRequest

LANGUAGES = load_languages()
GIVEN = {"businessName": "", "industry": "x" * 5000, "framework": "none", "colour": "red"}


def _messages(code: str) -> dict[str, str]:
    with pytest.raises(ValidationError) as raised:
        StrategyRequest.model_validate(GIVEN)
    return validation_messages(raised.value, GIVEN, StrategyRequest, LANGUAGES[code])


def test_every_wrong_field_is_named_in_the_language_of_the_page() -> None:
    english, german = _messages("en"), _messages("de")
    assert english.keys() == german.keys() >= {"businessName", "industry", "framework", "colour", "targetAudience"}
    assert english["businessName"] == "Must not be empty."
    assert german["businessName"] == "Darf nicht leer sein."
    assert german["targetAudience"] == "Wird gebraucht."
    assert german["industry"].startswith("Darf höchstens ")
    assert not {*english.values()} & {*german.values()}


def test_every_sentence_of_the_api_is_in_the_catalogues() -> None:
    others = {
        field_errors.MOST_ITEMS,
        field_errors.LEAST_CHARACTERS,
        field_errors.LEAST_ITEMS,
        field_errors.DATE,
    }
    assert {*SENTENCES} == {*field_errors.MESSAGES.values()} | others


def test_what_a_function_of_the_api_refuses_is_said_too() -> None:
    problem = invalid_field("strategyId", "must be a UUID")
    assert problem_messages(problem, LANGUAGES["de"]) == {"strategyId": "Muss eine UUID sein."}
