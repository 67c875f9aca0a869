"""What a JSON export holds: one version of a strategy, whole."""

from typing import Annotated, Final

from pydantic import AwareDatetime, Field, JsonValue

from gateway.schemas.examples import STRATEGY_EXAMPLE
from gateway.schemas.strategies import StrategyVersion


class StrategyExport(StrategyVersion):
    """A version of a strategy; the parts are shaped as in the strategy itself."""

    business_name: str
    created_at: Annotated[AwareDatetime, Field(description="When this version was made.")]


_NOT_OF_A_VERSION: Final = ("status", "strategy", "usage", "updatedAt")
STRATEGY_EXPORT_EXAMPLE: Final[dict[str, JsonValue]] = {
    **{name: value for name, value in STRATEGY_EXAMPLE.items() if name not in _NOT_OF_A_VERSION},
    "businessName": "Northwind Ledger",
}
