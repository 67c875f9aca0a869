"""Postgres, as postgres_exporter tells of it, and the disks below."""

from deploy.monitoring.panels import Dashboard, Panel, Query, quantile, quantiles

_DISKS = '{fstype!~"tmpfs|ramfs|overlay|squashfs"}'


def dashboard() -> Dashboard:
    """Return the dashboard."""
    return Dashboard(
        "postgres",
        "Postgres",
        (("Work", _work()), ("Replica", _replica()), ("Storage", _storage()), ("Backups", _backups())),
    )


def _work() -> tuple[Panel, ...]:
    seconds = "convex_database_statement_seconds"
    return (
        Panel("Statements of ours", quantiles(seconds), "s", limit=0.1),
        Panel("95 in 100 by service", (Query(quantile(0.95, seconds, by="service"), "{{service}}"),), "s", limit=0.1),
        Panel(
            "Statements in a second",
            (Query(f"sum by (service) (rate({seconds}_count[5m]))", "{{service}}"),),
            "ops",
        ),
        Panel(
            "Connections by state",
            (
                Query("sum by (state) (pg_stat_activity_count) > 0", "{{state}}"),
                Query("max(pg_settings_max_connections)", "limit"),
            ),
        ),
        Panel(
            "Transactions",
            (
                Query("sum by (datname) (rate(pg_stat_database_xact_commit[5m]))", "{{datname}} committed"),
                Query("sum by (datname) (rate(pg_stat_database_xact_rollback[5m])) > 0", "{{datname}} rolled back"),
            ),
            "ops",
        ),
        Panel(
            "Longest transaction",
            (Query("max by (datname) (pg_stat_activity_max_tx_duration)", "{{datname}}"),),
            "s",
            limit=900,
        ),
        Panel(
            "Found in memory",
            (
                Query(
                    "sum(rate(pg_stat_database_blks_hit[5m]))"
                    " / (sum(rate(pg_stat_database_blks_hit[5m])) + sum(rate(pg_stat_database_blks_read[5m])))",
                    "share",
                ),
            ),
            "percentunit",
        ),
        Panel("Deadlocks", (Query("sum by (datname) (increase(pg_stat_database_deadlocks[1h]))", "{{datname}}"),)),
        Panel(
            "Temporary files",
            (Query("sum by (datname) (rate(pg_stat_database_temp_bytes[5m]))", "{{datname}}"),),
            "bytes",
        ),
    )


def _replica() -> tuple[Panel, ...]:
    return (
        Panel(
            "Questions a replica may answer, by who answered",
            (Query("sum by (answered) (rate(convex_replica_reads_total[5m])) > 0", "{{answered}}"),),
            "ops",
            about="Anything but replica was answered by the primary, for the reason named. Empty without a replica.",
        ),
        Panel("Behind", (Query("max by (instance) (convex_replica_lag_seconds)", "{{instance}}"),), "s", limit=30),
        Panel(
            "Still to replay",
            (Query("max by (instance) (convex_replica_lag_bytes)", "{{instance}}"),),
            "bytes",
        ),
    )


def _storage() -> tuple[Panel, ...]:
    return (
        Panel("Size", (Query("pg_database_size_bytes", "{{datname}}"),), "bytes", width=12),
        Panel(
            "Free on disks",
            (
                Query(
                    f"node_filesystem_avail_bytes{_DISKS} / node_filesystem_size_bytes", "{{instance}} {{mountpoint}}"
                ),
            ),
            "percentunit",
            width=12,
        ),
    )


def _backups() -> tuple[Panel, ...]:
    return (
        Panel(
            "Since WAL was archived",
            (Query("pg_stat_archiver_last_archive_age", "{{instance}}"),),
            "s",
            limit=900,
            about="Grows while nobody writes, too. Nothing is shown where archiving has never worked.",
        ),
        Panel(
            "WAL archived",
            (
                Query("increase(pg_stat_archiver_archived_count[1h])", "archived"),
                Query("increase(pg_stat_archiver_failed_count[1h])", "failed"),
            ),
        ),
        Panel(
            "Since the last backup",
            (Query("time() - convex_backup_completed_timestamp_seconds", "{{instance}}"),),
            "s",
            limit=26 * 3600,
        ),
    )
