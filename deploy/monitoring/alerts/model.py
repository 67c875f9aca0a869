"""Alerts on the model that writes strategies and on what it costs; without a key for it, none can fire."""

from typing import Final

from deploy.monitoring.clock import Clock
from deploy.monitoring.rules import Alert, Group

# Every worker tells the same of what they share.
_SPENT: Final = "max(convex_llm_deployment_day_nanousd) / min(convex_llm_deployment_limit_nanousd)"


def group(clock: Clock) -> Group:
    """Return the alerts."""
    return Group("model", (_left_alone(clock), _stood_in_for(clock), _near(clock), _spent(clock)))


def _left_alone(clock: Clock) -> Alert:
    return Alert(
        "ModelLeftAlone",
        "max by (model) (convex_llm_breaker_open) == 1",
        clock.duration("5m"),
        "ticket",
        "{{ $labels.model }} is not asked, because it kept failing.",
        "Its breaker has been open for 5 minutes; the second model or the offline engine writes meanwhile.",
    )


def _stood_in_for(clock: Clock) -> Alert:
    over = clock.duration("1h")
    stood_in = f"sum(increase(convex_llm_fallbacks_total[{over}]))"
    made = f'sum(increase(convex_jobs_total{{kind="strategy",outcome="succeeded"}}[{over}]))'
    return Alert(
        "ModelStoodInFor",
        f"{stood_in} / {made} > 0.2\nand {stood_in} > 10",
        clock.duration("5m"),
        "ticket",
        "Many strategies are written offline, at least in part.",
        "It was {{ $value | humanizePercentage }} of those of the last hour; 20 % is the limit.",
    )


def _near(clock: Clock) -> Alert:
    return Alert(
        "ModelBudgetNear",
        f"{_SPENT} > 0.8 < 0.95",
        clock.duration("1m"),
        "ticket",
        "The day's budget for models is nearly used up.",
        "{{ $value | humanizePercentage }} of the installation's limit are spent or reserved today.",
    )


def _spent(clock: Clock) -> Alert:
    return Alert(
        "ModelBudgetSpent",
        f"{_SPENT} >= 0.95",
        clock.duration("1m"),
        "page",
        "The day's budget for models is used up.",
        "{{ $value | humanizePercentage }} of the installation's limit are spent or reserved;"
        " strategies are written offline until midnight UTC.",
    )
