"""Settings that would be dangerous are refused by name."""

from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from gateway.settings import GatewaySettings


def settings(**changed: Any) -> GatewaySettings:
    """Return good settings with changes."""
    values: dict[str, Any] = {
        "database_url": SecretStr("postgresql://x"),
        "amqp_url": SecretStr("amqp://x"),
        "jwt_secret": SecretStr("x" * 32),
    }
    return GatewaySettings(**(values | changed))


def test_the_defaults_listen_on_this_machine_only() -> None:
    assert (settings().convex_http_host, settings().convex_http_port) == ("127.0.0.1", 3008)
    assert settings().cors_origins == ()
    assert settings().convex_enabled


def test_origins_are_a_list_with_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CORS_ORIGINS", "https://a.example, https://b.example/ ,")
    assert settings().cors_origins == ("https://a.example", "https://b.example")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"cors_origins": ("*",)}, "CORS_ORIGINS"),
        ({"jwt_secret": None}, "JWT_SECRET or JWKS_URL"),
        ({"jwt_secret": SecretStr("short")}, "at least 32 bytes"),
        ({"jwt_accepted_secrets": SecretStr("y" * 32 + " short")}, "JWT_ACCEPTED_SECRETS: each must have at least 32"),
        (
            {"jwt_secret": None, "jwks_url": "https://id.example/keys", "jwt_accepted_secrets": SecretStr("y" * 32)},
            "JWT_ACCEPTED_SECRETS needs JWT_SECRET",
        ),
        ({"convex_env": "production", "jwks_url": "http://id.example/keys"}, "https in production"),
        ({"convex_env": "production"}, "JWT_SECRET must have at least 10 different characters in production"),
        (
            {"convex_env": "production", "jwt_secret": SecretStr("development-only-secret-of-this-machine")},
            "JWT_SECRET: production refuses the development secret",
        ),
        (
            {"convex_env": "production", "database_relay_url": SecretStr("postgresql://r:development-only-relay@h/d")},
            "DATABASE_RELAY_URL: production refuses the development secret",
        ),
    ],
)
def test_dangerous_ones_are_refused(changed: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        settings(**changed)


def test_production_accepts_a_random_secret_and_development_its_own() -> None:
    random = SecretStr("5d9a8c07e1f24b63a0c7d8e9f1b2a3c45d9a8c07e1f24b63a0c7d8e9f1b2a3c4")
    assert settings(convex_env="production", jwt_secret=random).is_production
    assert not settings(jwt_secret=SecretStr("development-only-secret-of-this-machine")).is_production


@pytest.mark.parametrize(("key", "is_enabled"), [(None, False), ("", False), ("  ", False), ("sk-test", True)])
def test_the_llm_engine_needs_a_key(key: str | None, *, is_enabled: bool) -> None:
    found = settings(anthropic_api_key=SecretStr(key) if key is not None else None)
    assert found.llm_enabled is is_enabled


def test_secrets_are_not_shown() -> None:
    assert "x" * 32 not in repr(settings())


def test_the_first_secret_signs_and_the_others_follow_by_spaces_or_lines() -> None:
    found = settings(jwt_accepted_secrets=SecretStr("y" * 32 + "\n" + "z" * 32 + "\n"))
    assert found.jwt_secrets == ("x" * 32, "y" * 32, "z" * 32)
    assert settings(jwt_secret=None, jwks_url="https://id.example/keys").jwt_secrets == ()
