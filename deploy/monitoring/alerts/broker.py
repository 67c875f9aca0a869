"""Alerts on RabbitMQ and its queues."""

from typing import Final

from deploy.monitoring.clock import Clock
from deploy.monitoring.rules import Alert, Group, by_service

from shared.contracts.topology import QUEUES

_WORK: Final = f'queue=~"{"|".join(queue.name for queue in QUEUES)}"'
_DEAD: Final = f'queue=~"{"|".join(queue.dead for queue in QUEUES)}"'.replace(".", r"\\.")
_READY: Final = "rabbitmq_detailed_queue_messages_ready"


def group(clock: Clock) -> Group:
    """Return the alerts."""
    return Group(
        "broker",
        (
            Alert(
                "BrokerDown",
                'up{job="rabbitmq"} == 0',
                clock.duration("1m"),
                "page",
                "RabbitMQ does not answer.",
                "{{ $labels.instance }} has answered no scrape for a minute. Jobs are accepted and wait.",
            ),
            Alert(
                "BrokerAlarm",
                "rabbitmq_alarms_memory_used_watermark == 1 or rabbitmq_alarms_free_disk_space_watermark == 1",
                clock.duration("1m"),
                "page",
                "RabbitMQ accepts no messages, because it is short of memory or disk.",
                "{{ $labels.instance }} has had an alarm for a minute and blocks everybody who publishes.",
            ),
            *_queues(clock),
        ),
    )


def _by_consumer(expression: str) -> str:
    return by_service(expression, "queue", "(.+)", "$1")


def _queues(clock: Clock) -> tuple[Alert, ...]:
    return (
        Alert(
            "NoConsumer",
            _by_consumer(f"{_READY}{{{_WORK}}} > 0 and rabbitmq_detailed_queue_consumers == 0"),
            clock.duration("2m"),
            "page",
            "Nobody takes messages from {{ $labels.queue }}.",
            "{{ $value }} messages are ready, and for 2 minutes no process has consumed them.",
        ),
        Alert(
            "QueueBacklog",
            _by_consumer(f"{_READY}{{{_WORK}}} > 1000"),
            clock.duration("10m"),
            "ticket",
            "{{ $labels.queue }} is not kept up with.",
            "{{ $value }} messages are ready; for 10 minutes it has been more than 1,000.",
        ),
        Alert(
            "DeadLetters",
            f"{_READY}{{{_DEAD}}} > 0",
            clock.duration("1m"),
            "ticket",
            "Messages lie in {{ $labels.queue }}.",
            "{{ $value }} messages could not be handled and wait for somebody's decision.",
        ),
    )
