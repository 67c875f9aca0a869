"""From a stored version to the model of a document."""

from dataclasses import replace

from exports.building import build, sections
from exports.markdown import render
from exports.model import Paragraph, Run
from unit.exports.samples import NOTE, strategy, with_body


def test_sections_name_their_source_when_it_differs() -> None:
    given = with_body("a", "b", "c")
    first, second, third = given.sections
    fourth = replace(first, source="deterministic")
    changed = (replace(second, source="edited"), replace(third, source="anthropic"), fourth)
    mixed = replace(given, sections=(first, *changed))
    assert [part.source for part in build(given).parts] == [None, None, None]
    assert [part.source for part in build(mixed).parts] == [
        "Written by the offline engine, without a language model",
        "Edited by hand",
        "Written with a language model",
        "Computed from the brief",
    ]
    assert "*Edited by hand*" in render(mixed).decode()
    assert "Written by" not in render(given).decode()


def test_the_note_on_how_it_was_made_stands_once() -> None:
    given = with_body(f"> {NOTE}\n\nThe summary.", "> Another quotation.")
    assert [section.body for section in sections(given)] == ["The summary.", "> Another quotation."]
    assert build(given).note == NOTE
    assert render(given).decode().count(NOTE) == 1


def test_the_stored_markdown_goes_out_as_it_is() -> None:
    given = strategy()
    made = render(given).decode()
    assert made.startswith(f"# {given.title}\n\n- **Business:** Hafen Books\n")
    for section in given.sections[1:]:
        assert f"## {section.title}\n\n{section.body}\n" in made


def test_a_title_is_divided_before_the_business_and_shortened_for_the_running_header() -> None:
    assert build(strategy(title="Funnel for Ada", business_name="Ada")).title_lines == ("Funnel", "for Ada")
    assert build(strategy(title="Funnel for Ada", business_name="Bea")).title_lines == ("Funnel for Ada",)
    running = build(strategy(title="long " * 60)).running
    assert len(running) <= 90
    assert running.endswith("long…")


def test_a_title_without_a_visible_character_gets_a_name() -> None:
    assert build(strategy(title=" \u202e\x07 ")).title == "Strategy"


def test_control_characters_leave_no_trace_in_the_model() -> None:
    (part,) = build(with_body("one\x0btwo\x00three \u202efour")).parts
    assert part.blocks == (Paragraph((Run("one twothree four"),)),)
