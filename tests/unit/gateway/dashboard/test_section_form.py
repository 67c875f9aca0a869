"""The form of a section: only what somebody changed counts, and what others changed meanwhile is found."""

from typing import get_args

import pytest

from documents.editing import editable, edited
from gateway.dashboard.edit_labels import LABELS
from gateway.dashboard.forms import Form
from gateway.dashboard.section_form import (
    UNCHANGED,
    Draft,
    by_path,
    changes_in,
    editable_sections,
    groups,
    stored_sections,
    taken,
    texts_of,
)
from shared.contracts.requests import Framework
from shared.json import dumps
from support_documents import strong

BENEFIT, TRAITS = "statement.benefit", "segment.traits"


def _sent(section: str, **changes: str) -> Form:
    """Return the form of a section as it is shown, with some fields filled in otherwise."""
    texts = texts_of(strong.positioning(), section)
    shown = {field.name: field.value for group in groups(texts, UNCHANGED) for field in group.fields}
    return Form({name: (value,) for name, value in (shown | changes).items()})


def test_a_form_that_is_sent_as_it_was_shown_changes_nothing() -> None:
    for section in editable_sections(strong.positioning()):
        assert changes_in(_sent(section), texts_of(strong.positioning(), section)) == {}


def test_a_list_has_one_text_per_line_and_empty_lines_are_none() -> None:
    form = _sent("segment", **{TRAITS: " one \n\n two\n"})
    assert changes_in(form, texts_of(strong.positioning(), "segment")) == {TRAITS: ("one", "two")}


def test_only_the_same_text_changed_otherwise_is_taken() -> None:
    base = texts_of(strong.positioning(), "statement")
    now = texts_of(edited(strong.positioning(), {BENEFIT: "theirs", "statement.need": "theirs too"}), "statement")
    assert taken({BENEFIT: "mine", "statement.offer": "mine"}, base, now) == {BENEFIT: "theirs"}
    assert taken({BENEFIT: "theirs"}, base, now) == {}


def test_a_form_shows_mine_and_theirs_and_what_is_wrong() -> None:
    texts = texts_of(strong.positioning(), "statement")
    draft = Draft({BENEFIT: "mine"}, {BENEFIT: "Wrong."}, {BENEFIT: "theirs"})
    (field,) = [field for group in groups(texts, draft) for field in group.fields if field.name == BENEFIT]
    assert (field.value, field.error, field.stored) == ("mine", "Wrong.", "theirs")


def test_entries_are_headed_by_their_words_and_parts_by_their_name() -> None:
    found = [(group.item, group.label) for group in groups(texts_of(strong.positioning(), "moment"), UNCHANGED)]
    assert found == [("", ""), ("", "What moves them, and what holds them back")]
    items = [group.item for group in groups(texts_of(strong.positioning(), "objections"), UNCHANGED)]
    assert items == [each.voice for each in strong.positioning().objections.items]


def test_an_error_of_an_entry_is_said_of_its_list() -> None:
    found = by_path({f"texts.{TRAITS}[2]": "Too long.", f"texts.{BENEFIT}": "Empty.", "texts": "Too much."})
    assert found == {TRAITS: "Too long.", f"{TRAITS}[2]": "Too long.", BENEFIT: "Empty.", "texts": "Too much."}


@pytest.mark.parametrize("framework", get_args(Framework))
def test_every_field_has_a_name(framework: Framework) -> None:
    assert {text.role for text in editable(strong.document(framework))} <= LABELS.keys()


def test_a_document_of_another_release_has_no_forms() -> None:
    assert stored_sections('{"framework": "none"}') == frozenset()
    document = strong.positioning()
    assert stored_sections(dumps(document)) == editable_sections(document) >= {"statement", "plan", "executiveSummary"}
