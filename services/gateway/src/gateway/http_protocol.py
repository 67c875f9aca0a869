"""The server's side of one connection, with an end to request lines and headers that are too long or too slow."""

import asyncio
from typing import Any, Final

from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

MAX_HEAD_BYTES: Final = 64 * 1024
_HEAD_TIMEOUT_S: Final = 20.0


class BoundedProtocol(HttpToolsProtocol):
    """Uvicorn's protocol, which alone would keep an unfinished head for as long and as large as the caller likes."""

    head_timeout_s: float = _HEAD_TIMEOUT_S

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._head_bytes = 0
        self._head_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:
        """Give the first head its time, also when not a byte of it comes."""
        super().connection_made(transport)
        self._expect_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clock."""
        self._end_head()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came, unless the head goes on and on."""
        head = self._head_timer
        super().data_received(data)
        # Bytes that began another head are not counted: before it, they may hold the body of the request before.
        if head is not None and head is self._head_timer:
            self._head_bytes += len(data)
            if self._head_bytes > MAX_HEAD_BYTES and not self.transport.is_closing():
                self.send_400_response(f"The request line and headers may have at most {MAX_HEAD_BYTES} bytes.")

    def on_message_begin(self) -> None:
        """Give the next head of the connection its time."""
        super().on_message_begin()
        self._expect_head()

    def on_headers_complete(self) -> None:
        """Leave the rest of the time to whoever reads the body."""
        self._end_head()
        super().on_headers_complete()

    def _expect_head(self) -> None:
        self._end_head()
        self._head_timer = self.loop.call_later(self.head_timeout_s, self.transport.close)

    def _end_head(self) -> None:
        self._head_bytes = 0
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None
