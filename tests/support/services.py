"""The services as the processes they are in production."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncGenerator, Iterable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import httpx

from support.backends import ROOT, Backends, stack_environment

SERVICES: Final = ("gateway", "strategy-worker", "seo-worker", "roadmap-worker", "stats-aggregator")
_READY_S: Final = 180.0


def free_port() -> int:
    """Return a port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(slots=True)
class Service:
    """One process of a service; it can be killed and started again."""

    name: str
    port: int
    env: Mapping[str, str]
    log: Path
    arguments: tuple[str, ...] = ()
    niceness: int = 0
    process: asyncio.subprocess.Process | None = field(default=None)

    @property
    def url(self) -> str:
        """Return where its HTTP side listens."""
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Start it; see `wait_until_ready`."""
        command = ("nice", "-n", str(self.niceness), str(Path(sys.executable).with_name(self.name)))
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *command, *self.arguments, env=dict(self.env), cwd=ROOT, stdout=log, stderr=log
            )

    async def wait_until_ready(self) -> None:
        """Return when it says that it can do its work.

        Raises:
            AssertionError: with the end of its log when that takes too long.
        """
        try:
            async with asyncio.timeout(_READY_S), httpx.AsyncClient() as client:
                while not await _is_ready(client, f"{self.url}/health/ready"):
                    assert self.process is not None
                    assert self.process.returncode is None, f"{self.name} ended:\n{self.log.read_text()[-3000:]}"
                    await asyncio.sleep(0.05)
        except TimeoutError:
            raise AssertionError(f"{self.name} did not get ready:\n{self.log.read_text()[-3000:]}") from None

    def signal(self, number: signal.Signals) -> None:
        """Send a signal, when there is still a process to get it."""
        if self.process is not None and self.process.returncode is None:
            self.process.send_signal(number)

    async def kill(self) -> None:
        """End it without a chance to tidy up."""
        self.signal(signal.SIGKILL)
        assert self.process is not None
        await self.process.wait()

    async def stop(self) -> int:
        """Ask it to end and return its exit code."""
        assert self.process is not None
        self.signal(signal.SIGCONT)
        self.signal(signal.SIGTERM)
        try:
            async with asyncio.timeout(40):
                return await self.process.wait()
        except TimeoutError:
            await self.kill()
            raise AssertionError(f"{self.name} did not end:\n{self.log.read_text()[-3000:]}") from None


@dataclass(frozen=True, slots=True)
class Running:
    """The services of one test by name."""

    services: Mapping[str, Service]
    backends: Backends

    @property
    def gateway(self) -> Service:
        """Return the HTTP side."""
        return self.services["gateway"]


@asynccontextmanager
async def running(
    backends: Backends, folder: Path, *, names: Iterable[str] = SERVICES, extra: Mapping[str, str] | None = None
) -> AsyncGenerator[Running, None]:
    """Start services side by side, in no order, and stop them afterwards."""
    async with started(backends, folder, names=names, extra=extra) as system:
        for service in system.services.values():
            await service.wait_until_ready()
        yield system


@asynccontextmanager
async def started(
    backends: Backends,
    folder: Path,
    *,
    names: Iterable[str] = SERVICES,
    extra: Mapping[str, str] | None = None,
    niceness: int = 0,
) -> AsyncGenerator[Running, None]:
    """Start services without waiting for anything, and stop them afterwards."""
    services = {name: _service(name, backends, folder, extra or {}) for name in names}
    for service in services.values():
        service.niceness = niceness
    async with AsyncExitStack() as stack:
        for service in services.values():
            await service.start()
            stack.push_async_callback(_end, service)
        yield Running(services, backends)


async def _end(service: Service) -> None:
    if service.process is not None and service.process.returncode is None:
        await service.stop()


def _service(name: str, backends: Backends, folder: Path, extra: Mapping[str, str]) -> Service:
    port = free_port()
    stack = stack_environment()
    database = backends.user_url if name == "gateway" else backends.worker_url
    env = {
        "PATH": os.environ["PATH"],
        "HOME": os.environ.get("HOME", "/"),
        # Sources of another checkout than the one that is installed, if the tests run with them.
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        "CONVEX_ENV": "test",
        "DATABASE_URL": database,
        "AMQP_URL": backends.amqp_url,
        "LOG_LEVEL": "INFO",
        "PYTHONUNBUFFERED": "1",
    }
    if name == "gateway":
        env |= {
            "CONVEX_HTTP_PORT": str(port),
            "DATABASE_RELAY_URL": backends.relay_url,
            "JWT_SECRET": stack["JWT_SECRET"],
            "JWT_ISSUER": stack["JWT_ISSUER"],
            "JWT_AUDIENCE": stack["JWT_AUDIENCE"],
        }
    else:
        env["CONVEX_WORKER_PORT"] = str(port)
    return Service(name, port, env | dict(extra), folder / f"{name}.log")


async def _is_ready(client: httpx.AsyncClient, url: str) -> bool:
    try:
        return (await client.get(url, timeout=3)).status_code == 200
    except httpx.HTTPError:
        return False
