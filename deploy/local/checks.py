"""The stages of `make test`, each with its time; all of them run, and one that fails makes the whole fail."""

import os
import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from deploy.local import environment, lifecycle, locks
from deploy.local.console import Console, StackError
from deploy.local.envfile import read
from deploy.local.paths import Stack
from deploy.local.supervisor import Supervisor

_PYTEST: Final = ("python", "-m", "pytest", "-q")
_COVERED: Final = ("--cov", "--cov-report=term:skip-covered", "--durations=10")
_COMMANDS: Final[Mapping[str, Sequence[str]]] = {
    "format": ("ruff", "format", "--check", "--quiet", "."),
    "rules": ("ruff", "check", "--quiet", "."),
    "imports": ("lint-imports",),
    "types": ("basedpyright", "--level", "error"),
    "unit": (*_PYTEST, "tests/unit"),
    "e2e": (*_PYTEST, "tests/e2e"),
    "chaos": (*_PYTEST, "tests/chaos"),
    "tests": (*_PYTEST, *_COVERED),
}
_NEED_SERVERS: Final = frozenset({"e2e", "chaos", "tests"})
ALL: Final = ("format", "rules", "imports", "locks", "types", "tests")


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
    if unknown := set(chosen) - {*_COMMANDS, "locks"}:
        raise StackError(
            f"There is no stage {', '.join(sorted(unknown))}; there are {', '.join([*_COMMANDS, 'locks'])}."
        )
    started = time.monotonic()
    environment.ensure(stack.root, console)
    stop_after = bool(_NEED_SERVERS & set(chosen)) and not Supervisor(stack).is_running()
    if _NEED_SERVERS & set(chosen):
        lifecycle.up(stack, console)
    provisioned = Outcome("environment", time.monotonic() - started, passed=True)
    outcomes = [provisioned, *(_stage(stack, stage, console) for stage in chosen)]
    if stop_after:
        lifecycle.down(stack, console)
    _report(outcomes)


def _stage(stack: Stack, stage: str, console: Console) -> Outcome:
    console.say(f"{stage} …")
    started = time.monotonic()
    passed = _locks_agree(stack.root) if stage == "locks" else _succeeds(stack, _COMMANDS[stage])
    return Outcome(stage, time.monotonic() - started, passed)


def _succeeds(stack: Stack, command: Sequence[str]) -> bool:
    program = stack.venv / "bin" / command[0]
    # What the person's shell says about a database must not reach a test, what the test stack says must.
    variables = os.environ | read(stack.environment_file)
    done = subprocess.run([str(program), *command[1:]], cwd=stack.root, env=variables, check=False)
    return done.returncode == 0


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
