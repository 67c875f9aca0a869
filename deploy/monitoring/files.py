"""The files that are made from here, with their texts."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import yaml
from deploy.monitoring import objectives
from deploy.monitoring.alerts import backups, broker, database, jobs, machines, model, services, watching
from deploy.monitoring.clock import Clock
from deploy.monitoring.dashboards import model as model_board
from deploy.monitoring.dashboards import overview, postgres, queues, workers, workspace
from deploy.monitoring.panels import Dashboard
from deploy.monitoring.rules import Alert, Group

_RULES: Final = Path("deploy/prometheus/rules")
_GRAFANA: Final = Path("deploy/grafana")
_OPERATOR: Final = Path("deploy/kubernetes/components/monitoring/rules.yaml")
_HEAD: Final = "# Written by `make dashboards` from deploy/monitoring; a change here is lost.\n"


def groups(clock: Clock) -> tuple[Group, ...]:
    """Return every group of rules."""
    parts = (objectives, services, jobs, broker, database, backups, machines, model, watching)
    return tuple(part.group(clock) for part in parts)


def alerts() -> tuple[Alert, ...]:
    """Return every alert."""
    return tuple(rule for group in groups(Clock()) for rule in group.rules if isinstance(rule, Alert))


def rule_files(clock: Clock) -> Mapping[str, str]:
    """Return the files of rules by their names."""
    return {f"{group.name}.yml": _HEAD + _dumped({"groups": [group.written()]}) for group in groups(clock)}


def dashboards() -> tuple[Dashboard, ...]:
    """Return every dashboard."""
    boards = (overview, queues, postgres, model_board, workspace)
    return (*(board.dashboard() for board in boards), *workers.dashboards())


def all_files() -> Mapping[Path, str]:
    """Return every file by its path in the repository."""
    rules = {_RULES / name: text for name, text in rule_files(Clock()).items()}
    boards = {f"dashboards/{each.name}.json": json.dumps(each.written(), indent=1) + "\n" for each in dashboards()}
    return (
        rules
        | {
            _OPERATOR: _HEAD + _dumped(_prometheus_rule()),
            _GRAFANA / "kustomization.yaml": _HEAD + _dumped(_maps(boards)),
        }
        | {_GRAFANA / name: text for name, text in boards.items()}
    )


def _prometheus_rule() -> Mapping[str, object]:
    """Return all rules as the Prometheus operator takes them."""
    return {
        "apiVersion": "monitoring.coreos.com/v1",
        "kind": "PrometheusRule",
        "metadata": {"name": "convex"},
        "spec": {"groups": [group.written() for group in groups(Clock())]},
    }


def _maps(boards: Iterable[str]) -> Mapping[str, object]:
    """Return what makes a map of each dashboard that Grafana's sidecar finds by its label."""
    return {
        "apiVersion": "kustomize.config.k8s.io/v1beta1",
        "kind": "Kustomization",
        # Grafana reads a dashboard anew when it changes, so nothing has to be rolled out for another name.
        "generatorOptions": {"disableNameSuffixHash": True, "labels": {"grafana_dashboard": "1"}},
        "configMapGenerator": [{"name": f"convex-dashboard-{Path(path).stem}", "files": [path]} for path in boards],
    }


class _Dumper(yaml.SafeDumper):
    """Writes a text of several lines as it reads."""


def _text(_dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    return yaml.ScalarNode("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Dumper.add_representer(str, _text)


def _dumped(value: object) -> str:
    return yaml.dump(value, Dumper=_Dumper, sort_keys=False, width=1000, allow_unicode=True)
