import pytest

from scoring.material import read
from scoring.numerals import is_known, numerals
from support_documents import common, strong


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8,000 visits", [(8000.0,)]),
        ("1.500 EUR", [(1500.0, 1.5)]),
        ("51.2 and 4,5", [(51.2,), (4.5,)]),
        ("1,234,567", [(1234567.0,)]),
        ("from 40 to 90", [(40.0,), (90.0,)]),
        ("a1 B2B 3D x4", []),
        ("2026-11-25", []),
        ("12k users", [(12.0,)]),
        ("no digits, ten words", []),
    ],
)
def test_numerals_are_read_with_their_possible_meanings(text: str, expected: list[tuple[float, ...]]) -> None:
    assert [number.readings for number in numerals(text)] == expected


def test_a_percentage_is_told_with_its_sign() -> None:
    found = list(numerals("between 3% and 5 percent of 20"))
    assert [(number.text, number.is_percent) for number in found] == [("3%", True), ("5 percent", True), ("20", False)]


def test_numbers_of_brief_quantities_path_and_benchmarks_are_known() -> None:
    known = read(strong.positioning(), common.brief()).numbers
    for text in ("8000", "12,000", "26", "30", "90", "50 %", "4.5 %", "51.2", "25", "2024"):
        assert is_known(next(numerals(text)), known), text
    for text in ("37 %", "731", "0.7"):
        assert not is_known(next(numerals(text)), known), text


def test_rounding_within_a_hundredth_is_the_same_number() -> None:
    known = frozenset({51.2, 1333.0})
    assert is_known(next(numerals("51")), known)
    assert is_known(next(numerals("1,330")), known)
    assert not is_known(next(numerals("50")), known)
