"""The stages of `make test`, each with its time; all of them run, and one that fails makes the whole fail."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from deploy.local import browser, emulators, environment, lifecycle, locks, monitors, schema
from deploy.local.compose import engine_answers
from deploy.local.console import Console, StackError
from deploy.local.envfile import read
from deploy.local.paths import Stack
from deploy.local.supervisor import Supervisor

_PYTEST: Final = ("python", "-m", "pytest", "-q")
_TOLD: Final = ("--durations=10",)
_COVERED: Final = ("--cov", "--cov-report=")
_BASES: Final = ("postgres", "python", "rabbitmq")
# About half of the time of all tests that restart no server.
_BESIDE: Final = (
    "tests/unit/exports",
    "tests/unit/gateway",
    "tests/unit/scoring",
    "tests/unit/strategy_worker",
    "tests/contract",
    "tests/integration/strategy_worker",
)
_COMMANDS: Final[Mapping[str, Sequence[str]]] = {
    "format": ("ruff", "format", "--check", "--quiet", "."),
    "rules": ("ruff", "check", "--quiet", "."),
    "imports": ("lint-imports",),
    "sql": ("squawk", "deploy/migrations/*.sql"),
    "images": ("hadolint", "deploy/Dockerfile", *(f"deploy/docker/bases/{each}/Dockerfile" for each in _BASES)),
    "types": ("basedpyright", "--level", "error"),
    "unit": (*_PYTEST, "tests/unit"),
    "contract": (*_PYTEST, "tests/contract"),
    "e2e": (*_PYTEST, "tests/e2e"),
    "browser": (*_PYTEST, *_TOLD, "tests/browser"),
    "screenshots": ("python", "-m", "bench.screenshots"),
    "chaos": (*_PYTEST, "tests/chaos"),
    "beside": (*_PYTEST, *_TOLD, *_BESIDE),
    "tests": (
        *_PYTEST,
        *_TOLD,
        "--ignore=tests/chaos",
        "--ignore=tests/browser",
        *(f"--ignore={path}" for path in _BESIDE),
    ),
    "faults": (*_PYTEST, *_TOLD, "tests/chaos"),
}
# What is more than one command.
_OWN: Final = ("locks", "coverage")
_COVERAGE_PARTS: Final = (".coverage.beside", ".coverage.tests", ".coverage.faults")
_NEED_SERVERS: Final = frozenset({"e2e", "browser", "screenshots", "chaos", "beside", "tests", "faults", "coverage"})
_NEED_A_BROWSER: Final = frozenset({"browser", "screenshots"})
_NEED_MONITORS: Final = frozenset({"tests", "coverage"})
_NEED_EMULATORS: Final = frozenset({"contract", "beside", "tests", "coverage"})
ALL: Final = ("format", "rules", "imports", "sql", "images", "locks", "types", "tests")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a stage went."""

    stage: str
    seconds: float
    passed: bool


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
        schema.ensure(stack.root, console)
    if _NEED_A_BROWSER & set(chosen):
        browser.provide(console, wanted_by="The tests of the pages need")
    native = bool(_NEED_SERVERS & set(chosen)) and not _in_containers()
    stop_after = native and not Supervisor(stack).is_running()
    if native:
        lifecycle.up(stack, console)
    provisioned = Outcome("environment", time.monotonic() - started, passed=True)
    outcomes = [provisioned, *(_stage(stack, stage, console) for stage in chosen)]
    if stop_after:
        lifecycle.down(stack, console)
    _report(outcomes)


def _stage(stack: Stack, stage: str, console: Console) -> Outcome:
    console.say(f"{stage} …")
    started = time.monotonic()
    match stage:
        case "locks":
            passed = _locks_agree(stack.root)
        case "tests":
            passed = _all_tests_pass(stack, ())
        case "coverage":
            passed = _all_tests_pass(stack, _COVERED)
            _report_coverage(stack)
        case _:
            passed = _succeeds(stack, stage)
    return Outcome(stage, time.monotonic() - started, passed)


def _all_tests_pass(stack: Stack, more: Sequence[str]) -> bool:
    """Run all tests: two halves side by side, the output of one after the other's, then those that restart servers.

    The faults of the last are made by the native stack's supervisor, so containers go without them.
    """
    for name in _COVERAGE_PARTS:
        (stack.root / name).unlink(missing_ok=True)
    beside, tests, faults = _COVERAGE_PARTS
    command, variables = _prepared(stack, "beside")
    with tempfile.TemporaryFile() as output:
        running = subprocess.Popen(
            [*command, *more],
            cwd=stack.root,
            env=variables | {"COVERAGE_FILE": beside},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            passed = _succeeds(stack, "tests", more, COVERAGE_FILE=tests)
            passed = running.wait() == 0 and passed
        finally:
            running.kill()
        output.seek(0)
        print(output.read().decode(errors="replace"), flush=True)
    return passed if _in_containers() else _succeeds(stack, "faults", more, COVERAGE_FILE=faults) and passed


def _report_coverage(stack: Stack) -> None:
    coverage = str(stack.venv / "bin" / "coverage")
    parts = [name for name in _COVERAGE_PARTS if (stack.root / name).exists()]
    subprocess.run([coverage, "combine", "--quiet", *parts], cwd=stack.root, check=False)
    subprocess.run([coverage, "report", "--skip-covered"], cwd=stack.root, check=False)


def _in_containers() -> bool:
    if os.environ.get("TEST_STACK") != "containers":
        return False
    if not engine_answers():
        raise StackError("TEST_STACK=containers: no Docker engine answers; start one, or leave TEST_STACK away.")
    return True


def _succeeds(stack: Stack, stage: str, arguments: Sequence[str] = (), **more: str) -> bool:
    command, variables = _prepared(stack, stage)
    return subprocess.run([*command, *arguments], cwd=stack.root, env=variables | more, check=False).returncode == 0


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
    return command, variables


def _locks_agree(root: Path) -> bool:
    missing = locks.drift(root)
    for item in missing:
        print(f"requirements.lock does not pin {item}; run `make lock`")
    return not missing


def _report(outcomes: Sequence[Outcome]) -> None:
    width = min(shutil.get_terminal_size().columns, 60)
    print("─" * width)
    for outcome in outcomes:
        print(f"{outcome.stage:12} {outcome.seconds:7.1f} s  {'ok' if outcome.passed else 'FAILED'}")
    print(f"{'all':12} {sum(outcome.seconds for outcome in outcomes):7.1f} s")
    if failed := [outcome.stage for outcome in outcomes if not outcome.passed]:
        raise StackError(f"Failed: {', '.join(failed)}.")
