"""Parts of the tests run side by side, in their order, and every test is in one of them."""

import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest
from deploy.local import parts
from deploy.local.console import Console
from deploy.local.lanes import Outcome, Part, run_side_by_side

ROOT = Path(__file__).resolve().parents[3]


class _Run:
    """Runs parts that note when they begin and end; a part ends when what it waits for has begun."""

    def __init__(self, folder: Path, **waits: str) -> None:
        self._folder = folder
        self._waits = waits

    def start(self, part: Part, output: IO[bytes]) -> "subprocess.Popen[bytes]":
        program = (
            "import pathlib, sys, time\n"
            "folder, name, other = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]\n"
            "(folder / name).touch()\n"
            "(folder / 'log').open('a').write(f'+{name} ')\n"
            "while other and not (folder / other).exists(): time.sleep(0.01)\n"
            "(folder / 'log').open('a').write(f'-{name} ')\n"
            "print('said by', name)\n"
            "sys.exit(name == 'broken')\n"
        )
        command = [sys.executable, "-c", program, str(self._folder), part.name, self._waits.get(part.name, "")]
        return subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)

    def run(self, *wanted: Part, lanes: int = 2) -> list[Outcome]:
        return run_side_by_side(wanted, self.start, lanes=lanes, console=Console())

    def log(self) -> list[str]:
        return (self._folder / "log").read_text().split()


def test_as_many_run_at_once_as_there_are_lanes(tmp_path: Path) -> None:
    run = _Run(tmp_path, first="third")
    outcomes = run.run(Part("first"), Part("second"), Part("third"))
    assert [outcome.stage for outcome in outcomes][-1] in {"first", "third"}
    assert run.log().index("-second") < run.log().index("+third") < run.log().index("-first")


def test_a_part_begins_after_those_it_names_and_others_meanwhile(tmp_path: Path) -> None:
    run = _Run(tmp_path, first="other")
    run.run(Part("first"), Part("last", after=("first",)), Part("other"))
    assert run.log().index("-first") < run.log().index("+last")


def test_what_takes_no_lane_runs_beside_all_lanes(tmp_path: Path) -> None:
    run = _Run(tmp_path, download="only", only="download")
    assert len(run.run(Part("download", takes_lane=False), Part("only"), lanes=1)) == 2


def test_a_part_that_fails_is_told_and_what_comes_after_it_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outcomes = _Run(tmp_path).run(Part("broken"), Part("next", after=("broken",)))
    assert [(outcome.stage, outcome.passed) for outcome in outcomes] == [("broken", False), ("next", True)]
    assert "said by broken" in capsys.readouterr().out


def test_every_folder_of_tests_is_in_one_part() -> None:
    named = [path for name, paths in parts.ARGUMENTS.items() if name != "rest" for path in paths]
    assert len(named) == len(set(named))
    assert all((ROOT / path).is_dir() for path in named)
    # What is named nowhere is in the rest, which leaves out what is named.
    assert set(parts.ARGUMENTS["rest"]) == {f"--ignore={path}" for path in named}


def test_what_restarts_the_servers_begins_when_nothing_needs_them() -> None:
    faults = next(part for part in parts.parts(with_faults=True) if part.name == "faults")
    assert {*faults.after, "faults"} == parts.NEED_SERVERS
