"""Tells what the owner's figures say of better positions: what is given, what is computed, and what is assumed."""

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final

from seo_worker.checks.facts import PageFacts
from seo_worker.checks.outcome import counted, presentable
from seo_worker.checks.rules import Ruleset
from seo_worker.providers.answers import SearchTable
from seo_worker.ranking.better import Better, better_bands
from seo_worker.ranking.found import Found
from seo_worker.ranking.standing import Standing, standing
from seo_worker.result.ranking_wire import BetterPosition, RankedRow, RankingPrediction, RankNow, RankPeriod

_NAMED: Final = 5
_LEAST_NAME: Final = 3
_PLACES: Final = Decimal("0.0001")
_ASSUMPTIONS: Final = (
    "The keyword would be shown as often as in the period given.",
    "It would be clicked as this site's other queries are at those positions; queries with the site's own name are left"
    " out, because whoever types it clicks it anywhere.",
    "Whether the page rises is not predicted: no figure here says so.",
)


def ranking_prediction(facts: PageFacts | None, ruleset: Ruleset) -> RankingPrediction | None:
    """Return the figures of the page's site, or None when nobody imported any."""
    stands = standing(facts, facts.keyword) if facts else None
    if facts is None or stands is None:
        return None
    limits = ruleset.rules["A10"].limits
    better = tuple(_better(each, stands.by_keyword, limits) for each in _bands(facts, stands, limits))
    return RankingPrediction(
        keyword=_now(stands.by_keyword, stands.queries),
        page=_now(stands.by_page, stands.pages),
        better=better,
        assumptions=_ASSUMPTIONS if better else (),
        reasons=tuple(_reasons(stands, better)),
    )


def _bands(facts: PageFacts, stands: Standing, limits: Mapping[str, Decimal]) -> tuple[Better, ...]:
    if (
        stands.by_keyword is None
        or stands.queries is None
        or stands.by_keyword.impressions < limits["least_impressions"]
    ):
        return ()
    return better_bands(stands.queries.rows, stands.by_keyword, _own_name(facts), limits)


def _own_name(facts: PageFacts) -> str:
    first = (facts.page.registrable_domain or "").partition(".")[0].replace("-", "")
    # Two letters are in too many words.
    return first if len(first) >= _LEAST_NAME else ""


def _now(found: Found | None, table: SearchTable | None) -> RankNow | None:
    if found is None or table is None:
        return None
    return RankNow(
        match=found.match,
        position=float(found.position),
        impressions=found.impressions,
        clicks=found.clicks,
        ctr=_share(found.share),
        row_count=len(found.rows),
        rows=tuple(
            RankedRow(name=presentable(r.name), position=r.position, impressions=r.impressions, clicks=r.clicks)
            for r in found.rows[:_NAMED]
        ),
        domain=table.domain,
        period=RankPeriod(first=table.period.first, last=table.period.last) if table.period else None,
        filters=tuple(map(presentable, table.filters)),
        imported_at=table.imported_at,
    )


def _better(band: Better, now: Found | None, limits: Mapping[str, Decimal]) -> BetterPosition:
    assert now is not None, "only a keyword that has a position has better ones"
    clicks = None if band.share is None else int((band.share * now.impressions).to_integral_value(ROUND_HALF_EVEN))
    return BetterPosition(
        positions=band.band.label,
        queries=band.queries,
        impressions=band.impressions,
        ctr=None if band.share is None else _share(band.share),
        clicks=clicks,
        more_clicks=None if clicks is None else clicks - now.clicks,
        reason=_lack(band, limits),
    )


def _lack(band: Better, limits: Mapping[str, Decimal]) -> str | None:
    match band.lack:
        case None:
            return None
        case "few_queries":
            return f"{band.queries} of its other queries stand there; less than {limits['least_queries']} say nothing."
        case "few_impressions":
            shown = counted(band.impressions, "impression")
            return f"{shown} of its other queries there; less than {limits['least_band_impressions']} say nothing."


def _reasons(stands: Standing, better: tuple[BetterPosition, ...]) -> Iterator[str]:
    if stands.queries is None:
        yield "No queries are imported, only pages."
    elif stands.by_keyword is None:
        yield "The keyword is not among the imported queries with impressions; that does not say it has none."
    elif not better:
        yield "There is no better position to compare with, or the keyword was shown too seldom to have one now."
    if stands.pages is None:
        yield "No pages are imported, only queries."
    elif stands.by_page is None:
        yield "The page is not among the imported pages with impressions; that does not say it has none."


def _share(value: Decimal) -> float:
    return float(value.quantize(_PLACES, ROUND_HALF_EVEN))
