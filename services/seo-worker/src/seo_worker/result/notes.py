"""Says in sentences what the numbers do not: what was left out, and why."""

from collections.abc import Iterator, Sequence

from seo_worker.checks.facts import PageFacts, answered
from seo_worker.checks.outcome import CheckResult
from seo_worker.evidence import SiteEvidence
from seo_worker.result.sources import about_sources
from seo_worker.result.topic_notes import about_clusters, about_comparison
from seo_worker.scoring.score import Score


def notes(site: SiteEvidence, facts: PageFacts | None, results: Sequence[CheckResult], score: Score) -> tuple[str, ...]:
    """Return the remarks a reader of this audit needs."""
    return (*_about_score(site, score), *_about_page(site, facts, results), *_about_scope(site, facts))


def _about_score(site: SiteEvidence, score: Score) -> Iterator[str]:
    if score.unreachable:
        yield (
            f"The address answered with status {site.fetch.status or 'unknown'} instead of a page, so there is no"
            " score; what could be told nevertheless is listed."
        )
        return
    for capped in score.capped_by:
        yield f"{capped.title} (check {capped.check_id}), so the overall score can't exceed {capped.cap}."
    if any(c.gate == "canonical_elsewhere" for c in score.capped_by):
        yield "Audit the canonical address instead to see the score of the page that search engines will show."
    unscored = [p for p in score.pillars.values() if p.score is None]
    for pillar in unscored:
        percent = round(pillar.coverage * 100)
        yield f"The {pillar.pillar} pillar has no score: only {percent} % of its weight could be measured."
    if score.overall is None:
        yield f"There is no overall score: only {round(score.coverage * 100)} % of all weight could be measured."
    elif unscored:
        yield "The overall score rests on the other pillars alone."


def _about_page(site: SiteEvidence, facts: PageFacts | None, results: Sequence[CheckResult]) -> Iterator[str]:
    if site.parse.status != "parsed" and answered(site.fetch):
        yield f"The HTML was not analysed: {site.parse.message or site.parse.reason or site.parse.status}"
    if facts is not None and facts.is_shell:
        yield (
            "The page is built by a script in the browser; this audit reads served HTML, so most of its content could"
            " not be judged. Whoever does not run scripts sees as little of it."
        )
    if site.fetch.truncated is not None:
        yield "The document is larger than an audit reads; only its beginning was judged."
    if facts is not None and facts.keyword is None:
        yield "The keyword holds no word that could be looked for, so nothing about it was measured."
    if facts is not None and facts.shortfall is not None:
        yield facts.shortfall
    failed = [r.id for r in results if r.status == "error"]
    if failed:
        yield f"These checks failed on the page and were left out: {', '.join(failed)}."


def _about_scope(site: SiteEvidence, facts: PageFacts | None) -> Iterator[str]:
    if "competitors" in site.pending:
        yield "The competitors' pages are still being read; what they show changes the topical pillar."
    yield from about_comparison(site, facts)
    yield from about_sources(site)
    yield from about_clusters(facts)
