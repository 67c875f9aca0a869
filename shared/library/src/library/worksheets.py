"""A framework's worksheet, filled as far as a brief goes; what the brief leaves open is asked, never guessed."""

from collections.abc import Iterator, Mapping
from typing import Literal, cast

from library.frameworks import frameworks
from library.model import Component, WorksheetField
from shared.contracts.requests import BriefFacts, Framework, Money, Quantity
from shared.contracts.wire import WireModel


class WorksheetAnswer(WireModel):
    """A question with what the brief says to it; `basis` is open while it says nothing."""

    id: str
    question: str
    hint: str
    basis: Literal["given", "open"]
    brief_field: str | None
    answers: tuple[str, ...]


class FilledComponent(WireModel):
    """A tool of the framework with its questions."""

    id: str
    name: str
    purpose: str
    produces: str
    cannot_tell: str
    worksheet: tuple[WorksheetAnswer, ...]


class WorksheetQuestion(WireModel):
    """A question that is still open, with the tool that waits for it."""

    component_id: str
    field_id: str
    question: str
    hint: str


class FilledFramework(WireModel):
    """A framework applied to a brief: given answers, open questions, and how far it is filled."""

    framework: Framework
    name: str
    purpose: str
    use_when: str
    do_not_use_when: str
    output: str
    filled: int
    total: int
    components: tuple[FilledComponent, ...]
    open_questions: tuple[WorksheetQuestion, ...]


def fill(framework: Framework, brief: BriefFacts) -> FilledFramework:
    """Fill the worksheet of a framework with the brief's own words."""
    reference = next(item for item in frameworks() if item.id == framework)
    known = dict(_facts(brief))
    components = tuple(_component(component, known) for component in reference.components)
    rows = tuple((component.id, row) for component in components for row in component.worksheet)
    return FilledFramework(
        framework=framework,
        name=reference.name,
        purpose=reference.purpose,
        use_when=reference.use_when,
        do_not_use_when=reference.do_not_use_when,
        output=reference.output,
        filled=sum(row.basis == "given" for _, row in rows),
        total=len(rows),
        components=components,
        open_questions=tuple(
            WorksheetQuestion(component_id=component, field_id=row.id, question=row.question, hint=row.hint)
            for component, row in rows
            if row.basis == "open"
        ),
    )


def _component(component: Component, known: Mapping[str, tuple[str, ...]]) -> FilledComponent:
    return FilledComponent(
        id=component.id,
        name=component.name,
        purpose=component.purpose,
        produces=component.produces,
        cannot_tell=component.cannot_tell,
        worksheet=tuple(_answer(field, known) for field in component.worksheet),
    )


def _answer(field: WorksheetField, known: Mapping[str, tuple[str, ...]]) -> WorksheetAnswer:
    answers = known.get(field.brief_field, ()) if field.brief_field else ()
    return WorksheetAnswer(
        id=field.id,
        question=field.question,
        hint=field.hint,
        basis="given" if answers else "open",
        brief_field=field.brief_field if answers else None,
        answers=answers,
    )


def _facts(brief: BriefFacts) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the fields of a brief by their wire names as lines of text, leaving out what isn't there."""
    for name, field in type(brief).model_fields.items():
        lines = tuple(_lines(getattr(brief, name)))
        if lines and field.alias:
            yield field.alias, lines


def _lines(value: object) -> Iterator[str]:
    match value:
        case None | "":
            return
        case Money():
            yield f"{value.amount} {value.currency}"
        case dict():
            for label, quantity in cast("dict[str, Quantity]", value).items():
                yield f"{label}: {quantity.value:g} {quantity.unit}"
        case tuple():
            yield from cast("tuple[str, ...]", value)
        case _:
            yield str(value)
