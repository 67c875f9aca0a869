"""Changes of a document by hand: which of its texts may be changed, and the document with some of them changed.

What rules computed stays as it is: quantities, the arithmetic, what an audit measured, and names by which parts of the
document refer to each other. A block in which a text changed says so by its source.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, cast

from pydantic import BaseModel, ValidationError

from documents.blocks import Action, Metric, Path, SiteAudit, Texts
from documents.bodies.opening import summary_source
from documents.fields import is_prose
from documents.model import StrategyDocument, parse
from documents.quantities import Benchmark, PathStage, Quantity
from documents.rivalry import Battlecard, FactorLevel, Rival

SUMMARY: Final = "executiveSummary"
MOST_CHARACTERS: Final = 120_000
_COMPUTED: Final = (Quantity, Benchmark, PathStage, Path, SiteAudit)
_REFERRED: Final = frozenset({
    (Metric, "name"), (Action, "depends_on"), (Rival, "name"), (FactorLevel, "player"), (Battlecard, "against"),
})  # fmt: skip
_STEP: Final = re.compile(r"\[(\d+)\]|([^.\[\]]+)")
_ITEM: Final = re.compile(r"(?P<list>.+)\[(?P<index>\d{1,4})\]")

Value = str | Texts


@dataclass(frozen=True, slots=True)
class EditableText:
    """A text, or a list of texts, that may be changed: `path` and `section` on the wire's names, `role` the field's.

    What `is_required` must not become empty. `item` are the first words of the list's entry that it is a part of.
    """

    path: str
    section: str
    role: str
    value: Value
    is_required: bool
    item: str = ""


@dataclass(frozen=True, slots=True)
class Complaint:
    """Why a change is refused, and the path that it names."""

    path: str
    message: str


class RefusedEditError(ValueError):
    """The changes don't fit the document; `complaints` has all of them."""

    def __init__(self, complaints: tuple[Complaint, ...]) -> None:
        """Keep the complaints."""
        super().__init__("; ".join(f"{each.path} {each.message}" for each in complaints))
        self.complaints = complaints


def editable(document: StrategyDocument) -> tuple[EditableText, ...]:
    """Return the texts that may be changed, empty ones among them, in document order; lists of texts are whole."""
    summary = EditableText(SUMMARY, SUMMARY, "executive_summary", document.executive_summary, is_required=True)
    return summary, *_texts("", document, "")


def edited(document: StrategyDocument, changes: Mapping[str, Value]) -> StrategyDocument:
    """Return the document with other texts; the same document when nothing differs.

    A path names a text, a list of texts, or one text of a list, as the evidence of a finding does.

    Raises:
        RefusedEditError: naming every path that is unknown or whose text does not fit.
    """
    known = {text.path: text for text in editable(document)}
    wanted = {path: _tidied(value) for path, value in changes.items()}
    refusals = {path: _refusal(path, value, known, wanted) for path, value in wanted.items()}
    complaints = tuple(Complaint(path, why) for path, why in refusals.items() if why)
    if complaints:
        raise RefusedEditError(complaints)
    different = {path: value for path, value in wanted.items() if value != _present(path, known)}
    if not different:
        return document
    return _parsed(_changed(document, different))


def changed_paths(before: StrategyDocument, after: StrategyDocument) -> tuple[str, ...]:
    """Return the paths of the texts that differ, in document order; both are versions of one document."""
    now = {text.path: text.value for text in editable(after)}
    return tuple(text.path for text in editable(before) if now.get(text.path) != text.value)


def _texts(path: str, model: BaseModel, item: str) -> Iterator[EditableText]:
    for name, step, is_required in _fields(type(model)):
        value: object = getattr(model, name)
        here = f"{path}.{step}" if path else step
        if isinstance(value, BaseModel):
            yield from _inside(here, value, item)
        elif isinstance(value, tuple) and not _is_texts(type(model), name):
            for index, entry in enumerate(cast("tuple[object, ...]", value)):
                if isinstance(entry, BaseModel):
                    yield from _inside(f"{here}[{index}]", entry, _first_words(entry))
        elif path and isinstance(value, str | tuple) and _is_free(type(model), name, here):
            yield EditableText(here, here.partition(".")[0], name, cast("Value", value), is_required, item)


def _inside(path: str, model: BaseModel, item: str) -> Iterator[EditableText]:
    return iter(()) if isinstance(model, _COMPUTED) else _texts(path, model, item)


def _first_words(model: BaseModel) -> str:
    values = (getattr(model, name) for name, _, _ in _fields(type(model)) if is_prose(name, name))
    return next((value for value in values if isinstance(value, str) and value), "")


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, str, bool], ...]:
    return tuple((name, info.alias or name, info.is_required()) for name, info in model.model_fields.items())


def _is_texts(model: type[BaseModel], name: str) -> bool:
    return model.model_fields[name].annotation == Texts


def _is_free(model: type[BaseModel], name: str, path: str) -> bool:
    return is_prose(path, name) and (model, name) not in _REFERRED


def _tidied(value: Value) -> Value:
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n").strip()
    return tuple(text.strip() for text in value)


def _refusal(path: str, value: Value, known: Mapping[str, EditableText], wanted: Mapping[str, Value]) -> str | None:
    item = _ITEM.fullmatch(path)
    text = known.get(path)
    if text is None and item and (text := known.get(item["list"])):
        if not isinstance(text.value, tuple) or int(item["index"]) >= len(text.value):
            return "is no text of this strategy that can be changed"
        if item["list"] in wanted:
            return f"must not be given together with {item['list']}"
        return None if value and isinstance(value, str) else "must not be empty; give the whole list to remove it"
    if text is None:
        return "is no text of this strategy that can be changed"
    if isinstance(text.value, str) != isinstance(value, str):
        return "must be text" if isinstance(text.value, str) else "must be a list of texts"
    if isinstance(value, tuple) and not all(value):
        return "must not have empty items"
    return "must not be empty" if text.is_required and text.value and not value else None


def _present(path: str, known: Mapping[str, EditableText]) -> Value:
    if path in known:
        return known[path].value
    item = _ITEM.fullmatch(path)
    assert item
    return known[item["list"]].value[int(item["index"])]


def _changed(document: StrategyDocument, changes: Mapping[str, Value]) -> dict[str, Any]:
    data = document.model_dump(mode="json", by_alias=True)
    # Whoever wrote the summary did not write it anew because another section was changed.
    data["summarySource"] = summary_source(document)
    for path, value in changes.items():
        _put(data, path, value)
        section = path.partition(".")[0]
        if section == SUMMARY:
            data["summarySource"] = "edited"
        else:
            data[section]["source"] = "edited"
    return data


def _put(data: dict[str, Any], path: str, value: Value) -> None:
    steps = [int(index) if index else name for index, name in _STEP.findall(path)]
    here: Any = data
    for step in steps[:-1]:
        here = here[step]
    here[steps[-1]] = list(value) if isinstance(value, tuple) else value


def _parsed(data: dict[str, Any]) -> StrategyDocument:
    try:
        document = parse(data)
    except ValidationError as error:
        places = (".".join(str(part) for part in each["loc"][1:]) for each in error.errors())
        raise RefusedEditError(tuple(Complaint(place, "does not fit any more") for place in places)) from error
    size = sum(len(each) for text in editable(document) for each in _each(text.value))
    if size > MOST_CHARACTERS:
        why = f"must leave the strategy with at most {MOST_CHARACTERS:,} characters; it would have {size:,}"
        raise RefusedEditError((Complaint("", why),))
    return document


def _each(value: Value) -> Texts:
    return (value,) if isinstance(value, str) else value
