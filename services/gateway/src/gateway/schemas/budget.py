"""What a workspace may spend on language models, and what it has spent; dollars on the wire."""

from decimal import Decimal
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, AwareDatetime, Field

from shared.contracts.wire import WireModel

MAX_PER_STRATEGY_USD: Final = 100
MAX_PER_DAY_USD: Final = 10_000
MAX_PER_MONTH_USD: Final = 100_000
_PLACES: Final = 6


def _micro(value: float) -> float:
    # Beyond it a limit that is meant to be tiny would round to nought, which means something else.
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_PLACES:
        raise ValueError(f"must have at most {_PLACES} digits after the point")
    return value


_RULE: Final = (
    "Null for the deployment's default, 0 for no calls to a model at all; at most six digits after the point."
)


# Strict, as "5" and true are no amounts.
_PerStrategy = Annotated[float, Field(strict=True, ge=0, le=MAX_PER_STRATEGY_USD), AfterValidator(_micro)]
_PerDay = Annotated[float, Field(strict=True, ge=0, le=MAX_PER_DAY_USD), AfterValidator(_micro)]
_PerMonth = Annotated[float, Field(strict=True, ge=0, le=MAX_PER_MONTH_USD), AfterValidator(_micro)]


class BudgetRequest(WireModel):
    """`PUT /budget`: all three limits, as the new ones replace the old ones."""

    per_strategy_usd: _PerStrategy | None = Field(description=_RULE)
    per_day_usd: _PerDay | None = Field(description=_RULE)
    per_month_usd: _PerMonth | None = Field(description=_RULE)


class BudgetLimits(WireModel):
    """The limits that hold, the deployment's defaults among them."""

    per_strategy_usd: float
    per_day_usd: float
    per_month_usd: float


class BudgetDefaults(WireModel):
    """Which of the limits are the deployment's defaults."""

    per_strategy_usd: bool
    per_day_usd: bool
    per_month_usd: bool


class BudgetSpent(WireModel):
    """What calls that are over cost, by the UTC day and month in which they ended."""

    today_usd: float
    month_usd: float


class BudgetLeft(WireModel):
    """What neither calls that are over nor those under way have taken of a limit; never below nought."""

    today_usd: float
    month_usd: float


class ExpectedCost(WireModel):
    """What the next strategy by the model will cost, and how we know."""

    model: str
    per_strategy_usd: float
    basis: Annotated[
        Literal["ledger", "list_price"],
        Field(
            description="`ledger`: the median of this workspace's latest strategies. `list_price`: the most that one"
            " call for a whole document can cost, while there are too few of them."
        ),
    ]
    strategies: Annotated[int, Field(ge=0, description="How many the median is of; 0 for a list price.")]
    seconds: Annotated[float | None, Field(description="The median time with the model; null for a list price.")]


class Budget(WireModel):
    """Limits of a workspace and what stands against them; at a limit strategies come from the offline engine."""

    limits: BudgetLimits
    is_default: BudgetDefaults
    spent: BudgetSpent
    reserved_usd: Annotated[
        float, Field(description="Held back for calls that are under way, at the most that they can cost.")
    ]
    warning: Annotated[
        Literal["day", "month"] | None,
        Field(description="Spent and held back make 80 % of this limit or more; the month when both do."),
    ]
    llm_enabled: Annotated[bool, Field(description="False without a key: every strategy is an offline one.")]
    left: BudgetLeft
    expected: Annotated[
        ExpectedCost | None, Field(description="Null without a key, and for a model whose price is not known.")
    ]
    as_of: AwareDatetime
