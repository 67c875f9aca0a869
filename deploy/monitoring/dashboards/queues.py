"""The queues of RabbitMQ and the outbox before them."""

from deploy.monitoring.panels import Dashboard, Panel, Query

_READY = "rabbitmq_detailed_queue_messages_ready"


def dashboard() -> Dashboard:
    """Return the dashboard."""
    return Dashboard(
        "queues", "Queues and outbox", (("Queues", _queues()), ("Outbox", _outbox()), ("RabbitMQ", _broker()))
    )


def _queues() -> tuple[Panel, ...]:
    return (
        Panel("Ready", (Query(f'sum by (queue) ({_READY}{{queue!~".+[.](dead|retry.*)"}})', "{{queue}}"),), limit=1000),
        Panel(
            "Handed out, not yet acknowledged",
            (Query("sum by (queue) (rabbitmq_detailed_queue_messages_unacked) > 0", "{{queue}}"),),
        ),
        Panel(
            "Consumers",
            (Query('sum by (queue) (rabbitmq_detailed_queue_consumers{queue!~".+[.](dead|retry.*)"})', "{{queue}}"),),
        ),
        Panel("On the retry ladder", (Query(f'sum by (queue) ({_READY}{{queue=~".+[.]retry.*"}}) > 0', "{{queue}}"),)),
        Panel("Dead", (Query(f'sum by (queue) ({_READY}{{queue=~".+[.]dead"}})', "{{queue}}"),)),
        Panel(
            "Put into a dead queue, by reason",
            (Query("sum by (queue, reason) (increase(convex_dead_letters_total[1h]))", "{{queue}} {{reason}}"),),
        ),
    )


def _outbox() -> tuple[Panel, ...]:
    return (
        Panel("Events not yet published", (Query("max(convex_outbox_rows)", "events"),)),
        Panel("Age of the oldest", (Query("max(convex_outbox_age_seconds)", "age"),), "s", limit=30),
        Panel("Published", (Query("sum by (event) (rate(convex_events_published_total[5m]))", "{{event}}"),), "ops"),
        Panel("Jobs dispatched", (Query("sum by (kind) (rate(convex_job_dispatches_total[5m]))", "{{kind}}"),), "ops"),
        Panel("Jobs not yet over", (Query("max by (kind, status) (convex_jobs_open)", "{{kind}} {{status}}"),)),
        Panel(
            "Oldest job that waits",
            (Query("max by (kind) (convex_oldest_queued_job_seconds)", "{{kind}}"),),
            "s",
            limit=60,
        ),
    )


def _broker() -> tuple[Panel, ...]:
    return (
        Panel(
            "Alarms",
            (
                Query("max(rabbitmq_alarms_memory_used_watermark)", "memory"),
                Query("max(rabbitmq_alarms_free_disk_space_watermark)", "disk"),
            ),
        ),
        Panel(
            "Memory",
            (
                Query("rabbitmq_process_resident_memory_bytes", "used"),
                Query("rabbitmq_resident_memory_limit_bytes", "limit"),
            ),
            "bytes",
        ),
        Panel("Connections", (Query("rabbitmq_connections", "connections"),)),
    )
