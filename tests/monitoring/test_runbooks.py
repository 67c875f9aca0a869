"""Whoever is woken finds a page for each alert, with the same four parts; no page is about an alert that is gone."""

import re
from pathlib import Path
from typing import Final

import pytest
import typer
from deploy.monitoring.files import alerts
from deploy.monitoring.rules import RUNBOOKS
from typer.core import TyperGroup

from gateway.operator.main import app
from support.backends import ROOT

_FOLDER: Final = ROOT / RUNBOOKS
_NAMES: Final = sorted({alert.name for alert in alerts()})
_PAGES: Final = sorted(path for path in _FOLDER.glob("*.md") if path.name != "README.md")


def test_each_alert_has_a_page_and_each_page_an_alert() -> None:
    assert [path.stem for path in _PAGES] == _NAMES
    assert {alert.runbook for alert in alerts()} == {str(path.relative_to(ROOT)) for path in _PAGES}


@pytest.mark.parametrize("path", _PAGES, ids=lambda path: path.stem)
def test_a_page_says_what_is_seen_what_to_look_at_what_to_do_and_whom_to_call(path: Path) -> None:
    text = path.read_text()
    assert text.startswith(f"# {path.stem}\n")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Symptom", "Check", "Act", "Escalate"]
    assert all(len(part.strip()) > 20 for part in text.split("\n## ")[1:])


@pytest.mark.parametrize("path", [*_PAGES, _FOLDER / "README.md"], ids=lambda path: path.stem)
def test_its_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", path.read_text()):
        assert (_FOLDER / target).is_file(), target


@pytest.mark.parametrize("path", [*_PAGES, _FOLDER / "README.md"], ids=lambda path: path.stem)
def test_the_commands_of_the_operator_are_there(path: Path) -> None:
    root = typer.main.get_command(app)
    assert isinstance(root, TyperGroup)
    for group, word in re.findall(r"[`…] ?convex ([a-z]+)(?: ([a-z]+))?", path.read_text()):
        command = root.commands[group]
        assert not isinstance(command, TyperGroup) or word in command.commands, f"convex {group} {word}"


def test_the_list_of_pages_has_each_with_its_severities() -> None:
    rows = re.findall(r"^\| \[(\w+)\]\(\w+\.md\) \| ([a-z, ]+) \|", (_FOLDER / "README.md").read_text(), re.MULTILINE)
    severities = {name: {alert.severity for alert in alerts() if alert.name == name} for name in _NAMES}
    assert {name: set(told.split(", ")) for name, told in rows} == severities
    assert len(rows) == len(severities)
