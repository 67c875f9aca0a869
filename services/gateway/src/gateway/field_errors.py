"""Turns what pydantic says into sentences with the names of the wire; says what would be right, not what was given."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from pydantic import BaseModel

MAX_ERRORS: Final = 50
_MAX_FIELD_LENGTH: Final = 200


@dataclass(frozen=True, slots=True)
class FieldError:
    """One wrong field by its name on the wire, such as `variables.headline` or `currentChallenges[2]`."""

    field: str
    message: str


MESSAGES: Final[Mapping[str, str]] = {
    "missing": "is required",
    "extra_forbidden": "is not a known field",
    "string_type": "must be text",
    "string_too_long": "must have at most {max_length} characters",
    "string_too_short": "must not be empty",
    "string_unicode": "must be text without lone surrogates",
    "string_pattern_mismatch": "must match {pattern}",
    "literal_error": "must be one of {expected}",
    "enum": "must be one of {expected}",
    "tuple_type": "must be a list",
    "list_type": "must be a list",
    "dict_type": "must be an object",
    "model_type": "must be an object",
    "model_attributes_type": "must be an object",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "decimal_type": "must be a number",
    "decimal_parsing": "must be a number",
    "decimal_max_digits": "must have at most {max_digits} digits",
    "decimal_max_places": "must have at most {decimal_places} digits after the point",
    "decimal_whole_digits": "must have at most {whole_digits} digits before the point",
    "finite_number": "must be a finite number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "greater_than": "must be greater than {gt}",
    "greater_than_equal": "must be at least {ge}",
    "less_than": "must be less than {lt}",
    "less_than_equal": "must be at most {le}",
    "uuid_type": "must be a UUID",
    "uuid_parsing": "must be a UUID",
    "datetime_parsing": "must be an RFC 3339 time, such as 2026-01-31T12:00:00Z",
    "datetime_from_date_parsing": "must be an RFC 3339 time, such as 2026-01-31T12:00:00Z",
    "timezone_aware": "must be an RFC 3339 time with its offset",
}
MOST_CHARACTERS: Final = MESSAGES["string_too_long"]
MOST_ITEMS: Final = "must have at most {max_length} items"
LEAST_CHARACTERS: Final = "must have at least {min_length} characters"
LEAST_ITEMS: Final = "must have at least {min_length} items"
# What a validator of ours says; it may begin with the field's name.
_RULE: Final = "value_error"
DATE: Final = "must be a date, such as 2026-01-31"


def body_errors(
    found: Sequence[Mapping[str, Any]], given: object, model: type[BaseModel], say: Callable[[str], str] = str
) -> tuple[FieldError, ...]:
    """Name each error of a body; parts of the location that pydantic invented (members of a union) are left out.

    `say` translates a sentence before values are put into it.
    """
    messages: dict[str, list[str]] = {}
    for error in found[:MAX_ERRORS]:
        parts = _given_parts(error["loc"], given, is_absent=error["type"] == "missing")
        message = _message(error, say)
        field = path(parts) or _field_in(message, model)
        if field and message.startswith(f"{field} "):
            message = message.removeprefix(f"{field} ")
        if error["type"] == _RULE:
            message = say(message)
        known = messages.setdefault(field, [])
        if message not in known:
            known.append(message)
    return tuple(FieldError(field, " or ".join(several)) for field, several in messages.items())


def query_errors(found: Iterable[Mapping[str, Any]]) -> tuple[FieldError, ...]:
    """Name each error of the query, the path or the headers."""
    return tuple(FieldError(path(error["loc"][1:]), _message(error, str)) for error in found)


def path(parts: Iterable[str | int]) -> str:
    """Write a location the way people write it in JavaScript."""
    text = ""
    for part in parts:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text[:_MAX_FIELD_LENGTH]


def _given_parts(loc: Iterable[str | int], given: object, *, is_absent: bool) -> list[str | int]:
    parts: list[str | int] = []
    here = given
    for part in loc:
        if isinstance(here, dict) and part in here:
            here = cast("dict[str | int, object]", here)[part]
        elif isinstance(here, list) and isinstance(part, int):
            items = cast("list[object]", here)
            here = items[part] if part < len(items) else None
        elif is_absent and isinstance(here, dict):
            return [*parts, part]
        else:
            continue
        parts.append(part)
    return parts


def _message(error: Mapping[str, Any], say: Callable[[str], str]) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind == _RULE:
        return str(context.get("error", error["msg"]))
    if kind.startswith("date_"):
        return say(DATE)
    if kind in {"too_long", "too_short"}:
        return _length_message(context, say)
    template = MESSAGES.get(kind)
    if template is None:
        return f"is not valid: {error['msg']}"
    return say(template).format_map(context)


def _length_message(context: Mapping[str, Any], say: Callable[[str], str]) -> str:
    # Pydantic calls a text whose length it checks after a validator a value, and everything else by its type.
    is_text = context["field_type"] == "Value"
    if "max_length" in context:
        return say(MOST_CHARACTERS if is_text else MOST_ITEMS).format_map(context)
    if context["min_length"] == 1:
        return say(MESSAGES["string_too_short"])
    return say(LEAST_CHARACTERS if is_text else LEAST_ITEMS).format_map(context)


def _field_in(message: str, model: type[BaseModel]) -> str:
    # A rule over several fields has no location; such rules begin their sentence with the field's name.
    first = message.partition(" ")[0]
    return first if first in {field.alias for field in model.model_fields.values()} else ""
