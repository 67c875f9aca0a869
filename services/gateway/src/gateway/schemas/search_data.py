"""What the API tells of search data that was imported."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field

from library.search_data.model import Kind
from shared.contracts.wire import WireModel


class SearchPeriod(WireModel):
    """The days that figures are about, the last one included."""

    first: Annotated[date, Field(alias="from")]
    last: Annotated[date, Field(alias="to")]


class SearchImport(WireModel):
    """One table of a property as it was imported."""

    id: UUID
    domain: str
    kind: Kind
    row_count: Annotated[int, Field(ge=1, le=5000)]
    may_be_cut_off: Annotated[
        bool, Field(description="Exports end after 1,000 rows; what such a table does not name is not known.")
    ]
    period: Annotated[SearchPeriod | None, Field(description="Null when nobody said which days it is about.")]
    filters: Annotated[tuple[str, ...], Field(description="What the export says it was narrowed down to.")]
    imported_by: UUID
    imported_at: AwareDatetime


class SearchImportPage(WireModel):
    """Imports, newest first; nextCursor is null on the last page."""

    items: tuple[SearchImport, ...]
    next_cursor: str | None


class SearchProperty(WireModel):
    """All that is stored of one property, without the rows."""

    domain: str
    imports: tuple[SearchImport, ...]


class PerformanceRow(WireModel):
    """A query or a page: `position` counts from 1; `ctr` is clicks by impressions, null without impressions."""

    name: str
    clicks: int
    impressions: int
    ctr: float | None
    position: float


class LinkingSiteRow(WireModel):
    """A site that links to this one."""

    name: str
    linking_pages: int
    target_pages: int


class SearchTable(SearchImport):
    """One table with its rows, in the order of the export."""

    rows: tuple[PerformanceRow | LinkingSiteRow, ...]


class SearchPropertyTables(WireModel):
    """All that is stored of one property."""

    domain: str
    imports: tuple[SearchTable, ...]
