"""The smoke test passes where everything works, and says what does not; the load generator misses nothing."""

import asyncio
import os
import sys
from pathlib import Path

import pytest
from deploy.local.paths import checkout

from support.world import World

pytestmark = pytest.mark.e2e


async def _run(token: str, module: str, *arguments: str) -> tuple[int, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        *arguments,
        cwd=checkout(),
        env=os.environ | {"CONVEX_TOKEN": token},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await process.communicate()
    return process.returncode or 0, output.decode()


async def test_a_stack_that_works_passes(world: World) -> None:
    page = ("--page", world.site.url)
    code, told = await _run(world.tenant.token, "deploy.smoke", world.system.gateway.url, *page)
    assert code == 0, told
    assert len(told.splitlines()) == 10
    assert all(line.startswith("ok ") for line in told.splitlines())


async def test_what_does_not_work_is_named_and_the_rest_is_walked_all_the_same(world: World) -> None:
    page = ("--page", "http://127.0.0.1:9/")
    code, told = await _run(world.tenant.token, "deploy.smoke", world.system.gateway.url, *page)
    assert code == 1
    (failed,) = [line for line in told.splitlines() if line.startswith("FAIL")]
    assert "A page with a score" in failed


async def test_a_stack_that_is_on_is_not_off(world: World) -> None:
    code, told = await _run(world.tenant.token, "deploy.smoke", world.system.gateway.url, "--switched-off")
    assert code == 1
    assert "was answered with 200, not 404" in told


async def test_the_load_passes_over_a_replica_that_is_away_and_finds_its_jobs_done(
    world: World, tmp_path: Path
) -> None:
    going = tmp_path / "going"
    going.touch()
    addresses = ("http://127.0.0.1:9", world.system.gateway.url)
    async with asyncio.TaskGroup() as tasks:
        load = tasks.create_task(_run(world.tenant.token, "deploy.smoke.load", "--while", str(going), *addresses))
        await asyncio.sleep(2)
        going.unlink()
    code, told = load.result()
    assert code == 0, told
    assert "passed over" in told
    assert "job succeeded" in told
