"""What the gateway's environment says, read once."""

from decimal import Decimal
from typing import Annotated, Final, Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import NoDecode

from gateway.archive.settings import StorageSettings
from shared.settings import ServiceSettings

_MIN_SECRET_BYTES: Final = 32
# 32 random bytes in hexadecimal have fewer than 10 different digits once in some millions of times.
_MIN_SECRET_CHARACTERS: Final = 10
_Dollars = Annotated[Decimal, Field(ge=0, le=100_000, decimal_places=6)]


class GatewaySettings(ServiceSettings, StorageSettings):
    """Settings of the gateway; a field's alias is the name of its variable."""

    convex_enabled: bool = True
    convex_http_host: str = "127.0.0.1"
    convex_http_port: Annotated[int, Field(ge=0, le=65535)] = 3008
    database_relay_url: SecretStr | None = None
    # A streaming replica of DATABASE_URL, by the same role; it answers questions, never with less than the primary had.
    database_replica_url: SecretStr | None = None
    # This one signs; signatures of the accepted ones, separated by spaces or lines, count while a secret is exchanged.
    jwt_secret: SecretStr | None = None
    jwt_accepted_secrets: SecretStr | None = None
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
    # How long a deleted workspace can be brought back.
    convex_workspace_grace_hours: Annotated[int, Field(ge=0, le=8760)] = 72
    convex_streams_per_user: Annotated[int, Field(ge=1)] = 20
    # Where a trace is shown; {trace_id} stands for its id.
    convex_traces_url: str | None = None
    convex_session_hours: Annotated[int, Field(ge=1, le=720)] = 12
    # Asked first; the worker asks it, the gateway says what that is likely to cost.
    convex_llm_model: str = "claude-haiku-5-5"
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
        if self.jwt_secret is None and self.jwt_accepted_secrets is not None:
            raise ValueError("JWT_ACCEPTED_SECRETS needs JWT_SECRET, with which sessions are signed")
        for name, secret in self._named_secrets():
            if len(secret.encode()) < _MIN_SECRET_BYTES:
                raise ValueError(f"{name} must have at least {_MIN_SECRET_BYTES} bytes")
        return self

    @model_validator(mode="after")
    def _nobody_guesses_in_production(self) -> Self:
        if not self.is_production:
            return self
        if self.jwks_url and not self.jwks_url.startswith("https://"):
            raise ValueError("JWKS_URL must use https in production")
        for name, secret in self._named_secrets():
            if len(set(secret)) < _MIN_SECRET_CHARACTERS:
                raise ValueError(
                    f"{name} must have at least {_MIN_SECRET_CHARACTERS} different characters in production;"
                    " `openssl rand -hex 32` makes a good one"
                )
        return self

    def _named_secrets(self) -> list[tuple[str, str]]:
        signing = [("JWT_SECRET", self.jwt_secret.get_secret_value())] if self.jwt_secret else []
        others = self.jwt_accepted_secrets.get_secret_value().split() if self.jwt_accepted_secrets else []
        return signing + [("JWT_ACCEPTED_SECRETS: each", secret) for secret in others]

    @property
    def jwt_secrets(self) -> tuple[str, ...]:
        """The secrets whose signatures count; the first signs. None when only a provider's keys do."""
        return tuple(secret for _, secret in self._named_secrets())

    @property
    def llm_enabled(self) -> bool:
        """Whether a request may ask for the Anthropic engine."""
        return bool(self.anthropic_api_key and self.anthropic_api_key.get_secret_value().strip())
