"""A ZIP file that is written piece by piece to wherever it goes; none of it is kept."""

import asyncio
import hashlib
import zipfile
from dataclasses import dataclass, field
from typing import IO, Final

# Beyond it a piece is worth sending; several rows are compressed in one go, as each is a visit to another thread.
_PIECE_BYTES: Final = 65_536
# The fastest level: twice as fast as the usual one and an eighth larger.
_LEVEL: Final = 1


@dataclass(slots=True)
class _Outlet:
    """What the ZIP writes to: a file that can only be added to, emptied by whoever sends it."""

    _held: bytearray = field(default_factory=bytearray)

    def write(self, data: bytes) -> int:
        self._held += data
        return len(data)

    def flush(self) -> None:
        """Nothing is behind it that could be flushed."""

    def __len__(self) -> int:
        return len(self._held)

    def take(self) -> bytes:
        taken = bytes(self._held)
        self._held.clear()
        return taken


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of one file of a ZIP."""

    rows: int
    sha256: str


class ZipStream:
    """Writes files one after the other; compressing happens in a thread, so that the event loop stays free."""

    def __init__(self) -> None:
        self._outlet = _Outlet()
        self._file: IO[bytes] | None = None
        # It asks for the position, is told that there is none, and writes sizes behind the contents.
        self._zip = zipfile.ZipFile(self._outlet, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL)  # pyright: ignore[reportArgumentType, reportCallIssue] - write() and flush() are all it needs

    def begin(self, name: str) -> "ZipEntry":
        """Begin a file; the one before has to be ended."""
        file = self._zip.open(name, "w", force_zip64=True)
        self._file = file
        return ZipEntry(file)

    def close(self) -> None:
        """Write the list of files, without which it is no ZIP; a second time does nothing."""
        # One that was left in the middle would complain when it is collected.
        if self._file is not None:
            self._file.close()
        self._zip.close()

    def take(self, *, least: int = _PIECE_BYTES) -> bytes:
        """Return what is to be sent, nothing while it is less than that."""
        return self._outlet.take() if len(self._outlet) >= least else b""


class ZipEntry:
    """A file of lines that is being written."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._hash = hashlib.sha256()
        self._rows = 0

    async def add(self, lines: list[str]) -> None:
        """Append lines."""
        self._rows += len(lines)
        await asyncio.to_thread(self._write, lines)

    def end(self) -> Stored:
        """End the file and say what it holds."""
        self._file.close()
        return Stored(self._rows, self._hash.hexdigest())

    def _write(self, lines: list[str]) -> None:
        data = "".join(f"{line}\n" for line in lines).encode()
        self._hash.update(data)
        self._file.write(data)
