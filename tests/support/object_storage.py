"""Object storage that speaks S3, a process of its own, and the way to it, on which everything can go wrong."""

import asyncio
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from shared.worker.health import serving
from support.services import free_port

BUCKET: Final = "old-versions"
PREFIX: Final = "of/convex"
_DENIED: Final = "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"
# Whoever signs is believed, but signed it has to be.
_SIGNED: Final = {
    "Authorization": "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=b"
}
_METHODS: Final = ["GET", "PUT", "POST", "DELETE", "HEAD"]
Fault = Literal["away", "denied", "slow", "wrong bytes"]
Moment = Literal["before", "after"]


@dataclass(slots=True)
class ObjectStorage:
    """The storage behind the way; `asked` are the requests that came, `held` is set while one waits."""

    url: str
    target: str
    fault: Fault | None = None
    # The method whose next request is held, before or after the storage has done it.
    hold: tuple[str, Moment] | None = None
    asked: list[str] = field(default_factory=list[str])
    held: asyncio.Event = field(default_factory=asyncio.Event)
    let_go: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def variables(self) -> dict[str, str]:
        """Return what the environment has to say of it."""
        return {
            "CONVEX_ARCHIVE_URL": f"s3://{BUCKET}/{PREFIX}",
            "CONVEX_ARCHIVE_ENDPOINT": self.url,
            "CONVEX_ARCHIVE_ACCESS_KEY_ID": "archiver",
            "CONVEX_ARCHIVE_SECRET_ACCESS_KEY": "a-secret-nobody-may-see",
        }

    @property
    def settings(self) -> dict[str, Any]:
        """Return the same as settings of the gateway."""
        return {name.lower(): value for name, value in self.variables.items()}

    async def keys(self) -> list[str]:
        """Return the keys of all objects, relative to the prefix."""
        async with httpx.AsyncClient(headers=_SIGNED) as client:
            text = (await client.get(f"{self.target}/{BUCKET}?list-type=2")).text
        return [part.partition("</Key>")[0].removeprefix(f"{PREFIX}/") for part in text.split("<Key>")[1:]]

    async def get(self, key: str) -> bytes:
        """Read an object past the way."""
        async with httpx.AsyncClient(headers=_SIGNED) as client:
            return (await client.get(f"{self.target}/{BUCKET}/{PREFIX}/{key}")).raise_for_status().content

    async def put(self, key: str, content: bytes) -> None:
        """Write an object past the way."""
        async with httpx.AsyncClient(headers=_SIGNED) as client:
            (await client.put(f"{self.target}/{BUCKET}/{PREFIX}/{key}", content=content)).raise_for_status()

    async def delete(self, key: str) -> None:
        """Remove an object past the way."""
        async with httpx.AsyncClient(headers=_SIGNED) as client:
            (await client.delete(f"{self.target}/{BUCKET}/{PREFIX}/{key}")).raise_for_status()

    def hold_next(self, method: str, moment: Moment) -> None:
        """Hold the next request with this method, until `let_go`."""
        self.hold = (method, moment)
        self.held.clear()
        self.let_go.clear()

    async def handle(self, request: Request) -> Response:
        """Pass a request on, or let go wrong what is to go wrong."""
        self.asked.append(request.method)
        if self.fault == "away":
            return Response("<Error><Code>SlowDown</Code></Error>", status_code=503)
        if self.fault == "denied":
            return Response(_DENIED, status_code=403, media_type="application/xml")
        if self.fault == "slow":
            await asyncio.sleep(30)
        await self._maybe_held(request.method, "before")
        body = await request.body()
        answer = await self._pass_on(request, body)
        await self._maybe_held(request.method, "after")
        return answer

    async def _pass_on(self, request: Request, body: bytes) -> Response:
        dropped = {"host", "content-length", "transfer-encoding", "connection"}
        headers = {name: value for name, value in request.headers.items() if name not in dropped}
        path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        async with httpx.AsyncClient() as client:
            found = await client.request(request.method, f"{self.target}{path}", content=body, headers=headers)
        content = found.content
        if self.fault == "wrong bytes" and request.method == "GET":
            content = content[:-9] + bytes([content[-9] ^ 1]) + content[-8:]
        passed = {name: value for name, value in found.headers.items() if name not in dropped}
        return Response(content, status_code=found.status_code, headers=passed)

    async def _maybe_held(self, method: str, moment: Moment) -> None:
        if self.hold == (method, moment):
            self.hold = None
            self.held.set()
            await self.let_go.wait()


@asynccontextmanager
async def object_storage() -> AsyncGenerator[ObjectStorage, None]:
    """Start the storage with an empty bucket, and open the way to it."""
    port, way_port = free_port(), free_port()
    target = f"http://127.0.0.1:{port}"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "moto.server", "-p", str(port),
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        await _answers(target)
        async with httpx.AsyncClient() as client:
            (await client.put(f"{target}/{BUCKET}")).raise_for_status()
        storage = ObjectStorage(f"http://127.0.0.1:{way_port}", target)
        app = Starlette(routes=[Route("/{path:path}", storage.handle, methods=_METHODS)])
        async with serving(app, "127.0.0.1", way_port):
            yield storage
            storage.let_go.set()
    finally:
        process.kill()
        await process.wait()


async def _answers(url: str) -> None:
    async with asyncio.timeout(60), httpx.AsyncClient() as client:
        while True:
            try:
                await client.get(f"{url}/moto-api/")
            except httpx.TransportError:
                await asyncio.sleep(0.1)
            else:
                return
