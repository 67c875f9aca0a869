"""One command at a time per stack or environment; the kernel releases a lock however its holder ends."""

import fcntl
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from deploy.local.console import Console


@contextmanager
def exclusively(directory: Path, console: Console) -> Generator[None]:
    """Hold the lock of a directory of state; wait, and say so, while another command has it."""
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            console.say(f"another command works in {directory}; waiting for it")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
