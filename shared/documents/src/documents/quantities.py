"""Numbers in a strategy: each one says what it rests on."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from shared.contracts.wire import WireModel

Basis = Literal["given", "computed", "target", "assumption", "to_measure"]
Finite = Annotated[float, Field(allow_inf_nan=False)]


class Quantity(WireModel):
    """A value or a range with its unit and what it rests on; `to_measure` has neither yet."""

    name: str
    unit: str
    basis: Basis
    value: Finite | None = None
    low: Finite | None = None
    high: Finite | None = None
    note: str = ""
    source: str = ""

    @model_validator(mode="after")
    def _value_or_range(self) -> Self:
        has_range = self.low is not None and self.high is not None
        if (self.low is None) != (self.high is None):
            raise ValueError("a range needs both ends")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("low must not exceed high")
        known = self.value is not None or has_range
        if known == (self.basis == "to_measure"):
            raise ValueError("a quantity has a value or a range exactly when it is not to_measure")
        return self


class Benchmark(WireModel):
    """A range from elsewhere: always an assumption, with its definition, year and source.

    `population` says among whom it was counted, `caveat` what speaks against it; without an address it is our own.
    """

    definition: str
    low: Finite
    high: Finite
    unit: str
    year: int
    source: str
    population: str = ""
    url: str = ""
    caveat: str = ""
    basis: Literal["assumption"] = "assumption"


class PathStage(WireModel):
    """One link of the chain: its volume is the previous volume times its rate, in each scenario."""

    name: str
    rate_low: Finite | None = None
    rate_mid: Finite | None = None
    rate_high: Finite | None = None
    volume_low: Finite
    volume_mid: Finite
    volume_high: Finite
    basis: Basis
    source: str = ""
