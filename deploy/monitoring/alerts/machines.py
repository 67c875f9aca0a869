"""Alerts on what is below and in front of the services: disks, certificates, the way from outside."""

from typing import Final

from deploy.monitoring.clock import Clock
from deploy.monitoring.rules import Alert, Group, Severity

_REAL: Final = '{fstype!~"tmpfs|ramfs|overlay|squashfs"}'
_FREE: Final = f"node_filesystem_avail_bytes{_REAL}"
_SHARE: Final = f"{_FREE} / node_filesystem_size_bytes"


def group(clock: Clock) -> Group:
    """Return the alerts."""
    return Group(
        "machines",
        (
            Alert(
                "DiskFull",
                f"{_SHARE} < 0.05",
                clock.duration("5m"),
                "page",
                "The disk {{ $labels.mountpoint }} of {{ $labels.instance }} is full.",
                "{{ $value | humanizePercentage }} are free. Postgres and RabbitMQ stop when nothing is.",
            ),
            Alert(
                "DiskFilling",
                f"{_SHARE} < 0.2\nand predict_linear({_FREE}[{clock.duration('6h')}], {clock.seconds('1d')}) < 0",
                clock.duration("30m"),
                "ticket",
                "The disk {{ $labels.mountpoint }} of {{ $labels.instance }} will be full within a day.",
                "{{ $value | humanizePercentage }} are free, and it fills as fast as in the last 6 hours.",
            ),
            Alert(
                "ProbeFails",
                "probe_success == 0",
                clock.duration("2m"),
                "page",
                "{{ $labels.instance }} cannot be reached from outside.",
                "For 2 minutes no probe has had a good answer.",
            ),
            _certificate(clock, days=30, severity="ticket"),
            _certificate(clock, days=3, severity="page"),
        ),
    )


def _certificate(clock: Clock, *, days: int, severity: Severity) -> Alert:
    return Alert(
        "CertificateExpires",
        f"probe_ssl_earliest_cert_expiry - time() < {days * 86400}",
        clock.duration("1h"),
        severity,
        "The certificate of {{ $labels.instance }} expires soon.",
        f"It has {{{{ $value | humanizeDuration }}}} left; fewer than {days} days.",
    )
