"""A small marketing site that the demo has audited: `python -m deploy.local.demo_site HOST PORT`."""

import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

_SITE: Final = Path(__file__).with_name("site")


class _Page(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        """Add the headers a careful small site sends."""
        self.send_header("Cache-Control", "max-age=3600")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Keep quiet; the demo prints what matters."""


def _server(host: str, port: int) -> ThreadingHTTPServer:
    return ThreadingHTTPServer((host, port), partial(_Page, directory=str(_SITE)))


@contextmanager
def serving(host: str, port: int) -> Generator[None]:
    """Serve the site from a thread while the block runs."""
    with _server(host, port) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield
        finally:
            server.shutdown()


if __name__ == "__main__":
    _server(sys.argv[1], int(sys.argv[2])).serve_forever()
