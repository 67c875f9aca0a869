"""The form of a section of a strategy: its texts as fields, what somebody changed, and what others did meanwhile.

A field holds a text, or a list with one text per line. Somebody's change is what differs from the version that they
began with, so that what others changed in other fields stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import orjson
from pydantic import ValidationError

from documents.editing import EditableText, Value, editable
from documents.model import StrategyDocument, parse
from gateway.dashboard.edit_labels import label
from gateway.dashboard.forms import Form

_LINE: Final = 78
_FEWEST_ROWS, _MOST_ROWS = 1, 14

Texts = Mapping[str, EditableText]


@dataclass(frozen=True, slots=True)
class Field:
    """A field as it is shown; `stored` is what somebody else made of it meanwhile, None when nobody did."""

    id: str
    name: str
    label: str
    value: str
    is_list: bool
    is_required: bool
    rows: int
    error: str | None
    stored: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together: an entry of a list is headed by its words, others by a label or nothing."""

    item: str
    label: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody made of a section: their texts by path, what is wrong with them, and what others made of those."""

    changes: Mapping[str, Value]
    errors: Mapping[str, str]
    taken: Mapping[str, Value]


UNCHANGED: Final = Draft({}, {}, {})


def texts_of(document: StrategyDocument, section: str) -> dict[str, EditableText]:
    """Return the texts of a section that may be changed, by path; none when it was computed or is not there."""
    return {text.path: text for text in editable(document) if text.section == section}


def stored_sections(document: str) -> frozenset[str]:
    """Return the sections of a stored document that have a form; none when another release shaped it otherwise."""
    try:
        return editable_sections(parse(orjson.loads(document)))
    except ValidationError:
        return frozenset()


def editable_sections(document: StrategyDocument) -> frozenset[str]:
    """Return the sections that have a form."""
    return frozenset(text.section for text in editable(document))


def changes_in(form: Form, base: Texts) -> dict[str, Value]:
    """Return what a form says otherwise than the version it was begun with."""
    found: dict[str, Value] = {}
    for path, text in base.items():
        given = form.get(path).strip()
        if path in form.values and given != _written(text.value):
            found[path] = given if isinstance(text.value, str) else _lines(given)
    return found


def taken(changes: Mapping[str, Value], base: Texts, now: Texts) -> dict[str, Value]:
    """Return what stands now where somebody else has changed the same text to something else."""
    return {
        path: now[path].value
        for path, mine in changes.items()
        if path in now and now[path].value not in {base[path].value, mine}
    }


def by_path(errors: Mapping[str, str]) -> dict[str, str]:
    """Return what is wrong with a change by the path of the text; what a list's entry lacks is said of the list."""
    found: dict[str, str] = {}
    for name, message in errors.items():
        path = name.removeprefix("texts.")
        found.setdefault(path, message)
        if path.endswith("]"):
            found.setdefault(path.rpartition("[")[0], message)
    return found


def groups(now: Texts, draft: Draft) -> tuple[Group, ...]:
    """Return the form of a section: what stands now, with what somebody has made of it."""
    numbered = {path: number for number, path in enumerate(now, 1)}
    found: list[Group] = []
    for parent, texts in groupby(now.values(), key=lambda text: text.path.rpartition(".")[0]):
        fields = [_field(text, numbered[text.path], draft) for text in texts]
        first = now[fields[0].name]
        name = "" if "." not in parent or parent.endswith("]") else label(_role(parent))
        found.append(Group(first.item, name, tuple(fields)))
    return tuple(found)


def _field(text: EditableText, number: int, draft: Draft) -> Field:
    value = _written(draft.changes.get(text.path, text.value))
    lines = sum(len(line) // _LINE + 1 for line in value.split("\n"))
    stored = draft.taken.get(text.path)
    return Field(
        id=f"{text.section}-{number}",
        name=text.path,
        label=label(text.role),
        value=value,
        is_list=not isinstance(text.value, str),
        is_required=text.is_required,
        rows=min(max(lines, _FEWEST_ROWS), _MOST_ROWS),
        error=draft.errors.get(text.path),
        stored=None if stored is None else _written(stored),
    )


def _written(value: Value) -> str:
    return value if isinstance(value, str) else "\n".join(value)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def _role(path: str) -> str:
    name = path.rpartition(".")[2]
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
