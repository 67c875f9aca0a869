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
_SECRETS: Final = ("slack_webhook_url", "pagerduty_routing_key")


def _written(folder: Path, *, slack: bool, pagerduty: bool, mail: bool) -> Path:
    for name, wanted in zip(_SECRETS, (slack, pagerduty), strict=True):
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


@pytest.mark.parametrize(("slack", "pagerduty", "mail"), list(itertools.product((False, True), repeat=3)))
def test_it_starts_with_the_receivers_that_are_set_and_with_no_others(
    tmp_path: Path, slack: bool, pagerduty: bool, mail: bool
) -> None:
    file = _written(tmp_path, slack=slack, pagerduty=pagerduty, mail=mail)
    subprocess.run(["amtool", "check-config", file], check=True, capture_output=True)
    page, ticket = yaml.safe_load(file.read_text())["receivers"]
    both = {name for name, wanted in (("slack", slack), ("email", mail)) if wanted}
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


def test_where_the_runbooks_are_is_in_the_messages(tmp_path: Path) -> None:
    template = _written(tmp_path, slack=True, pagerduty=False, mail=False).with_name("convex.tmpl")
    assert "What to do: https://git.example/convex/{{ .CommonAnnotations.runbook_url }}" in template.read_text()


@pytest.mark.parametrize("severity", ["page", "ticket"])
def test_a_severity_goes_to_the_receiver_of_its_name(severity: str) -> None:
    config = f"--config.file={ROOT / 'deploy/alertmanager/alertmanager.yml'}"
    command = ["amtool", "config", "routes", "test", config, f"severity={severity}", "alertname=Any"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [severity]


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
