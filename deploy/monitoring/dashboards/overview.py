"""Uptime, performance, errors, usage: whether users get what was promised."""

from deploy.monitoring.panels import Dashboard, Panel, Query, quantile, quantiles

_USERS = 'route!~"/health/.*|/metrics"'


def dashboard() -> Dashboard:
    """Return the dashboard."""
    return Dashboard(
        "overview",
        "Overview",
        (("Uptime", _uptime()), ("Performance", _performance()), ("Errors", _errors()), ("Usage", _usage())),
    )


def _uptime() -> tuple[Panel, ...]:
    left = "1 - slo:bad_events:ratio_rate3d / slo:budget:ratio"
    return (
        Panel(
            "Services that answer",
            (Query('sum(up{job=~"gateway|workers"})', "answer"), Query('count(up{job=~"gateway|workers"})', "known")),
            kind="stat",
            width=5,
        ),
        Panel("Services that can work", (Query("sum(convex_ready)", "ready"),), kind="stat", width=5),
        Panel(
            "Reached from outside",
            (Query("avg by (instance) (avg_over_time(probe_success[1h]))", "{{instance}}"),),
            "percentunit",
            "stat",
            5,
            about="The share of probes of the last hour that had a good answer.",
        ),
        Panel(
            "Error budgets",
            (Query(left, "{{slo}}"),),
            "percentunit",
            "stat",
            9,
            about="What is left of a budget if the next 27 days go as the last 3. Below 0 the objective is missed.",
        ),
        Panel("Up", (Query('up{job=~"gateway|workers"}', "{{service}}"),), width=12),
        Panel(
            "Alerts that fire", (Query('ALERTS{alertstate="firing",alertname!="Watchdog"}'),), kind="table", width=12
        ),
    )


def _performance() -> tuple[Panel, ...]:
    return (
        Panel(
            "Until an answer begins",
            quantiles("convex_http_request_seconds", _USERS),
            "s",
            limit=0.5,
            about="95 of 100 within 0.5 s is the objective. Answers that wait for a job on purpose are left out.",
        ),
        Panel(
            "Slowest routes, p95",
            (Query(f"topk(6, {quantile(0.95, 'convex_http_request_seconds', 'route', _USERS)})", "{{route}}"),),
            "s",
        ),
        Panel(
            "From the request to the end of a job, p95",
            (Query(quantile(0.95, "convex_job_seconds", "kind"), "{{kind}}"),),
            "s",
            limit=2,
        ),
        Panel(
            "Too slow",
            (Query('slo:bad_events:ratio_rate1h{type="latency"}', "{{slo}}"),),
            "percentunit",
            limit=0.05,
            width=12,
        ),
        Panel(
            "Oldest job that waits",
            (Query("max by (kind) (convex_oldest_queued_job_seconds)", "{{kind}}"),),
            "s",
            limit=60,
            width=12,
        ),
    )


def _errors() -> tuple[Panel, ...]:
    failed = f'convex_http_requests_total{{{_USERS},status=~"5.."}}'
    return (
        Panel(
            "Failed requests",
            (Query('slo:bad_events:ratio_rate5m{slo="availability"}', "of 5 minutes"),),
            "percentunit",
            limit=0.001,
        ),
        Panel(
            "Errors by route", (Query(f"sum by (route, status) (rate({failed}[5m]))", "{{status}} {{route}}"),), "reqps"
        ),
        Panel(
            "Jobs that failed",
            (Query('sum by (kind) (rate(convex_jobs_total{outcome="failed"}[5m]))', "{{kind}}"),),
            "ops",
        ),
        Panel(
            "Dead letters",
            (Query('sum by (queue) (rabbitmq_detailed_queue_messages_ready{queue=~".+[.]dead"})', "{{queue}}"),),
            width=12,
        ),
        Panel(
            "Jobs queued again, and attempts repeated",
            (
                Query("sum by (kind) (rate(convex_lease_reaps_total[5m]))", "reaped {{kind}}"),
                Query("sum by (kind) (rate(convex_job_retries_total[5m]))", "retried {{kind}}"),
            ),
            "ops",
            width=12,
        ),
    )


def _usage() -> tuple[Panel, ...]:
    return (
        Panel(
            "Requests",
            (Query(f"sum by (method) (rate(convex_http_requests_total{{{_USERS}}}[5m]))", "{{method}}"),),
            "reqps",
        ),
        Panel(
            "Jobs that ended",
            (Query('sum by (kind) (rate(convex_jobs_total{outcome="succeeded"}[5m]))', "{{kind}}"),),
            "ops",
        ),
        Panel(
            "Jobs of 24 hours",
            (Query('sum by (kind) (increase(convex_jobs_total{outcome="succeeded"}[24h]))', "{{kind}}"),),
            kind="stat",
        ),
    )
