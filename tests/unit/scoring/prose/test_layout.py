from scoring.prose.layout import blocks
from scoring.prose.splitting import quotations, sentences

_TEXT = """# Plan

**Now.** The bread is dear, e.g. on Mondays. Owners say “It is too dear. We have ours.” We bake 3.5 batches.
This line is wrapped at the end of a line that is long enough
and goes on.

Refusals
We will not:
- cut the price
- hire a baker.

| Metric | Rule |
|---|---|
| Loaves | under 240 by March: stop |

Short note without a stop
"""


def test_headings_paragraphs_items_and_rows_are_told_apart() -> None:
    found = [(block.kind, _TEXT[block.start : block.end]) for block in blocks(_TEXT)]
    assert [kind for kind, _ in found] == [
        "heading", "paragraph", "heading", "paragraph", "item", "item", "heading", "row", "heading"
    ]  # fmt: skip
    assert found[4] == ("item", "cut the price")
    assert found[7] == ("row", "| Loaves | under 240 by March: stop |")


def test_a_list_and_a_table_know_what_announces_them() -> None:
    found = {_TEXT[block.start : block.end]: block for block in blocks(_TEXT)}
    assert found["cut the price"].label == "Refusals: We will not: "
    assert found["cut the price"].group == found["hire a baker."].group
    assert "Metric | Rule" in found["| Loaves | under 240 by March: stop |"].label


def test_sentences_end_where_a_reader_stops() -> None:
    text = "The fee, e.g. 5 EUR, stays. Owners say “It is dear. We wait.” It costs 3.5 EUR! Is it\nok? “Yes.” — Jonas"
    found = [text[start:end] for start, end in sentences(text, quotations(text))]
    assert found == [
        "The fee, e.g. 5 EUR, stays.",
        "Owners say “It is dear. We wait.”",
        "It costs 3.5 EUR!",
        "Is it\nok?",
        "“Yes.” — Jonas",
    ]


def test_quotations_in_any_marks_are_found_and_apostrophes_are_not() -> None:
    text = "“One two.” and \"three four\" and ‘it’s five’ and 'It won't do' but the owner's and agents' lists"
    assert [text[start:end] for start, end in quotations(text)] == [
        "“One two.”", "\"three four\"", "‘it’s five’", "'It won't do'"
    ]  # fmt: skip
