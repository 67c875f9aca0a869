"""Alerts on Postgres, as postgres_exporter tells of it, and on its replica, as the gateways see it."""

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
            Alert(
                "ReplicaLag",
                f"max by (instance) (convex_replica_lag_seconds) > {clock.seconds('30s')}",
                clock.duration("5m"),
                "ticket",
                "The replica does not keep up.",
                "For {{ $labels.instance }} it is {{ $value | humanizeDuration }} behind; the primary answers instead.",
            ),
            Alert(
                "ReplicaAway",
                'max by (instance, state) (convex_replica_state{state=~"away|promoted|foreign|diverged"}) == 1',
                clock.duration("10m"),
                "ticket",
                "The replica is not used: {{ $labels.state }}.",
                "{{ $labels.instance }} has read nothing there for 10 minutes; the primary answers instead.",
            ),
        ),
    )
