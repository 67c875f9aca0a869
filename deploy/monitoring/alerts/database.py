"""Alerts on Postgres, as postgres_exporter tells of it."""

from deploy.monitoring.clock import Clock
from deploy.monitoring.rules import Alert, Group


def group(clock: Clock) -> Group:
    """Return the alerts."""
    return Group(
        "database",
        (
            Alert(
                "DatabaseDown",
                "pg_up == 0",
                clock.duration("1m"),
                "page",
                "Postgres does not answer.",
                "{{ $labels.instance }} has not been able to connect for a minute. Nothing works without it.",
            ),
            Alert(
                "DatabaseConnections",
                "sum by (server) (pg_stat_activity_count) / max by (server) (pg_settings_max_connections) > 0.8",
                clock.duration("5m"),
                "ticket",
                "Postgres is about to refuse connections.",
                "{{ $value | humanizePercentage }} of the connections of {{ $labels.server }} are in use.",
            ),
            Alert(
                "DatabaseLongTransaction",
                "max by (server, datname) (pg_stat_activity_max_tx_duration) > " + clock.seconds("15m"),
                clock.duration("1m"),
                "ticket",
                "A transaction in {{ $labels.datname }} does not end.",
                "It has been open for {{ $value | humanizeDuration }}; dead rows cannot be removed meanwhile.",
            ),
        ),
    )
