"""Sites for tests that fetch: answered by path, or byte by byte."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from aiohttp import web

from seo_worker.fetch.client import Fetcher

Answer = tuple[int, str, str]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
RawHandler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
Serve = Callable[[Handler], Awaitable[int]]
ServeRaw = Callable[[RawHandler], Awaitable[int]]
OpenFetcher = Callable[..., Awaitable[Fetcher]]

PAGE: Final = "<!doctype html><html lang=en><title>Bread</title><h1>Bread</h1><p>Words about bread.</p></html>"


class Site:
    """Answers by path and remembers what was asked; BASE in a text is where it lives."""

    def __init__(self, answers: dict[str, Answer]) -> None:
        self.answers = answers
        self.asked: list[str] = []

    async def answer(self, request: web.Request) -> web.Response:
        """Answer one request; a text of a redirect is where it leads."""
        self.asked.append(request.path)
        status, content_type, text = self.answers.get(request.path, (404, "text/plain", "none"))
        base = f"http://{request.host}"
        if 300 <= status < 400:
            return web.Response(status=status, headers={"Location": text})
        return web.Response(status=status, content_type=content_type, text=text.replace("BASE", base))


def site(page: str = PAGE, *, robots: Answer = (404, "text/plain", ""), **more: Answer) -> Site:
    """Return a site with a page at /page, a robots.txt, and more by name."""
    answers = {"/page": (200, "text/html", page), "/robots.txt": robots}
    return Site(answers | {f"/{name}": answer for name, answer in more.items()})


def raw_answer(head: bytes, body: bytes) -> RawHandler:
    """Return a handler that sends exactly this, with the line ends of HTTP."""

    async def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(head.replace(b"\n", b"\r\n") + b"\r\n\r\n" + body)
        await writer.drain()

    return answer
