"""T01-T05 and T09: may crawlers fetch and index the page, and how do they get there?"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from seo_worker.checks.facts import answered
from seo_worker.checks.outcome import Outcome, at, counted, measured, not_applicable, not_measured, quote
from seo_worker.checks.rules import Rule
from seo_worker.evidence import RobotsDecision, SiteEvidence, SitemapEvidence

_SCOPES = frozenset({"robots", "googlebot"})


def final_status(site: SiteEvidence, _rule: Rule) -> Outcome:
    """T01."""
    fetch = site.fetch
    chain = tuple(f"{hop.status} {hop.url}" for hop in fetch.hops)
    if fetch.status is None:
        reason = fetch.error.message if fetch.error else "The server gave no final answer."
        return measured(0, None, reason, *chain, gate="unreachable")
    if answered(fetch):
        return measured(1, fetch.status, *chain)
    return measured(0, fetch.status, *(chain or (f"{fetch.status} {fetch.final_url}",)), gate="unreachable")


def indexable(site: SiteEvidence, _rule: Rule) -> Outcome:
    """T02."""
    blocking, others = _indexing_directives(site)
    if blocking:
        return measured(0, "noindex", *blocking, *others, gate="noindex")
    if site.page is None:
        return not_measured("The page's HTML could not be read, so its meta robots is not known.")
    return measured(1, "indexable", *others)


def robots_allow(site: SiteEvidence, rule: Rule) -> Outcome:
    """T03."""
    robots = site.robots
    if robots.state == "not_measured":
        return not_measured(robots.error.message if robots.error else "robots.txt was not fetched.")
    if robots.state == "unavailable":
        answer = f"{robots.url} answers with {robots.status or 'an error'}."
        return measured(0, "unavailable", answer, gate="robots_unavailable")
    refused = [d for d in robots.decisions if not d.allowed and d.agent.lower() in {"googlebot", "*"}]
    evidence = [_worded(decision) for decision in refused]
    if any(d.agent.lower() == "googlebot" for d in refused):
        return measured(0, "blocked", *evidence, gate="robots_blocked")
    if refused:
        return measured(rule.limits["only_others_blocked"], "blocked except for Googlebot", *evidence)
    return measured(1, "no robots.txt" if robots.state == "absent" else "allowed", *map(_worded, robots.decisions[:1]))


def robots_syntax(site: SiteEvidence, rule: Rule) -> Outcome:
    """T04."""
    robots = site.robots
    if robots.state in {"not_measured", "unavailable"}:
        return not_measured("robots.txt could not be read.")
    if robots.state == "absent" or robots.size_bytes == 0:
        return not_applicable("The site has no robots.txt, which allows everything.")
    faults = (f"Line {e.line}: {e.message} in {quote(e.text)}" for e in robots.errors)
    return measured(at(rule.curve, len(robots.errors)), len(robots.errors), *faults)


def redirects(site: SiteEvidence, rule: Rule) -> Outcome:
    """T05."""
    fetch = site.fetch
    steps = [f"{hop.status} {hop.url} → {hop.location}" for hop in fetch.hops if hop.location]
    if fetch.error and fetch.error.code in {"redirect_loop", "too_many_redirects"}:
        return measured(0, len(steps), fetch.error.message, *steps)
    if fetch.status is None:
        return not_measured("The server gave no final answer.")
    return measured(at(rule.curve, len(steps)), len(steps), *steps)


def sitemap_lists(site: SiteEvidence, rule: Rule) -> Outcome:
    """T09."""
    sitemap = site.sitemap
    match sitemap.state:
        case "not_measured":
            reason = sitemap.error.message if sitemap.error else "It was not read."
            return not_measured(f"Sitemap {sitemap.url}: {reason}")
        case "absent":
            return measured(0, "none", f"No sitemap is named in robots.txt, and there is none at {sitemap.url}.")
        case "invalid":
            fault = sitemap.problem or "It is not a well-formed sitemap."
            return measured(rule.limits["invalid"], "invalid", f"{sitemap.url}: {fault}")
        case "read":
            return _read_sitemap(sitemap, rule)


def _read_sitemap(sitemap: SitemapEvidence, rule: Rule) -> Outcome:
    read = f"{sitemap.url}: {counted(sitemap.url_count, 'address')} in {counted(sitemap.files_read, 'file')} read"
    if sitemap.too_large:
        return measured(rule.limits["invalid"], "too large", f"{read}.", sitemap.too_large)
    if sitemap.lists_page:
        changed = (f"It says the page last changed on {sitemap.lastmod}.",) if sitemap.lastmod else ()
        return measured(1, "lists this page", f"{read}; this page is among them.", *changed)
    broken = (f"A file is broken: {sitemap.problem}.",) if sitemap.problem else ()
    if sitemap.variant:
        near = f"{read}; it lists {quote(sitemap.variant)} instead of this page, which is another address."
        return measured(rule.limits["variant"], "lists another form of the address", near, *broken)
    if broken:
        return measured(rule.limits["invalid"], "broken", f"{read}; this page was not met.", *broken)
    if sitemap.lists_page is None:
        return measured(
            rule.limits["unknown"], "not read to the end", f"{read}; this page was not yet met.", confidence="low"
        )
    return measured(rule.limits["unlisted"], "does not list this page", f"{read}; this page is not among them.")


def _indexing_directives(site: SiteEvidence) -> tuple[list[str], list[str]]:
    """Return the directives that keep Google out, and those that do not, each with its place."""
    blocking: list[str] = []
    others: list[str] = []
    metas = site.page.metas if site.page else ()
    for meta in metas:
        if meta.name in _SCOPES and meta.kind == "name":
            bad = _blocks(meta.content, site.gathered_at)
            (blocking if bad else others).append(f"meta {meta.name}: {quote(meta.content)}")
    for value in site.fetch.header_values("x-robots-tag"):
        agent, content = _scoped(value)
        bad = agent in _SCOPES and _blocks(content, site.gathered_at)
        (blocking if bad else others).append(f"X-Robots-Tag header: {quote(value)}")
    return blocking, others


def _scoped(value: str) -> tuple[str, str]:
    """Split `googlebot: noindex`; a directive that takes a value, such as `max-snippet: 50`, names no crawler."""
    head, colon, rest = value.partition(":")
    name = head.strip().lower()
    takes_value = name.startswith("max-") or name == "unavailable_after" or "," in name
    return (name, rest) if colon and not takes_value else ("robots", value)


def _blocks(content: str, now: datetime) -> bool:
    text = content.lower()
    directives = {part.strip() for part in text.split(",")}
    return bool(directives & {"noindex", "none"}) or _expired(text, now)


def _expired(text: str, now: datetime) -> bool:
    _, found, rest = text.partition("unavailable_after:")
    until = next(_moments(rest), None) if found else None
    return until is not None and (until if until.tzinfo else until.replace(tzinfo=UTC)) < now


def _moments(text: str) -> Iterator[datetime]:
    """Read a date with ever fewer directives behind it; its own form may hold a comma too."""
    parts = text.split(",")
    for count in range(len(parts), 0, -1):
        written = ",".join(parts[:count]).strip()
        for read in (datetime.fromisoformat, parsedate_to_datetime):
            with suppress(ValueError):
                yield read(written.upper())


def _worded(decision: RobotsDecision) -> str:
    who = "all crawlers" if decision.agent == "*" else decision.agent
    verb = "allowed" if decision.allowed else "blocked"
    where = f" by line {decision.line}: {quote(decision.rule)}" if decision.line and decision.rule else ""
    return f"robots.txt: {who} {verb}{where}"
