"""Says what is wrong with a form: the same rules and sentences as the API's, in the reader's language."""

from collections.abc import Iterable
from typing import Final

from pydantic import BaseModel, ValidationError

from gateway.dashboard.languages import Language
from gateway.dashboard.marking import N_
from gateway.errors import ProblemError
from gateway.field_errors import FieldError, body_errors

# Listed for the catalogues; a test compares them with what the API says.
SENTENCES: Final = (
    N_("is required"),
    N_("is not a known field"),
    N_("must be text"),
    N_("must have at most {max_length} characters"),
    N_("must not be empty"),
    N_("must be text without lone surrogates"),
    N_("must match {pattern}"),
    N_("must be one of {expected}"),
    N_("must be a list"),
    N_("must be an object"),
    N_("must be a whole number"),
    N_("must be a number"),
    N_("must have at most {max_digits} digits"),
    N_("must have at most {decimal_places} digits after the point"),
    N_("must have at most {whole_digits} digits before the point"),
    N_("must be a finite number"),
    N_("must be true or false"),
    N_("must be greater than {gt}"),
    N_("must be at least {ge}"),
    N_("must be less than {lt}"),
    N_("must be at most {le}"),
    N_("must be a UUID"),
    N_("must be an RFC 3339 time, such as 2026-01-31T12:00:00Z"),
    N_("must be an RFC 3339 time with its offset"),
    N_("must have at most {max_length} items"),
    N_("must have at least {min_length} characters"),
    N_("must have at least {min_length} items"),
    N_("must be a date, such as 2026-01-31"),
)
# The same for what the editing of a strategy's texts says.
EDITING: Final = (
    N_("is no text of this strategy that can be changed"),
    N_("must be a list of texts"),
    N_("must not have empty items"),
)


def validation_messages(
    error: ValidationError, given: object, model: type[BaseModel], language: Language
) -> dict[str, str]:
    """Return what is wrong by the name of the field on the wire, such as `businessName` or `competitors[2]`."""
    return _by_field(body_errors(error.errors(include_url=False), given, model, language.text))


def problem_messages(problem: ProblemError, language: Language) -> dict[str, str]:
    """Return what a function of the API says is wrong, by field; what no catalogue knows stays English."""
    return _by_field(FieldError(each.field, language.text(each.message)) for each in problem.errors)


def _by_field(errors: Iterable[FieldError]) -> dict[str, str]:
    # Beside its field a sentence stands alone, so it begins as one.
    return {error.field: error.message[:1].upper() + error.message[1:] + "." for error in errors}
