"""Emulators of the Messages API that others wrote, for the contract tests: one for Node, one for Python.

Each has packages that ours could not live with or need not have, so they stay outside the environment. Node is part of
the environment already, as the type checker runs on it.
"""

import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from deploy.local import node
from deploy.local.console import Console
from deploy.local.envfile import write_private
from deploy.local.environment import fingerprint
from deploy.local.exclusive import exclusively

HOME: Final = Path("tests/contract/emulators")
REQUIREMENTS: Final = f"{HOME}/requirements.in"
LOCK: Final = f"{HOME}/requirements.lock"


@dataclass(frozen=True, slots=True)
class Emulators:
    """How the two are started: a program of Node's, and a Python that has `app.anthropic_app:app`."""

    node: Path
    aimock: Path
    python: Path


def ensure(root: Path, console: Console) -> Emulators:
    """Return the emulators, after installing them if need be.

    Raises:
        StackError: when a package can't be had.
    """
    with exclusively(root / ".state", console):
        return _ensure(root, console)


def _ensure(root: Path, console: Console) -> Emulators:
    state = root / ".state" / "emulators"
    found = Emulators(
        node=node.program(root),
        aimock=state / "node_modules" / "@copilotkit" / "aimock" / "dist" / "cli.js",
        python=state / "python" / "bin" / "python",
    )
    sentinel = state / "installed.json"
    files = [*(root / HOME / name for name in node.MANIFESTS), root / LOCK]
    key = fingerprint(root, files, python=sys.version)
    if _recorded(sentinel) == key:
        return found
    console.say("installing the emulators of the Messages API")
    # What an interrupted installation left is not worth telling from what is whole.
    shutil.rmtree(state, ignore_errors=True)
    state.mkdir(parents=True)
    for name in node.MANIFESTS:
        shutil.copy(root / HOME / name, state / name)
    node.install(root, state, "the Node packages of the emulators could not be installed")
    _install_python(root, state / "python")
    write_private(sentinel, json.dumps({"key": key}))
    return found


def _install_python(root: Path, target: Path) -> None:
    programs = root / ".venv" / "bin"
    uv = str(programs / "uv")
    node.run(
        [uv, "venv", "--quiet", "--python", str(programs / "python"), str(target)],
        root,
        "the emulators' Python environment could not be made",
    )
    node.run(
        [uv, "pip", "install", "--quiet", "--python", str(target), "--require-hashes", "-r", LOCK],
        root,
        f"the packages of {LOCK} could not be installed",
    )


def _recorded(sentinel: Path) -> str | None:
    try:
        return str(json.loads(sentinel.read_text())["key"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
