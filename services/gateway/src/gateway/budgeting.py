"""What a workspace may spend on language models, has spent, and is to expect of its next strategy."""

from datetime import datetime
from decimal import Decimal
from typing import Final, Literal
from uuid import UUID

from gateway.repository.budget import FoundBudget, Spending, UsualStrategy, read_budget, read_usual_strategy
from gateway.schemas.budget import Budget, BudgetDefaults, BudgetLeft, BudgetLimits, BudgetSpent, ExpectedCost
from gateway.settings import GatewaySettings
from shared.db.pool import Reader
from shared.model_prices import DOCUMENT_ANSWER_TOKENS, DOCUMENT_PROMPT_TOKENS, UnknownPriceError, worst_case_nanousd
from shared.money import NANO_PER_USD

# Fewer say more of the odd one among them than of the next.
_ENOUGH: Final = 5


async def budget_within(
    connection: Reader, workspace_id: UUID, settings: GatewaySettings
) -> tuple[FoundBudget, Budget]:
    """Return what is stored of a workspace's budget, with the caller's role, and what it comes to."""
    found = await read_budget(connection, workspace_id)
    usual = await read_usual_strategy(connection, workspace_id, settings.convex_llm_model)
    return found, budget_of(found, usual, settings)


def budget_of(found: FoundBudget, usual: UsualStrategy, settings: GatewaySettings) -> Budget:
    """Return what limits and counters stand for, with the deployment's defaults where nothing is set."""
    limits, spending = found.limits, found.spending
    strategy = _or_default(limits.per_strategy_nanousd, settings.convex_llm_strategy_limit_usd)
    day = _or_default(limits.per_day_nanousd, settings.convex_llm_daily_limit_usd)
    month = _or_default(limits.per_month_nanousd, settings.convex_llm_monthly_limit_usd)
    return Budget(
        limits=BudgetLimits(
            per_strategy_usd=strategy / NANO_PER_USD, per_day_usd=day / NANO_PER_USD, per_month_usd=month / NANO_PER_USD
        ),
        is_default=BudgetDefaults(
            per_strategy_usd=limits.per_strategy_nanousd is None,
            per_day_usd=limits.per_day_nanousd is None,
            per_month_usd=limits.per_month_nanousd is None,
        ),
        spent=BudgetSpent(today_usd=spending.today_spent / NANO_PER_USD, month_usd=spending.month_spent / NANO_PER_USD),
        reserved_usd=spending.reserved / NANO_PER_USD,
        warning=warning_of(spending, day, month),
        llm_enabled=settings.llm_enabled,
        left=BudgetLeft(
            today_usd=_left(day, spending.today_spent + spending.today_reserved),
            month_usd=_left(month, spending.month_spent + spending.month_reserved),
        ),
        expected=expected_cost(usual, settings.convex_llm_model, found.as_of) if settings.llm_enabled else None,
        as_of=found.as_of,
    )


def warning_of(spending: Spending, day: int, month: int) -> Literal["day", "month"] | None:
    """Return which limit is nearly reached, the longer one first; one of nought was meant to be reached."""
    if _is_near(spending.month_spent + spending.month_reserved, month):
        return "month"
    return "day" if _is_near(spending.today_spent + spending.today_reserved, day) else None


def expected_cost(usual: UsualStrategy, model: str, now: datetime) -> ExpectedCost | None:
    """Return what the next strategy costs by experience, else by list; nothing for a model without a price."""
    if usual.cost_nanousd is not None and usual.strategies >= _ENOUGH:
        usd = usual.cost_nanousd / NANO_PER_USD
        return ExpectedCost(
            model=model, per_strategy_usd=usd, basis="ledger", strategies=usual.strategies, seconds=usual.seconds
        )
    try:
        nano = worst_case_nanousd(model, DOCUMENT_PROMPT_TOKENS, DOCUMENT_ANSWER_TOKENS, now.date())
    except UnknownPriceError:
        return None
    usd = nano / NANO_PER_USD
    return ExpectedCost(model=model, per_strategy_usd=usd, basis="list_price", strategies=0, seconds=None)


def _is_near(amount: int, limit: int) -> bool:
    # Four fifths, in whole numbers.
    return limit > 0 and amount * 5 >= limit * 4


def _left(limit: int, taken: int) -> float:
    return max(0, limit - taken) / NANO_PER_USD


def _or_default(nano: int | None, default: Decimal) -> int:
    return int(default * NANO_PER_USD) if nano is None else nano
