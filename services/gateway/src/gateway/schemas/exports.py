"""What a JSON export holds: one version of a strategy, whole."""

from typing import Annotated, Final
from uuid import UUID

from pydantic import AwareDatetime, Field, JsonValue

from gateway.schemas.examples import STRATEGY_EXAMPLE
from gateway.schemas.results import Contributions, Finding, Part
from gateway.schemas.strategies import Compliance, Score, Section
from shared.contracts.requests import Framework


class StrategyExport(Part):
    """A version of a strategy; the parts are shaped as in the strategy itself."""

    strategy_id: UUID
    version: Annotated[int, Field(ge=1)]
    title: str
    business_name: str
    framework: Framework
    engine: str
    document: Annotated[dict[str, JsonValue], Field(description="The strategy, structured per framework.")]
    sections: tuple[Section, ...]
    score: Score
    compliance: Compliance
    findings: tuple[Finding, ...]
    contributions: Contributions | None
    scorer_version: str
    frameworks: tuple[JsonValue, ...]
    execution_plan: tuple[JsonValue, ...]
    success_metrics: tuple[JsonValue, ...]
    assumptions: tuple[JsonValue, ...]
    limitations: tuple[JsonValue, ...]
    open_questions: tuple[JsonValue, ...]
    job_id: UUID
    created_by: UUID
    created_at: Annotated[AwareDatetime, Field(description="When this version was made.")]


_NOT_OF_A_VERSION: Final = ("status", "strategy", "usage", "updatedAt")
STRATEGY_EXPORT_EXAMPLE: Final[dict[str, JsonValue]] = {
    **{name: value for name, value in STRATEGY_EXAMPLE.items() if name not in _NOT_OF_A_VERSION},
    "businessName": "Northwind Ledger",
}
