"""The tests of what services do pass as they are on partitioned tables, in workspaces with partitions of their own."""

import asyncio
import os
import sys
from typing import Final

import pytest

from support.backends import PARTITIONED, ROOT

pytestmark = [pytest.mark.integration, pytest.mark.timeout(600)]
_FLOWS: Final = (
    "tests/integration/test_job_path.py",
    "tests/integration/test_rollups.py",
    "tests/integration/test_schema.py",
    "tests/integration/test_statements.py",
    "tests/integration/gateway_results/test_editing.py",
    "tests/integration/gateway_results/test_list.py",
    "tests/integration/gateway_results/test_stats.py",
    "tests/integration/roadmap_worker/test_storing.py",
    "tests/integration/strategy_worker/test_storing.py",
)


async def test_what_services_do_is_done_on_partitions_too() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *_FLOWS,
        cwd=ROOT, env=os.environ | {PARTITIONED: "1"}, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    try:
        said, _ = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
    assert process.returncode == 0, said.decode()[-3000:]
