"""Brings a workspace in from its file: in one transaction, and only rows of that workspace."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

import asyncpg

from gateway.operator import import_statements as statements
from gateway.operator.failures import ExitCode, OperatorError
from gateway.operator.trail import write_down
from gateway.operator.workspace_file import Batch, WorkspaceFile, open_file, refused
from gateway.repository.audit_log import Change
from gateway.transfer.manifest import Manifest
from gateway.transfer.tables import ACCOUNTS, TABLES, WORKSPACE, Table
from shared.db.pool import CONNECTION_ERRORS, Connection, Context, Pool, begin
from shared.rollups.rebuilding import rebuild_within

_NEWER: Final = "Nothing was changed. Bring this installation to the release that the file comes from, and `migrate`."


@dataclass(frozen=True, slots=True)
class Imported:
    """What came in, rows by table, and what was made of that which can't go on here."""

    workspace_id: UUID
    name: str
    rows: dict[str, int]
    kept_accounts: int
    not_imported: dict[str, int]
    cancelled_jobs: int
    closed_calls: int
    days: int


async def import_from(pool: Pool, path: Path, *, operator: str, is_dry_run: bool) -> Imported:
    """Bring a workspace in, and take it back at the end when it is only tried.

    Raises:
        OperatorError: when the file is not in order or does not fit here; nothing was changed then.
    """
    file = open_file(path)
    with closing(file.archive):
        async with pool.acquire() as connection:
            await begin(connection, Context(file.manifest.workspace.id))
            try:
                imported = await _imported(connection, file, operator)
                if not is_dry_run:
                    await connection.execute("commit")
            finally:
                if not connection.is_closed() and connection.is_in_transaction():
                    await connection.execute("rollback")
    return imported


async def _imported(connection: Connection, file: WorkspaceFile, operator: str) -> Imported:
    manifest = file.manifest
    workspace_id = manifest.workspace.id
    await _check_schema(connection, manifest)
    await _check_absence(connection, workspace_id)
    rows: dict[str, int] = {}
    not_imported: dict[str, int] = {}
    for table in TABLES:
        if table.name in manifest.tables:
            counted = rows if table.is_imported else not_imported
            counted[table.name] = await _fill(connection, table, file)
        if table is WORKSPACE:
            await _check_workspace(connection, workspace_id)
    imported = Imported(
        workspace_id=workspace_id,
        name=manifest.workspace.name,
        rows=rows,
        kept_accounts=manifest.tables[ACCOUNTS.name].rows - rows[ACCOUNTS.name] if ACCOUNTS.name in rows else 0,
        not_imported=not_imported,
        cancelled_jobs=await statements.cancel_imported_jobs(connection, workspace_id),
        closed_calls=await statements.close_imported_calls(connection, workspace_id),
        days=await rebuild_within(connection, workspace_id),
    )
    origin = {"exportedAt": manifest.exported_at, "release": manifest.release, "schema": manifest.schema_version}
    change = Change("workspace.imported", "workspace", workspace_id, None, origin)
    await write_down(connection, workspace_id, change, operator=operator)
    return imported


async def _check_schema(connection: Connection, manifest: Manifest) -> None:
    versions = await statements.list_schema_versions(connection)
    if manifest.schema_version not in versions:
        sentence = f"The file comes from the schema {manifest.schema_version[:100]!r}, which this database has not."
        raise refused(sentence, _NEWER)
    missing = sorted({table.name for table in TABLES} - set(manifest.tables))
    if missing and manifest.schema_version == max(versions):
        raise refused(f"The file lacks the table {missing[0]}.")


async def _check_absence(connection: Connection, workspace_id: UUID) -> None:
    if await statements.workspace_exists(connection, workspace_id):
        sentence = f"There is a workspace {workspace_id} here already, which may be marked as deleted."
        raise refused(sentence, "Nothing was changed. A workspace is imported whole, never into another one.")


async def _check_workspace(connection: Connection, workspace_id: UUID) -> None:
    """Refuse a file without the workspace it names, or with one that was being deleted."""
    if not await statements.is_workspace_live(connection, workspace_id):
        raise refused("The file holds no workspace of the id that its manifest names, or one that was being deleted.")


async def _fill(connection: Connection, table: Table, file: WorkspaceFile) -> int:
    columns = file.manifest.tables[table.name].columns
    if table.is_left_out(columns):
        raise refused(f"{table.path} has columns that an export never has.")
    query = await statements.compose_import(connection, table, columns)
    if query is None:
        raise refused(f"{table.path} has columns that this database has not.")
    rows = 0
    for batch in file.batches(table):
        if table.is_imported:
            rows += await _insert(connection, table, query, file.manifest.workspace.id, batch)
        else:
            rows += batch.rows
    return rows


async def _insert(connection: Connection, table: Table, query: str, workspace_id: UUID, batch: Batch) -> int:
    where = f"{table.path} from line {batch.first_line} on"
    try:
        if table is ACCOUNTS:
            return await _insert_accounts(connection, workspace_id, batch, where)
        inserted = await statements.insert_rows(connection, query, batch.text, workspace_id)
    except (*CONNECTION_ERRORS, asyncpg.InsufficientPrivilegeError):
        raise
    except asyncpg.PostgresError as error:
        # The lines after the first quote rows, and with them what customers wrote.
        reason = str(error).partition("\n")[0]
        raise refused(f"{where}: the database does not take it: {reason}.") from error
    if inserted != batch.rows:
        raise refused(f"{where}: there are rows of another workspace.")
    return inserted


async def _insert_accounts(connection: Connection, workspace_id: UUID, batch: Batch, where: str) -> int:
    if await statements.count_strangers(connection, batch.text, workspace_id):
        raise refused(f"{where}: there is an account of somebody who is no member.")
    conflict = await statements.find_account_conflict(connection, batch.text)
    if conflict is not None:
        sentence = (
            f"The file has {conflict.email} as the account {conflict.id}; here the account {conflict.known_id}"
            f" is {conflict.known_email}."
        )
        remedy = "Nothing was changed. Two accounts can't be one; rename or remove one of them first."
        raise OperatorError(sentence, remedy, code=ExitCode.REFUSED)
    return await statements.insert_accounts(connection, batch.text)
