"""The model's texts put into the planned document; whatever was computed or coded stays as planned.

Merging is strict and total: any JSON value is either taken whole or refused with every fault named, so that a repair
can be asked for once and for all of them.
"""

from collections.abc import Mapping, Sequence
from typing import Final, cast

from pydantic import JsonValue

from documents.blocks import Block, Source
from documents.model import StrategyDocument
from strategy_worker.llm.cleaning import cleaned, cleaned_paragraphs, is_placeholder
from strategy_worker.llm.fields import Code, Field, Group, ItemList, Part, PlannedList, Text, TextList
from strategy_worker.llm.model import Fault

_RULE: Final = "structure"
# Some languages need more words than English, and a model doesn't count; beyond that a text no longer fits its place.
_STRETCH: Final = 1.6
_ALWAYS_ALLOWED: Final = 3
# No language needs more for a word; it bounds texts that are written without spaces.
_CHARACTERS_PER_WORD: Final = 14
_QUOTED: Final = 80

_Object = dict[str, JsonValue]


class PartError(Exception):
    """The value is no answer to the part; `faults` names everything that is wrong with its structure."""

    def __init__(self, section: str, faults: tuple[Fault, ...]) -> None:
        super().__init__(f"{section}: {len(faults)} faults, first at {faults[0].path or 'the section'}")
        self.section = section
        self.faults = faults


def merged(document: StrategyDocument, part: Part, value: JsonValue) -> StrategyDocument:
    """Return the document with the model's texts in a section, which then says that the model wrote it.

    Raises:
        PartError: when something is missing, empty, a placeholder, too long, of the wrong type or number, or unknown.
    """
    faults: list[Fault] = []
    if part.is_text:
        text = _text(value, part.words, "", faults, paragraphs=True)
        _refuse(part, faults)
        return document.model_copy(update={part.attribute: text, "summary_source": "anthropic"})
    block = _block(document, part)
    planned = cast("_Object", block.model_dump(mode="json", by_alias=True))
    written = _object(part.fields, value, planned, "", faults)
    _refuse(part, faults)
    return document.model_copy(
        update={part.attribute: type(block).model_validate({**planned, **written, "source": "anthropic"})}
    )


def labelled(document: StrategyDocument, sections: Mapping[str, Source]) -> StrategyDocument:
    """Return the document with the sources of these sections set; names that are no block of it are passed over."""
    blocks = _blocks(document)
    changed = {
        name: block.model_copy(update={"source": sections[section]})
        for section, (name, block) in blocks.items()
        if section in sections
    }
    return document.model_copy(update=changed)


def word_limit(words: int) -> int:
    """Return the number of words beyond which a text with this cap is refused."""
    return max(int(words * _STRETCH), words + _ALWAYS_ALLOWED)


def _block(document: StrategyDocument, part: Part) -> Block:
    return _blocks(document)[part.section][1]


def _blocks(document: StrategyDocument) -> dict[str, tuple[str, Block]]:
    found: dict[str, tuple[str, Block]] = {}
    for name, info in type(document).model_fields.items():
        value: object = getattr(document, name)
        if isinstance(value, Block):
            found[info.alias or name] = (name, value)
    return found


def _refuse(part: Part, faults: Sequence[Fault]) -> None:
    if faults:
        raise PartError(part.section, tuple(faults))


def _object(
    fields: Sequence[Field], value: JsonValue, planned: Mapping[str, JsonValue], path: str, faults: list[Fault]
) -> _Object:
    if not isinstance(value, dict):
        faults.append(_fault(path, value, "give an object with all its properties"))
        return {}
    known = {field.name for field in fields}
    strange = (cleaned(name)[:_QUOTED] for name in value if name not in known)
    faults.extend(_fault(_joined(path, name), None, "leave this property out") for name in strange)
    return {
        field.name: _value(field, value.get(field.name), planned.get(field.name), _joined(path, field.name), faults)
        for field in fields
    }


def _value(field: Field, value: JsonValue, planned: JsonValue, path: str, faults: list[Fault]) -> JsonValue:
    match field:
        case Text():
            return _text(value, field.words, path, faults)
        case Code():
            return _code(field, value, path, faults)
        case Group():
            return {**_mapping(planned), **_object(field.fields, value, _mapping(planned), path, faults)}
        case TextList():
            items = _counted(value, field.least, field.most, path, faults)
            return [_text(item, field.words, f"{path}[{index}]", faults) for index, item in enumerate(items)]
        case ItemList():
            items = _counted(value, field.least, field.most, path, faults)
            return [_object(field.fields, item, {}, f"{path}[{index}]", faults) for index, item in enumerate(items)]
        case PlannedList():
            return _along(field, value, planned, path, faults)


def _along(field: PlannedList, value: JsonValue, planned: JsonValue, path: str, faults: list[Fault]) -> JsonValue:
    kept = [_mapping(item) for item in planned] if isinstance(planned, list) else []
    items = _counted(value, len(kept), len(kept), path, faults)
    return [
        {**item, **_object(field.fields, texts, item, f"{path}[{index}]", faults)}
        for index, (item, texts) in enumerate(zip(kept, items, strict=False))
    ]


def _counted(value: JsonValue, least: int, most: int, path: str, faults: list[Fault]) -> list[JsonValue]:
    if not isinstance(value, list):
        faults.append(_fault(path, value, "give a list"))
        return []
    if not least <= len(value) <= most:
        wanted = f"exactly {least}" if least == most else f"{least} to {most}"
        faults.append(_fault(path, None, f"give {wanted} items; there were {len(value)}"))
    # What is beyond the end is refused as a whole and need not be read.
    return value[:most]


def _text(value: JsonValue, words: int, path: str, faults: list[Fault], *, paragraphs: bool = False) -> str:
    if not isinstance(value, str):
        faults.append(_fault(path, value, "give a text"))
        return ""
    text = cleaned_paragraphs(value) if paragraphs else cleaned(value)
    most = word_limit(words)
    if len(text.split()) > most or len(text) > most * _CHARACTERS_PER_WORD:
        faults.append(_fault(path, text, f"say it in at most {words} words"))
    elif is_placeholder(text):
        faults.append(_fault(path, text, "write the text itself; it must not be empty or stand in for another"))
    return text


def _code(field: Code, value: JsonValue, path: str, faults: list[Fault]) -> str:
    # The grammar guarantees the letters of an enum, not their case.
    text = cleaned(value).casefold().replace("-", "_").replace(" ", "_") if isinstance(value, str) else ""
    if text not in field.options:
        faults.append(_fault(path, value, f"choose one of {', '.join(field.options)}"))
    return text


def _mapping(value: JsonValue) -> _Object:
    return value if isinstance(value, dict) else {}


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _fault(path: str, value: JsonValue, remedy: str) -> Fault:
    return Fault(_RULE, path, cleaned(value)[:_QUOTED] if isinstance(value, str) else "", remedy)
