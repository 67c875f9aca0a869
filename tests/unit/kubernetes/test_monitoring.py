"""A cluster is watched by the rules and dashboards that every other installation has."""

import copy
from typing import Any, Final

import pytest
import yaml
from deploy.local.paths import checkout

from unit.kubernetes.manifests import Manifests, name_of
from unit.kubernetes.test_schemas import problems

# What `kubectl apply` can keep of an object beside it.
_LARGEST: Final = 262_144


def test_the_operators_rules_are_those_of_the_files(production: Manifests) -> None:
    files = sorted((checkout() / "deploy" / "prometheus" / "rules").glob("*.yml"))
    groups = [group for path in files for group in yaml.safe_load(path.read_text())["groups"]]
    given = production.one("PrometheusRule", "convex")["spec"]["groups"]
    assert sorted(given, key=lambda group: group["name"]) == groups
    assert len(groups) == len(files) > 5


def test_each_dashboard_is_a_map_that_grafanas_sidecar_finds(production: Manifests) -> None:
    files = {path.name: path.read_text() for path in (checkout() / "deploy" / "grafana" / "dashboards").glob("*.json")}
    labelled = [
        each for each in production.of("ConfigMap") if "grafana_dashboard" in each["metadata"].get("labels", {})
    ]
    assert {name: text for each in labelled for name, text in each["data"].items()} == files
    assert {name_of(each) for each in labelled} == {f"convex-dashboard-{name.removesuffix('.json')}" for name in files}
    assert max(len(text.encode()) for text in files.values()) < _LARGEST // 2


@pytest.mark.parametrize(
    "mistake",
    [
        {"fro": "5m"},
        {"for": 5},
        {"for": "5 minutes"},
        {"expr": ""},
        {"record": "as_well"},
        {"alert": "not a name"},
        {"labels": {"severity": 1}},
    ],
    ids=str,
)
def test_a_mistake_in_a_rule_is_found(production: Manifests, mistake: dict[str, Any]) -> None:
    manifest = copy.deepcopy(production.one("PrometheusRule", "convex"))
    assert problems(manifest) == []
    rules = [rule for group in manifest["spec"]["groups"] for rule in group["rules"] if "alert" in rule]
    rules[0] |= mistake
    assert problems(manifest)
