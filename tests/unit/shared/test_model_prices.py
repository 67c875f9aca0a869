"""What calls cost, worked out by hand from the list prices."""

import hashlib
from datetime import date
from importlib.resources import files

import pytest

from shared.model_prices import PRICE_VERSION, UnknownPriceError, cost_nanousd, price_table, worst_case_nanousd
from strategy_worker.llm.model import TokenUsage

_TODAY = date(2026, 11, 22)
_USAGE = TokenUsage(
    input_tokens=900, cache_write_5m=1000, cache_write_1h=100, cache_read=3800, output_tokens=2600, thinking_tokens=600
)


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        # 900 x 100 + 1000 x 125 + 100 x 200 + 3800 x 10 + 2600 x 500
        ("claude-haiku-5-5", 1_573_000),
        # 900 x 2000 + 1000 x 2500 + 100 x 4000 + 3800 x 100 + 2600 x 10000
        ("claude-sonnet-5-5", 31_080_000),
        # 900 x 4000 + 1000 x 5000 + 100 x 8000 + 3800 x 200 + 2600 x 20000
        ("claude-opus-5-5", 62_160_000),
        # 900 x 10000 + 1000 x 12500 + 100 x 20000 + 3800 x 250 + 2600 x 50000
        ("claude-fable-5-1", 154_450_000),
    ],
)
def test_a_call_costs_its_tokens_by_kind_and_thinking_is_in_the_output(model: str, expected: int) -> None:
    assert cost_nanousd(model, _USAGE, _TODAY) == expected


@pytest.mark.parametrize(("day", "expected"), [(6, 760_000), (7, 380_000)])
def test_a_price_holds_until_the_day_before_the_next_one(day: int, expected: int) -> None:
    read = TokenUsage(cache_read=3800)
    assert cost_nanousd("claude-sonnet-5-5", read, date(2026, 10, day)) == expected


@pytest.mark.parametrize(
    ("usage", "expected"),
    [
        (TokenUsage(input_tokens=100_000, output_tokens=10), 10_005_000),
        (TokenUsage(input_tokens=100_001, output_tokens=10), 50_025_500),
        # What was cached makes a prompt as long as what was not.
        (TokenUsage(input_tokens=1, cache_write_5m=50_000, cache_read=50_000), (100 + 6_250_000 + 500_000) * 5),
    ],
)
def test_a_prompt_above_the_band_makes_the_whole_call_dearer(usage: TokenUsage, expected: int) -> None:
    assert cost_nanousd("claude-haiku-5-5", usage, _TODAY) == expected


def test_the_worst_case_takes_the_dearest_prompt_and_the_longest_answer() -> None:
    assert worst_case_nanousd("claude-haiku-5-5", 5800, 4000, _TODAY) == 5800 * 200 + 4000 * 500
    assert worst_case_nanousd("claude-haiku-5-5", 100_001, 1, _TODAY) == (100_001 * 200 + 500) * 5


@pytest.mark.parametrize("model", price_table())
def test_no_call_costs_more_than_its_worst_case(model: str) -> None:
    assert cost_nanousd(model, _USAGE, _TODAY) <= worst_case_nanousd(model, 5800, 2600, _TODAY)


@pytest.mark.parametrize(
    ("model", "day"),
    [
        ("claude-unheard-of", _TODAY),
        ("", _TODAY),
        ("CLAUDE-HAIKU-5-5", _TODAY),
        ("claude-haiku-5-5", date(2025, 12, 31)),
    ],
)
def test_a_model_or_a_day_without_a_price_is_refused(model: str, day: date) -> None:
    with pytest.raises(UnknownPriceError):
        cost_nanousd(model, TokenUsage(), day)
    with pytest.raises(UnknownPriceError):
        worst_case_nanousd(model, 1, 1, day)


def test_other_prices_are_another_version() -> None:
    text = files("shared").joinpath("model_prices.toml").read_bytes()
    found = (PRICE_VERSION, hashlib.sha256(text).hexdigest()[:16])
    assert found == ("2026-11-22", "365ae25a1f7f9bd8"), "give changed prices a new version, then put both values here"
