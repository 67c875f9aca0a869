"""The JSON Schema of an answer: static per list of parts, so that its compiled grammar is used again by everybody.

Every property is required and no other is allowed, in the order of writing. Lengths and counts stand in descriptions,
because no grammar enforces them; nothing of a brief or a document ever gets in.
"""

from collections.abc import Iterable, Sequence
from typing import assert_never

from pydantic import JsonValue

from strategy_worker.llm.fields import Code, Field, Group, ItemList, Part, PlannedList, Text, TextList


def schema_of(parts: Sequence[Part]) -> dict[str, JsonValue]:
    """Return the raw JSON Schema of an answer that holds these sections in this order."""
    return _object((part.section, _section(part)) for part in parts)


def _section(part: Part) -> JsonValue:
    return _text(part.words, part.title) if part.is_text else _fields(part.fields)


def _fields(fields: Iterable[Field]) -> dict[str, JsonValue]:
    return _object((field.name, _field(field)) for field in fields)


def _field(field: Field) -> JsonValue:
    match field:
        case Text():
            return _text(field.words, field.about)
        case Code():
            return {"type": "string", "enum": list(field.options), "description": field.about}
        case TextList():
            items = _text(field.words, "one of them")
            return {"type": "array", "description": f"{_count(field)}; {field.about}", "items": items}
        case ItemList():
            return {"type": "array", "description": f"{_count(field)}; {field.about}", "items": _fields(field.fields)}
        case PlannedList():
            about = f"one for each planned item, in the planned order; {field.about}"
            return {"type": "array", "description": about, "items": _fields(field.fields)}
        case Group():
            return {**_fields(field.fields), "description": field.about}
        case _:
            assert_never(field)


def _text(words: int, about: str) -> dict[str, JsonValue]:
    return {"type": "string", "description": f"at most {words} words; {about}"}


def _count(field: TextList | ItemList) -> str:
    return f"exactly {field.least}" if field.least == field.most else f"{field.least} to {field.most}"


def _object(properties: Iterable[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    named = dict(properties)
    return {"type": "object", "properties": named, "required": list(named), "additionalProperties": False}
