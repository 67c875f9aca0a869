"""Imported search data as the judge of an audit sees it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from library.search_data.model import Performance, Period
from seo_worker.providers.answers import Answer, LinkingSites, Measured, SearchPerformance, SearchTable

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
AUTUMN = Period(date(2026, 8, 25), date(2026, 11, 23))
DOMAIN = "example.org"


def table(*rows: Performance, period: Period | None = AUTUMN) -> SearchTable:
    """Return an imported table."""
    return SearchTable(DOMAIN, rows, period, (), AT)


def performance(queries: SearchTable | None = None, pages: SearchTable | None = None) -> Answer:
    """Return what an import of one or both tables says."""
    return Measured("search_performance", AT, SearchPerformance(queries, pages))


def linking(sites: Sequence[tuple[str, int]]) -> Answer:
    """Return what an import of linking sites says."""
    return Measured("linking_sites", AT, LinkingSites(DOMAIN, tuple(sites)))


def row(name: str, position: float, impressions: int, clicks: int = 0) -> Performance:
    """Return a query or a page."""
    return Performance(name, clicks, impressions, position)
