"""The lock files: every package with its hashes, and no trace of where it was fetched from."""

import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from deploy.local import emulators, lighthouse, node, schema
from deploy.local.console import Console, StackError
from deploy.local.distributions import members, name_of, requirements, services
from deploy.local.environment import BOOTSTRAP_LOCK, LOCK

DEVELOPMENT: Final = "deploy/local/dev-requirements.in"
BOOTSTRAP: Final = "deploy/local/bootstrap.in"
_COMPILE: Final = (
    "pip", "compile", "-", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes",
    "--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links",
)  # fmt: skip


def write_all(root: Path, console: Console, *, upgrade: bool = False) -> None:
    """Write the locks of the tools, of everything, of each service in agreement with it, and of what only tests run."""
    _write(root, BOOTSTRAP_LOCK, _lines(root / BOOTSTRAP), upgrade=upgrade)
    _write(root, LOCK, [*requirements(root, members(root)), *_lines(root / DEVELOPMENT)], upgrade=upgrade)
    console.say(f"wrote {LOCK}")
    for directory in services(root):
        target = f"{directory.relative_to(root)}/{LOCK}"
        _write(root, target, requirements(root, [directory]), constraint=LOCK)
        console.say(f"wrote {target}")
    _write(root, emulators.LOCK, _lines(root / emulators.REQUIREMENTS), upgrade=upgrade)
    for home in (emulators.HOME, lighthouse.HOME, schema.HOME):
        node.lock(root, home)
    console.say(f"wrote {emulators.LOCK} and the locks of the Node packages")


def pinned(lock: str) -> dict[str, set[str]]:
    """Return the versions a lock's text pins, by package; one package may have several for different Pythons."""
    found: dict[str, set[str]] = {}
    for line in lock.splitlines():
        if line[:1].isalnum() and "==" in line:
            version = line.split("==", 1)[1].split(";")[0].rstrip("\\ ")
            found.setdefault(name_of(line), set()).add(version)
    return found


def drift(root: Path) -> list[str]:
    """Return what the distributions require and the lock does not pin so."""
    known = pinned((root / LOCK).read_text())
    wanted = [*requirements(root, members(root)), *_lines(root / DEVELOPMENT)]
    return [item for item in wanted if not _meets(item, known)]


def _meets(requirement: str, known: Mapping[str, set[str]]) -> bool:
    versions = known.get(name_of(requirement), set())
    _, exact, version = requirement.partition("==")
    return bool(versions) and (not exact or version.partition(";")[0].strip() in versions)


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text().splitlines() if line.strip() and not line.startswith("#")]


def _write(
    root: Path, target: str, lines: Iterable[str], *, constraint: str | None = None, upgrade: bool = False
) -> None:
    command = [str(root / ".venv" / "bin" / "uv"), *_COMPILE, "-o", target]
    command += ["-c", constraint] if constraint else []
    command += ["--upgrade"] if upgrade else []
    environment = os.environ | {"UV_PYTHON_DOWNLOADS": "never", "UV_SYSTEM_CERTS": "1"}
    done = subprocess.run(
        command, cwd=root, env=environment, input="\n".join(lines), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise StackError(f"{target} could not be written:\n{done.stderr.strip()}")
