import pytest

from strategy_worker.common.keyword import entity
from strategy_worker.reading.brief import read
from support_strategy.briefs import brief


@pytest.mark.parametrize(
    ("keyword", "expected"),
    [
        ("dental implants brighton", "dental implants"),
        ("dental implants in Brighton", "dental implants"),
        ("dental implants", "dental implants"),
        ("Brighton", "Brighton"),
    ],
)
def test_the_place_is_no_part_of_what_is_searched(keyword: str, expected: str) -> None:
    reading = read(brief("seed", "seo_patterns", target_audience="Nervous adults in Brighton", primary_keyword=keyword))
    assert entity(reading).casefold() == expected.casefold()
