"""Alertmanager starts with whatever receivers are set, sends each severity where it belongs, and silences symptoms."""

import itertools
import os
import subprocess
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
import yaml
from deploy.monitoring.files import alerts

from support.backends import ROOT
from support.services import free_port

_SCRIPT: Final = ROOT / "deploy/alertmanager/start.sh"
_SECRETS: Final = ("slack_webhook_url", "pagerduty_routing_key", "heartbeat_url")


def _written(
    folder: Path, *, slack: bool = False, pagerduty: bool = False, mail: bool = False, heartbeat: bool = False
) -> Path:
    for name, wanted in zip(_SECRETS, (slack, pagerduty, heartbeat), strict=True):
        # Orchestrators make empty files of secrets that are not set.
        (folder / name).write_text("https://hooks.example/secret-of-the-house" if wanted else "")
    variables = {"CONVEX_ALERT_SECRETS": str(folder), "CONVEX_ALERT_RUNBOOKS": "https://git.example/convex/"}
    if mail:
        variables |= {"CONVEX_ALERT_EMAIL_TO": "on.call@o'brien.example", "CONVEX_ALERT_SMTP_HOST": "mail.example:587"}
    file = folder / "alertmanager.yml"
    done = subprocess.run([_SCRIPT, file], env=os.environ | variables, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return file


def _kinds(receiver: dict[str, Any]) -> set[str]:
    return {name.removesuffix("_configs") for name in receiver if name != "name"}


@pytest.mark.parametrize(("slack", "pagerduty", "mail", "heartbeat"), list(itertools.product((False, True), repeat=4)))
def test_it_starts_with_the_receivers_that_are_set_and_with_no_others(
    tmp_path: Path, slack: bool, pagerduty: bool, mail: bool, heartbeat: bool
) -> None:
    file = _written(tmp_path, slack=slack, pagerduty=pagerduty, mail=mail, heartbeat=heartbeat)
    subprocess.run(["amtool", "check-config", file], check=True, capture_output=True)
    beat, page, ticket = yaml.safe_load(file.read_text())["receivers"]
    both = {name for name, wanted in (("slack", slack), ("email", mail)) if wanted}
    assert _kinds(beat) == ({"webhook"} if heartbeat else set())
    assert _kinds(page) == both | ({"pagerduty"} if pagerduty else set())
    assert _kinds(ticket) == both


def test_with_nothing_set_it_runs_and_shows_what_fires(tmp_path: Path) -> None:
    address = f"127.0.0.1:{free_port()}"
    arguments = [f"--web.listen-address={address}", f"--storage.path={tmp_path}", "--cluster.listen-address="]
    command = [_SCRIPT, tmp_path / "alertmanager.yml", "prometheus-alertmanager", *arguments]
    variables = {"PATH": os.environ["PATH"], "CONVEX_ALERT_SECRETS": str(tmp_path)}
    with subprocess.Popen(command, env=variables, stderr=subprocess.DEVNULL) as running:
        try:
            alert = {"labels": {"alertname": "ServiceDown", "severity": "page"}}
            transport = httpx.HTTPTransport(retries=12)
            with httpx.Client(base_url=f"http://{address}", transport=transport) as client:
                assert client.post("/api/v2/alerts", json=[alert]).status_code == 200
                assert [shown["receivers"] for shown in client.get("/api/v2/alerts").json()] == [[{"name": "page"}]]
        finally:
            running.terminate()


def test_no_secret_is_in_what_is_written(tmp_path: Path) -> None:
    file = _written(tmp_path, slack=True, pagerduty=True, mail=True)
    assert "secret-of-the-house" not in file.read_text()


def test_the_address_of_the_heartbeat_is_for_alertmanager_only(tmp_path: Path) -> None:
    file = _written(tmp_path, heartbeat=True)
    assert "secret-of-the-house" in file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600


def test_where_the_runbooks_are_is_in_the_messages(tmp_path: Path) -> None:
    template = _written(tmp_path, slack=True).with_name("convex.tmpl")
    assert "What to do: https://git.example/convex/{{ .CommonAnnotations.runbook_url }}" in template.read_text()


@pytest.mark.parametrize("severity", ["page", "ticket"])
def test_a_severity_goes_to_the_receiver_of_its_name(severity: str) -> None:
    assert _receivers(severity, "Any") == [severity]


def test_the_heartbeat_goes_to_its_own_receiver_only() -> None:
    assert _receivers("none", "Watchdog") == ["heartbeat"]


def _receivers(severity: str, name: str) -> list[str]:
    config = f"--config.file={ROOT / 'deploy/alertmanager/alertmanager.yml'}"
    command = ["amtool", "config", "routes", "test", config, f"severity={severity}", f"alertname={name}"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


def test_what_is_silenced_or_silences_is_an_alert_of_ours() -> None:
    names = {alert.name for alert in alerts()}
    rules = yaml.safe_load((ROOT / "deploy/alertmanager/alertmanager.yml").read_text())["inhibit_rules"]
    said = [
        name
        for rule in rules
        for matcher in (*rule["source_matchers"], *rule["target_matchers"])
        if matcher.startswith("alertname=")
        for name in matcher.split('"')[1].split("|")
    ]
    assert len(said) > 20
    assert set(said) <= names
