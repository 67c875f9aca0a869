"""From bytes to cells with the numbers of their lines; how a file is encoded and divided is told by itself."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from library.search_data.columns import column_of
from library.search_data.model import Complaint, NothingKnownError, UnreadableExportError

_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DELIMITERS: Final = (",", ";", "\t")
_LINE_END: Final = re.compile(r"[\r\n]")
# Many times what any export has.
MAX_COLUMNS: Final = 50
# Each costs as much as a row, and eight million of them are ten kilobytes when packed.
MAX_BLANK: Final = 5000
_ENCODINGS: Final = "UTF-8 or UTF-16"


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one row and the line on which it begins."""

    line: int
    cells: tuple[str, ...]


def read_records(file: str, raw: bytes) -> Iterator[Record]:
    """Yield the rows that are not blank, the header first.

    Raises:
        UnreadableExportError: for a file without rows or with thousands of blank ones, in another encoding, or with
            quotes that never close.
    """
    text, first_line, delimiter = _without_hint(_decoded(file, raw))
    delimiter = delimiter or _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line, blank, found = first_line, 0, False
    try:
        for cells in reader:
            trimmed = _trimmed(cells)
            if trimmed:
                found = True
                yield Record(line, trimmed)
            elif (blank := blank + 1) > MAX_BLANK:
                raise UnreadableExportError(Complaint(file, f"has more than {MAX_BLANK:,} blank lines", line))
            line = first_line + reader.line_num
    except csv.Error as error:
        message = "is not CSV from here on: a quotation mark is not closed, or text follows one that closes a cell"
        raise UnreadableExportError(Complaint(file, message, line)) from error
    if not found:
        raise NothingKnownError(Complaint(file, "is empty; export it again, with its header"))


def _trimmed(cells: list[str]) -> tuple[str, ...]:
    """Leave out the empty cells at the end, of which spreadsheets write some in one row and none in the next."""
    texts = [cell.strip() for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def _decoded(file: str, raw: bytes) -> str:
    encoding = next((name for mark, name in _MARKS if raw.startswith(mark)), None) or _unmarked(raw)
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        message = f"must be {_ENCODINGS}; save it from the spreadsheet as “CSV UTF-8”"
        raise UnreadableExportError(Complaint(file, message, line)) from error


def _unmarked(raw: bytes) -> str:
    # Every export begins with a letter of ours, whose other half is nought in UTF-16.
    if raw[1:2] == b"\x00":
        return "utf-16-le"
    return "utf-16-be" if raw[:1] == b"\x00" else "utf-8"


def _without_hint(text: str) -> tuple[str, int, str | None]:
    """Take off the line by which spreadsheets tell each other the delimiter."""
    head, _, rest = text.partition("\n")
    hint = head.strip().lower()
    if hint.startswith("sep=") and hint[4:] in _DELIMITERS:
        return rest, 2, hint[4:]
    # The tabulator is white space, so stripping has taken it off.
    return (rest, 2, "\t") if hint == "sep=" else (text, 1, None)


def _delimiter(text: str) -> str:
    header = _LINE_END.split(text.lstrip(), maxsplit=1)[0]
    return max(_DELIMITERS, key=lambda delimiter: _known_columns(header, delimiter))


def _known_columns(header: str, delimiter: str) -> tuple[int, int]:
    try:
        cells = next(csv.reader([header or delimiter], delimiter=delimiter))
    except csv.Error:
        return 0, 0
    return sum(column_of(cell) is not None for cell in cells[:MAX_COLUMNS]), len(cells)
