"""Lighthouse, which only `make seo-oracle` and `make lighthouse` need: installed when one is first asked for."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from deploy.local import browser, node
from deploy.local.console import Console
from deploy.local.envfile import write_private
from deploy.local.environment import fingerprint
from deploy.local.exclusive import exclusively

HOME: Final = Path("bench/seo_oracle")


def compare(root: Path, words: Sequence[str], console: Console) -> None:
    """Compare our checks with Lighthouse and end as the comparison ends.

    Raises:
        StackError: when Lighthouse or a browser can't be had.
    """
    command = [str(root / ".venv" / "bin" / "python"), "-m", "bench.seo_oracle"]
    # What an earlier run recorded needs neither Node nor a browser.
    if "--recorded" not in words:
        found, installed = browser.provide(console, wanted_by="Lighthouse needs"), packages(root, console)
        command += ["--node", str(node.program(root)), "--packages", str(installed), "--chromium", str(found)]
    done = subprocess.run([*command, *words], cwd=root, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def packages(root: Path, console: Console) -> Path:
    """Return the node_modules that Lighthouse is in, after installing them if need be."""
    with exclusively(root / ".state", console):
        state = root / ".state" / "lighthouse"
        sentinel = state / "installed"
        key = fingerprint(root, [root / HOME / name for name in node.MANIFESTS], python=sys.version)
        if not sentinel.exists() or sentinel.read_text() != key:
            console.say("installing Lighthouse (about 180 MB)")
            # What an interrupted installation left is not worth telling from what is whole.
            shutil.rmtree(state, ignore_errors=True)
            state.mkdir(parents=True)
            for name in node.MANIFESTS:
                shutil.copy(root / HOME / name, state / name)
            node.install(root, state, "Lighthouse could not be installed")
            write_private(sentinel, key)
        return state / "node_modules"
