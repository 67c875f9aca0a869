"""Every rule is what its source makes, is sound, and has a test in rules/ that sees it fire and sees it silent."""

import re
import subprocess
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from deploy.monitoring.clock import Clock
from deploy.monitoring.files import all_files, groups, rule_files
from deploy.monitoring.objectives import OBJECTIVES
from deploy.monitoring.rules import Alert, Record

from shared.telemetry.metrics import SECONDS
from support.backends import ROOT

_TESTS: Final = sorted((Path(__file__).parent / "rules").glob("*.yml"))
_RULES: Final = [rule for group in groups(Clock()) for rule in group.rules]
_ALERTS: Final = [rule for rule in _RULES if isinstance(rule, Alert)]
_RECORDS: Final = [rule for rule in _RULES if isinstance(rule, Record)]
_SCENARIOS: Final[list[dict[str, Any]]] = [
    scenario for path in _TESTS for scenario in yaml.safe_load(path.read_text())["tests"]
]


def _run(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", all_files(), ids=str)
def test_a_file_is_what_is_made_from_its_source(path: Path) -> None:
    assert (ROOT / path).read_text() == all_files()[path], "run `make dashboards`"


def test_no_file_of_rules_is_left_over() -> None:
    written = {path.name for path in (ROOT / "deploy/prometheus/rules").iterdir()}
    assert written == set(rule_files(Clock()))


def test_prometheus_reads_its_configuration() -> None:
    _run("promtool", "check", "config", "deploy/prometheus/prometheus.yml")


@pytest.mark.parametrize("path", _TESTS, ids=lambda path: path.stem)
def test_rules_do_what_their_scenarios_say(path: Path) -> None:
    _run("promtool", "test", "rules", str(path))


@pytest.mark.parametrize("alert", _ALERTS, ids=lambda alert: f"{alert.name}-{alert.severity}-{alert.pending}")
def test_an_alert_has_a_scenario_in_which_it_fires_and_one_in_which_it_does_not(alert: Alert) -> None:
    labels = {"severity": alert.severity, **alert.labels}
    told = [
        [each["exp_labels"] for each in case["exp_alerts"] if labels.items() <= each["exp_labels"].items()]
        for scenario in _SCENARIOS
        for case in scenario.get("alert_rule_test", [])
        if case["alertname"] == alert.name
    ]
    assert any(told), "no scenario sees it fire"
    assert not all(told), "no scenario sees it silent"


@pytest.mark.parametrize("record", _RECORDS, ids=lambda record: f"{record.name}-{record.labels['slo']}")
def test_a_recorded_series_has_a_scenario_with_its_value(record: Record) -> None:
    wanted = ",".join(f'{name}="{value}"' for name, value in record.labels.items())
    assert any(
        f"{{{wanted}}}" in sample["labels"]
        for scenario in _SCENARIOS
        for case in scenario.get("promql_expr_test", [])
        if re.search(rf"\b{record.name}(?![\w:])", case["expr"])
        for sample in case["exp_samples"]
    )


@pytest.mark.parametrize("alert", _ALERTS, ids=lambda alert: f"{alert.name}-{alert.severity}-{alert.pending}")
def test_an_alert_says_in_a_sentence_what_is_wrong_and_then_in_numbers(alert: Alert) -> None:
    assert re.fullmatch(r"[^\n]+[^.\n]\.", alert.summary)
    assert len(alert.summary) <= 120
    assert re.search(r"\$value|\d|for a minute|minutes", alert.description)
    assert alert.description.endswith(".")


def test_a_faster_clock_shortens_the_windows_of_every_rule_and_changes_nothing_else() -> None:
    duration = re.compile(r"\b\d+(?:ms|[smhd])\b")
    usual, fast = groups(Clock()), groups(Clock(60))
    for group, faster in zip(usual, fast, strict=True):
        for rule, quick in zip(group.rules, faster.rules, strict=True):
            windows = re.findall(r"\[[^\]]+\]", rule.expression)
            assert len(windows) == len(re.findall(r"\[\d+ms\]", quick.expression))
            assert len(duration.findall(rule.expression)) == len(duration.findall(quick.expression))
            assert (rule.written().get("annotations"), type(rule)) == (quick.written().get("annotations"), type(quick))
    assert fast[1].rules[0].written()["for"] == "1000ms"


def test_a_limit_of_latency_is_an_edge_of_its_histogram() -> None:
    edges = {f"{float(edge)}" for edge in SECONDS}
    limits = {found for objective in OBJECTIVES for found in re.findall(r'le="([^"]+)"', objective.good)}
    assert limits
    assert limits <= edges
