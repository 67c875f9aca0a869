"""How the audit was made, and what it can't say."""

from collections.abc import Iterator
from typing import Final

from exports import blocks
from exports.audits.stored import Fetch, Page, Result, Robots, Sitemap
from exports.audits.wording import moment, size
from exports.model import Block
from exports.wording import counted

DEFAULTS: Final = "Weights are expert defaults, not a model of any search engine."
_KINDS: Final = {
    "home": "start page",
    "article": "article",
    "product": "product page",
    "contact": "contact page",
    "listing": "list of pages",
    "other": "none of the known kinds",
}
_ROBOTS: Final = {
    "parsed": "read",
    "absent": "there is none, which allows everything",
    "unavailable": "answered with an error",
    "not_measured": "could not be had",
}
_SITEMAPS: Final = {"read": "read", "absent": "none found", "invalid": "not well-formed", "not_measured": "not read"}


def method(result: Result) -> Iterator[Block]:
    """Yield from where, as whom, when and by which rules the page was seen."""
    fetch, page = result.fetch, next(iter(result.pages), Page())
    yield from blocks.facts(
        ("Asked for", result.domain),
        ("Requested", blocks.address(fetch.requested_url)),
        ("Audited", blocks.address(result.final_url)),
        ("Way there", blocks.lines(fetch.hops if len(fetch.hops) > 1 else ())),
        ("When", "" if result.scored_at is None else moment(result.scored_at)),
        ("Seen from", fetch.vantage),
        ("Sent as", fetch.user_agent),
        ("Response times", _times(fetch)),
        ("Document", _document(fetch)),
        ("Kind of page", _KINDS.get(page.page_type, page.page_type)),
        ("Main text", "" if page.word_count is None else counted(page.word_count, "word")),
        ("robots.txt", _robots(fetch.robots)),
        ("Sitemap", _sitemap(fetch.sitemap)),
        ("Rule set", result.ruleset_version),
    )


def limits(result: Result) -> Iterator[Block]:
    """Yield what a reader has to know besides; what the other sections say is not said twice."""
    yield blocks.paragraph(f"{DEFAULTS} A score says how far a page meets these rules, and predicts no ranking.")
    told = (note.replace(DEFAULTS, "").strip() for note in result.notes if not _is_told(note, result))
    yield from blocks.listing(filter(None, told))


def _is_told(note: str, result: Result) -> bool:
    is_basis = "yourScore" in note and bool(result.competitor_benchmarks)
    return is_basis or any(cap.title and note.startswith(cap.title) for cap in result.capped_by)


def _times(fetch: Fetch) -> str:
    return f"{', '.join(f'{sample:.0f}' for sample in fetch.response_ms)} ms" if fetch.response_ms else ""


def _document(fetch: Fetch) -> str:
    if not fetch.html_bytes:
        return ""
    sent = f", {size(fetch.wire_bytes)} transferred" if fetch.wire_bytes else ""
    packed = f" ({fetch.encoding})" if sent and fetch.encoding else ""
    return f"{size(fetch.html_bytes)} of HTML{sent}{packed}"


def _robots(robots: Robots | None) -> str:
    return "" if robots is None else f"{robots.url}: {_ROBOTS.get(robots.state, robots.state)}"


def _sitemap(sitemap: Sitemap | None) -> str:
    if sitemap is None:
        return ""
    listed = {True: "; this page is listed", False: "; this page is not listed", None: ""}[sitemap.lists_page]
    count = (
        f", {counted(sitemap.url_count, 'address')}{listed}"
        if sitemap.state == "read" and sitemap.url_count is not None
        else ""
    )
    return f"{sitemap.url}: {_SITEMAPS.get(sitemap.state, sitemap.state)}{count}"
