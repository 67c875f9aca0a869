"""The process as it is started: health that names what is down, and no service for a role that is too strong."""

import asyncio
import os
import re
from pathlib import Path

import httpx
import pytest

from support.backends import Backends
from support.services import Service, free_port, running

NOWHERE = "amqp://guest:guest@127.0.0.1:9/"


@pytest.fixture
def environment(backends: Backends) -> dict[str, str]:
    """Return what a gateway without a dispatcher needs."""
    return {
        "DATABASE_URL": backends.user_url,
        "AMQP_URL": backends.amqp_url,
        "JWT_SECRET": "x" * 32,
        "CONVEX_ENV": "test",
        "CONVEX_HTTP_PORT": str(free_port()),
        "PATH": "/usr/bin:/bin",
        # Sources of another checkout than the one that is installed, if the tests run with them.
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
    }


async def ready(url: str) -> tuple[int, dict[str, str]]:
    """Return the status and the dependencies that readiness tells of."""
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"{url}/health/ready")
    return answer.status_code, answer.json()["dependencies"]


async def alive(service: Service) -> None:
    """Wait until the process answers."""
    async with asyncio.timeout(20), httpx.AsyncClient() as client:
        while True:
            try:
                await client.get(f"{service.url}/health/live")
            except httpx.HTTPError:
                await asyncio.sleep(0.05)
            else:
                return


def service(environment: dict[str, str], folder: Path, *arguments: str, **changed: str) -> Service:
    """Return a gateway that is not started yet."""
    port = int(environment["CONVEX_HTTP_PORT"])
    return Service("gateway", port, environment | changed, folder / "gateway.log", arguments)


async def test_a_gateway_with_all_it_needs_is_ready_and_ends_well(backends: Backends, tmp_path: Path) -> None:
    async with running(backends, tmp_path, names=["gateway"]) as services:
        status, dependencies = await ready(services.gateway.url)
        assert (status, dependencies["database"], dependencies["broker"]) == (200, "up", "up")
        assert await services.gateway.stop() == 0


async def test_a_dispatcher_alone_tells_of_its_health(
    environment: dict[str, str], backends: Backends, tmp_path: Path
) -> None:
    dispatcher = service(environment, tmp_path, "dispatch", DATABASE_RELAY_URL=backends.relay_url)
    await dispatcher.start()
    await dispatcher.wait_until_ready()
    async with httpx.AsyncClient(base_url=dispatcher.url) as client:
        assert "convex_outbox_rows" in (await client.get("/metrics/")).text
        assert (await client.get("/api/convex/jobs")).status_code == 404
    assert await dispatcher.stop() == 0


async def test_a_missing_database_is_named_and_does_not_end_the_process(
    environment: dict[str, str], tmp_path: Path
) -> None:
    gateway = service(environment, tmp_path, DATABASE_URL="postgresql://app_user:x@127.0.0.1:9/nothing")
    await gateway.start()
    await alive(gateway)
    status, dependencies = await ready(gateway.url)
    assert status == 503
    assert dependencies["database"].startswith("down: ")
    assert await gateway.stop() == 0


async def test_a_missing_broker_is_named_while_jobs_are_accepted(
    environment: dict[str, str], backends: Backends, tmp_path: Path
) -> None:
    gateway = service(environment, tmp_path, AMQP_URL=NOWHERE, DATABASE_RELAY_URL=backends.relay_url)
    await gateway.start()
    await alive(gateway)
    async with asyncio.timeout(10):
        while (found := await ready(gateway.url))[1]["database"] != "up":
            await asyncio.sleep(0.05)
    assert found[0] == 503
    assert found[1]["broker"].startswith("down: ")
    async with httpx.AsyncClient(base_url=gateway.url) as client:
        assert (await client.get("/api/convex/frameworks")).status_code in {200, 401}
    assert await gateway.stop() == 0


@pytest.mark.parametrize("variable", ["DATABASE_URL", "DATABASE_REPLICA_URL"])
async def test_a_role_that_bypasses_row_security_is_refused(
    environment: dict[str, str], backends: Backends, tmp_path: Path, variable: str
) -> None:
    gateway = service(environment, tmp_path, **{variable: backends.admin_url})
    await gateway.start()
    assert gateway.process is not None
    async with asyncio.timeout(30):
        assert await gateway.process.wait() == 1
    assert re.search(f"{variable}: the role .* bypasses row-level security", gateway.log.read_text())


async def test_it_says_what_is_wrong_with_its_start(environment: dict[str, str], tmp_path: Path) -> None:
    starts: list[tuple[tuple[str, ...], dict[str, str], str]] = [
        (("serve",), {}, "usage: gateway [dispatch]"),
        (("dispatch",), {}, "DATABASE_RELAY_URL is required"),
        ((), {"JWT_SECRET": "short"}, "JWT_SECRET must have at least 32 bytes"),
    ]
    for number, (arguments, changed, told) in enumerate(starts):
        gateway = Service("gateway", 0, environment | changed, tmp_path / f"{number}.log", arguments)
        await gateway.start()
        assert gateway.process is not None
        async with asyncio.timeout(30):
            assert await gateway.process.wait() == 1
        assert told in gateway.log.read_text()
        assert "short" not in gateway.log.read_text()
