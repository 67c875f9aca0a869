"""Alerts on what watches the others."""

from deploy.monitoring.clock import Clock
from deploy.monitoring.rules import Alert, Group


def group(clock: Clock) -> Group:
    """Return the alerts."""
    return Group(
        "watching",
        (
            Alert(
                "Watchdog",
                "vector(1)",
                clock.duration("1m"),
                "none",
                "Prometheus and Alertmanager work.",
                "It always fires and is told every minute; who expects it notices when nothing has come for 5 minutes.",
            ),
            Alert(
                "MonitoringTargetDown",
                'up{job!~"gateway|workers|rabbitmq"} == 0',
                clock.duration("5m"),
                "ticket",
                "{{ $labels.job }} is not watched.",
                "{{ $labels.instance }} has answered no scrape for 5 minutes; nobody would notice what it tells of.",
            ),
            Alert(
                "AlertsNotDelivered",
                f"sum by (integration) (increase(alertmanager_notifications_failed_total[{clock.duration('5m')}])) > 0",
                clock.duration("1m"),
                "page",
                "Alerts do not arrive by {{ $labels.integration }}.",
                "{{ $value | humanize }} attempts failed in 5 minutes.",
            ),
            Alert(
                "RulesFail",
                "sum by (rule_group) (increase(prometheus_rule_evaluation_failures_total"
                f"[{clock.duration('15m')}])) > 0",
                clock.duration("0s"),
                "ticket",
                "Rules of {{ $labels.rule_group }} cannot be evaluated.",
                "{{ $value | humanize }} evaluations failed in 15 minutes; alerts of this group may be missing.",
            ),
        ),
    )
