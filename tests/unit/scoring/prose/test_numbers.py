import pytest

from scoring.prose.amounts import amounts
from scoring.prose.manuscript import read
from scoring.prose.reading import reading
from support_prose.texts import BRIEF


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("52 trials and 1,200 visits", [(52, "thing"), (1200, "thing")]),
        ("£400 a month, 5.20 EUR, 129 pounds", [(400, "money"), (5.2, "money"), (129, "money")]),
        ("42% of trials, 5 per cent", [(42, "percent"), (5, "percent")]),
        ("within two working days, 40 minutes", [(2, "time"), (40, "time")]),
        ("by week 6 in 2027 on 31 March", [(6, "label"), (2027, "date"), (31, "date")]),
        ("1.8k and £2m", [(1800, "none"), (2_000_000, "money")]),
        ("two vans, nobody else", [(2, "thing")]),
    ],
)
def test_numbers_are_read_with_what_they_count(text: str, expected: list[tuple[float, str]]) -> None:
    assert [(number.value, number.unit) for number in amounts(text)] == expected


def _relations(text: str) -> int:
    return len(reading(read(text, BRIEF)).relations)


@pytest.mark.parametrize(
    "text",
    [
        "From 22 jobs to 40 jobs takes 18 jobs more.",
        "Of 22 jobs 50% are repairs, so 11 jobs a week.",
        "At 22 jobs × 40 EUR a week we bill 880 EUR.",
        "22 jobs of 88 calls is 25%.",
    ],
)
def test_numbers_that_follow_from_others_and_the_brief_are_found(text: str) -> None:
    assert _relations(text) >= 1


@pytest.mark.parametrize(
    "text",
    [
        "From 22 jobs to 40 jobs takes 11 jobs more.",
        "Of 22 jobs 50% are repairs, so 15 jobs a week.",
        "At 22 jobs × 40 EUR a week we bill 940 EUR.",
        "Of 70 vans 40% have a rack, so 28 vans.",
    ],
)
def test_numbers_that_do_not_follow_or_hang_in_the_air_are_not(text: str) -> None:
    assert _relations(text) == 0


def test_an_equation_that_does_not_come_out_is_named() -> None:
    good = reading(read("The vans make 4 × 22 = 88 visits.", BRIEF))
    wrong = reading(read("The vans make 4 × 22 = 120 visits.", BRIEF))
    assert (len(good.broken), len(wrong.broken)) == (0, 1)
