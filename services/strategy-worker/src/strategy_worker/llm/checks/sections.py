"""A closed section of the model: every text checked in its role, sentences said twice dropped, short lists left out.

Structure is not judged here: a value of the wrong shape is handed on as it is, for the merger to refuse.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final, assert_never

from pydantic import JsonValue
from pydantic.alias_generators import to_snake

from strategy_worker.llm.checks.grounds import Grounds
from strategy_worker.llm.checks.passages import passages, rest
from strategy_worker.llm.checks.texts import checked_text
from strategy_worker.llm.fields import Code, Field, Group, ItemList, Part, PlannedList, Text, TextList
from strategy_worker.llm.model import Fault

# Shorter sentences agree by chance, and labels have to.
_LEAST_REPEATED: Final = 6


@dataclass(frozen=True, slots=True)
class CheckedPart:
    """The section's value, what was dropped from it, and what no dropping can mend; paths are inside the section."""

    value: JsonValue
    mended: tuple[Fault, ...]
    faults: tuple[Fault, ...]


@dataclass(slots=True)
class _Round:
    """One walk through a section: `said` are the sentences so far, `emptied` the required texts nothing is left of."""

    grounds: Grounds
    said: set[tuple[str, ...]] = field(default_factory=set[tuple[str, ...]])
    mended: list[Fault] = field(default_factory=list[Fault])
    emptied: list[Fault] = field(default_factory=list[Fault])


def checked_part(part: Part, value: JsonValue, grounds: Grounds) -> CheckedPart:
    """Check a section; a list loses items that fell as long as enough stay, any other emptied text is a fault."""
    walk = _Round(grounds)
    name = to_snake(part.section)
    checked = _text(value, name, "", walk) if part.is_text else _object(part.fields, value, "", walk)
    return CheckedPart(checked, tuple(walk.mended), tuple(walk.emptied))


def _object(fields: Sequence[Field], value: JsonValue, path: str, walk: _Round) -> JsonValue:
    if not isinstance(value, dict):
        return value
    known = {one.name: one for one in fields}
    return {
        name: _value(known[name], found, f"{path}.{name}" if path else name, walk) if name in known else found
        for name, found in value.items()
    }


def _value(one: Field, value: JsonValue, path: str, walk: _Round) -> JsonValue:
    match one:
        case Text():
            return _text(value, to_snake(one.name), path, walk)
        case Code():
            return value
        case TextList() | ItemList():
            return _list(one, value, path, walk)
        case PlannedList():
            return _items(one, value, path, walk) if isinstance(value, list) else value
        case Group():
            return _object(one.fields, value, path, walk)
        case _:
            assert_never(one)


def _items(one: PlannedList, value: list[JsonValue], path: str, walk: _Round) -> JsonValue:
    return [_object(one.fields, item, f"{path}[{index}]", walk) for index, item in enumerate(value)]


def _list(one: TextList | ItemList, value: JsonValue, path: str, walk: _Round) -> JsonValue:
    """Check a list; items that something required fell from are left out while more than the least of them stay."""
    if not isinstance(value, list):
        return value
    kept: list[JsonValue] = []
    fallen: list[Fault] = []
    broken: list[tuple[int, JsonValue]] = []
    for index, item in enumerate(value):
        trial = replace(walk, emptied=[])
        place = f"{path}[{index}]"
        if isinstance(one, TextList):
            checked = _text(item, to_snake(one.name), place, trial)
        else:
            checked = _object(one.fields, item, place, trial)
        if trial.emptied:
            broken.append((len(kept), checked))
            fallen += trial.emptied
        else:
            kept.append(checked)
    if len(kept) >= one.least:
        walk.mended += fallen
        return kept
    walk.emptied += fallen
    for place, (index, item) in enumerate(broken):
        kept.insert(index + place, item)
    return kept


def _text(value: JsonValue, role: str, path: str, walk: _Round) -> JsonValue:
    if not isinstance(value, str) or not value.strip():
        return value
    text, faults = checked_text(value, role, walk.grounds)
    text, repeated = _once(text, walk.said)
    found = tuple(replace(fault, path=path) for fault in (*faults, *repeated))
    if text.strip():
        walk.mended += found
    else:
        walk.emptied += found
    return text


def _once(text: str, said: set[tuple[str, ...]]) -> tuple[str, tuple[Fault, ...]]:
    """Return the text without sentences that the section has said before."""
    found = passages(text)
    repeated = tuple(one for one in found if len(one.words) >= _LEAST_REPEATED and one.words in said)
    said |= {one.words for one in found}
    if not repeated:
        return text, ()
    kept = tuple(one for one in found if one not in repeated)
    return rest(text, kept), tuple(
        Fault("duplicate", "", one.text, "Say it once; say something else about this item.") for one in repeated
    )
