"""What the gateway's environment says, read once."""

from decimal import Decimal
from typing import Annotated, Final, Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import NoDecode

from shared.settings import ServiceSettings

_MIN_SECRET_BYTES: Final = 32
# 32 random bytes in hexadecimal have fewer than 10 different digits once in some millions of times.
_MIN_SECRET_CHARACTERS: Final = 10
_Dollars = Annotated[Decimal, Field(ge=0, le=100_000, decimal_places=6)]


class GatewaySettings(ServiceSettings):
    """Settings of the gateway; a field's alias is the name of its variable."""

    convex_enabled: bool = True
    convex_http_host: str = "127.0.0.1"
    convex_http_port: Annotated[int, Field(ge=0, le=65535)] = 3008
    database_relay_url: SecretStr | None = None
    jwt_secret: SecretStr | None = None
    jwks_url: str | None = None
    jwt_issuer: str = "convex"
    jwt_audience: str = "authenticated"
    cors_origins: Annotated[tuple[str, ...], NoDecode] = ()
    anthropic_api_key: SecretStr | None = None
    convex_database_pool_size: Annotated[int, Field(ge=1, le=100)] = 8
    convex_queue_limit: Annotated[int, Field(ge=1)] = 10_000
    convex_workspace_queue_limit: Annotated[int, Field(ge=1)] = 2_000
    convex_rate_per_minute: Annotated[int, Field(ge=1)] = 6_000
    convex_workspace_rate_per_minute: Annotated[int, Field(ge=1)] = 12_000
    convex_login_rate_per_minute: Annotated[int, Field(ge=1)] = 10
    convex_dispatch_share: Annotated[int, Field(ge=1, le=1000)] = 16
    convex_reap_after_s: Annotated[float, Field(ge=1, le=3600)] = 60.0
    convex_streams_per_user: Annotated[int, Field(ge=1)] = 20
    convex_session_hours: Annotated[int, Field(ge=1, le=720)] = 12
    # What holds for a workspace that has set nothing else; the strategy worker keeps to it, the gateway shows it.
    convex_llm_strategy_limit_usd: _Dollars = Decimal("0.25")
    convex_llm_daily_limit_usd: _Dollars = Decimal(5)
    convex_llm_monthly_limit_usd: _Dollars = Decimal(50)

    @field_validator("cors_origins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip().rstrip("/") for part in value.split(",") if part.strip())
        return value

    @field_validator("cors_origins")
    @classmethod
    def _explicit(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if "*" in value:
            raise ValueError("CORS_ORIGINS must list origins; * would let any site read with a user's session")
        return value

    @model_validator(mode="after")
    def _somebody_signs(self) -> Self:
        if self.jwt_secret is None and not self.jwks_url:
            raise ValueError("JWT_SECRET or JWKS_URL must be set, or nobody could sign in")
        if self.jwt_secret is not None and len(self.jwt_secret.get_secret_value().encode()) < _MIN_SECRET_BYTES:
            raise ValueError(f"JWT_SECRET must have at least {_MIN_SECRET_BYTES} bytes")
        return self

    @model_validator(mode="after")
    def _nobody_guesses_in_production(self) -> Self:
        if not self.is_production:
            return self
        if self.jwks_url and not self.jwks_url.startswith("https://"):
            raise ValueError("JWKS_URL must use https in production")
        if self.jwt_secret is not None and len(set(self.jwt_secret.get_secret_value())) < _MIN_SECRET_CHARACTERS:
            raise ValueError(
                f"JWT_SECRET must have at least {_MIN_SECRET_CHARACTERS} different characters in production;"
                " `openssl rand -hex 32` makes a good one"
            )
        return self

    @property
    def llm_enabled(self) -> bool:
        """Whether a request may ask for the Anthropic engine."""
        return bool(self.anthropic_api_key and self.anthropic_api_key.get_secret_value().strip())
