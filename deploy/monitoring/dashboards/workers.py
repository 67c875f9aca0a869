"""One dashboard for each worker: what it does, how long its stages take, what it needs."""

from typing import Final

from deploy.monitoring.panels import Dashboard, Panel, Query, quantile, quantiles

_KINDS: Final = ("strategy", "seo", "roadmap")
_TITLES: Final = {"strategy": "Strategy worker", "seo": "SEO worker", "roadmap": "Roadmap worker"}


def dashboards() -> tuple[Dashboard, ...]:
    """Return the dashboards of the workers, and that of the stats aggregator."""
    return (*(_worker(kind) for kind in _KINDS), _aggregator())


def _worker(kind: str) -> Dashboard:
    own = (("Pages", _pages()),) if kind == "seo" else ()
    return Dashboard(
        f"{kind}-worker",
        _TITLES[kind],
        (("Jobs", _jobs(kind)), ("Time", _time(kind)), *own, ("Process", _process(f"{kind}-worker"))),
    )


def _jobs(kind: str) -> tuple[Panel, ...]:
    chosen = f'kind="{kind}"'
    return (
        Panel("Ended", (Query(f"sum by (outcome) (rate(convex_jobs_total{{{chosen}}}[5m]))", "{{outcome}}"),), "ops"),
        Panel("Not yet over", (Query(f"max by (status) (convex_jobs_open{{{chosen}}})", "{{status}}"),)),
        Panel(
            "Tried again, and found held by another",
            (
                Query(f"sum(rate(convex_job_retries_total{{{chosen}}}[5m]))", "tried again"),
                Query(f"sum(rate(convex_job_deferrals_total{{{chosen}}}[5m]))", "held by another"),
            ),
            "ops",
        ),
    )


def _time(kind: str) -> tuple[Panel, ...]:
    chosen = f'kind="{kind}"'
    return (
        Panel("From the request to the end", quantiles("convex_job_seconds", chosen), "s", limit=2),
        Panel("In the queue", quantiles("convex_job_queue_seconds", chosen), "s"),
        Panel("Stages, p95", (Query(quantile(0.95, "convex_job_stage_seconds", "stage", chosen), "{{stage}}"),), "s"),
    )


def _pages() -> tuple[Panel, ...]:
    return (
        Panel("Pages parsed", (Query("sum by (outcome) (rate(convex_seo_parses_total[5m]))", "{{outcome}}"),), "ops"),
        Panel("Waiting for a parser", quantiles("convex_seo_parser_wait_seconds"), "s"),
        Panel(
            "Outside sources",
            (Query("sum by (source, outcome) (rate(convex_seo_source_answers_total[5m]))", "{{source}} {{outcome}}"),),
            "ops",
            about="Nothing is drawn while no source is turned on.",
        ),
    )


def _process(service: str) -> tuple[Panel, ...]:
    chosen = f'service="{service}"'
    return (
        Panel(
            "Cores in use",
            (Query(f"rate(process_cpu_seconds_total{{{chosen}}}[5m])", "{{instance}}"),),
            about="Of the process itself, without those it has started; at 1 it can do no more.",
        ),
        Panel(
            "Memory",
            (
                Query(f"convex_memory_used_bytes{{{chosen}}}", "used {{instance}}"),
                Query(f"convex_memory_limit_bytes{{{chosen}}}", "limit {{instance}}"),
            ),
            "bytes",
        ),
        Panel(
            "Messages at work",
            (Query(f"sum by (instance) (faststream_received_messages_in_process{{{chosen}}})", "{{instance}}"),),
        ),
    )


def _aggregator() -> Dashboard:
    handled = 'sum by (status) (rate(faststream_received_processed_messages_total{service="stats-aggregator"}[5m]))'
    events = (
        Panel("From an event to its figure", quantiles("convex_rollup_lag_seconds"), "s", limit=30),
        Panel("Events handled", (Query(handled, "{{status}}"),), "ops"),
        Panel(
            "Events that wait",
            (Query('sum(rabbitmq_detailed_queue_messages_ready{queue="stats-aggregator"})', "ready"),),
            limit=1000,
        ),
    )
    return Dashboard(
        "stats-aggregator", "Stats aggregator", (("Events", events), ("Process", _process("stats-aggregator")))
    )
