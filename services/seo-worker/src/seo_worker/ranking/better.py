"""Works out what better positions brought the same site with its other queries: counted, never modelled.

It is no forecast. Whether a page will rise is not known to anybody, and that its clicks would then be like those of the
site's other queries is an assumption, which the result says.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from library.search_data.model import Performance
from seo_worker.ranking.found import Found

Lack = Literal["few_queries", "few_impressions"]


@dataclass(frozen=True, slots=True)
class Band:
    """Average positions that are shown together: from `first` to below `end`."""

    first: Decimal
    end: Decimal
    label: str


# Average positions are fractions; each belongs to the place that it rounds to.
BANDS: Final = tuple(
    Band(Decimal(first), Decimal(end), label)
    for first, end, label in (
        ("1", "1.5", "1"),
        ("1.5", "3.5", "2–3"),
        ("3.5", "5.5", "4–5"),
        ("5.5", "10.5", "6–10"),
        ("10.5", "20.5", "11–20"),
    )
)


@dataclass(frozen=True, slots=True)
class Better:
    """What the site's other queries of a band were clicked; without `share` there is too little, see `lack`."""

    band: Band
    queries: int
    impressions: int
    share: Decimal | None
    lack: Lack | None = None


def better_bands(
    queries: Sequence[Performance], now: Found, own_name: str, limits: Mapping[str, Decimal]
) -> tuple[Better, ...]:
    """Return the bands above the one that the keyword stands in, the best first.

    The keyword's own queries say nothing of others, and whoever types the site's own name would click it anywhere.
    """
    others = [row for row in set(queries) - set(now.rows) if row.impressions and not _names(row.name, own_name)]
    return tuple(_better(band, others, limits) for band in BANDS if band.end <= now.position)


def _better(band: Band, others: Sequence[Performance], limits: Mapping[str, Decimal]) -> Better:
    rows = [row for row in others if band.first <= Decimal(repr(row.position)) < band.end]
    impressions = sum(row.impressions for row in rows)
    if len(rows) < limits["least_queries"]:
        return Better(band, len(rows), impressions, None, "few_queries")
    if impressions < limits["least_band_impressions"]:
        return Better(band, len(rows), impressions, None, "few_impressions")
    return Better(band, len(rows), impressions, Decimal(sum(row.clicks for row in rows)) / impressions)


def _names(query: str, own_name: str) -> bool:
    return bool(own_name) and own_name in "".join(letter for letter in query.casefold() if letter.isalnum())
