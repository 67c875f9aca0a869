"""Workspaces as their members see them."""

from datetime import datetime
from typing import Final
from uuid import UUID

from gateway.paging import Page
from gateway.schemas.workspaces import Workspace
from shared.db.pool import Connection, Reader
from shared.db.sql import statement

_PACKAGE: Final = "gateway"


async def list_memberships(connection: Reader, user_id: UUID, page: Page) -> list[Workspace]:
    """Return a user's workspaces, oldest first, one more than the page shows."""
    created_at, key = (page.after.created_at, page.after.id) if page.after else (None, None)
    rows = await connection.fetch(statement(_PACKAGE, "list_memberships"), user_id, created_at, key, page.fetch)
    return [Workspace.model_validate(dict(row)) for row in rows]


async def read_workspace(connection: Reader, workspace_id: UUID) -> Workspace | None:
    """Return the workspace of the context with the caller's role in it."""
    row = await connection.fetchrow(statement(_PACKAGE, "read_workspace"), workspace_id)
    return None if row is None else Workspace.model_validate(dict(row))


async def create_workspace(connection: Connection, workspace_id: UUID, name: str, owner_email: str) -> datetime:
    """Make a workspace with the caller as its owner and return when."""
    query = statement(_PACKAGE, "create_workspace")
    return await connection.fetchval(query, workspace_id, name, owner_email)


async def rename_workspace(connection: Connection, workspace_id: UUID, name: str) -> None:
    """Give a workspace another name; row security lets nobody but its owners do so."""
    await connection.execute(statement(_PACKAGE, "rename_workspace"), workspace_id, name)
