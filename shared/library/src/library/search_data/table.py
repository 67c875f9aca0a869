"""Reads one CSV file of an export: a table of a kind that is kept, the days it is about, or one to pass over."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final, TypeVar

from library.search_data.cells import Row
from library.search_data.columns import OPTIONAL, Column, TableName, column_of, english, table_of
from library.search_data.days import period_of
from library.search_data.model import (
    MAX_COMPLAINTS,
    Complaint,
    LinkingSite,
    LinkTable,
    NothingKnownError,
    Performance,
    PerformanceTable,
    Period,
    Table,
    UnreadableExportError,
)
from library.search_data.text import MAX_COLUMNS, Record, read_records
from shared.contracts.wire import storable

# Five times what the pages of Search Console export, for tables that come from its API.
MAX_ROWS: Final = 5000
MAX_FILTERS: Final = 20
# Search Console keeps sixteen months.
MAX_DAYS: Final = 1000
MAX_FILTER: Final = 200
_KNOWN: Final = (
    "Top queries, Top pages or Site, with Clicks, Impressions, CTR and Position or Linking pages and Target pages"
)


R = TypeVar("R", Performance, LinkingSite)


@dataclass(frozen=True, slots=True)
class Dates:
    """The days of an export's chart."""

    period: Period | None


@dataclass(frozen=True, slots=True)
class Filters:
    """What an export was narrowed down to, as it says itself."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passed:
    """A table that is known and of no use here."""


Content = Table | Dates | Filters | Passed


def read_table(file: str, raw: bytes) -> Content:
    """Read one file; the kind of its table is told by its header.

    Raises:
        UnreadableExportError: with each cell that is wrong, up to the fiftieth.
    """
    records = read_records(file, raw)
    name, columns = _header(file, next(records))
    match name:
        case "queries" | "pages":
            naming: Column = "query" if name == "queries" else "page"
            return PerformanceTable(name, _rows(file, records, columns, lambda row: row.performance(naming)))
        case "linking_sites":
            return LinkTable(_rows(file, records, columns, Row.linking_site))
        case "dates":
            return Dates(_period(records, columns))
        case "filters":
            return Filters(tuple(_filters(file, records, columns)))
        case "other":
            return Passed()


def _header(file: str, record: Record) -> tuple[TableName, tuple[Column | None, ...]]:
    columns: tuple[Column | None, ...] = tuple(column_of(cell) for cell in record.cells[:MAX_COLUMNS])
    found = table_of(columns)
    if found is None or len(record.cells) > MAX_COLUMNS:
        message = f"must be a header that Search Console writes, in English {_KNOWN}"
        raise NothingKnownError(Complaint(file, message, record.line))
    name, needed = found
    missing = [english(column) for column in needed if columns.count(column) != 1]
    if missing:
        message = f"must name each of these columns once: {', '.join(missing)}"
        raise UnreadableExportError(Complaint(file, message, record.line))
    if name in {"queries", "pages", "linking_sites"}:
        _refuse_others(file, record, columns, {*needed, *OPTIONAL.get(name, ())})
    return name, columns


def _refuse_others(file: str, record: Record, columns: tuple[Column | None, ...], known: set[Column]) -> None:
    """Refuse what would be passed over in silence, such as the second period of a comparison."""
    telling = {column for column in columns if column is not None and table_of((column,))}
    for cell, column in zip(record.cells, columns, strict=True):
        if column not in known | telling or columns.count(column) > 1:
            message = "is no column of this table; export it without a comparison and without columns of your own"
            raise UnreadableExportError(Complaint(file, message, record.line, cell[:60] or "without a name"))


def _rows(
    file: str, records: Iterator[Record], columns: tuple[Column | None, ...], read: Callable[[Row], R]
) -> tuple[R, ...]:
    rows: list[R] = []
    complaints: list[Complaint] = []
    lines: dict[str, int] = {}
    for record in records:
        if len(rows) == MAX_ROWS:
            complaints.append(
                Complaint(file, f"is one row more than the {MAX_ROWS:,} that a table may have", record.line)
            )
        if len(complaints) >= MAX_COMPLAINTS or len(rows) == MAX_ROWS:
            break
        row = Row(_cells(record, columns))
        rows.append(read(row))
        complaints += _complaints(file, record, columns, row)
        first = lines.setdefault(rows[-1].name, record.line)
        if first != record.line and not row.wrong:
            complaints.append(Complaint(file, f"must stand once, and is in line {first} too", record.line))
    if complaints:
        raise UnreadableExportError(*complaints[:MAX_COMPLAINTS])
    if not rows:
        raise NothingKnownError(Complaint(file, "has a header and no rows; an export that is empty tells nothing"))
    return tuple(rows)


def _cells(record: Record, columns: tuple[Column | None, ...]) -> dict[Column, str]:
    # A spreadsheet leaves off the empty cells at the end of a row.
    padded = record.cells + ("",) * (len(columns) - len(record.cells))
    return {column: cell for column, cell in zip(columns, padded, strict=False) if column is not None}


def _complaints(file: str, record: Record, columns: tuple[Column | None, ...], row: Row) -> Iterator[Complaint]:
    if len(record.cells) > len(columns):
        message = f"has {len(record.cells)} cells where the header has {len(columns)}"
        yield Complaint(file, message, record.line)
        return
    for column, message in row.wrong:
        yield Complaint(file, message, record.line, english(column))


def _period(records: Iterator[Record], columns: tuple[Column | None, ...]) -> Period | None:
    """Return the days of a chart; of one that is not read to its end nobody knows them."""
    index = columns.index("date")
    found = ["".join(record.cells[index : index + 1]) for record in islice(records, MAX_DAYS + 1)]
    return period_of(found) if len(found) <= MAX_DAYS else None


def _filters(file: str, records: Iterator[Record], columns: tuple[Column | None, ...]) -> Iterator[str]:
    name, value = columns.index("filter"), columns.index("value")
    for record in islice(records, MAX_FILTERS):
        if len(record.cells) > max(name, value):
            yield _storable(file, record.line, f"{record.cells[name]}: {record.cells[value]}")[:MAX_FILTER]


def _storable(file: str, line: int, text: str) -> str:
    try:
        return storable(text)
    except ValueError as error:
        raise UnreadableExportError(Complaint(file, str(error), line)) from error
