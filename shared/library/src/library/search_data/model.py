"""What an export holds, once it is read: tables of a known kind, and the days and filters they are about."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

Kind = Literal["queries", "pages", "linking_sites"]
KINDS: Final[tuple[Kind, ...]] = ("queries", "pages", "linking_sites")
# Search Console's pages export no more rows than this, so a table of as many may be cut off.
FULL_EXPORT: Final = 1000


@dataclass(frozen=True, slots=True)
class Performance:
    """How a query or a page of the site did in the search: `position` counts from 1 and is an average."""

    name: str
    clicks: int
    impressions: int
    position: float


@dataclass(frozen=True, slots=True)
class LinkingSite:
    """A site that links here: from how many of its pages, to how many of ours."""

    name: str
    linking_pages: int
    target_pages: int


@dataclass(frozen=True, slots=True)
class PerformanceTable:
    """Queries or pages in the order of the file."""

    kind: Literal["queries", "pages"]
    rows: tuple[Performance, ...]


@dataclass(frozen=True, slots=True)
class LinkTable:
    """Linking sites in the order of the file."""

    rows: tuple[LinkingSite, ...]
    kind: Literal["linking_sites"] = "linking_sites"


Table = PerformanceTable | LinkTable


@dataclass(frozen=True, slots=True)
class Period:
    """The days that figures are about, the last one included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Export:
    """What one upload held; `period` is None when nothing in it says which days it is about."""

    tables: tuple[Table, ...]
    period: Period | None = None
    filters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with an upload, and where: lines count from 1 and the header is one of them."""

    file: str
    message: str
    line: int | None = None
    column: str | None = None

    @property
    def where(self) -> str:
        """Name the place the way a person looks for it."""
        line = f", line {self.line}" if self.line is not None else ""
        return f"{self.file}{line}{f', column {self.column}' if self.column else ''}"


class UnreadableExportError(Exception):
    """An upload that is not taken, with at most `MAX_COMPLAINTS` reasons."""

    def __init__(self, *complaints: Complaint) -> None:
        super().__init__("; ".join(f"{each.where} {each.message}" for each in complaints))
        self.complaints = complaints


class NothingKnownError(UnreadableExportError):
    """A file without a table that is kept: empty, of something else, or with a header nobody told us."""


MAX_COMPLAINTS: Final = 50


def may_be_cut_off(row_count: int) -> bool:
    """Tell whether a table may have ended where the export did and not where the data does."""
    return row_count > 0 and row_count % FULL_EXPORT == 0
