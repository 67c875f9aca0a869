"""Serves the pages on loopback, each at a port of its own, so that each has its own robots.txt."""

import socket
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Final

from aiohttp import web
from multidict import CIMultiDict

from bench.seo_oracle.pages.model import OraclePage

HOST: Final = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Served:
    """Where each page's visit begins, by the page's name, and the ports in use."""

    entries: Mapping[str, str]
    ports: tuple[int, ...]


@asynccontextmanager
async def serving(pages: Sequence[OraclePage]) -> AsyncGenerator[Served]:
    """Serve the pages while the block runs."""
    async with AsyncExitStack() as stack:
        listening = [stack.enter_context(socket.create_server((HOST, 0))) for _ in pages]
        places = {f"{HOST}:{s.getsockname()[1]}": page for s, page in zip(listening, pages, strict=True)}
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", _answering(places))
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        for one in listening:
            await web.SockSite(runner, one).start()
        entries = {page.name: f"http://{place}{page.entry}" for place, page in places.items()}
        yield Served(entries, tuple(one.getsockname()[1] for one in listening))


def _answering(places: Mapping[str, OraclePage]) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def answer(request: web.Request) -> web.Response:
        return _answer(places[request.host], request.path, f"http://{request.host}")

    return answer


def _answer(page: OraclePage, path: str, origin: str) -> web.Response:
    steps = {step: (status, target) for (step, status), target in zip(page.via, _targets(page), strict=True)}
    if path == "/robots.txt":
        status, text = page.robots
        return web.Response(status=status, text=text.replace("ORIGIN", origin))
    if path in steps:
        status, target = steps[path]
        return web.Response(status=status, headers={"Location": target})
    if path != page.path:
        return web.Response(status=404, text="none")
    headers = CIMultiDict((name, value.replace("ORIGIN", origin)) for name, value in page.headers)
    headers["Content-Type"] = "text/html; charset=utf-8"
    return web.Response(status=page.status, headers=headers, body=page.html.replace("ORIGIN", origin).encode())


def _targets(page: OraclePage) -> list[str]:
    return [path for path, _ in page.via[1:]] + [page.path] * bool(page.via)
