"""What the owner's own search data say: given figures, and what is computed from them under assumptions."""

from collections.abc import Iterator
from datetime import date

from exports import blocks
from exports.audits.stored import Result
from exports.audits.stored_subjects import Better, Ranked
from exports.building import written_day
from exports.model import Block
from exports.wording import percent


def ranking(result: Result) -> Iterator[Block]:
    """Yield the section, or nothing when no search data were imported."""
    found = result.ranking_prediction
    if found is None:
        return
    yield from blocks.facts(
        (f"“{result.primary_keyword}”", _told(found.keyword)),
        ("This page", _told(found.page)),
        ("Days", _days(found.keyword or found.page)),
        ("Filters of the export", "; ".join(_filters(found.keyword or found.page))),
    )
    yield from blocks.listing(found.reasons)
    if found.better:
        yield blocks.heading(2, "What better positions brought other queries of the site")
        headers = ("Positions", "Clicked there", "More clicks at this one's views", "Why not known")
        yield from blocks.table(headers, map(_better, found.better))
    yield from blocks.listing(found.assumptions)


def _told(ranked: Ranked | None) -> str:
    if ranked is None:
        return ""
    place = "" if ranked.position is None else f"position {ranked.position:.1f} on average"
    shown = "" if ranked.impressions is None else f"shown {ranked.impressions:,} times"
    share = "" if ranked.ctr is None else f" ({percent(ranked.ctr)})"
    clicked = "" if ranked.clicks is None else f"clicked {ranked.clicks:,} times{share}"
    return ", ".join(filter(None, (place, shown, clicked)))


def _days(ranked: Ranked | None) -> str:
    period = ranked.period if ranked else None
    if period is None or period.first is None or period.last is None:
        return ""
    return f"{_day(period.first)} to {_day(period.last)}"


def _filters(ranked: Ranked | None) -> tuple[str, ...]:
    return ranked.filters if ranked else ()


def _day(day: date) -> str:
    return written_day(day.year, day.month, day.day)


def _better(better: Better) -> tuple[str, ...]:
    clicked = "" if better.ctr is None else percent(better.ctr)
    more = "" if better.more_clicks is None else f"{better.more_clicks:,}"
    return better.positions, clicked, more, better.reason
