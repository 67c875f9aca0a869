"""Alerts on what a restore needs: WAL that reaches the archive, and a recent backup."""

from typing import Final

from deploy.monitoring.clock import Clock
from deploy.monitoring.rules import Alert, Group

_CHANGES: Final = ("inserted", "updated", "deleted")


def group(clock: Clock) -> Group:
    """Return the alerts."""
    quarter = clock.duration("15m")
    changes = " + ".join(f"increase(pg_stat_database_tup_{each}[{quarter}])" for each in _CHANGES)
    return Group(
        "backups",
        (
            Alert(
                "ArchiveFails",
                f"increase(pg_stat_archiver_failed_count[{clock.duration('5m')}]) > 0",
                quarter,
                "page",
                "Postgres cannot archive its WAL.",
                "{{ $value | humanize }} attempts failed in 5 minutes; what is written now is in no backup.",
            ),
            # Nothing to archive is no trouble: somebody has to have written meanwhile.
            Alert(
                "ArchiveStale",
                f"pg_stat_archiver_last_archive_age > {clock.seconds('15m')}\n"
                f"and on (instance) sum by (instance) ({changes}) > 0",
                clock.duration("5m"),
                "page",
                "Postgres writes and archives no WAL.",
                "The last of it was archived {{ $value | humanizeDuration }} ago; what is written now is in no backup.",
            ),
            Alert(
                "BackupOld",
                f"convex_backup_completed_timestamp_seconds < time() - {clock.seconds('26h')}",
                clock.duration("10m"),
                "ticket",
                "The last backup is too old.",
                "The newest in the repository ended at {{ $value | humanizeTimestamp }}; one a night is expected.",
            ),
        ),
    )
