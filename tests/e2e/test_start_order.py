"""There is no start order: every service may come before its dependencies, and says what it waits for."""

import asyncio
from pathlib import Path

import httpx
import pytest

from support.backends import Backends, made, planned_backends
from support.services import SERVICES, Service, started

pytestmark = pytest.mark.e2e


async def test_services_wait_for_what_is_not_there_yet_and_then_work(tmp_path: Path) -> None:
    planned = planned_backends()
    async with started(planned, tmp_path) as system:
        for service in system.services.values():
            body = await _unready(service)
            down = {name for name, state in body["dependencies"].items() if state != "up"}
            assert {"database", "broker"} <= down, service.name
            assert planned.vhost not in str(body), "an address is nobody's business"
        async with made(planned):
            for service in system.services.values():
                await service.wait_until_ready()
            codes = [await service.stop() for service in system.services.values()]
    assert codes == [0] * len(SERVICES)


async def test_a_service_that_never_got_ready_ends_when_asked(tmp_path: Path) -> None:
    async with started(planned_backends(), tmp_path) as system:
        for service in system.services.values():
            await _unready(service)
        async with asyncio.timeout(20):
            codes = await asyncio.gather(*(service.stop() for service in system.services.values()))
    assert codes == [0] * len(SERVICES)


async def test_a_service_says_which_setting_is_wrong(tmp_path: Path) -> None:
    for name in SERVICES:
        async with started(planned_backends(), tmp_path, names=[name], extra={"AMQP_URL": ""}) as system:
            process = system.services[name].process
            assert process is not None
            async with asyncio.timeout(20):
                code = await process.wait()
        assert code == 1
        assert "AMQP_URL: Field required" in (tmp_path / f"{name}.log").read_text()


async def test_a_service_refuses_a_role_that_row_security_does_not_bind(backends: Backends, tmp_path: Path) -> None:
    for name in SERVICES:
        extra = {"DATABASE_URL": backends.admin_url}
        async with started(backends, tmp_path, names=[name], extra=extra) as system:
            process = system.services[name].process
            assert process is not None
            async with asyncio.timeout(30):
                code = await process.wait()
        assert code == 1
        assert "bypasses row-level security" in (tmp_path / f"{name}.log").read_text()


async def _unready(service: Service) -> dict[str, dict[str, str]]:
    """Return what it says once its HTTP side is up; it has to be alive and not ready."""
    async with asyncio.timeout(30), httpx.AsyncClient(base_url=service.url, timeout=5) as client:
        while True:
            try:
                assert (await client.get("/health/live")).status_code == 200
                answer = await client.get("/health/ready")
            except httpx.TransportError:
                await asyncio.sleep(0.1)
                continue
            assert answer.status_code == 503
            return answer.json()
