"""Widths of columns."""

import pytest

from exports.columns import fits, laid_out
from exports.model import Column, Run, Runs, Table
from exports.parsing import blocks, parser


def _runs(*texts: str) -> tuple[Runs, ...]:
    return tuple((Run(text),) for text in texts)


def _columns(headers: tuple[str, ...], *rows: tuple[str, ...]) -> tuple[Column, ...]:
    return laid_out(_runs(*headers), [_runs(*row) for row in rows])


PLAN = ("No.", "Action", "Owner", "Effort", "After", "Done when", "Because")
ROW = (
    "12",
    "Watch five people take that step, and remove the doubt that stops most of them before anything else is done.",
    "Person who answers the phone",
    "medium",
    "8, 9, 10",
    "One change is live and both periods are on the same sheet.",
    "It is the second half of another action, which came to nothing without it.",
)


def test_shares_add_up_and_go_to_the_columns_with_the_most_text() -> None:
    columns = _columns(PLAN, ROW, ROW)
    shares = {name: column.share for name, column in zip(PLAN, columns, strict=True)}
    assert sum(shares.values()) == pytest.approx(1, abs=0.001)
    assert shares["Action"] > shares["Because"] > shares["Owner"] > shares["Effort"] > shares["No."]


def test_the_longest_word_of_a_column_fits_its_width() -> None:
    columns = _columns(PLAN, ROW)
    # At the smallest type a line of the page holds at least this many characters.
    assert all(
        column.share * 116 >= max(len(word) for word in (f"{header} {cell}").split())
        for column, header, cell in zip(columns, PLAN, ROW, strict=True)
    )


def test_columns_of_figures_are_found() -> None:
    columns = _columns(
        ("Step", "Rate", "Low", "High", "Week", "None"),
        ("calls", "4 / 8 / 12 %", "3,125", "about 41", "Week 3", "–"),
        ("visits", "–", "under 0.1", "× 2.5", "4", "–"),
    )
    assert [column.is_numeric for column in columns] == [False, False, True, True, False, False]


def test_what_can_not_fit_is_said() -> None:
    assert fits(_runs(*"abcdefgh"), [])
    assert not fits(_runs(*"abcdefghi"), [])
    assert not fits(_runs(*(["unbreakablewords!!"] * 8)), [])


def test_tables_of_one_kind_in_a_section_have_the_same_widths() -> None:
    first = "| A | B |\n| --- | --- |\n| x | a much longer cell than the other ones are, which takes its room |"
    second = "| A | B |\n| --- | --- |\n| a cell that is rather long itself, in the other column | y |"
    found = [block for block in blocks(f"{first}\n\n### Next\n\n{second}", parser()) if isinstance(block, Table)]
    assert found[0].columns == found[1].columns
    (alone,) = blocks(first, parser())
    assert isinstance(alone, Table)
    assert alone.columns != found[0].columns
