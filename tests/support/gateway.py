"""How a test that serves the gateway in its own process sets it up."""

from typing import Any

from pydantic import SecretStr

from gateway.settings import GatewaySettings
from support.backends import Backends, stack_environment


def gateway_settings(backends: Backends, **changed: Any) -> GatewaySettings:
    """Return settings with limits that no test reaches by accident."""
    env = stack_environment()
    values: dict[str, Any] = {
        "convex_env": "test",
        "database_url": SecretStr(backends.user_url),
        "amqp_url": SecretStr(backends.amqp_url),
        "jwt_secret": SecretStr(env["JWT_SECRET"]),
        "jwt_issuer": env["JWT_ISSUER"],
        "jwt_audience": env["JWT_AUDIENCE"],
        "convex_rate_per_minute": 1_000_000,
        "convex_workspace_rate_per_minute": 1_000_000,
    }
    return GatewaySettings(**(values | changed))
