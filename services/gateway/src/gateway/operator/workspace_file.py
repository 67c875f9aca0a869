"""A workspace's file as it comes from outside: nothing it says is believed before it is looked at.

Nothing is unpacked to a disk. A file is read line by line, so that what a small file swells to is bounded in memory.
"""

import hashlib
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, cast

import orjson
from pydantic import ValidationError

from gateway.operator.failures import ExitCode, OperatorError
from gateway.transfer.manifest import FORMAT_VERSION, MANIFEST, Manifest
from gateway.transfer.tables import TABLES, Table

_MAX_MANIFEST_BYTES: Final = 1_048_576
_MAX_LINE_BYTES: Final = 67_108_864
_MAX_BYTES: Final = 1 << 38
# Rows of ours shrink to a tenth or so; what shrinks to less than this was made to fill a disk.
_MAX_RATIO: Final = 200
_BATCH_BYTES: Final = 4_194_304
_BATCH_ROWS: Final = 2000
_ENCRYPTED: Final = 0x1
_UNREADABLE: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)
_REMEDY: Final = "Nothing was changed. Take the file as the export made it, or export again."


def refused(sentence: str, remedy: str = _REMEDY) -> OperatorError:
    """This makes the error for a file that can't be taken as it is."""
    return OperatorError(sentence, remedy, code=ExitCode.REFUSED)


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of a table as one JSON array, and the number of the line that is first."""

    first_line: int
    rows: int
    text: str


@dataclass(frozen=True, slots=True)
class WorkspaceFile:
    """An open file whose list of contents is in order; what the contents are is seen when they are read."""

    archive: zipfile.ZipFile
    manifest: Manifest

    def batches(self, table: Table) -> Iterator[Batch]:
        """Return a table's rows in pieces, each row with exactly the columns that the manifest names.

        Raises:
            OperatorError: when they are not what the manifest says, which is known only at the end.
        """
        entry = self.manifest.tables[table.name]
        digest, rows, size = hashlib.sha256(), 0, 0
        columns = frozenset(entry.columns)
        held: list[bytes] = []
        for number, line in enumerate(_lines(self.archive, table.path), start=1):
            digest.update(line)
            _check_row(line, columns, f"{table.path} line {number}")
            if held and (size + len(line) > _BATCH_BYTES or len(held) >= _BATCH_ROWS):
                yield _batch(rows, held)
                rows, size, held = rows + len(held), 0, []
            held.append(line)
            size += len(line)
        if held:
            yield _batch(rows, held)
        if (rows + len(held), digest.hexdigest()) != (entry.rows, entry.sha256):
            raise refused(f"{table.path} is not what the manifest says: its rows or its hash differ.")


def open_file(path: Path) -> WorkspaceFile:
    """Open a file and read its manifest; the caller closes `archive`.

    Raises:
        OperatorError: when it is no such file, or one of a newer format.
    """
    try:
        archive = zipfile.ZipFile(path)
    except FileNotFoundError as error:
        raise OperatorError(f"There is no file {path}.", code=ExitCode.NOT_FOUND) from error
    except OSError as error:
        raise refused(f"{path} can't be read: {error.strerror}.") from error
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise refused(f"{path} is no whole ZIP file; perhaps its download broke off.") from error
    try:
        _check_list(archive)
        manifest = _read_manifest(archive)
        _check_tables(archive, manifest)
    except BaseException:
        archive.close()
        raise
    return WorkspaceFile(archive, manifest)


def _check_list(archive: zipfile.ZipFile) -> None:
    known = {MANIFEST, *(table.path for table in TABLES)}
    names = [entry.filename for entry in archive.infolist()]
    strange = sorted(set(names) - known)
    if strange:
        raise refused(f"The file has {strange[0][:200]!r} in it, which is no part of a workspace.")
    if len(names) != len(set(names)):
        raise refused("The file has a part twice.")
    if MANIFEST not in names:
        raise refused(f"The file has no {MANIFEST}.")
    if any(entry.flag_bits & _ENCRYPTED for entry in archive.infolist()):
        raise refused("The file is encrypted.", "Nothing was changed. Decrypt it first.")
    for entry in archive.infolist():
        if entry.file_size > _MAX_RATIO * (entry.compress_size + 1024):
            raise refused(f"{entry.filename} swells to more than {_MAX_RATIO} times its size.")
    if sum(entry.file_size for entry in archive.infolist()) > _MAX_BYTES:
        raise refused(f"The file swells to more than {_MAX_BYTES >> 30} GiB.")


def _read_manifest(archive: zipfile.ZipFile) -> Manifest:
    text = b"".join(_lines(archive, MANIFEST, most=_MAX_MANIFEST_BYTES))
    if len(text) > _MAX_MANIFEST_BYTES:
        raise refused(f"{MANIFEST} is larger than {_MAX_MANIFEST_BYTES} bytes.")
    try:
        given: object = orjson.loads(text)
        version = cast("dict[str, object]", given).get("formatVersion") if isinstance(given, dict) else None
        if isinstance(version, int) and version > FORMAT_VERSION:
            sentence = f"The file has the format {version}; this release knows {FORMAT_VERSION}."
            raise refused(sentence, "Nothing was changed. Import it with the release that made it, or a newer one.")
        manifest = Manifest.model_validate(given)
    except orjson.JSONDecodeError as error:
        raise refused(f"{MANIFEST} is no JSON.") from error
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])[:200]
        raise refused(f"{MANIFEST}: {where or 'it'}: {first['msg']}.") from error
    if manifest.format_version != FORMAT_VERSION:
        raise refused(f"{MANIFEST}: formatVersion: there is no format {manifest.format_version}.")
    return manifest


def _check_tables(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    known = {table.name: table for table in TABLES}
    for name in manifest.tables:
        if name not in known:
            raise refused(f"{MANIFEST} names the table {name[:100]!r}, which this release does not know.")
    paths = {known[name].path for name in manifest.tables}
    if paths | {MANIFEST} != set(archive.namelist()):
        raise refused(f"{MANIFEST} names other tables than there are in the file.")
    if "workspaces" not in manifest.tables or "members" not in manifest.tables:
        raise refused("The file lacks the workspace itself or its members.")


def _lines(archive: zipfile.ZipFile, name: str, *, most: int = _MAX_LINE_BYTES) -> Iterator[bytes]:
    try:
        with archive.open(name) as file:
            while line := _line(file, name, most):
                yield line
    except _UNREADABLE as error:
        raise refused(f"{name} can't be read: the file is damaged.") from error


def _line(file: IO[bytes], name: str, most: int) -> bytes:
    line = file.readline(most + 1)
    if len(line) > most:
        raise refused(f"{name} has a line of more than {most} bytes.")
    return line


def _check_row(line: bytes, columns: frozenset[str], where: str) -> None:
    try:
        row: object = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise refused(f"{where} is no JSON.") from error
    if not isinstance(row, Mapping):
        raise refused(f"{where} is no JSON object.")
    names = frozenset(cast("Mapping[str, object]", row))
    if names != columns:
        other = sorted(names ^ columns)[0]
        raise refused(f"{where} has other columns than the manifest names: {other[:100]!r}.")


def _batch(rows_before: int, lines: list[bytes]) -> Batch:
    return Batch(rows_before + 1, len(lines), f"[{b','.join(lines).decode()}]")
