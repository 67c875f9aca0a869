"""Which column a heading stands for, in the languages that Search Console speaks."""

import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final, Literal

import yaml

Column = Literal[
    "query",
    "page",
    "clicks",
    "impressions",
    "ctr",
    "position",
    "site",
    "linking_pages",
    "target_pages",
    "date",
    "filter",
    "value",
    "country",
    "device",
    "appearance",
]
TableName = Literal["queries", "pages", "linking_sites", "dates", "filters", "other"]

_PERFORMANCE: Final[tuple[Column, ...]] = ("clicks", "impressions", "position")
# The column that tells a table from the others, and the columns that it needs besides.
_TABLES: Final[Mapping[Column, tuple[TableName, tuple[Column, ...]]]] = {
    "query": ("queries", _PERFORMANCE),
    "page": ("pages", _PERFORMANCE),
    "site": ("linking_sites", ("linking_pages", "target_pages")),
    "date": ("dates", ()),
    "filter": ("filters", ("value",)),
    "country": ("other", ()),
    "device": ("other", ()),
    "appearance": ("other", ()),
}
OPTIONAL: Final[Mapping[TableName, frozenset[Column]]] = {
    "queries": frozenset({"ctr"}),
    "pages": frozenset({"ctr"}),
}


def column_of(heading: str) -> Column | None:
    """Return what a heading stands for, or None when nobody told us."""
    return _headings().get(_folded(heading))


def english(column: Column) -> str:
    """Return the heading that Search Console writes in English."""
    return _names()[column][0]


def table_of(columns: tuple[Column | None, ...]) -> tuple[TableName, tuple[Column, ...]] | None:
    """Return which table has these columns, and what it needs; None unless exactly one column tells."""
    telling: list[Column] = [column for column in columns if column is not None and column in _TABLES]
    return _TABLES[telling[0]] if len(telling) == 1 else None


def _folded(heading: str) -> str:
    plain = unicodedata.normalize("NFKD", heading.replace("’", "'"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())


@cache
def _names() -> dict[Column, list[str]]:
    return yaml.safe_load(files("library").joinpath("data", "search_console.yaml").read_text(encoding="utf-8"))


@cache
def _headings() -> dict[str, Column]:
    return {_folded(name): column for column, names in _names().items() for name in names}
