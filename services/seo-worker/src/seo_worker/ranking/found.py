"""Finds in imported search data what is about a keyword or a page, and sums it up by impressions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from library.search_data.model import Performance
from seo_worker.ranking.candidates import candidates
from seo_worker.text.keywords import Keyword
from seo_worker.text.words import Lexicon

Match = Literal["same_words", "all_words", "page"]
_PLACES: Final = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Found:
    """Rows that belong together: the position is weighted by impressions; `rows` begin with the most shown."""

    match: Match
    position: Decimal
    impressions: int
    clicks: int
    rows: tuple[Performance, ...]

    @property
    def share(self) -> Decimal:
        """The part of those who saw it that clicked."""
        return Decimal(self.clicks) / Decimal(self.impressions)


def of_keyword(queries: Sequence[Performance], keyword: Keyword, lexicon: Lexicon) -> Found | None:
    """Return the queries that say the keyword in its own words, or else those that say it with others."""
    saying = [(row, lexicon.tokens(row.name)) for row in candidates(queries, keyword, lexicon)]
    all_words = [(row, tokens) for row, tokens in saying if tokens and keyword.share(tokens) == 1]
    wanted = {word.stem for word in keyword.content}
    same = [row for row, tokens in all_words if {t.stem for t in tokens if t.word not in lexicon.stopwords} <= wanted]
    return _summed("same_words", same) or _summed("all_words", [row for row, _ in all_words])


def of_page(pages: Sequence[Performance], addresses: Iterable[str]) -> Found | None:
    """Return the rows of a page under any of its addresses; a part of it that is named by a # belongs to it."""
    wanted = {_whole(address) for address in addresses}
    return _summed("page", [row for row in pages if _whole(row.name) in wanted])


def _summed(match: Match, rows: Sequence[Performance]) -> Found | None:
    impressions = sum(row.impressions for row in rows)
    if not impressions:
        return None
    weighted = sum((Decimal(repr(row.position)) * row.impressions for row in rows), Decimal(0))
    ordered = sorted(rows, key=lambda row: (-row.impressions, row.name))
    return Found(
        match,
        (weighted / impressions).quantize(_PLACES),
        impressions,
        sum(row.clicks for row in rows),
        tuple(ordered),
    )


def _whole(address: str) -> str:
    return address.partition("#")[0]
