"""How much memory a service has and uses: its container's where that has a limit, otherwise the machine's and its own.

A container's figure counts every process in it, as the kernel does before it kills one; what the kernel can give back
at once is left out.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

_ROOT: Final = Path("/sys/fs/cgroup")
_STATUS: Final = Path("/proc/self/statm")


@dataclass(frozen=True, slots=True)
class MemoryCollector(Collector):
    """Reads the figures anew whenever somebody asks for metrics."""

    root: Path = _ROOT

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """Return the two figures, in bytes."""
        limit, used = _of_container(self.root) or (_of_machine(), _of_process())
        yield GaugeMetricFamily("convex_memory_limit_bytes", "Memory the service may use", value=limit)
        yield GaugeMetricFamily("convex_memory_used_bytes", "Memory the service uses", value=used)


def _of_container(root: Path) -> tuple[int, int] | None:
    try:
        limit = int((root / "memory.max").read_text())
        used = int((root / "memory.current").read_text())
        told = dict(line.split() for line in (root / "memory.stat").read_text().splitlines())
        return limit, max(0, used - int(told["inactive_file"]))
    except (OSError, ValueError, KeyError):
        # No container, none with a limit ("max"), or a kernel with control groups of the first version.
        return None


def _of_machine() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _of_process() -> int:
    try:
        return int(_STATUS.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
