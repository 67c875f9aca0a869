"""What Docker Compose makes of the project's files; no engine is needed."""

import functools
import json
import os
import subprocess
from typing import Any, Final

from support.backends import ROOT

# As kept for tests; `docker compose` of this machine comes first.
_KEPT: Final = ROOT / ".state/compose"


def composed(*files: str, profiles: str = "*", **variables: str) -> dict[str, Any]:
    """Return the configuration that the files add up to; `variables` are the only settings."""
    arguments = [word for file in files for word in ("-f", file)]
    done = subprocess.run(
        [*_program(), *arguments, "--profile", profiles, "config", "--format", "json"],
        cwd=ROOT,
        env=_environment() | variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@functools.cache
def _program() -> tuple[str, ...]:
    command = ("docker", "compose")
    if subprocess.run([*command, "version"], capture_output=True, check=False).returncode == 0:
        return command
    plugin = _KEPT / "cli-plugins" / "docker-compose"
    if not plugin.exists():
        subprocess.run(["sh", str(ROOT / "deploy/docker/plugins.sh"), str(_KEPT)], check=True, capture_output=True)
    return (str(plugin),)


def _environment() -> dict[str, str]:
    return {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
