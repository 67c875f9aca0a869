"""Migrations are numbered without gaps and safe to apply while the previous release runs."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
_FILES = sorted((ROOT / "deploy" / "migrations").glob("*.sql"))


def test_numbers_have_no_gap_and_no_twin() -> None:
    assert [path.name[:4] for path in _FILES] == [f"{n:04}" for n in range(1, len(_FILES) + 1)]


def test_the_linter_finds_nothing_unsafe() -> None:
    command = [str(Path(sys.executable).with_name("squawk")), "--reporter=Gcc", *map(str, _FILES)]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (found.stdout, found.returncode) == ("", 0), found.stdout + found.stderr


def test_the_linter_would_find_something_unsafe(tmp_path: Path) -> None:
    unsafe = tmp_path / "0001_unsafe.sql"
    unsafe.write_text("ALTER TABLE app.jobs ADD COLUMN lost text NOT NULL;\n")
    command = [str(Path(sys.executable).with_name("squawk")), "--reporter=Gcc", str(unsafe)]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 1
