"""What the workspace has imported about the audited site, as answers beside those of outside sources."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from asyncpg import Record

from library.search_data.domains import domains_of_site
from library.search_data.model import Performance, Period
from seo_worker.providers.answers import Answer, LinkingSites, Measured, SearchPerformance, SearchTable
from shared.db.sql import statement
from shared.jobs.model import JobControl

_PACKAGE: Final = "seo_worker"


async def stored_search_data(control: JobControl, workspace_id: UUID, site: str) -> tuple[Answer, ...]:
    """Return what is stored for the site's host, or for the closest domain above it; one indexed read."""
    domains = domains_of_site(site)
    if not domains:
        return ()
    async with control.read() as connection:
        rows = await connection.fetch(statement(_PACKAGE, "read_search_data"), workspace_id, domains)
    tables = {row["kind"]: row for row in rows}
    return (*_performance(tables), *_links(tables))


def _performance(tables: Mapping[str, Record]) -> tuple[Answer, ...]:
    queries, pages = tables.get("queries"), tables.get("pages")
    newest = max((row["imported_at"] for row in (queries, pages) if row is not None), default=None)
    if newest is None:
        return ()
    return (Measured("search_performance", newest, SearchPerformance(_table(queries), _table(pages))),)


def _table(row: Record | None) -> SearchTable | None:
    if row is None:
        return None
    cells = zip(row["names"], row["clicks"], row["impressions"], row["positions"], strict=True)
    period = Period(row["first_day"], row["last_day"]) if row["first_day"] is not None else None
    rows = tuple(Performance(*values) for values in cells)
    return SearchTable(row["domain"], rows, period, tuple(row["filters"]), row["imported_at"])


def _links(tables: Mapping[str, Record]) -> tuple[Answer, ...]:
    row = tables.get("linking_sites")
    if row is None:
        return ()
    found = zip(row["names"], row["linking_pages"], strict=True)
    return (Measured("linking_sites", row["imported_at"], LinkingSites(row["domain"], tuple(found))),)
