"""Writes a workspace into a file, by the code that serves the download."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from uuid import UUID

from gateway.archive.pack import DamagedPackError
from gateway.archive.reading import ArchiveReader
from gateway.archive.storage import StorageError
from gateway.operator.failures import ExitCode, OperatorError, unknown_workspace
from gateway.operator.trail import write_down
from gateway.repository.audit_log import Change
from gateway.transfer.exporting import exported
from gateway.transfer.reading import read_origin
from shared.db.pool import Context, Pool, transaction


async def export_to(pool: Pool, workspace_id: UUID, path: Path, *, operator: str, archive: ArchiveReader) -> int:
    """Make the file, which only its owner may read, and return its size in bytes; it is there whole or not at all.

    Raises:
        OperatorError: when there is no such workspace, it is being deleted, old versions can't be read, or the file
            can't be made.
    """
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    file = _made(path, partial)
    try:
        with file:
            await _write_down(pool, workspace_id, operator=operator)
            with _reading_archive():
                size_bytes = await _fill(pool, workspace_id, file, path, archive)
        with _writing(path):
            partial.rename(path)
    finally:
        partial.unlink(missing_ok=True)
    return size_bytes


@contextmanager
def _writing(path: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        raise OperatorError(f"{path} can't be written: {error.strerror}.", "Nothing was left behind.") from error


@contextmanager
def _reading_archive() -> Generator[None]:
    try:
        yield
    except StorageError as error:
        remedy = "Old versions are in the archive; the settings CONVEX_ARCHIVE_… say where."
        raise OperatorError(f"{error}.", remedy, code=ExitCode.UNREACHABLE) from error
    except DamagedPackError as error:
        raise OperatorError(f"{error}.", "`convex archive verify` looks at the packs.") from error


async def _write_down(pool: Pool, workspace_id: UUID, *, operator: str) -> None:
    async with transaction(pool, Context(workspace_id)) as connection:
        origin = await read_origin(connection, workspace_id)
        if origin is None:
            raise unknown_workspace(workspace_id)
        if origin.deleted_at is not None:
            sentence = f"The workspace {workspace_id} is being deleted."
            raise OperatorError(sentence, "Only one that can be used can be exported.", code=ExitCode.REFUSED)
        change = Change("workspace.exported", "workspace", workspace_id)
        await write_down(connection, workspace_id, change, operator=operator)


def _made(path: Path, partial: Path) -> FileIO:
    if path.exists():
        raise OperatorError(f"{path} is there already.", "Take another name, or move it away.", code=ExitCode.REFUSED)
    with _writing(path):
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    # Nothing is held back: what can't be written is known at once.
    return FileIO(descriptor, "wb")


async def _fill(pool: Pool, workspace_id: UUID, file: FileIO, path: Path, archive: ArchiveReader) -> int:
    size_bytes = 0
    async with transaction(pool, Context(workspace_id), read_only=True, at_one_moment=True) as connection:
        async for piece in exported(connection, workspace_id, archive):
            with _writing(path):
                _write(file, piece)
            size_bytes += len(piece)
    with _writing(path):
        os.fsync(file.fileno())
    return size_bytes


def _write(file: FileIO, piece: bytes) -> None:
    rest = memoryview(piece)
    while rest:
        rest = rest[file.write(rest) :]
