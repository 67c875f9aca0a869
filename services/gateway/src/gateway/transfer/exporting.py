"""A workspace becomes a file: every table at the same moment, a few rows at a time, and at the end what it holds."""

from collections.abc import AsyncGenerator
from contextlib import closing
from importlib.metadata import version
from uuid import UUID

from gateway.transfer.manifest import FORMAT_VERSION, MANIFEST, Manifest, TableEntry, WorkspaceName
from gateway.transfer.reading import Origin, lines_of, read_origin, selection_of
from gateway.transfer.tables import LEFT_OUT, LEFT_OUT_COLUMNS, TABLES, Table
from gateway.transfer.zipping import ZipStream
from shared.db.pool import Connection


async def exported(connection: Connection, workspace_id: UUID) -> AsyncGenerator[bytes, None]:
    """Return the pieces of the ZIP file; the transaction is one moment (REPEATABLE READ), in the workspace's context.

    Nothing comes when there is no such workspace.
    """
    origin = await read_origin(connection, workspace_id)
    if origin is None:
        return
    entries: dict[str, TableEntry] = {}
    with closing(ZipStream()) as stream:
        for table in TABLES:
            async for piece in _written(connection, stream, table, origin, entries):
                yield piece
        entry = stream.begin(MANIFEST)
        await entry.add([_manifest(origin, entries).model_dump_json(by_alias=True, indent=2)])
        entry.end()
        stream.close()
        yield stream.take(least=0)


async def _written(
    connection: Connection, stream: ZipStream, table: Table, origin: Origin, entries: dict[str, TableEntry]
) -> AsyncGenerator[bytes, None]:
    selection = await selection_of(connection, table)
    entry = stream.begin(table.path)
    async for lines in lines_of(connection, table, selection, origin.id):
        await entry.add(lines)
        if piece := stream.take():
            yield piece
    stored = entry.end()
    entries[table.name] = TableEntry(
        rows=stored.rows, columns=selection.columns, sha256=stored.sha256, is_imported=table.is_imported
    )


def _manifest(origin: Origin, entries: dict[str, TableEntry]) -> Manifest:
    return Manifest(
        format_version=FORMAT_VERSION,
        schema_version=origin.schema_version,
        release=version("gateway"),
        exported_at=origin.read_at,
        workspace=WorkspaceName(id=origin.id, name=origin.name),
        tables=entries,
        left_out=dict(LEFT_OUT) | dict(LEFT_OUT_COLUMNS),
    )
