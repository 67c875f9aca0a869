"""T06-T08 and T29: the address of the page, the one it claims, and those of its translations."""

import re
from collections.abc import Sequence
from decimal import Decimal
from urllib.parse import parse_qsl

from seo_worker.checks.addresses import is_private_host, same_document, split, variants
from seo_worker.checks.facts import PageFacts
from seo_worker.checks.outcome import Outcome, measured, not_applicable, not_measured, quote, ratio
from seo_worker.checks.rules import Rule
from seo_worker.evidence import Canonical, Hreflang, PlainHTTP, SiteEvidence
from seo_worker.text.languages import primary

_ABSOLUTE = re.compile(r"(?i)https?://")
_TAG = re.compile(r"(?i)[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?")


def secure(site: SiteEvidence, rule: Rule) -> Outcome:
    """T06."""
    url = site.fetch.final_url
    if is_private_host(url):
        return not_applicable("The page is on a private or development host, where https is not expected.")
    if site.fetch.status is None:
        return not_measured("The server gave no final answer.")
    scheme = split(url).scheme
    final = f"Final address: {url}"
    if scheme != "https":
        return measured(0, scheme, final)
    return _with_http_form(site.plain_http, rule, final)


def _with_http_form(found: PlainHTTP | None, rule: Rule, final: str) -> Outcome:
    if found is None:
        return measured(1, "https", final)
    match found.state:
        case "redirects":
            return measured(1, "https", final, f"{found.url} redirects to {found.leads_to} (status {found.status}).")
        case "open":
            fault = f"{found.url} answers with status {found.status} instead of a redirect to https."
            return measured(rule.limits["open"], "https, and http too", final, fault)
        case "closed":
            answer = f"answers with status {found.status}" if found.status else "takes no connection"
            return measured(1, "https", final, f"{found.url} {answer}, so nobody reads the page there.")
        case "not_measured":
            reason = found.error.message if found.error else "It was not asked."
            unknown = f"Whether its http form redirects is not known: {reason}"
            return measured(1, "https", final, unknown, confidence="medium")


def canonical(facts: PageFacts, rule: Rule) -> Outcome:
    """T07."""
    found = facts.page.canonicals
    if not found:
        return not_applicable("The page names no canonical address, so its own address counts.")
    evidence = [f"{c.source}: {quote(c.href)}{'' if c.in_head else ' (outside the head)'}" for c in found]
    targets = {c.url.partition("#")[0] for c in found if c.url}
    if not targets or any(c.url is None for c in found):
        return measured(0, "invalid", *evidence)
    if len(targets) > 1:
        return measured(0, "contradictory", *evidence)
    return _judged_target(facts, rule, targets.pop(), evidence)


def _judged_target(facts: PageFacts, rule: Rule, target: str, evidence: Sequence[str]) -> Outcome:
    if not variants(target, facts.url):
        return measured(0, target, *evidence, f"The page itself is {facts.url}", gate="canonical_elsewhere")
    if not same_document(target, facts.url):
        return measured(rule.limits["variant"], target, *evidence, f"The page was found at {facts.url}")
    return measured(_form(facts.page.canonicals, rule), target, *evidence)


def _form(found: Sequence[Canonical], rule: Rule) -> Decimal:
    """Return the score of a canonical that names the right page, by how it is written."""
    if not any(c.in_head for c in found):
        return rule.limits["outside_head"]
    return Decimal(1) if all(_ABSOLUTE.match(c.href.strip()) for c in found) else rule.limits["relative"]


def language_versions(facts: PageFacts, rule: Rule) -> Outcome:
    """T08."""
    links = facts.page.hreflangs
    if not links:
        return not_applicable("The page names no versions in other languages.")
    faults = [fault for link in links if (fault := _fault(link))]
    has_self = any(link.url and same_document(link.url, facts.url) for link in links)
    missing = () if has_self else ("No hreflang points to this page itself.",)
    note = "Whether the other versions link back was not checked."
    score = ratio(len(links) - len(faults), len(links)) * (Decimal(1) if has_self else rule.limits["without_self"])
    return measured(
        score, float(ratio(len(links) - len(faults), len(links))), *faults, *missing, note, confidence="medium"
    )


def tidy(site: SiteEvidence, rule: Rule) -> Outcome:
    """T29."""
    url = site.fetch.final_url
    parts = split(url)
    faults = [
        fault
        for fault, is_there in (
            ("It contains a space.", "%20" in parts.path or " " in parts.path),
            ("It contains a double slash.", "//" in parts.path),
            ("It contains underscores; hyphens separate words.", "_" in parts.path),
            (f"It has {len(url)} characters.", len(url) > rule.limits["longest"]),
            (
                f"It has {_parameters(parts.query)} parameters.",
                _parameters(parts.query) > rule.limits["most_parameters"],
            ),
        )
        if is_there
    ]
    return measured(ratio(5 - len(faults), 5), 5 - len(faults), f"Address: {url}", *faults)


def _parameters(query: str) -> int:
    return len(parse_qsl(query, keep_blank_values=True, max_num_fields=None))


def _fault(link: Hreflang) -> str | None:
    place = f"hreflang {quote(link.lang)} → {quote(link.href)}"
    if link.lang.lower() != "x-default" and not (_TAG.fullmatch(link.lang) and primary(link.lang)):
        return f"{place}: not a language code"
    if link.url is None or not _ABSOLUTE.match(link.href.strip()):
        return f"{place}: not an absolute http(s) address"
    return None
