"""Kustomize, which renders the manifests: of kubectl, as a program, or from the next Debian release."""

import functools
import shutil
import subprocess
from pathlib import Path
from typing import Final

from deploy.local.console import StackError

_FETCH: Final = "deploy/docker/trixie.sh"
_KEPT: Final = ".state/kustomize"


def render(root: Path, directory: Path) -> str:
    """Return the manifests of an overlay as YAML.

    Raises:
        StackError: when Kustomize refuses them, or there is none.
    """
    done = subprocess.run([*_program(root), str(directory)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise StackError(f"{directory} can't be rendered: {done.stderr.strip()}")
    return done.stdout


@functools.cache
def _program(root: Path) -> tuple[str, ...]:
    if shutil.which("kubectl"):
        return ("kubectl", "kustomize")
    if shutil.which("kustomize"):
        return ("kustomize", "build")
    unpacked = root / _KEPT
    program = unpacked / "usr" / "bin" / "kustomize"
    if not program.exists():
        _fetch(root, unpacked)
    return (str(program), "build")


def _fetch(root: Path, target: Path) -> None:
    if not shutil.which("dpkg-deb"):
        raise StackError("The manifests are rendered by kubectl or kustomize; install one of them.")
    done = subprocess.run(
        ["sh", str(root / _FETCH), str(target), "kustomize"], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise StackError(f"kustomize could not be fetched: {done.stderr.strip()}")
