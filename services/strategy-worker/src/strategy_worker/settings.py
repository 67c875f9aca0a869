"""What the strategy worker's environment says."""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, SecretStr, model_validator

from shared.settings import WorkerSettings

WritingMode = Literal["single", "parallel"]
_Dollars = Annotated[Decimal, Field(ge=0, le=100_000, decimal_places=6)]


class StrategySettings(WorkerSettings):
    """Settings of the strategy worker; without a key it writes with the offline engine only."""

    convex_worker_port: Annotated[int, Field(ge=0, le=65535)] = 3011
    anthropic_api_key: SecretStr | None = None
    anthropic_base_url: str | None = None
    convex_llm_model: str = "claude-haiku-5-5"
    convex_llm_fallback_model: str | None = "claude-sonnet-5-5"
    # One call keeps a document in one hand; three at once bring it in less than half the time.
    convex_llm_mode: WritingMode = "single"
    convex_llm_deadline_s: Annotated[float, Field(ge=1, le=600)] = 25.0
    convex_llm_first_token_s: Annotated[float, Field(ge=0.1, le=600)] = 10.0
    convex_llm_gap_s: Annotated[float, Field(ge=0.1, le=600)] = 6.0
    convex_llm_strategy_limit_usd: _Dollars = Decimal("0.25")
    convex_llm_daily_limit_usd: _Dollars = Decimal(5)
    convex_llm_monthly_limit_usd: _Dollars = Decimal(50)
    convex_llm_deployment_daily_limit_usd: _Dollars = Decimal(100)

    @property
    def llm_key(self) -> str | None:
        """The key, or nothing when there is none; blanks are none."""
        key = self.anthropic_api_key.get_secret_value().strip() if self.anthropic_api_key else ""
        return key or None

    @model_validator(mode="after")
    def _deadline_fits_the_job(self) -> Self:
        if self.convex_llm_deadline_s >= self.convex_job_timeout_s:
            raise ValueError(
                "CONVEX_LLM_DEADLINE_S must be shorter than CONVEX_JOB_TIMEOUT_S, or no job could end well"
            )
        return self
