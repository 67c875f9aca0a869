"""A07 and A10: what the owner's exports of Search Console say. Without an import nothing is known, as before."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from library.search_data.model import may_be_cut_off
from seo_worker.checks.authority.sources import answer_of
from seo_worker.checks.facts import PageFacts
from seo_worker.checks.outcome import Confidence, Outcome, at, counted, measured, not_measured, quote
from seo_worker.checks.rules import Rule
from seo_worker.evidence import SiteEvidence
from seo_worker.providers.answers import LinkingSites, Measured, SearchTable, imported_on
from seo_worker.ranking.found import Found
from seo_worker.ranking.standing import Standing, standing
from seo_worker.text.keywords import Keyword

_LEVELS: Final[tuple[Confidence, ...]] = ("high", "medium", "low")
_NAMED: Final = 3
_CUT: Final = "The export ends after {rows:,} rows, so there may be more."


def linking_sites(site: SiteEvidence, rule: Rule) -> Outcome:
    """A07: how many other sites link to this one; its own hosts are none."""
    match answer_of("linking_sites", site.sources):
        case Measured(finding=LinkingSites() as links) as answer:
            return _linked(links, answer.at, site.gathered_at, rule)
        case _:
            return _none_imported(rule)


def found_in_search(facts: PageFacts, keyword: Keyword, rule: Rule) -> Outcome:
    """A10: the average position for the keyword, or else that of this page for all its queries."""
    stands = standing(facts, keyword)
    if stands is None:
        return _none_imported(rule)
    found, table = stands.by_keyword, stands.queries
    if found is None or found.impressions < rule.limits["least_impressions"]:
        found, table = stands.by_page, stands.pages
    if found is None or table is None or found.impressions < rule.limits["least_impressions"]:
        return not_measured(" ".join(_why_unknown(stands, rule)))
    doubts = tuple(_doubts(found, table, facts.evidence.gathered_at, rule))
    return measured(
        at(rule.curve, found.position),
        float(found.position),
        f"Position {found.position} on average, weighted by {counted(found.impressions, 'impression')};"
        f" {counted(found.clicks, 'click')}, {100 * found.share:.1f} %.",
        _said(found),
        f"{imported_on(table.domain, table.imported_at, table.period)}.",
        *_narrowed(table),
        *doubts,
        confidence=_LEVELS[min(len(doubts), 2)],
    )


def _none_imported(rule: Rule) -> Outcome:
    return not_measured(f"{rule.threshold}; none is imported.")


def _linked(links: LinkingSites, at_time: datetime, now: datetime, rule: Rule) -> Outcome:
    others = [(name, pages) for name, pages in links.sites if not f".{name}".endswith(f".{links.domain}")]
    old = (now - at_time).days > rule.limits["old_days"]
    evidence = (
        f"{counted(len(others), 'other site')} {'links' if len(others) == 1 else 'link'} here.",
        *_leading(others),
        *((_CUT.format(rows=len(links.sites)),) if may_be_cut_off(len(links.sites)) else ()),
        f"{imported_on(links.domain, at_time)}; links that ask not to be followed count there too.",
    )
    return measured(at(rule.curve, len(others)), len(others), *evidence, confidence="medium" if old else "high")


def _leading(sites: Sequence[tuple[str, int]]) -> Iterator[str]:
    first = sorted(sites, key=lambda site: (-site[1], site[0]))[:_NAMED]
    if first:
        yield f"Most of all {', '.join(_site(name, pages) for name, pages in first)}."


def _said(found: Found) -> str:
    shown = ", ".join(f"{quote(row.name)} ({row.position:g}, {row.impressions:,})" for row in found.rows[:_NAMED])
    more = f" and {len(found.rows) - _NAMED} more" if len(found.rows) > _NAMED else ""
    return f"By position and impressions: {shown}{more}."


def _narrowed(table: SearchTable) -> Iterator[str]:
    """Yield the filters that the export names itself; which of them are usual is told in too many languages."""
    if table.filters:
        yield f"Filters of the export: {', '.join(map(quote, table.filters))}."


def _doubts(found: Found, table: SearchTable, now: datetime, rule: Rule) -> Iterator[str]:
    if found.match == "all_words":
        yield "No query has the keyword's words alone; these have them among others."
    if found.match == "page":
        yield "This is the page's position for all its queries; the keyword itself is not among those exported."
    if found.impressions < rule.limits["sure_impressions"]:
        yield "So few impressions make an average that can change quickly."
    if table.period is None:
        yield "The export does not say which days it is about."
    elif (now.date() - table.period.last).days > rule.limits["old_days"]:
        yield f"The export ends {(now.date() - table.period.last).days} days before this audit."


def _why_unknown(stands: Standing, rule: Rule) -> Iterator[str]:
    least = rule.limits["least_impressions"]
    if stands.queries is not None:
        imported = imported_on(stands.queries.domain, stands.queries.imported_at, stands.queries.period)
        if stands.by_keyword is not None:
            few = counted(stands.by_keyword.impressions, "impression")
            yield f"{imported}, shows the keyword with {few}; below {least} an average position is chance."
        elif may_be_cut_off(len(stands.queries.rows)):
            yield f"{imported}, ends after {len(stands.queries.rows):,} queries and the keyword is not among them."
        else:
            yield f"{imported}, does not hold the keyword; queries that few people made are left out of exports."
        yield from _narrowed(stands.queries)
    yield "Nor is this page among those imported with enough impressions." if stands.pages else "No pages are imported."


def _site(name: str, pages: int) -> str:
    return f"{name} ({counted(pages, 'page')})"
