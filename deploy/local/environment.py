"""The virtual environment: locked packages with hashes, then our own distributions; remade when they change."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from deploy.local.console import Console, StackError
from deploy.local.distributions import members
from deploy.local.envfile import write_private
from deploy.local.exclusive import exclusively
from deploy.local.packages import provide

LOCK: Final = "requirements.lock"
BOOTSTRAP_LOCK: Final = "deploy/local/bootstrap.lock"


def fingerprint(root: Path, files: Iterable[Path], *, python: str) -> str:
    """Return a key that changes with the place, the interpreter or the text of any of the files."""
    digest = hashlib.sha256(f"{root}\0{python}".encode())
    for path in sorted(files):
        digest.update(f"\0{path.relative_to(root)}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def ensure(root: Path, console: Console) -> Path:
    """Return the environment's Python, after making or refreshing the environment if need be."""
    with exclusively(root / ".state", console):
        return _ensure(root, console)


def _ensure(root: Path, console: Console) -> Path:
    venv = root / ".venv"
    python = venv / "bin" / "python"
    sentinel = root / ".state" / "environment.json"
    unfinished = root / ".state" / "environment.unfinished"
    directories = members(root)
    key = fingerprint(
        root,
        [root / LOCK, root / BOOTSTRAP_LOCK, *(directory / "pyproject.toml" for directory in directories)],
        python=sys.version,
    )
    if _recorded(sentinel) == key and _runs(python):
        return python
    if unfinished.exists():
        # An installer that was interrupted may have left half of a package that it later takes for a whole one.
        shutil.rmtree(venv, ignore_errors=True)
    unfinished.touch()
    sentinel.unlink(missing_ok=True)
    _make(venv, python, console)
    console.say(f"installing the packages of {LOCK}")
    _install(root, python, directories)
    write_private(sentinel, json.dumps({"key": key}))
    unfinished.unlink()
    return python


def _recorded(sentinel: Path) -> str | None:
    try:
        return str(json.loads(sentinel.read_text())["key"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _runs(python: Path) -> bool:
    """Return whether this environment's interpreter starts and is the one that belongs to its place."""
    if not python.exists():
        return False
    done = subprocess.run([python, "-c", "import sys; print(sys.prefix)"], capture_output=True, text=True, check=False)
    return done.returncode == 0 and Path(done.stdout.strip()).resolve() == python.parents[1].resolve()


def _make(venv: Path, python: Path, console: Console) -> None:
    if _runs(python):
        return
    console.say("making the virtual environment .venv")
    shutil.rmtree(venv, ignore_errors=True)
    command = [sys.executable, "-m", "venv", str(venv)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        # Debian ships `venv` without `ensurepip` until this package is there.
        provide(["python3-venv"], console)
        shutil.rmtree(venv, ignore_errors=True)
        _run(command, venv.parent, f"{sys.executable} could not make a virtual environment")


def _install(root: Path, python: Path, directories: Iterable[Path]) -> None:
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    _run([*pip, "-r", BOOTSTRAP_LOCK], root, "uv could not be installed; is the package index reachable?")
    uv = [str(python.with_name("uv")), "pip", "install", "--quiet", "--python", str(python)]
    _run([*uv, "--require-hashes", "-r", LOCK], root, f"the packages of {LOCK} could not be installed")
    editable = [argument for directory in directories for argument in ("-e", str(directory))]
    _run([*uv, "--no-deps", "--no-build-isolation", *editable], root, "our own packages could not be installed")


def _run(command: list[str], root: Path, sentence: str) -> None:
    environment = os.environ | {"UV_PYTHON_DOWNLOADS": "never", "UV_SYSTEM_CERTS": "1"}
    done = subprocess.run(
        command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if done.returncode:
        tail = "\n".join(done.stdout.decode(errors="replace").splitlines()[-12:])
        raise StackError(f"{sentence}\n{tail}")
