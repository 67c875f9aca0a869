"""The stages of `make test`, each with its time; all of them run, and one that fails makes the whole fail."""

import os
import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Final

from deploy.local import browser, emulators, environment, lifecycle, locks, monitors, packages, parts, schema
from deploy.local.compose import engine_answers
from deploy.local.console import Console, StackError
from deploy.local.envfile import read
from deploy.local.lanes import Outcome, Part, run_side_by_side
from deploy.local.paths import Stack
from deploy.local.supervisor import Supervisor

_PYTEST: Final = ("python", "-m", "pytest", "-q")
_TOLD: Final = ("--durations=10",)
_COVERED: Final = ("--cov", "--cov-report=")
_BASES: Final = ("postgres", "python", "rabbitmq")
_COVERAGE_FILE: Final = ".coverage"
# Program -> package, for the drill that restores a database.
_BACKUP_PROGRAMS: Final = {"pgbackrest": "pgbackrest"}
# As many as the cores of the machine that this has to be quick on.
_LANES: Final = 2
_COMMANDS: Final[Mapping[str, Sequence[str]]] = {
    "format": ("ruff", "format", "--check", "--quiet", "."),
    "rules": ("ruff", "check", "--quiet", "."),
    "imports": ("lint-imports",),
    "sql": ("squawk", "deploy/migrations/*.sql"),
    "images": (
        "hadolint",
        "deploy/Dockerfile",
        "deploy/backup/Dockerfile",
        *(f"deploy/docker/bases/{each}/Dockerfile" for each in _BASES),
    ),
    "types": ("basedpyright", "--level", "error"),
    "chromium": ("python", "-m", "deploy.local.browser"),
    "unit": (*_PYTEST, "tests/unit"),
    "e2e": (*_PYTEST, "tests/e2e"),
    "browser": (*_PYTEST, *_TOLD, "tests/browser"),
    "chaos": (*_PYTEST, *_TOLD, "tests/chaos"),
    "screenshots": ("python", "-m", "bench.screenshots"),
    "lighthouse": ("python", "-m", "bench.page_ratings"),
    **{name: (*_PYTEST, *_TOLD, *arguments) for name, arguments in parts.ARGUMENTS.items()},
}
# What is more than one command.
_OWN: Final = ("locks", "tests", "coverage")
_NEED_SERVERS: Final = frozenset(
    {"e2e", "browser", "screenshots", "lighthouse", "chaos", "tests", "coverage", *parts.NEED_SERVERS}
)
_NEED_A_BROWSER: Final = frozenset({"browser", "screenshots", "lighthouse"})
_NEED_MONITORS: Final = frozenset({"tests", "coverage"})
_NEED_EMULATORS: Final = frozenset({"writing", "tests", "coverage"})
ALL: Final = ("format", "rules", "imports", "sql", "images", "locks", "tests")


def run(stack: Stack, stages: Sequence[str], console: Console) -> None:
    """Run stages, all when none is named.

    Raises:
        StackError: naming the stages that failed.
    """
    chosen = stages or ALL
    if unknown := set(chosen) - {*_COMMANDS, *_OWN}:
        raise StackError(f"There is no stage {', '.join(sorted(unknown))}; there are {', '.join([*_COMMANDS, *_OWN])}.")
    started = time.monotonic()
    environment.ensure(stack.root, console)
    if _NEED_EMULATORS & set(chosen):
        emulators.ensure(stack.root, console)
    if _NEED_MONITORS & set(chosen):
        monitors.provide(console)
        packages.provide_programs(_BACKUP_PROGRAMS, console)
        schema.ensure(stack.root, console)
    if _NEED_A_BROWSER & set(chosen):
        browser.provide(console, wanted_by="The tests of the pages need")
    native = bool(_NEED_SERVERS & set(chosen)) and not _in_containers()
    stop_after = native and not Supervisor(stack).is_running()
    if native:
        lifecycle.up(stack, console)
    provisioned = Outcome("environment", time.monotonic() - started, passed=True)
    outcomes = [provisioned, *(outcome for stage in chosen for outcome in _stage(stack, stage, console))]
    if stop_after:
        lifecycle.down(stack, console)
    _report(outcomes, time.monotonic() - started)


def _stage(stack: Stack, stage: str, console: Console) -> list[Outcome]:
    match stage:
        case "tests":
            return _all_tests(stack, (), console)
        case "coverage":
            outcomes = _all_tests(stack, _COVERED, console)
            _report_coverage(stack)
            return outcomes
        case _:
            console.say(f"{stage} …")
            started = time.monotonic()
            passed = _locks_agree(stack.root) if stage == "locks" else _succeeds(stack, stage)
            return [Outcome(stage, time.monotonic() - started, passed)]


def _all_tests(stack: Stack, more: Sequence[str], console: Console) -> list[Outcome]:
    """Run all tests and the check of types side by side.

    The faults of the last are made by the native stack's supervisor, so containers go without them.
    """
    for path in stack.root.glob(f"{_COVERAGE_FILE}.*"):
        path.unlink()

    def start(part: Part, output: IO[bytes]) -> "subprocess.Popen[bytes]":
        command, variables = _prepared(stack, part.name)
        if part.name in parts.ARGUMENTS:
            command += more
        if part.name in parts.GIVE_WAY:
            command = ["nice", "-n", "10", *command]
        variables["COVERAGE_FILE"] = f"{_COVERAGE_FILE}.{part.name}"
        return subprocess.Popen(command, cwd=stack.root, env=variables, stdout=output, stderr=subprocess.STDOUT)

    wanted = parts.parts(with_faults=not _in_containers())
    return run_side_by_side(wanted, start, lanes=_LANES, console=console)


def _report_coverage(stack: Stack) -> None:
    coverage = str(stack.venv / "bin" / "coverage")
    found = [str(path) for path in stack.root.glob(f"{_COVERAGE_FILE}.*")]
    subprocess.run([coverage, "combine", "--quiet", *found], cwd=stack.root, check=False)
    subprocess.run([coverage, "report", "--skip-covered"], cwd=stack.root, check=False)


def _in_containers() -> bool:
    if os.environ.get("TEST_STACK") != "containers":
        return False
    if not engine_answers():
        raise StackError("TEST_STACK=containers: no Docker engine answers; start one, or leave TEST_STACK away.")
    return True


def _succeeds(stack: Stack, stage: str) -> bool:
    command, variables = _prepared(stack, stage)
    return subprocess.run(command, cwd=stack.root, env=variables, check=False).returncode == 0


def _prepared(stack: Stack, stage: str) -> tuple[list[str], dict[str, str]]:
    """Return the command of a stage and its environment."""
    programs = stack.venv / "bin"
    command = [str(programs / _COMMANDS[stage][0]), *_COMMANDS[stage][1:]]
    variables = dict(os.environ)
    if stage in _NEED_SERVERS and _in_containers():
        command = [str(programs / "python"), "-m", "deploy.local.containers", *command]
        # A third container would only end the two that the program ends itself.
        variables["TESTCONTAINERS_RYUK_DISABLED"] = "true"
    else:
        # What the person's shell says about a database must not reach a test, what the test stack says must.
        variables |= read(stack.environment_file)
    if stage == "browser":
        # It runs alone, so what it measures is the page's time.
        variables["TIMES_COUNT"] = "true"
    return command, variables


def _locks_agree(root: Path) -> bool:
    missing = locks.drift(root)
    for item in missing:
        print(f"requirements.lock does not pin {item}; run `make lock`")
    return not missing


def _report(outcomes: Sequence[Outcome], seconds: float) -> None:
    width = min(shutil.get_terminal_size().columns, 60)
    print("─" * width)
    for outcome in outcomes:
        print(f"{outcome.stage:12} {outcome.seconds:7.1f} s  {'ok' if outcome.passed else 'FAILED'}")
    # Less than the sum: some of them ran side by side.
    print(f"{'all':12} {seconds:7.1f} s")
    if failed := [outcome.stage for outcome in outcomes if not outcome.passed]:
        raise StackError(f"Failed: {', '.join(failed)}.")
