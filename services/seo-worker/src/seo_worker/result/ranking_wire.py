"""What an audit says of the search by the owner's own figures, as `POST /score-seo` promises it.

Everything here is given by an import or computed from one; nothing says that a page will rise.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from seo_worker.ranking.found import Match
from shared.contracts.wire import WireModel


class RankPeriod(WireModel):
    """The days that figures are about, the last one included."""

    first: Annotated[date, Field(alias="from")]
    last: Annotated[date, Field(alias="to")]


class RankedRow(WireModel):
    """One query or address as the export has it."""

    name: str
    position: float
    impressions: int
    clicks: int


class RankNow(WireModel):
    """Given: the average position by impressions, how often it was shown and clicked, and `ctr` as a share of 1.

    `rows` are the most shown of `row_count`; `match` says how they belong to the keyword or the page, `filters`
    what the export was narrowed down to by its own words.
    """

    match: Match
    position: float
    impressions: int
    clicks: int
    ctr: float
    row_count: int
    rows: tuple[RankedRow, ...]
    domain: str
    period: RankPeriod | None
    filters: tuple[str, ...]
    imported_at: AwareDatetime


class BetterPosition(WireModel):
    """Computed: how the site's other queries were clicked at `positions`, and that at this one's impressions.

    Without `ctr` there is too little to count, and `reason` says what.
    """

    positions: str
    queries: int
    impressions: int
    ctr: float | None
    clicks: int | None
    more_clicks: int | None
    reason: str | None


class RankingPrediction(WireModel):
    """`keyword` and `page` are given, `better` is computed under `assumptions`; `reasons` say why something is None."""

    source: Literal["search_console_import"] = "search_console_import"
    keyword: RankNow | None
    page: RankNow | None
    better: tuple[BetterPosition, ...]
    assumptions: tuple[str, ...]
    reasons: tuple[str, ...]
