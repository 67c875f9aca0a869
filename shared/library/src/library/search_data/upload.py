"""Reads an upload whole: one CSV file, or the ZIP that Search Console hands out, within fixed bounds."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Final

from library.search_data.days import period_of
from library.search_data.model import Complaint, Export, NothingKnownError, Period, UnreadableExportError
from library.search_data.table import Content, Dates, Filters, Passed, read_table

# An export has seven files of at most a thousand rows; this is many times what they need.
MAX_FILES: Final = 20
MAX_UNPACKED_BYTES: Final = 8 * 1024 * 1024
# The other ways of packing let a small file ask for gigabytes of memory.
_PACKINGS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
# One with files, and one without.
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_SUFFIXES: Final = frozenset({".csv", ".tsv", ".txt"})
_NAME: Final = 60
# How the range of days stands among the filters when a person has chosen one.
_DAYS: Final = re.compile(r"(?P<first>\d{4}-\d{2}-\d{2}).{1,5}(?P<last>\d{4}-\d{2}-\d{2})")


def read_upload(raw: bytes, *, name: str = "file") -> Export:
    """Read the tables of an upload; `name` is what complaints call one that has no name of its own.

    Raises:
        UnreadableExportError: saying what is wrong where; nothing of the upload is taken then.
    """
    contents = _packed(raw) if raw.startswith(_ZIP) else [read_table(name, raw)]
    tables = tuple(content for content in contents if not isinstance(content, Dates | Filters | Passed))
    kinds = [table.kind for table in tables]
    if not tables:
        message = "holds no queries, pages or linking sites; send Queries.csv, Pages.csv or Top linking sites.csv"
        raise NothingKnownError(Complaint(name, message))
    if len(set(kinds)) < len(kinds):
        raise UnreadableExportError(Complaint(name, "holds two tables of one kind; send the export of one property"))
    filters = tuple(text for content in contents if isinstance(content, Filters) for text in content.texts)
    return Export(tables, _period(contents, filters), filters)


def _packed(raw: bytes) -> list[Content]:
    """Read what is known and pass over the rest, as long as there is something to keep."""
    contents: list[Content] = []
    unknown: list[NothingKnownError] = []
    for file, content in _files(raw):
        try:
            contents.append(read_table(file, content))
        except NothingKnownError as error:
            unknown.append(error)
    if unknown and all(isinstance(content, Dates | Filters | Passed) for content in contents):
        raise NothingKnownError(*(complaint for error in unknown for complaint in error.complaints))
    return contents


def _files(raw: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = [entry for entry in archive.infolist() if _is_table(entry.filename)]
            if len(entries) > MAX_FILES:
                raise UnreadableExportError(Complaint("file", f"may hold at most {MAX_FILES} files"))
            left = MAX_UNPACKED_BYTES
            for entry in entries:
                content = _content(archive, entry, left)
                left -= len(content)
                yield _shown(entry.filename), content
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        # A runtime error is how the library says that a password is needed.
        message = "is a ZIP that can't be unpacked: damaged, encrypted or packed in an unusual way"
        raise UnreadableExportError(Complaint("file", message)) from error


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    if entry.compress_type not in _PACKINGS:
        raise NotImplementedError
    with archive.open(entry) as stream:
        # What the archive says of the size is not to be trusted.
        content = stream.read(most + 1)
    if len(content) > most:
        message = f"makes the unpacked files larger than the {MAX_UNPACKED_BYTES:,} bytes they may have in all"
        raise UnreadableExportError(Complaint(_shown(entry.filename), message))
    return content


def _is_table(filename: str) -> bool:
    path = PurePosixPath(filename)
    # What a Mac adds of its own begins with a point.
    return path.suffix.lower() in _SUFFIXES and not path.name.startswith(".")


def _shown(filename: str) -> str:
    text = "".join(c if c.isprintable() else "?" for c in PurePosixPath(filename).name)
    return text[:_NAME] or "file"


def _period(contents: Sequence[Content], filters: Sequence[str]) -> Period | None:
    charted = [content.period for content in contents if isinstance(content, Dates) and content.period]
    if charted:
        return charted[0]
    found = next((match for text in filters if (match := _DAYS.search(text))), None)
    period = period_of((found["first"], found["last"])) if found else None
    # From a later day to an earlier one is a range of nobody.
    return period if found and period and period.first.isoformat() == found["first"] else None
