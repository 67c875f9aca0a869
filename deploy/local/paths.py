"""Where a stack keeps its files; two checkouts or two profiles never share one."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, get_args

from deploy.local.console import StackError

# `docker` is the development stack under Compose, which keeps only its addresses here.
Profile = Literal["dev", "test", "docker"]
PROFILES: Final[tuple[Profile, ...]] = get_args(Profile)

# A Unix socket's path may have 107 bytes, and supervisord first binds a name with its process id at the end.
_SOCKET_PATH_BYTES: Final = 90


@dataclass(frozen=True, slots=True)
class Stack:
    """One set of servers of one checkout."""

    root: Path
    profile: Profile

    @property
    def state(self) -> Path:
        """Everything this stack writes is in here."""
        return self.root / ".state" / self.profile

    @property
    def logs(self) -> Path:
        return self.state / "log"

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def key(self) -> str:
        """A short name that no other checkout or profile on this machine has."""
        return hashlib.sha256(f"{self.root}\0{self.profile}".encode()).hexdigest()[:10]

    @property
    def environment_file(self) -> Path:
        """The addresses and passwords, for shells and other tools."""
        return self.state / "stack.env"

    @property
    def supervisor_config(self) -> Path:
        return self.state / "supervisord.conf"

    @property
    def supervisor_socket(self) -> Path:
        path = self.state / "supervisor.sock"
        return path if len(os.fsencode(path)) <= _SOCKET_PATH_BYTES else self.runtime / "supervisor.sock"

    @property
    def runtime(self) -> Path:
        """A short directory for what can't stay under a long or closed path."""
        return Path(tempfile.gettempdir()) / f"convex-{os.getuid()}-{self.key}"

    @property
    def fallback(self) -> Path:
        """Where a cluster lives whose server can't enter the checkout; it survives a restart of the machine."""
        return Path("/var/tmp") / self.runtime.name

    def make_directories(self) -> None:
        """Create the state and log directories."""
        self.logs.mkdir(parents=True, exist_ok=True)
        if self.supervisor_socket.parent == self.runtime:
            make_private_directory(self.runtime)


def make_private_directory(path: Path) -> None:
    """Create a directory in a place where others may write, and refuse one that others have put there.

    Raises:
        StackError: when the path is a link or belongs to another user.
    """
    path.mkdir(mode=0o700, exist_ok=True)
    found = path.lstat()
    if path.is_symlink() or found.st_uid != os.getuid():
        raise StackError(f"{path} belongs to somebody else; remove it, then try again.")
    path.chmod(0o700)


def refuse_foreign_state(root: Path) -> None:
    """Stop before two users mix their files in one checkout.

    Raises:
        StackError: when the state was made by another user.
    """
    state = root / ".state"
    if state.exists() and (owner := state.stat().st_uid) != os.getuid():
        raise StackError(f"{state} was made by user {owner}: work as that user, or in a clone of your own.")


def as_profile(word: str) -> Profile | None:
    """Return the profile of that name, if there is one."""
    return next((profile for profile in PROFILES if profile == word), None)


def checkout() -> Path:
    """Return the root of the checkout this file is in."""
    return Path(__file__).resolve().parents[2]
