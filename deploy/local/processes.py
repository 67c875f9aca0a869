"""Processes that an earlier supervisor left behind: found by a mark in their environment, and ended."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from deploy.local.console import Console
from deploy.local.paths import Stack

# Every process of a stack inherits this variable; its value is the stack's state directory.
MARK: Final = "CONVEX_STACK"
_PATIENCE_S: Final = 10.0


def of_stack(stack: Stack) -> list[int]:
    """Return the ids of the running processes that carry the stack's mark."""
    mark = os.fsencode(f"{MARK}={stack.state}")
    return [pid for pid in _all() if pid != os.getpid() and mark in _environment(pid).split(b"\0")]


def end_leftovers(stack: Stack, console: Console) -> None:
    """End what a killed supervisor left running: politely, then not."""
    left = of_stack(stack)
    if not left:
        return
    console.say(f"ending {len(left)} processes that an interrupted run left behind")
    # SIGINT is what Postgres calls a fast shutdown; an Erlang node or a service may want SIGTERM or more.
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
        _signal(of_stack(stack), sign)
        deadline = time.monotonic() + _PATIENCE_S / 2
        while of_stack(stack) and time.monotonic() < deadline:
            time.sleep(0.1)
        if not of_stack(stack):
            return


def _signal(pids: list[int], sign: signal.Signals) -> None:
    for pid in pids:
        try:
            os.kill(pid, sign)
        except (ProcessLookupError, PermissionError):
            continue


def _all() -> Iterator[int]:
    return (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())


def _environment(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/environ").read_bytes()
    except OSError:
        # It ended meanwhile, or belongs to somebody else.
        return b""
