"""Examples of search data for the OpenAPI document, as it goes over the wire."""

from typing import Final

from pydantic import JsonValue

from gateway.schemas.examples import CREATED_AT, USER_ID

Example = dict[str, JsonValue]

QUERIES_EXAMPLE: Final = (
    "Top queries,Clicks,Impressions,CTR,Position\n"
    "month-end close software,12,400,3%,6.2\n"
    "close the books faster,3,100,3%,8.5\n"
)
ZIP_EXAMPLE: Final = "(the bytes of northwind.example-Performance-on-Search-2026-11-25.zip)"
IMPORT_EXAMPLE: Final[Example] = {
    "id": "019abf35-0303-7f00-8000-2c3d4e5f6071",
    "domain": "northwind.example",
    "kind": "queries",
    "rowCount": 2,
    "mayBeCutOff": False,
    "period": {"from": "2026-08-25", "to": "2026-11-24"},
    "filters": ["Search type: Web", "Date: Last 3 months"],
    "importedBy": USER_ID,
    "importedAt": CREATED_AT,
}
PROPERTY_EXAMPLE: Final[Example] = {"domain": "northwind.example", "imports": [IMPORT_EXAMPLE]}
_ROWS: Final[list[JsonValue]] = [
    {"name": "month-end close software", "clicks": 12, "impressions": 400, "ctr": 0.03, "position": 6.2},
    {"name": "close the books faster", "clicks": 3, "impressions": 100, "ctr": 0.03, "position": 8.5},
]
TABLES_EXAMPLE: Final[Example] = {"domain": "northwind.example", "imports": [{**IMPORT_EXAMPLE, "rows": _ROWS}]}
