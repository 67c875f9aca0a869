"""Debian packages: what is missing is installed, without letting it start servers of its own."""

import os
import shutil
import subprocess
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from deploy.local.console import Console, StackError

RABBITMQ_SERVER: Final = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")
_CLUSTER_CONFIG: Final = Path("/etc/postgresql-common/createcluster.conf")
_POLICY: Final = Path("/usr/sbin/policy-rc.d")
_NO_SERVERS: Final = "#!/bin/sh\n# convex: packages start no servers while it installs them\nexit 101\n"
_OLDEST_POSTGRES: Final = 15
# Another program may be installing, and a mirror may be slow or miss a beat.
_PATIENT: Final = ("-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=5", "-o", "Acquire::http::Timeout=60")
_ATTEMPTS: Final = 3
_PAUSE_S: Final = 15


def postgres_programs() -> Path | None:
    """Return the directory of the newest installed server's programs, if one is new enough."""
    found = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "postgres").exists()]
    usable = [path for path in found if path.parent.name.isdigit() and int(path.parent.name) >= _OLDEST_POSTGRES]
    if usable:
        return max(usable, key=lambda path: int(path.parent.name))
    on_path = shutil.which("postgres")
    return Path(on_path).resolve().parent if on_path and not found else None


def missing() -> list[str]:
    """Return the names of the Debian packages that the servers still need."""
    names: list[str] = []
    if postgres_programs() is None:
        names.append("postgresql")
    if not RABBITMQ_SERVER.exists() or shutil.which("epmd") is None:
        names.append("rabbitmq-server")
    return names


def provide_programs(programs: Mapping[str, str], console: Console) -> None:
    """Install the packages of those programs that are not there, given by the program's name.

    Raises:
        StackError: as `provide` does.
    """
    provide(sorted({package for program, package in programs.items() if shutil.which(program) is None}), console)


def provide(names: Sequence[str], console: Console) -> None:
    """Install packages by apt-get.

    Raises:
        StackError: when there is no apt-get, no right to use it, or it fails.
    """
    if not names:
        return
    wanted = " ".join(names)
    if shutil.which("apt-get") is None:
        raise StackError(
            f"There is no apt-get here: install {wanted} yourself (and put them on the PATH), or start Docker."
        )
    as_root = _as_root(wanted)
    console.say(f"installing {wanted} (apt-get)")
    with _quiet_servers(as_root):
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                _install(as_root, names)
            except StackError:
                if attempt == _ATTEMPTS:
                    raise
                console.warn(f"apt-get could not install {wanted}; trying again in {_PAUSE_S} s")
                time.sleep(_PAUSE_S)
            else:
                return


def _install(as_root: Sequence[str], names: Sequence[str]) -> None:
    # An interrupted earlier run leaves packages unpacked but not configured, and apt-get then refuses everything.
    _run([*as_root, "dpkg", "--configure", "-a"], "dpkg could not finish an interrupted installation")
    update = [*as_root, "apt-get", "-qq", *_PATIENT, "update"]
    _run(update, "apt-get update failed; is the network there?", required=False)
    install = ["apt-get", "-qq", *_PATIENT, "install", "-y", "--no-install-recommends", *names]
    _run([*as_root, *install], f"apt-get could not install {' '.join(names)}")


def _as_root(wanted: str) -> list[str]:
    if os.geteuid() == 0:
        return ["env", "DEBIAN_FRONTEND=noninteractive"]
    if shutil.which("sudo") is None:
        raise StackError(
            f"{wanted} is missing; this user is not root and has no sudo: as root, run `apt-get install {wanted}`."
        )
    return ["sudo", "env", "DEBIAN_FRONTEND=noninteractive"]


@contextmanager
def _quiet_servers(as_root: Sequence[str]) -> Generator[None]:
    if not _CLUSTER_CONFIG.exists():
        _write(as_root, _CLUSTER_CONFIG, "create_main_cluster = false\n", mode="644")
    ours = not _POLICY.exists() or _POLICY.read_text() == _NO_SERVERS
    if ours:
        _write(as_root, _POLICY, _NO_SERVERS, mode="755")
    try:
        yield
    finally:
        if ours:
            _run([*as_root, "rm", "-f", str(_POLICY)], f"{_POLICY} could not be removed; remove it", required=False)


def _write(as_root: Sequence[str], path: Path, text: str, *, mode: str) -> None:
    command = [*as_root, "install", "-D", "-m", mode, "/dev/stdin", str(path)]
    subprocess.run(command, input=text.encode(), check=True)


def _run(command: Sequence[str], sentence: str, *, required: bool = True) -> None:
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if done.returncode and required:
        tail = "\n".join(done.stdout.decode(errors="replace").splitlines()[-12:])
        raise StackError(f"{sentence}:\n{tail}")
