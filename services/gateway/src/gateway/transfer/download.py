"""A workspace's file on its way to somebody: no slower than they take it, and not for ever."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import asyncpg
import structlog
from starlette.responses import StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from exports.naming import MEDIA_TYPES, disposition, of_workspace
from gateway.archive.pack import DamagedPackError
from gateway.archive.storage import StorageError
from gateway.auth.caller import Access
from gateway.deps import Services, unknown_workspace
from gateway.repository.audit_log import Change, insert_audit_entry
from gateway.repository.workspaces import read_workspace
from gateway.transfer.exporting import exported
from shared.db.pool import CONNECTION_ERRORS, transaction

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a download may take, and how long it waits for somebody to take the next piece.

    Whoever takes the file holds a connection, and keeps the database from clearing away what was changed meanwhile.
    """

    deadline_s: float = 1800
    stall_s: float = 60


_USUAL: Final = Patience()


class WorkspaceDownload(StreamingResponse):
    """A file that ends in the middle when it takes too long or the database goes away; what came is then no ZIP."""

    def __init__(
        self, content: AsyncGenerator[bytes, None], name: str, held: AsyncExitStack, patience: Patience = _USUAL
    ) -> None:
        # Without the last header a buffering proxy would take the whole file before it passes any of it on.
        headers = {"Content-Disposition": name, "X-Accel-Buffering": "no"}
        super().__init__(content, media_type=MEDIA_TYPES["zip"], headers=headers)
        self._held = held
        self._patience = patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the file, and give back what it holds however that ends."""
        async with self._held:
            await super().__call__(scope, receive, send)

    async def stream_response(self, send: Send) -> None:
        """Send it piece by piece; without the last message the server cuts the connection."""

        async def sending(message: Message) -> None:
            async with asyncio.timeout(self._patience.stall_s):
                await send(message)

        try:
            async with asyncio.timeout(self._patience.deadline_s):
                await super().stream_response(sending)
        except (*CONNECTION_ERRORS, asyncpg.PostgresError, StorageError, DamagedPackError) as error:
            _log.warning("workspace_export_cut", error=type(error).__name__)


async def open_download(services: Services, access: Access) -> WorkspaceDownload:
    """Write the export down and begin it; who checks that the caller is an owner calls this.

    Raises:
        ProblemError: 503 while too many are being made, 404 when the workspace is gone meanwhile.
    """
    async with AsyncExitStack() as stack:
        stack.enter_context(services.workspace_exports.hold())
        async with transaction(services.pool, access.context) as connection:
            workspace = await read_workspace(connection, access.workspace_id)
            if workspace is None:
                raise unknown_workspace()
            await insert_audit_entry(connection, access, Change("workspace.exported", "workspace", access.workspace_id))
        body = await stack.enter_async_context(aclosing(_content(services, access)))
        # The first piece is made before anything is answered, so that a database that is away is said to be.
        first = await anext(body, b"")
        name = disposition(of_workspace(workspace.name, datetime.now(UTC).date()), "zip")
        return WorkspaceDownload(_after(first, body), name, stack.pop_all())


async def _content(services: Services, access: Access) -> AsyncGenerator[bytes, None]:
    async with (
        transaction(services.pool, access.context, read_only=True, at_one_moment=True) as connection,
        aclosing(exported(connection, access.workspace_id, services.archive)) as pieces,
    ):
        async for piece in pieces:
            yield piece


async def _after(first: bytes, rest: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
    yield first
    async for piece in rest:
        yield piece
