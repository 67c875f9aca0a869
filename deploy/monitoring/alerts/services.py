"""Alerts on the services as processes."""

from typing import Final

from deploy.monitoring.clock import Clock
from deploy.monitoring.rules import Alert, Group

OURS: Final = 'job=~"gateway|workers"'


def group(clock: Clock) -> Group:
    """Return the alerts."""
    return Group(
        "services",
        (
            Alert(
                "ServiceDown",
                f"up{{{OURS}}} == 0",
                clock.duration("1m"),
                "page",
                "{{ $labels.service }} does not answer.",
                "{{ $labels.instance }} has answered no scrape for a minute.",
            ),
            Alert(
                "ServiceNotReady",
                f"convex_ready{{{OURS}}} == 0",
                clock.duration("3m"),
                "page",
                "{{ $labels.service }} runs and cannot do its work.",
                "{{ $labels.instance }} has not been ready for 3 minutes; its /health/ready names what is missing.",
            ),
            Alert(
                "ServiceRestarts",
                f"changes(process_start_time_seconds{{{OURS}}}[{clock.duration('15m')}]) > 3",
                clock.duration("0s"),
                "ticket",
                "{{ $labels.service }} ends again and again.",
                "{{ $labels.instance }} was started {{ $value }} times in 15 minutes.",
            ),
            Alert(
                "ServiceMemory",
                f"convex_memory_used_bytes{{{OURS}}} / convex_memory_limit_bytes > 0.9",
                clock.duration("10m"),
                "ticket",
                "{{ $labels.service }} is about to run out of memory.",
                "{{ $labels.instance }} has used {{ $value | humanizePercentage }} of what it may, for 10 minutes;"
                " at 100 % the kernel ends it.",
            ),
        ),
    )
