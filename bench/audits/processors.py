"""Reads from /proc how much processor time processes have had."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

_PROC: Final = Path("/proc")
_TICKS_PER_S: Final = os.sysconf("SC_CLK_TCK")
# User and kernel time, as proc(5) counts them from the state on, which follows the name.
_OWN: Final = slice(11, 13)
_WAITED_FOR: Final = slice(13, 15)


def cpu_s(pids: Iterable[int]) -> float:
    """Return the seconds in user and kernel mode of all of these together; one that is gone counts nothing."""
    return sum(_ticks(pid, _OWN) for pid in pids) / _TICKS_PER_S


def cpu_s_below(pid: int) -> float:
    """Return the same of all that this process started, those that ended and were waited for included."""
    alive = _descendants(pid)
    ended = sum(_ticks(one, _WAITED_FOR) for one in (pid, *alive))
    return cpu_s(alive) + ended / _TICKS_PER_S


def _descendants(pid: int) -> list[int]:
    children = _children()
    found, waiting = list[int](), [pid]
    while waiting:
        below = children.get(waiting.pop(), [])
        found += below
        waiting += below
    return found


def _children() -> Mapping[int, list[int]]:
    found: dict[int, list[int]] = {}
    for folder in _PROC.iterdir():
        if folder.name.isdigit() and (fields := _fields(int(folder.name))):
            found.setdefault(int(fields[1]), []).append(int(folder.name))
    return found


def _ticks(pid: int, columns: slice) -> int:
    return sum(map(int, _fields(pid)[columns]))


def _fields(pid: int) -> list[str]:
    """Return what follows the name of the process: its state, its parent, …; empty when it is gone."""
    try:
        return (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []
