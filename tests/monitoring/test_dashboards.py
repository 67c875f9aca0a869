"""Dashboards are what Grafana's own types say a dashboard is, and nothing in them overlaps or is called the same."""

import json
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from deploy.local import node
from deploy.local.schema import STATE
from deploy.monitoring.files import dashboards

from support.backends import ROOT

_FOLDER: Final = ROOT / "deploy/grafana/dashboards"
_FILES: Final = sorted(_FOLDER.glob("*.json"))
# Enumerations of texts are written as their texts in a file.
_TYPES: Final = """import type { Dashboard } from '@grafana/schema';
type Written<T> = T extends string ? `${T}` : T extends (infer U)[] ? Written<U>[]
  : T extends object ? { [K in keyof T]: Written<T[K]> } : T;
"""

_OPTIONS: Final = "--strict --noEmit --skipLibCheck --module esnext --moduleResolution bundler --target es2022"


def _compiled(folder: Path, texts: list[str]) -> str:
    packages = ROOT / STATE / "node_modules"
    assert packages.is_dir(), "`make test` installs Grafana's types"
    (folder / "node_modules").symlink_to(packages)
    lines = [f"export const d{number}: Written<Dashboard> = {text};" for number, text in enumerate(texts)]
    (folder / "check.ts").write_text("\n".join([_TYPES, *lines]))
    compiler = [node.program(ROOT), packages / "typescript" / "bin" / "tsc", *_OPTIONS.split(" "), "check.ts"]
    return subprocess.run(compiler, cwd=folder, capture_output=True, text=True, check=False).stdout


def _panels(path: Path) -> list[dict[str, Any]]:
    return json.loads(path.read_text())["panels"]


def test_no_file_is_left_over() -> None:
    assert {path.stem for path in _FILES} == {dashboard.name for dashboard in dashboards()}


def test_grafanas_own_types_fit(tmp_path: Path) -> None:
    assert _compiled(tmp_path, [path.read_text() for path in _FILES]) == ""


def test_grafanas_own_types_find_what_does_not_fit(tmp_path: Path) -> None:
    board = json.loads(_FILES[0].read_text())
    misplaced = {"type": "stat", "gridPos": {"h": "8"}}
    wrong = [board | {"titel": "x"}, board | {"refresh": 5}, board | {"panels": [misplaced]}]
    told = _compiled(tmp_path, [json.dumps(each) for each in wrong])
    codes = [line.split(": ")[1] for line in told.splitlines() if line.startswith("check.ts")]
    assert codes == ["error TS2353", "error TS2322", "error TS2322"]


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.stem)
def test_panels_do_not_overlap_and_are_told_apart(path: Path) -> None:
    panels = _panels(path)
    cells = Counter(
        (x, y)
        for place in (panel["gridPos"] for panel in panels)
        for x in range(place["x"], place["x"] + place["w"])
        for y in range(place["y"], place["y"] + place["h"])
    )
    assert max(cells.values()) == 1
    assert max(x for x, _ in cells) < 24
    assert len({panel["id"] for panel in panels}) == len(panels)
    assert len({panel["title"] for panel in panels}) == len(panels)


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.stem)
def test_panels_ask_a_source_that_is_provisioned(path: Path) -> None:
    sources = yaml.safe_load((ROOT / "deploy/grafana/datasources.yml").read_text())["datasources"]
    known = {(source["type"], source["uid"]) for source in sources}
    asked = {(p["datasource"]["type"], p["datasource"]["uid"]) for p in _panels(path) if p["type"] != "row"}
    assert asked <= known


def test_a_dashboard_of_its_own_for_each_worker_and_one_for_the_rest() -> None:
    workers = {"strategy-worker", "seo-worker", "roadmap-worker", "stats-aggregator"}
    assert {path.stem for path in _FILES} == workers | {"overview", "queues", "postgres", "model", "workspace"}
