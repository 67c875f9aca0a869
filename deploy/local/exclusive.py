"""One command at a time per stack; the kernel releases the lock however the holder ends."""

import fcntl
from collections.abc import Generator
from contextlib import contextmanager

from deploy.local.console import Console
from deploy.local.paths import Stack


@contextmanager
def exclusively(stack: Stack, console: Console) -> Generator[None]:
    """Hold the stack's lock; wait, and say so, while another command has it."""
    with (stack.state / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            console.say(f"another command works on the {stack.profile} stack; waiting for it")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
