"""Search data that the owner of a site brings: exports of Google Search Console, by the property they are about."""

import asyncio
from datetime import date
from typing import Annotated

from fastapi import Depends, Path, Query, Request
from pydantic import AfterValidator
from starlette.responses import Response

from gateway.deps import EditAccess, ReadAccess, ServicesOf
from gateway.documentation import WORKSPACE_PROBLEMS, WRITE_PROBLEMS, Gives, TakesFile, described
from gateway.errors import ProblemError, invalid, invalid_field, not_found
from gateway.field_errors import FieldError
from gateway.file_body import CSV_TYPE, ZIP_TYPE, read_file
from gateway.paging import Page, Position, paging
from gateway.replica.reading import reading
from gateway.repository.search_data import Import, list_search_data, read_search_data
from gateway.responses import etag_headers, etag_of, json_response, json_text_response, not_modified
from gateway.routing import api_router
from gateway.schemas.admin_examples import page_of
from gateway.schemas.search_data import SearchImportPage, SearchProperty, SearchPropertyTables
from gateway.schemas.search_data_examples import (
    IMPORT_EXAMPLE,
    PROPERTY_EXAMPLE,
    QUERIES_EXAMPLE,
    TABLES_EXAMPLE,
    ZIP_EXAMPLE,
)
from gateway.search_imports import delete_imports, import_shown, replace_imports, rows_shown
from library.search_data.days import FIRST_YEAR, LAST_YEAR
from library.search_data.domains import domain_of_property
from library.search_data.model import Export, Kind, Period, UnreadableExportError
from library.search_data.upload import read_upload
from shared.db.pool import transaction

router = api_router("search-data")
Property = Annotated[
    str,
    Path(alias="domain", max_length=300, description="The host of the property, with or without `sc-domain:` or www."),
    AfterValidator(domain_of_property),
]
FirstDay = Annotated[date | None, Query(alias="from", description="The first day of the export, when it has no chart.")]
LastDay = Annotated[
    date | None, Query(alias="to", description="The last day of the export; with `from` or not at all.")
]
OfKind = Annotated[Kind | None, Query(description="Only this table; all of the property without it.")]


def given_period(first: FirstDay = None, last: LastDay = None) -> Period | None:
    """Return the days that the caller names, both or none.

    Raises:
        ProblemError: 400 with the name of what is missing or wrong.
    """
    if first is None and last is None:
        return None
    if first is None or last is None:
        raise invalid_field("from" if first is None else "to", "must be given, as its counterpart is")
    if not (first.year >= FIRST_YEAR and last.year <= LAST_YEAR):
        raise invalid_field("from", f"and to must lie between the years {FIRST_YEAR} and {LAST_YEAR}")
    if last < first:
        raise invalid_field("to", "must not be before from")
    return Period(first, last)


GivenPeriod = Annotated[Period | None, Depends(given_period)]


@router.get(
    "/search-data",
    operation_id="listSearchData",
    summary="List imported search data, newest first",
    **described(
        Gives(200, "A page of imports", SearchImportPage, page_of(IMPORT_EXAMPLE)), problems=WORKSPACE_PROBLEMS
    ),
)
async def get_imports(
    services: ServicesOf, access: ReadAccess, page: Annotated[Page, Depends(paging("search-data"))]
) -> Response:
    """Show which tables of which properties there are, without their rows."""
    async with reading(services, access) as connection:
        rows = await list_search_data(connection, access.workspace_id, page)
    items = tuple(import_shown(found) for found in page.shown(rows))
    answer = SearchImportPage(items=items, next_cursor=page.next_cursor(rows, _position))
    return json_text_response(answer.model_dump_json(by_alias=True))


@router.get(
    "/search-data/{domain}",
    operation_id="getSearchData",
    summary="Read the search data of a property",
    **described(
        Gives(200, "All tables with their rows", SearchPropertyTables, TABLES_EXAMPLE, headers=("ETag",)),
        Gives(304, "Not changed since the ETag in If-None-Match"),
        problems=WORKSPACE_PROBLEMS,
    ),
)
async def get_search_data(request: Request, services: ServicesOf, access: ReadAccess, domain: Property) -> Response:
    """Show what audits of this site go by."""
    async with reading(services, access) as connection:
        found = await read_search_data(connection, access.workspace_id, domain)
    if not found:
        raise not_found("search data")
    etag = etag_of(*(stored.about.id for stored in found))
    imports = [
        {**import_shown(stored.about).model_dump(by_alias=True), "rows": rows_shown(stored.table)} for stored in found
    ]
    return not_modified(request, etag) or json_response(
        {"domain": domain, "imports": imports}, headers=etag_headers(etag)
    )


@router.put(
    "/search-data/{domain}",
    operation_id="importSearchData",
    summary="Import an export of Google Search Console",
    **described(
        Gives(200, "What is stored of the property now", SearchProperty, PROPERTY_EXAMPLE),
        takes=TakesFile(
            "Queries.csv, Pages.csv, Top linking sites.csv, or the ZIP that holds them.",
            {CSV_TYPE: QUERIES_EXAMPLE, ZIP_TYPE: ZIP_EXAMPLE},
        ),
        problems=(*WORKSPACE_PROBLEMS, *WRITE_PROBLEMS),
    ),
)
async def put_search_data(
    request: Request,
    services: ServicesOf,
    access: EditAccess,
    domain: Property,
    given: GivenPeriod,
) -> Response:
    """Replace the tables that the file holds, or none of them: queries, pages and linking sites stand side by side."""
    raw = await read_file(request)
    export = _dated(await asyncio.to_thread(_read, raw), given)
    async with transaction(services.pool, access.context) as connection:
        await replace_imports(connection, access, domain, export)
        found = await read_search_data(connection, access.workspace_id, domain)
    answer = SearchProperty(domain=domain, imports=tuple(import_shown(stored.about) for stored in found))
    return json_text_response(answer.model_dump_json(by_alias=True))


@router.delete(
    "/search-data/{domain}",
    operation_id="deleteSearchData",
    summary="Delete the search data of a property",
    **described(Gives(204, "Deleted"), problems=(*WORKSPACE_PROBLEMS, *WRITE_PROBLEMS)),
)
async def delete_search_data(
    services: ServicesOf, access: EditAccess, domain: Property, kind: OfKind = None
) -> Response:
    """Remove it for good; audits that went by it stay as they are."""
    async with transaction(services.pool, access.context) as connection:
        if not await delete_imports(connection, access, domain, kind):
            raise not_found("search data")
    return Response(status_code=204)


def _read(raw: bytes) -> Export:
    try:
        return read_upload(raw)
    except UnreadableExportError as error:
        raise _refused(error) from error


def _refused(error: UnreadableExportError) -> ProblemError:
    return invalid(FieldError(complaint.where, complaint.message) for complaint in error.complaints)


def _dated(export: Export, given: Period | None) -> Export:
    """Put the days that the caller names where the export names none; figures of a links export are about none."""
    if given is None:
        return export
    if all(table.kind == "linking_sites" for table in export.tables):
        raise invalid_field("from", "does not go with linking sites, which are about no days")
    if export.period not in {None, given}:
        days = f"{export.period.first} to {export.period.last}" if export.period else ""
        raise invalid_field("from", f"and to must be left out, as the export itself is about {days}")
    return Export(export.tables, given, export.filters)


def _position(found: Import) -> Position:
    return Position(found.imported_at, found.id)
