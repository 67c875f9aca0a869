"""What a service says of its memory: its container's figures where that has a limit, its own otherwise."""

from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry

from shared.telemetry.memory import MemoryCollector


def _told(root: Path) -> tuple[float | None, float | None]:
    registry = CollectorRegistry()
    registry.register(MemoryCollector(root))
    return registry.get_sample_value("convex_memory_limit_bytes"), registry.get_sample_value("convex_memory_used_bytes")


def _container(root: Path, *, limit: str, used: str, stat: str) -> Path:
    (root / "memory.max").write_text(limit)
    (root / "memory.current").write_text(used)
    (root / "memory.stat").write_text(stat)
    return root


def test_a_container_with_a_limit_counts_all_its_processes_without_what_can_be_given_back(tmp_path: Path) -> None:
    root = _container(tmp_path, limit="400000000\n", used="380000000\n", stat="anon 90\ninactive_file 30000000\n")
    assert _told(root) == (400_000_000, 350_000_000)


@pytest.mark.parametrize("limit", ["max\n", ""])
def test_without_a_limit_the_process_and_the_machine_are_told(tmp_path: Path, limit: str) -> None:
    limit_bytes, used = _told(_container(tmp_path, limit=limit, used="5\n", stat="inactive_file 1\n"))
    assert used is not None
    assert limit_bytes is not None
    assert 5_000_000 < used < limit_bytes


def test_without_control_groups_the_process_and_the_machine_are_told(tmp_path: Path) -> None:
    limit_bytes, used = _told(tmp_path / "nowhere")
    assert used
    assert limit_bytes
    assert used < limit_bytes
