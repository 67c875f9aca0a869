"""Grafana's own types of dashboards, and the compiler that checks ours against them."""

import shutil
import sys
from pathlib import Path
from typing import Final

from deploy.local import node
from deploy.local.console import Console
from deploy.local.envfile import write_private
from deploy.local.environment import fingerprint
from deploy.local.exclusive import exclusively

HOME: Final = Path("deploy/grafana/schema")
STATE: Final = Path(".state/grafana-schema")


def ensure(root: Path, console: Console) -> None:
    """Install what is pinned, if need be.

    Raises:
        StackError: when the packages can't be had.
    """
    with exclusively(root / ".state", console):
        state = root / STATE
        sentinel = state / "installed"
        key = fingerprint(root, [root / HOME / name for name in node.MANIFESTS], python=sys.version)
        if sentinel.exists() and sentinel.read_text() == key:
            return
        console.say("installing Grafana's types of dashboards")
        shutil.rmtree(state, ignore_errors=True)
        state.mkdir(parents=True)
        for name in node.MANIFESTS:
            shutil.copy(root / HOME / name, state / name)
        node.install(root, state, "Grafana's types of dashboards could not be installed")
        write_private(sentinel, key)
