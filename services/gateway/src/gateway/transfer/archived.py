"""Versions that are in the archive are in the file like any other."""

from typing import Any, Final
from uuid import UUID

import orjson

from gateway.archive.reading import ArchiveReader, Whereabouts
from shared.db.pool import Connection
from shared.db.sql import statement

_PACKAGE: Final = "gateway.transfer"
TABLE: Final = "strategy_versions"


async def with_archived(
    connection: Connection, archive: ArchiveReader, workspace_id: UUID, lines: list[str]
) -> list[str]:
    """Return lines of versions with what the archived ones say; the others stay as they are.

    The storage is asked within the transaction, whose one moment holds while the whole file is written anyway.

    Raises:
        StorageError: when the archive can't be read.
        DamagedPackError: when it holds something else than was written.
    """
    rows: list[dict[str, Any]] = [orjson.loads(line) for line in lines]
    keys = [(UUID(row["strategy_id"]), row["version"]) for row in rows if row["document"] is None]
    if not keys:
        return lines
    places = await _places(connection, workspace_id, keys)
    return [
        await _filled(archive, place, row) if (place := places.get((row["strategy_id"], row["version"]))) else line
        for row, line in zip(rows, lines, strict=True)
    ]


async def _places(
    connection: Connection, workspace_id: UUID, keys: list[tuple[UUID, int]]
) -> dict[tuple[str, int], Whereabouts]:
    query = statement(_PACKAGE, "list_archived_versions")
    found = await connection.fetch(query, workspace_id, [key[0] for key in keys], [key[1] for key in keys])
    return {
        (str(row["strategy_id"]), row["version"]): Whereabouts(
            workspace_id,
            row["strategy_id"],
            row["version"],
            row["object_key"],
            row["pack_sha256"],
            row["archived_sha256"],
        )
        for row in found
    }


async def _filled(archive: ArchiveReader, place: Whereabouts, row: dict[str, Any]) -> str:
    content = await archive.read(place)
    told = {
        "brief": content.brief,
        "document": content.document,
        "markdown": content.markdown,
        "sections": content.sections,
        "summary": content.summary,
        "sentence_marks": content.sentence_marks,
    }
    return orjson.dumps({**row, **told}).decode()
