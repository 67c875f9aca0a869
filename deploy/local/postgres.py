"""A private Postgres: its cluster appears in one rename, complete with roles and database, or not at all."""

import os
import pwd
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from deploy.local.console import Console, StackError
from deploy.local.packages import postgres_programs
from deploy.local.paths import Stack, make_private_directory

DATABASE: Final = "convex"
OWNER: Final = "convex"
ADMIN: Final = "postgres"

# A test's data needs to survive a killed process, not a power cut.
_FOR_TESTS: Final = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=300")
_UNSHARE: Final = ("unshare", "--user", "--map-user=1000", "--map-group=1000")
_SETPRIV: Final = ("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups")


def prepare(stack: Stack, secrets: Mapping[str, str], console: Console) -> list[str]:
    """Make the cluster unless it is there, and return the server's command without its port."""
    programs = postgres_programs()
    if programs is None:
        raise StackError("Postgres 15 or newer is not installed.")
    identity = unprivileged()
    cluster = _cluster(stack, identity)
    if not (cluster / "PG_VERSION").exists():
        console.say("making the Postgres cluster")
        _create(cluster, programs, identity, secrets)
    _refuse_other_version(cluster, programs)
    settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "timezone=UTC"]
    settings.extend(_FOR_TESTS if stack.profile == "test" else ("max_connections=200",))
    options = [argument for setting in settings for argument in ("-c", setting)]
    return [*identity, str(programs / "postgres"), "-D", str(cluster), *options]


def unprivileged() -> tuple[str, ...]:
    """Return the prefix under which Postgres accepts to run: it refuses root."""
    if os.geteuid() != 0:
        return ()
    # Inside a user namespace of its own the files stay root's, so any directory will do; containers often forbid it.
    if shutil.which("unshare") and not subprocess.run([*_UNSHARE, "true"], capture_output=True, check=False).returncode:
        return _UNSHARE
    if shutil.which("setpriv") and not subprocess.run([*_SETPRIV, "true"], capture_output=True, check=False).returncode:
        return _SETPRIV
    raise StackError(
        "Postgres refuses to run as root and neither unshare nor setpriv works here; run make as another user."
    )


def _cluster(stack: Stack, identity: tuple[str, ...]) -> Path:
    if identity != _SETPRIV:
        return stack.state / "postgres"
    home = stack.state / "postgres-home" if _reachable(stack.state) else stack.fallback
    server = pwd.getpwnam("postgres").pw_uid
    if not home.exists() or home.lstat().st_uid != server:
        make_private_directory(home)
        shutil.chown(home, "postgres", "postgres")
    return home / "postgres"


def _reachable(directory: Path) -> bool:
    return not subprocess.run([*_SETPRIV, "test", "-x", str(directory)], capture_output=True, check=False).returncode


def _create(cluster: Path, programs: Path, identity: tuple[str, ...], secrets: Mapping[str, str]) -> None:
    draft = cluster.with_name("postgres.draft")
    shutil.rmtree(draft, ignore_errors=True)
    initdb = [str(programs / "initdb"), "-D", str(draft), "-U", ADMIN, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
    _run([*identity, *initdb, "--no-sync"], "", directory=cluster.parent)
    (draft / "pg_hba.conf").write_text("host all all 127.0.0.1/32 scram-sha-256\n")
    single = [str(programs / "postgres"), "--single", "-j", "-D", str(draft), "postgres"]
    _run([*identity, *single], _first_statements(secrets), directory=cluster.parent)
    draft.rename(cluster)


def _first_statements(secrets: Mapping[str, str]) -> str:
    # The owner is no superuser, as on a managed database. `-j` ends a statement at a semicolon before an empty line.
    statements = (
        f"ALTER ROLE {ADMIN} PASSWORD '{secrets['postgres_admin']}';",
        f"CREATE ROLE {OWNER} LOGIN CREATEROLE CREATEDB PASSWORD '{secrets['postgres_owner']}';",
        f"CREATE DATABASE {DATABASE} OWNER {OWNER};",
    )
    return "".join(f"{statement}\n\n" for statement in statements)


def _refuse_other_version(cluster: Path, programs: Path) -> None:
    made_by = (cluster / "PG_VERSION").read_text().strip()
    if programs.parent.name.isdigit() and programs.parent.name != made_by:
        raise StackError(
            f"{shlex.quote(str(cluster))} was made by Postgres {made_by} and {programs} is newer: "
            "`make reset` starts afresh, or upgrade the cluster with pg_upgrade."
        )


def _run(command: list[str], text: str, *, directory: Path) -> None:
    # From a directory the server's user can be in, which the caller's need not be.
    done = subprocess.run(
        command, input=text, cwd=directory, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    output = done.stdout
    # Single-user mode goes on after an error and exits with zero.
    if done.returncode or "ERROR:" in output or "FATAL:" in output:
        raise StackError("The Postgres cluster could not be made:\n" + "\n".join(output.splitlines()[-12:]))
