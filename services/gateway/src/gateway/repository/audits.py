"""SEO audits as the API reads them; the result comes as JSON text and stays so."""

from typing import Final
from uuid import UUID

from asyncpg import Record

from gateway.paging import Page
from gateway.schemas.audits import AuditItem
from shared.db.pool import Connection
from shared.db.sql import statement

_PACKAGE: Final = "gateway"


async def list_audits(connection: Connection, workspace_id: UUID, page: Page) -> list[AuditItem]:
    """Return the newest audits, one more than the page shows."""
    created_at, key = (page.after.created_at, page.after.id) if page.after else (None, None)
    rows = await connection.fetch(statement(_PACKAGE, "list_audits"), workspace_id, created_at, key, page.fetch)
    return [AuditItem.model_validate(dict(row)) for row in rows]


async def read_audit(connection: Connection, workspace_id: UUID, audit_id: UUID) -> Record | None:
    """Return an audit; its result is JSON text."""
    return await connection.fetchrow(statement(_PACKAGE, "read_audit"), workspace_id, audit_id)
