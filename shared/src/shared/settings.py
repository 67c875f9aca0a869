"""What a service's environment says, read once in main() and passed down."""

from typing import Annotated, Any, Final, Literal, Self, TypeVar, get_args

from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from shared.errors import SettingsError
from shared.secret_files import read_secret

Environment = Literal["development", "test", "production"]
# In every secret that docker-compose.yml has for a machine on which nobody has set one.
_DEVELOPMENT_MARK: Final = "development-only"


class _Secrets(PydanticBaseSettingsSource):
    """Every secret as a variable, or as the file that the variable with `_FILE` behind its name tells."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[str | None, str, bool]:
        is_secret = field.annotation is SecretStr or SecretStr in get_args(field.annotation)
        return (read_secret(field_name.upper()) if is_secret else None), field_name, False

    def __call__(self) -> dict[str, Any]:
        fields = self.settings_cls.model_fields.items()
        values = {name: self.get_field_value(field, name)[0] for name, field in fields}
        return {name: value for name, value in values.items() if value is not None}


class EnvironmentSettings(BaseSettings):
    """Settings of a process; a field is named as its variable, in lower case. An empty variable counts as unset."""

    model_config = SettingsConfigDict(frozen=True, env_ignore_empty=True, extra="ignore")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Look at secrets before the other variables, and after what the caller gives."""
        return init_settings, _Secrets(settings_cls), env_settings, dotenv_settings, file_secret_settings


class ServiceSettings(EnvironmentSettings):
    """Settings of every service."""

    convex_env: Environment = "development"
    database_url: SecretStr
    amqp_url: SecretStr
    otel_exporter_otlp_endpoint: str | None = Field(
        default=None, validation_alias=AliasChoices("otel_exporter_otlp_endpoint", "monitoring_endpoint")
    )
    sentry_dsn: SecretStr | None = None
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("amqp_url")
    @classmethod
    def _short_heartbeat(cls, value: SecretStr) -> SecretStr:
        # A half-open link is noticed after about three heartbeats, and the default of 60 s makes that three minutes.
        url = value.get_secret_value()
        if "heartbeat=" in url:
            return value
        return SecretStr(f"{url}{'&' if '?' in url else '?'}heartbeat=10")

    @model_validator(mode="after")
    def _own_secrets_in_production(self) -> Self:
        values = {name: getattr(self, name) for name in type(self).model_fields} if self.is_production else {}
        for name, value in values.items():
            if isinstance(value, SecretStr) and _DEVELOPMENT_MARK in value.get_secret_value():
                raise ValueError(f"{name.upper()}: production refuses the development secret; set one of your own")
        return self

    @property
    def is_production(self) -> bool:
        """Whether development secrets and allow-lists have to be refused."""
        return self.convex_env == "production"


class WorkerSettings(ServiceSettings):
    """Settings of a service that consumes; a subclass gives the port its default."""

    convex_worker_host: str = "127.0.0.1"
    convex_worker_port: Annotated[int, Field(ge=0, le=65535)] = 3010
    convex_prefetch: Annotated[int, Field(ge=1, le=500)] = 8
    convex_lease_s: Annotated[float, Field(ge=1, le=3600)] = 15.0
    convex_grace_s: Annotated[float, Field(ge=0, le=3600)] = 25.0
    convex_job_timeout_s: Annotated[float, Field(ge=1, le=3600)] = 120.0
    convex_unready_exit_s: Annotated[float, Field(ge=10, le=86400)] = 300.0
    convex_database_pool_size: Annotated[int, Field(ge=1, le=100)] = 8


S = TypeVar("S", bound=EnvironmentSettings)


def load_settings(cls: type[S]) -> S:
    """Read the environment.

    Raises:
        SettingsError: naming every variable that is missing or wrong, never its value.
    """
    try:
        return cls()  # pyright: ignore[reportCallIssue] - the values come from the environment
    except ValidationError as error:
        told = "; ".join(
            _sentence(tuple(e["loc"]), e["msg"]) for e in error.errors(include_input=False, include_url=False)
        )
        raise SettingsError(told) from None


def _sentence(loc: tuple[int | str, ...], message: str) -> str:
    name = str(loc[0]).upper() if loc else ""
    return f"{name}: {message.removeprefix('Value error, ')}" if name else message.removeprefix("Value error, ")
