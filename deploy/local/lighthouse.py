"""Lighthouse and a browser for it, which only `make seo-oracle` needs: installed when that is first asked for."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from deploy.local import node, packages
from deploy.local.console import Console, StackError
from deploy.local.envfile import write_private
from deploy.local.environment import fingerprint
from deploy.local.exclusive import exclusively

HOME: Final = Path("bench/seo_oracle")
_BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_DEBIAN_PACKAGE: Final = "chromium"


def compare(root: Path, words: Sequence[str], console: Console) -> None:
    """Compare our checks with Lighthouse and end as the comparison ends.

    Raises:
        StackError: when Lighthouse or a browser can't be had.
    """
    command = [str(root / ".venv" / "bin" / "python"), "-m", "bench.seo_oracle"]
    # What an earlier run recorded needs neither Node nor a browser.
    if "--recorded" not in words:
        found, installed = _browser(console), _packages(root, console)
        command += ["--node", str(node.program(root)), "--packages", str(installed), "--chromium", str(found)]
    done = subprocess.run([*command, *words], cwd=root, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def _browser(console: Console) -> Path:
    """Return a Chromium: the one that CHROME_PATH names, one on the PATH, or Debian's after installing it."""
    named = os.environ.get("CHROME_PATH")
    if named:
        if not Path(named).is_file():
            raise StackError(f"CHROME_PATH names {named}, and there is no such file.")
        return Path(named)
    if (found := _on_path()) is not None:
        return found
    try:
        packages.provide([_DEBIAN_PACKAGE], console)
    except StackError as error:
        raise StackError(
            "Lighthouse needs Chromium, and it could not be installed. Install it (on Debian, as root:"
            f" apt-get install {_DEBIAN_PACKAGE}), or name a Chrome in CHROME_PATH. What happened:\n{error}"
        ) from error
    if (found := _on_path()) is None:
        raise StackError("The package chromium is installed, yet there is no chromium on the PATH; set CHROME_PATH.")
    return found


def _on_path() -> Path | None:
    return next((Path(path) for name in _BROWSERS if (path := shutil.which(name))), None)


def _packages(root: Path, console: Console) -> Path:
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
