"""C18-C22: date, links, weight of the content against its frame, and repetition."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Final

from seo_worker.checks.addresses import same_document
from seo_worker.checks.facts import PageFacts, text_links
from seo_worker.checks.outcome import Outcome, at, counted, measured, not_applicable, not_measured, quote, ratio
from seo_worker.checks.rules import Rule
from seo_worker.evidence import DateClaim, DateKind, DateSource
from seo_worker.text.words import fold

_KINDS: Final[dict[DateKind, str]] = {"published": "Published on", "modified": "Changed on", "unknown": "Dated"}
_SOURCES: Final[dict[DateSource, str]] = {
    "json-ld": "the structured data",
    "microdata": "the structured data",
    "meta": "a meta tag",
    "time": "a time element",
    "last-modified": "the Last-Modified header",
    "sitemap": "the sitemap",
}
_INDIRECT = frozenset({"last-modified", "sitemap"})


def dated(facts: PageFacts, rule: Rule) -> Outcome:
    """C18; whether there is a date, never how old it is."""
    if facts.kind in {"home", "contact", "product", "listing"}:
        return not_applicable(f"A {facts.kind} page needs no date.")
    plausible = [c for c in facts.page.dates if _is_plausible(c, facts.evidence.gathered_at, rule)]
    on_page = [c for c in plausible if c.source not in _INDIRECT]
    if on_page or plausible:
        best = (on_page or plausible)[0]
        evidence = map(_told, (*on_page, *(c for c in plausible if c not in on_page)))
        return measured(1 if on_page else rule.limits["indirect"], best.iso, *evidence, confidence="medium")
    doubtful = (f"Not a plausible date: {quote(c.text)}, in {_SOURCES[c.source]}" for c in facts.page.dates)
    return measured(0, None, "The page gives no date for its content.", *doubtful)


def internal_links(facts: PageFacts, rule: Rule) -> Outcome:
    """C19."""
    return _links(facts, rule, internal=True)


def outbound_links(facts: PageFacts, rule: Rule) -> Outcome:
    """C20."""
    if facts.kind in {"home", "contact", "product", "listing"}:
        return not_applicable(f"A {facts.kind} page needs no links to other sites.")
    return _links(facts, rule, internal=False)


def content_share(facts: PageFacts, rule: Rule) -> Outcome:
    """C21."""
    if facts.kind in {"home", "contact", "listing"}:
        return not_applicable(f"A {facts.kind} page consists of navigation for a good part.")
    if not facts.page.total_text_chars:
        return not_measured("The page has no text at all.")
    main, total = facts.page.main.chars, facts.page.total_text_chars
    share = min(ratio(main, total), ratio(1, 1))
    evidence = f"{main:,} of {total:,} characters of text are main content."
    return measured(at(rule.curve, share), float(share), evidence, confidence="medium")


def no_repetition(facts: PageFacts, rule: Rule) -> Outcome:
    """C22."""
    long = [p for p in facts.page.main.paragraphs if p.words >= rule.limits["least_words"]]
    if not long:
        return not_applicable("The page has no paragraphs long enough to compare.")
    counts = Counter(" ".join(fold(p.text).split()) for p in long)
    repeated = sum(count - 1 for count in counts.values())
    share = ratio(repeated, len(long))
    evidence = (f"{count} times: {quote(text)}" for text, count in counts.items() if count > 1)
    summary = f"{repeated} of {counted(len(long), 'paragraph')} repeat another"
    return measured(at(rule.curve, share), float(share), summary, *evidence)


def _links(facts: PageFacts, rule: Rule, *, internal: bool) -> Outcome:
    links = [
        a for a in text_links(facts.page) if a.internal is internal and a.url and not same_document(a.url, facts.url)
    ]
    where = "other pages of the site" if internal else "other sites"
    evidence = tuple(f"{quote(a.text)} → {a.url}" for a in links)
    nothing = f"The main text has no followed links to {where}."
    return measured(at(rule.curve, len(links)), len(links), *(evidence or (nothing,)))


def _told(claim: DateClaim) -> str:
    return f"{_KINDS[claim.kind]} {(claim.iso or '')[:10]}, says {_SOURCES[claim.source]}"


def _is_plausible(claim: DateClaim, now: datetime, rule: Rule) -> bool:
    if claim.iso is None:
        return False
    try:
        moment = datetime.fromisoformat(claim.iso)
    except ValueError:
        return False
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.year >= rule.limits["earliest_year"] and moment <= now + timedelta(days=1)
