"""Alerts on the path of a job: from the queue in Postgres to the figures of its day and the end of its workspace."""

from deploy.monitoring.clock import Clock
from deploy.monitoring.rules import Alert, Group, by_service


def group(clock: Clock) -> Group:
    """Return the alerts."""
    return Group(
        "jobs", (_waiting(clock), _failing(clock), _reaped(clock), _outbox(clock), _rollup(clock), _purge(clock))
    )


def _by_worker(expression: str) -> str:
    return by_service(expression, "kind", "(.+)", "$1-worker")


def _waiting(clock: Clock) -> Alert:
    return Alert(
        "JobsWait",
        _by_worker(f"max by (kind) (convex_oldest_queued_job_seconds) > {clock.seconds('60s')}"),
        clock.duration("2m"),
        "page",
        "Jobs of kind {{ $labels.kind }} wait for a worker.",
        "The oldest has waited for {{ $value | humanizeDuration }}; none should wait for a minute.",
    )


def _failing(clock: Clock) -> Alert:
    over = clock.duration("30m")
    ended = f'sum by (kind) (increase(convex_jobs_total{{outcome=~"succeeded|failed"}}[{over}]))'
    return Alert(
        "JobsFail",
        f'sum by (kind) (increase(convex_jobs_total{{outcome="failed"}}[{over}])) / {ended} > 0.05\nand {ended} > 20',
        clock.duration("5m"),
        "ticket",
        "Jobs of kind {{ $labels.kind }} fail.",
        "{{ $value | humanizePercentage }} of those that ended in the last 30 minutes failed; 5 % is the limit.",
    )


def _reaped(clock: Clock) -> Alert:
    return Alert(
        "LeasesReaped",
        _by_worker(f"sum by (kind) (increase(convex_lease_reaps_total[{clock.duration('15m')}])) > 3"),
        clock.duration("0s"),
        "ticket",
        "Workers lose jobs of kind {{ $labels.kind }}.",
        "{{ $value | humanize }} jobs had to be queued again in 15 minutes, because nobody was holding them any more.",
    )


def _outbox(clock: Clock) -> Alert:
    return Alert(
        "OutboxLag",
        f"max(convex_outbox_age_seconds) > {clock.seconds('30s')}",
        clock.duration("2m"),
        "page",
        "Events are stored and not published.",
        "The oldest has been in the outbox for {{ $value | humanizeDuration }}; figures and live pages stand still.",
        {"service": "gateway"},
    )


def _rollup(clock: Clock) -> Alert:
    rate = f"sum by (le) (rate(convex_rollup_lag_seconds_bucket[{clock.duration('5m')}]))"
    return Alert(
        "RollupLag",
        f"histogram_quantile(0.95, {rate}) > {clock.seconds('30s')}",
        clock.duration("5m"),
        "ticket",
        "Figures of the day lag behind.",
        "Of 5 minutes' events, 5 % took more than {{ $value | humanizeDuration }} to be counted; 30 s is the limit.",
        {"service": "stats-aggregator"},
    )


def _purge(clock: Clock) -> Alert:
    return Alert(
        "WorkspacePurgeOverdue",
        f"max(convex_workspace_purge_age_seconds) > {clock.seconds('1h')}",
        clock.duration("5m"),
        "ticket",
        "A deleted workspace is still there.",
        "It should have been gone for {{ $value | humanizeDuration }}. Nobody gets in, but its rows are there.",
        {"service": "gateway"},
    )
