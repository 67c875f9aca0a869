"""A pack of versions as a Parquet file, which anybody can read without us.

One column for each of the table's; a few rows to a group, so that one version is read without unpacking all.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import Any, Final
from uuid import UUID

from gateway.archive.version import ArchivedVersion, Content

_ROWS_OF_A_GROUP: Final = 10
_LEVEL: Final = 9
_KEYS: Final = ("strategy_id", "version")


class DamagedPackError(Exception):
    """Bytes that are no pack of ours, or another one than was written."""


def write_pack(workspace_id: UUID, versions: Sequence[ArchivedVersion]) -> bytes:
    """Return the file; the same versions give the same bytes."""
    # It takes tens of megabytes, which a process that never sees an archived version need not have.
    arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    table = arrow.Table.from_pylist([_record(workspace_id, each) for each in versions], schema=_schema(arrow))
    sink = arrow.BufferOutputStream()
    parquet.write_table(
        table,
        sink,
        compression="zstd",
        compression_level=_LEVEL,
        row_group_size=_ROWS_OF_A_GROUP,
        use_dictionary=False,
        write_statistics=list(_KEYS),
    )
    return sink.getvalue().to_pybytes()


def read_pack(data: bytes, workspace_id: UUID) -> list[ArchivedVersion]:
    """Return all versions of a pack in their order.

    Raises:
        DamagedPackError: when it is none, or holds a version of another workspace.
    """
    return [_version(record, workspace_id) for record in _records(data)]


def find_content(data: bytes, workspace_id: UUID, strategy_id: UUID, version: int) -> Content | None:
    """Return what a version says, or nothing when it is not in the pack.

    Raises:
        DamagedPackError: when the bytes are no pack of this workspace.
    """
    for record in _records(data, wanted=(str(strategy_id), version)):
        return _version(record, workspace_id).content
    return None


def _records(data: bytes, *, wanted: tuple[str, int] | None = None) -> list[dict[str, Any]]:
    arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    try:
        with parquet.ParquetFile(arrow.BufferReader(data)) as file:
            if wanted is None:
                return file.read(use_threads=False).to_pylist()
            keys = file.read(columns=list(_KEYS), use_threads=False).to_pylist()
            place = next((n for n, key in enumerate(keys) if (key["strategy_id"], key["version"]) == wanted), None)
            if place is None:
                return []
            group = file.read_row_group(place // _ROWS_OF_A_GROUP, use_threads=False)
            return group.slice(place % _ROWS_OF_A_GROUP, 1).to_pylist()
    except (arrow.ArrowException, OSError, ValueError, KeyError) as error:
        raise DamagedPackError(f"this is no pack of versions: {type(error).__name__}") from error


def _schema(arrow: Any) -> Any:
    text, of_bytes = arrow.string(), arrow.binary()
    return arrow.schema(
        [
            arrow.field("workspace_id", text, nullable=False),
            arrow.field("strategy_id", text, nullable=False),
            arrow.field("version", arrow.int32(), nullable=False),
            arrow.field("title", text, nullable=False),
            arrow.field("brief", text, nullable=False),
            arrow.field("document", text, nullable=False),
            arrow.field("markdown", text, nullable=False),
            arrow.field("sections", text, nullable=False),
            arrow.field("summary", text, nullable=False),
            arrow.field("usage", text),
            arrow.field("document_sha256", of_bytes, nullable=False),
            arrow.field("change_summary", text, nullable=False),
            arrow.field("created_by", text, nullable=False),
            arrow.field("created_at", arrow.timestamp("us", "UTC"), nullable=False),
            arrow.field("sentence_marks", arrow.list_(arrow.int64())),
        ]
    )


def _record(workspace_id: UUID, version: ArchivedVersion) -> dict[str, object]:
    content = version.content
    return {
        "workspace_id": str(workspace_id),
        "strategy_id": str(version.strategy_id),
        "version": version.version,
        "title": version.title,
        "brief": content.brief,
        "document": content.document,
        "markdown": content.markdown,
        "sections": content.sections,
        "summary": content.summary,
        "usage": version.usage,
        "document_sha256": version.document_sha256,
        "change_summary": version.change_summary,
        "created_by": str(version.created_by),
        "created_at": version.created_at,
        "sentence_marks": content.sentence_marks,
    }


def _version(record: dict[str, Any], workspace_id: UUID) -> ArchivedVersion:
    try:
        if record["workspace_id"] != str(workspace_id):
            raise DamagedPackError("the pack holds versions of another workspace")
        marks = record["sentence_marks"]
        return ArchivedVersion(
            strategy_id=UUID(record["strategy_id"]),
            version=record["version"],
            title=record["title"],
            usage=record["usage"],
            document_sha256=record["document_sha256"],
            change_summary=record["change_summary"],
            created_by=UUID(record["created_by"]),
            created_at=record["created_at"],
            content=Content(
                record["brief"],
                record["document"],
                record["markdown"],
                record["sections"],
                record["summary"],
                None if marks is None else tuple(marks),
            ),
        )
    except (KeyError, ValueError, AttributeError, TypeError) as error:
        raise DamagedPackError(f"a row of the pack is no version: {type(error).__name__}") from error
