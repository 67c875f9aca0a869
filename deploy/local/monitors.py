"""Prometheus, Alertmanager and the exporters of Debian, with which the rules and alerts are tested."""

from collections.abc import Mapping
from typing import Final

from deploy.local import packages
from deploy.local.console import Console

# Program -> the package it comes with.
PROGRAMS: Final[Mapping[str, str]] = {
    "prometheus": "prometheus",
    "promtool": "prometheus",
    "prometheus-alertmanager": "prometheus-alertmanager",
    "amtool": "prometheus-alertmanager",
    "prometheus-postgres-exporter": "prometheus-postgres-exporter",
    "prometheus-node-exporter": "prometheus-node-exporter",
    "prometheus-blackbox-exporter": "prometheus-blackbox-exporter",
}


def provide(console: Console) -> None:
    """Install what is missing.

    Raises:
        StackError: when something is missing and can't be installed.
    """
    packages.provide_programs(PROGRAMS, console)
