"""stack.env can be sourced by a shell and read back unchanged."""

import subprocess
from pathlib import Path

from deploy.local.envfile import parse, read, render, write_private

AWKWARD = {"A": "plain", "B": "two words", "C": 'it\'s "quoted" $HOME `x` \\', "D": "", "E": "a#b", "F": "ünï"}


def test_values_come_back_unchanged() -> None:
    assert parse(render(AWKWARD)) == AWKWARD


def test_a_shell_reads_the_same_values(tmp_path: Path) -> None:
    path = tmp_path / "stack.env"
    path.write_text(render(AWKWARD))
    script = f'. "{path}"; printf "%s\\n" "$A" "$B" "$C" "$D" "$E" "$F"'
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == list(AWKWARD.values())


def test_comments_blank_lines_and_export_are_understood() -> None:
    text = "# a comment\n\nexport A=1\n  B='x y' # why\nnot a line\nC=\n"
    assert parse(text) == {"A": "1", "B": "x y", "C": ""}


def test_a_missing_file_has_no_values(tmp_path: Path) -> None:
    assert read(tmp_path / "none") == {}


def test_a_private_file_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    assert write_private(path, "x")
    assert path.stat().st_mode & 0o777 == 0o600


def test_an_unchanged_private_file_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    write_private(path, "x")
    before = path.stat().st_ino
    assert not write_private(path, "x")
    assert path.stat().st_ino == before
    assert write_private(path, "y")
    assert path.read_text() == "y"
