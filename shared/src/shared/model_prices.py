"""What a call costs, in whole billionths of a dollar; a model or a day without a price is refused, never free."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Annotated, Final, Protocol, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from shared.money import NANO_PER_USD

# The version of model_prices.toml; every line of the ledger names it.
PRICE_VERSION: Final = "2026-11-22"
_NANO_PER_TOKEN: Final = Decimal(NANO_PER_USD) / 1_000_000


# What one document takes at most: no longer answer is asked for, and the prompts of all frameworks are shorter.
DOCUMENT_ANSWER_TOKENS: Final = 6000
DOCUMENT_PROMPT_TOKENS: Final = 16_000


class Tokens(Protocol):
    """The tokens of a call by the kinds that have a price."""

    @property
    def input_tokens(self) -> int:
        """Those of the prompt that no cache had to do with."""
        ...

    @property
    def cache_write_5m(self) -> int:
        """Those kept for five minutes."""
        ...

    @property
    def cache_write_1h(self) -> int:
        """Those kept for an hour."""
        ...

    @property
    def cache_read(self) -> int:
        """Those that were kept."""
        ...

    @property
    def output_tokens(self) -> int:
        """Those of the answer."""
        ...

    @property
    def total_input(self) -> int:
        """All of the prompt."""
        ...


class UnknownPriceError(Exception):
    """Nobody knows what this model costs on this day, so it must not be called."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


_Dollars = Annotated[Decimal, Field(gt=0, le=10_000)]


class _Band(_Strict):
    tokens: Annotated[int, Field(ge=1)]
    times: Annotated[int, Field(ge=1)]


class _Entry(_Strict):
    since: Annotated[date, Field(alias="from")]
    input: _Dollars
    output: _Dollars
    cache_write_5m: _Dollars
    cache_write_1h: _Dollars
    cache_read: _Dollars
    above: _Band | None = None


class _File(_Strict):
    version: str
    models: Mapping[str, Annotated[tuple[_Entry, ...], Field(min_length=1)]]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        for model, entries in self.models.items():
            days = [entry.since for entry in entries]
            if any(later <= earlier for earlier, later in pairwise(days)):
                raise ValueError(f"{model}: entries go from the earliest to the latest day")
        return self


@dataclass(frozen=True, slots=True)
class Price:
    """Nano-USD a token of each kind from a day on; `times` as much when the prompt has more than `band` tokens."""

    since: date
    input: int
    output: int
    cache_write_5m: int
    cache_write_1h: int
    cache_read: int
    band: int | None
    times: int

    def factor(self, prompt_tokens: int) -> int:
        """Return by how much a prompt of this length makes all tokens dearer."""
        return self.times if self.band is not None and prompt_tokens > self.band else 1

    def of(self, usage: Tokens) -> int:
        """Return the cost of a call; thinking is part of the output."""
        tokens = (
            usage.input_tokens * self.input
            + usage.cache_write_5m * self.cache_write_5m
            + usage.cache_write_1h * self.cache_write_1h
            + usage.cache_read * self.cache_read
            + usage.output_tokens * self.output
        )
        return tokens * self.factor(usage.total_input)

    def at_most(self, prompt_tokens: int, max_tokens: int) -> int:
        """Return the cost when the whole prompt is of the dearest kind and the answer as long as it may be."""
        dearest = max(self.input, self.cache_write_5m, self.cache_write_1h, self.cache_read)
        return (prompt_tokens * dearest + max_tokens * self.output) * self.factor(prompt_tokens)


def cost_nanousd(model: str, usage: Tokens, at: date) -> int:
    """Return what a call on this UTC day costs.

    Raises:
        UnknownPriceError: for a model or a day that the table does not have.
    """
    return price_of(model, at).of(usage)


def worst_case_nanousd(model: str, prompt_tokens: int, max_tokens: int, at: date) -> int:
    """Return what a call can cost at most when its prompt has no more tokens than these.

    Raises:
        UnknownPriceError: for a model or a day that the table does not have.
    """
    return price_of(model, at).at_most(prompt_tokens, max_tokens)


def price_of(model: str, at: date) -> Price:
    """Return the price that holds on a UTC day.

    Raises:
        UnknownPriceError: for a model or a day that the table does not have.
    """
    held = [price for price in price_table().get(model, ()) if price.since <= at]
    if not held:
        raise UnknownPriceError(f"no price of {model!r} on {at.isoformat()} in version {PRICE_VERSION}")
    return held[-1]


@cache
def price_table() -> Mapping[str, tuple[Price, ...]]:
    """Return the prices of each model from the earliest to the latest.

    Raises:
        ValueError: for a file that is wrong, that is of another version, or whose prices are no whole nano-USD a token.
    """
    read = _File.model_validate(tomllib.loads(_text()))
    if read.version != PRICE_VERSION:
        raise ValueError(f"model_prices.toml is version {read.version}, expected {PRICE_VERSION}")
    return {model: tuple(_price(entry) for entry in entries) for model, entries in read.models.items()}


def _text() -> str:
    return files("shared").joinpath("model_prices.toml").read_text(encoding="utf-8")


def _price(entry: _Entry) -> Price:
    return Price(
        since=entry.since,
        input=_nano(entry.input),
        output=_nano(entry.output),
        cache_write_5m=_nano(entry.cache_write_5m),
        cache_write_1h=_nano(entry.cache_write_1h),
        cache_read=_nano(entry.cache_read),
        band=entry.above.tokens if entry.above else None,
        times=entry.above.times if entry.above else 1,
    )


def _nano(dollars_per_million: Decimal) -> int:
    nano = dollars_per_million * _NANO_PER_TOKEN
    if nano != nano.to_integral_value():
        raise ValueError(f"{dollars_per_million} USD per million tokens is no whole number of nano-USD a token")
    return int(nano)
