"""A workspace becomes a file: every table at the same moment, a few rows at a time, and at the end what it holds."""

from collections.abc import AsyncGenerator
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import version
from uuid import UUID

from gateway.archive.reading import ArchiveReader
from gateway.transfer import archived
from gateway.transfer.manifest import FORMAT_VERSION, MANIFEST, Manifest, TableEntry, WorkspaceName
from gateway.transfer.reading import Origin, lines_of, read_origin, selection_of
from gateway.transfer.tables import LEFT_OUT, LEFT_OUT_COLUMNS, TABLES, Table
from gateway.transfer.zipping import ZipStream
from shared.db.pool import Connection


async def exported(connection: Connection, workspace_id: UUID, archive: ArchiveReader) -> AsyncGenerator[bytes, None]:
    """Return the pieces of the ZIP file; the transaction is one moment (REPEATABLE READ), in the workspace's context.

    Nothing comes when there is no such workspace.

    Raises:
        StorageError: when old versions can't be read from the archive.
        DamagedPackError: when it holds something else than was written.
    """
    origin = await read_origin(connection, workspace_id)
    if origin is None:
        return
    entries: dict[str, TableEntry] = {}
    with closing(ZipStream()) as stream:
        for table in TABLES:
            async for piece in _written(connection, stream, _Source(table, origin, archive), entries):
                yield piece
        entry = stream.begin(MANIFEST)
        await entry.add([_manifest(origin, entries).model_dump_json(by_alias=True, indent=2)])
        entry.end()
        stream.close()
        yield stream.take(least=0)


@dataclass(frozen=True, slots=True)
class _Source:
    table: Table
    origin: Origin
    archive: ArchiveReader


async def _written(
    connection: Connection, stream: ZipStream, source: _Source, entries: dict[str, TableEntry]
) -> AsyncGenerator[bytes, None]:
    table, workspace_id = source.table, source.origin.id
    selection = await selection_of(connection, table)
    entry = stream.begin(table.path)
    async for lines in lines_of(connection, table, selection, workspace_id):
        is_whole = table.name != archived.TABLE
        await entry.add(
            lines if is_whole else await archived.with_archived(connection, source.archive, workspace_id, lines)
        )
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
