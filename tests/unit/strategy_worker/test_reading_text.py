import pytest

from strategy_worker.reading.text import clean, name, plural_phrase, quote


def test_hidden_and_reordering_characters_are_removed() -> None:
    assert clean("Ac\u200bme \u202eevil\u202c\n\tLtd") == "Acme evil Ltd"


def test_a_name_loses_markup_and_keeps_its_marks() -> None:
    assert name("<b>AT&T</b> {{7*7}} C++") == "b AT&T /b 7 7 C++"


@pytest.mark.parametrize("text", ["{}", "<>", "***", "..."])
def test_a_name_without_letters_becomes_the_business(text: str) -> None:
    assert name(text) == "the business"


def test_a_name_of_one_letter_stays() -> None:
    assert name("X") == "X"


def test_a_long_quotation_ends_at_a_word() -> None:
    assert quote("one two three four", 12) == "“one two…”"


def test_quotation_marks_inside_a_quotation_are_single() -> None:
    assert quote("they say “no”") == "“they say ‘no’”"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Homeowners in Leeds", "homeowners in Leeds"),
        ("Small accounting firms", "small accounting firms"),
        ("Women who hike", "women who hike"),
        ("British families", "British families"),
        ("NGOs in Kenya", "NGOs in Kenya"),
        ("Enterprise", None),
        ("We want everyone", None),
        ("People who have never in their life bought anything online before", None),
        ("CFOs; CTOs", None),
        ("<b>Parents</b>", None),
        ("Hobby runners who train for a first half marathon", "hobby runners who train for a first half marathon"),
        ("العملاء", None),
    ],
)
def test_an_audience_is_used_only_where_it_can_stand_in_a_sentence(text: str, expected: str | None) -> None:
    assert plural_phrase(text) == expected


def test_a_describing_word_at_the_head_loses_its_capital_and_a_place_keeps_it() -> None:
    assert plural_phrase("Nervous adults in Brighton") == "nervous adults in Brighton"
    assert plural_phrase("Reading families") == "Reading families"
