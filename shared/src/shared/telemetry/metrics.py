"""The metrics of the path of a job, named once. Labels have few values: never an id, never a text from outside."""

from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, PlatformCollector, ProcessCollector

from shared.telemetry.memory import MemoryCollector

# Edges stand at the promises made to users, so that a ratio of good events can be read off.
SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1, 2, 3, 5, 10, 20, 60, 120, 300)


class Metrics:
    """The collectors of one process."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.registry = registry
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        registry.register(MemoryCollector())
        self.jobs = Counter("convex_jobs", "Jobs that ended", ("kind", "outcome"), registry=registry)
        self.job_seconds = Histogram(
            "convex_job_seconds", "From the request to the end of a job", ("kind",), buckets=SECONDS, registry=registry
        )
        self.queue_seconds = Histogram(
            "convex_job_queue_seconds", "From the request to the claim", ("kind",), buckets=SECONDS, registry=registry
        )
        self.stage_seconds = Histogram(
            "convex_job_stage_seconds", "Time in each stage", ("kind", "stage"), buckets=SECONDS, registry=registry
        )
        self.retries = Counter(
            "convex_job_retries", "Attempts that go on the retry ladder", ("kind",), registry=registry
        )
        self.deferrals = Counter(
            "convex_job_deferrals", "Deliveries of a job that somebody else holds", ("kind",), registry=registry
        )
        self.dead_letters = Counter(
            "convex_dead_letters", "Messages put into a dead queue", ("queue", "reason"), registry=registry
        )
        self.reaps = Counter("convex_lease_reaps", "Jobs found without a living holder", ("kind",), registry=registry)
        self.dispatches = Counter("convex_job_dispatches", "Jobs handed to the broker", ("kind",), registry=registry)
        self.waiting = Gauge("convex_jobs_open", "Jobs not yet over", ("kind", "status"), registry=registry)
        self.oldest_wait_seconds = Gauge(
            "convex_oldest_queued_job_seconds",
            "How long the oldest job waits that could begin and no worker has begun",
            ("kind",),
            registry=registry,
        )
        self.outbox_rows = Gauge("convex_outbox_rows", "Events not yet published", registry=registry)
        self.outbox_age_seconds = Gauge("convex_outbox_age_seconds", "Age of the oldest of them", registry=registry)
        self.events_published = Counter("convex_events_published", "Events published", ("event",), registry=registry)
        self.purges_due = Gauge(
            "convex_workspaces_to_purge", "Deleted workspaces whose grace time is over", registry=registry
        )
        self.purge_age_seconds = Gauge(
            "convex_workspace_purge_age_seconds", "How long the oldest of them should have been gone", registry=registry
        )
        self.rollup_lag_seconds = Histogram(
            "convex_rollup_lag_seconds", "From an event to its roll-up", buckets=SECONDS, registry=registry
        )
        self.statement_seconds = Histogram(
            "convex_database_statement_seconds", "Statements of ours on Postgres", buckets=SECONDS, registry=registry
        )
        self.ready = Gauge("convex_ready", "1 while the service can do its work", registry=registry)


def job_stage(stage: str) -> str:
    """Return a stage as a label; stages are words of our own, so this only guards against a long one."""
    return stage[:40]
