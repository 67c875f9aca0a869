"""Whether the variables of this process contradict each other, as far as it sees those of the services."""

from collections.abc import Mapping
from typing import Final

from gateway.operator.checks.finding import Finding

_DEVELOPMENT_MARK: Final = "development-only"
# The smaller, the larger, and what comes of it otherwise.
_ORDERS: Final = (
    ("CONVEX_WORKSPACE_QUEUE_LIMIT", "CONVEX_QUEUE_LIMIT", "one workspace fills the queue of all"),
    ("CONVEX_LLM_STRATEGY_LIMIT_USD", "CONVEX_LLM_DAILY_LIMIT_USD", "a strategy's limit is never reached"),
    ("CONVEX_LLM_DAILY_LIMIT_USD", "CONVEX_LLM_MONTHLY_LIMIT_USD", "a day's limit is never reached"),
    ("CONVEX_LEASE_S", "CONVEX_JOB_TIMEOUT_S", "a dead worker is missed later than its job may take"),
)


def check_surroundings(variables: Mapping[str, str]) -> list[Finding]:
    """Return what is to be said of the settings; a value is never repeated."""
    findings = [*_secrets(variables), *_orders(variables), *_halves(variables)]
    return findings or [Finding("settings", "ok", "No setting contradicts another, as far as this process sees them.")]


def _secrets(variables: Mapping[str, str]) -> list[Finding]:
    if variables.get("CONVEX_ENV") != "production":
        return []
    names = sorted(name for name, value in variables.items() if _DEVELOPMENT_MARK in value)
    remedy = "Set secrets of your own: services refuse to start in production with these."
    return [Finding("settings", "fail", f"{', '.join(names)}: the development secret.", remedy)] if names else []


def _orders(variables: Mapping[str, str]) -> list[Finding]:
    return [
        Finding("settings", "warn", f"{smaller} is larger than {larger}: {consequence}.", f"Lower {smaller}.")
        for smaller, larger, consequence in _ORDERS
        if (low := _number(variables.get(smaller))) is not None
        and (high := _number(variables.get(larger))) is not None
        and low > high
    ]


def _halves(variables: Mapping[str, str]) -> list[Finding]:
    findings: list[Finding] = []
    if variables.get("CONVEX_ENABLED", "").lower() in {"false", "0", "no", "off"}:
        remedy = "Set CONVEX_ENABLED=true and restart the gateway when that is not meant."
        findings.append(Finding("settings", "warn", "CONVEX_ENABLED is false: every product path answers 404.", remedy))
    if "DATABASE_URL" in variables and "CONVEX_HTTP_PORT" in variables and not variables.get("DATABASE_RELAY_URL"):
        remedy = "Set it, unless `gateway dispatch` runs elsewhere."
        findings.append(
            Finding("settings", "warn", "Without DATABASE_RELAY_URL this gateway hands out no job.", remedy)
        )
    return findings


def _number(text: str | None) -> float | None:
    try:
        return float(text or "")
    except ValueError:
        return None
