"""Changes by hand: what may change does, the document stays valid, and what rules computed stays."""

from typing import get_args

import pytest

from documents.editing import MOST_CHARACTERS, RefusedEditError, Value, changed_paths, editable, edited
from documents.fields import quantities, text_fields
from documents.model import StrategyDocument, parse
from documents.sections import sections
from shared.contracts.requests import Framework
from support_documents import strong

FRAMEWORKS: tuple[Framework, ...] = get_args(Framework)


def _values(document: StrategyDocument) -> dict[str, Value]:
    return {text.path: text.value for text in editable(document)}


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_every_text_that_may_change_can_be_changed_and_nothing_else_does(framework: Framework) -> None:
    before = strong.document(framework)
    texts = editable(before)
    after = edited(before, {t.path: "other" if isinstance(t.value, str) else ("one", "two") for t in texts})
    assert {t.path for t in texts} == {t.path for t in editable(after)}
    assert {t.value for t in editable(after)} == {"other", ("one", "two")}
    assert list(quantities(after)) == list(quantities(before))
    assert after.path == before.path
    assert parse(after.model_dump(mode="json", by_alias=True)) == after
    assert {part.source for part in sections(after) if part.id != "path"} == {"edited"}


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_what_is_prose_may_change_but_for_names_and_what_was_computed(framework: Framework) -> None:
    document = strong.document(framework)
    free = {text.path for text in editable(document)}
    held = {field.path for field in text_fields(document) if field.path.rsplit("[", 1)[0] not in free} - free
    roles = {path.rsplit(".", 1)[-1].partition("[")[0] for path in held if not path.startswith("path.")}
    assert roles <= {"title", "engineNote", "componentNames", "name", "player", "against", "dependsOn", "definition"}


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_the_same_texts_again_are_the_same_document(framework: Framework) -> None:
    document = strong.document(framework)
    assert edited(document, _values(document)) is document


def test_only_the_changed_block_says_that_it_was_edited_and_the_summary_keeps_its_writer() -> None:
    before = strong.positioning()
    after = edited(before, {"statement.benefit": " shows\r\nmore \r\n"})
    assert _values(after)["statement.benefit"] == "shows\nmore"
    told = {part.id: part.source for part in sections(after)}
    assert told == {part.id: part.source for part in sections(before)} | {"statement": "edited"}
    assert changed_paths(before, after) == ("statement.benefit",)


def test_an_edited_summary_says_so() -> None:
    after = edited(strong.positioning(), {"executiveSummary": "By hand."})
    assert {part.id: part.source for part in sections(after)}["executiveSummary"] == "edited"


def test_a_text_that_is_not_required_may_be_taken_away_and_come_back() -> None:
    full = edited(strong.positioning(), {"statement.short": "In short."})
    empty = edited(full, {"statement.short": ""})
    assert [_values(each)["statement.short"] for each in (full, empty)] == ["In short.", ""]


def test_all_complaints_come_at_once() -> None:
    with pytest.raises(RefusedEditError) as refused:
        edited(strong.positioning(), {"statement.benefit": "", "choice.moves[0].effort": "L", "segment.traits": ("",)})
    assert [each.path for each in refused.value.complaints] == [
        "statement.benefit",
        "choice.moves[0].effort",
        "segment.traits",
    ]


def test_a_strategy_does_not_grow_without_end() -> None:
    with pytest.raises(RefusedEditError, match="at most 120,000 characters"):
        edited(strong.positioning(), {"statement.benefit": "x" * (MOST_CHARACTERS + 1)})


def test_a_text_of_an_entry_is_found_by_the_words_of_the_entry() -> None:
    items = {text.path: text.item for text in editable(strong.positioning())}
    assert items["diagnosis.tensions[0].reading"] == "Trial users leave at the bank connection"
    assert items["measurement.indicators[0].numerator"] == strong.positioning().measurement.indicators[0].name
    assert items["statement.benefit"] == ""
