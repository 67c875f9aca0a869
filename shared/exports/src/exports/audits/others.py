"""The page beside others: competitors by the same checks, and the rest of its own site."""

from collections.abc import Iterator
from typing import Final

from exports import blocks
from exports.audits.stored import Benchmark, Page, Result
from exports.audits.wording import moment, points
from exports.model import Block
from exports.wording import percent

_WITHOUT_KEYWORD: Final = (
    "These scores rest on what can be asked of every page without a keyword, so that of the audited page may"
    " differ from its overall score."
)


def competitors(result: Result) -> Iterator[Block]:
    """Yield how competitors do by the checks that can be asked of every page."""
    rows = result.competitor_benchmarks
    if not rows:
        return
    own = rows[0].your_score
    if own is not None:
        yield blocks.paragraph(
            f"By the checks that can be asked of every page alone, without sitemap and without comparison of content,"
            f" this page has {points(own)} of 100. Its overall score rests on all checks, so it may differ."
        )
    when = min((row.fetched_at for row in rows if row.fetched_at is not None), default=result.scored_at)
    if when is not None:
        yield blocks.paragraph(f"The competitors' pages were fetched for this audit, on {moment(when)}.")
    headers = ("Competitor", "Score", "Technical", "Topical", "Authority", "Measured", "Words", "Answer")
    yield from blocks.table(headers, map(_benchmark, rows))


def pages(result: Result) -> Iterator[Block]:
    """Yield the addresses of a crawled site."""
    if len(result.pages) > 1:
        yield blocks.paragraph(_WITHOUT_KEYWORD)
        headers = ("Address", "Title", "Status", "Score", "Clicks away", "Links here", "To mend")
        yield from blocks.table(headers, (_page(page, _origin(result.final_url)) for page in result.pages))


def _origin(url: str) -> str:
    """Return scheme and host of an address."""
    return "/".join(url.split("/", 3)[:3])


def _benchmark(row: Benchmark) -> tuple[blocks.Shown, ...]:
    return (
        blocks.address(row.final_url or row.competitor),
        points(row.overall_score),
        points(row.technical),
        points(row.topical),
        points(row.authority),
        "" if row.coverage is None else percent(row.coverage),
        "" if row.word_count is None else f"{row.word_count:,}",
        "" if row.response_ms is None else f"{row.response_ms:.0f} ms",
    )


def _page(page: Page, origin: str) -> tuple[blocks.Shown, ...]:
    problems = page.checks.problem if page.checks else None
    return (
        blocks.address(page.url, within=origin),
        page.title or page.error or (f"redirects to {page.redirects_to}" if page.redirects_to else ""),
        "" if page.status is None else str(page.status),
        "" if page.score is None else points(page.score),
        "" if page.depth is None else str(page.depth),
        "" if page.inlinks is None else str(page.inlinks),
        "" if problems is None else str(problems),
    )
