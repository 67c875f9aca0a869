"""T22-T28: how the document arrives."""

from decimal import Decimal
from statistics import median

from seo_worker.checks.facts import PageFacts, answered
from seo_worker.checks.outcome import Outcome, at, measured, not_applicable, not_measured, quote, ratio
from seo_worker.checks.rules import Rule
from seo_worker.evidence import SiteEvidence


def response_time(site: SiteEvidence, rule: Rule) -> Outcome:
    """T22; the score moves in steps, so that a millisecond more or less changes nothing."""
    samples = site.fetch.response_ms
    if not samples or not answered(site.fetch):
        return not_measured("No response time was measured.")
    typical = round(median(samples))
    step = int(rule.limits["step"])
    stepped = -(-typical // step) * step
    taken = ", ".join(f"{sample:,.0f}" for sample in samples)
    return measured(at(rule.curve, stepped), typical, f"Measured {taken} ms from {site.vantage}.", confidence="medium")


def lean(site: SiteEvidence, rule: Rule) -> Outcome:
    """T23."""
    fetch = site.fetch
    if not answered(fetch) or fetch.error is not None:
        return not_measured("The document was not read.")
    size = fetch.inflated_bytes
    cut = (f"Reading stopped at the {fetch.truncated} limit; the document is larger.",) if fetch.truncated else ()
    return measured(at(rule.curve, size), size, f"{size:,} bytes of HTML, {fetch.wire_bytes:,} transferred.", *cut)


def compressed(site: SiteEvidence, rule: Rule) -> Outcome:
    """T24."""
    fetch = site.fetch
    if not answered(fetch) or fetch.error is not None:
        return not_measured("The document was not read.")
    if fetch.inflated_bytes <= rule.limits["least_bytes"]:
        return not_applicable("The document is too small to gain from compression.")
    encoding = (fetch.encoding or "").strip().lower()
    sizes = f"{fetch.wire_bytes:,} bytes transferred for {fetch.inflated_bytes:,} bytes of HTML."
    if encoding in {"", "identity"}:
        return measured(0, "none", sizes, "Asked for with Accept-Encoding: gzip, deflate.")
    return measured(1, encoding, sizes)


def not_overgrown(facts: PageFacts, rule: Rule) -> Outcome:
    """T25."""
    nodes, depth = facts.page.dom_nodes, facts.page.dom_depth
    deep = ((rule.limits["depth_full"], Decimal(1)), (rule.limits["depth_zero"], Decimal(0)))
    return measured(min(at(rule.curve, nodes), at(deep, depth)), nodes, f"{nodes:,} elements, nested {depth} deep.")


def blocking_files(facts: PageFacts, rule: Rule) -> Outcome:
    """T26."""
    files = facts.page.head_resources
    listed = (f"{f.kind}: {quote(f.url or '(inline)')}" for f in files if f.url)
    return measured(at(rule.curve, len(files)), len(files), *listed)


def no_insecure_references(facts: PageFacts, rule: Rule) -> Outcome:
    """T27."""
    if not facts.url.startswith("https:"):
        return not_applicable("The page itself is not served over https.")
    loaded = [m for m in facts.page.mixed if m.kind != "link"]
    links = [m for m in facts.page.mixed if m.kind == "link"]
    counted = len(loaded) + len(links) * rule.limits["link"]
    evidence = (f"{m.kind} in {m.element}: {m.url}" for m in (*loaded, *links))
    return measured(at(rule.curve, counted), len(loaded) + len(links), *evidence)


def security_headers(site: SiteEvidence, _rule: Rule) -> Outcome:
    """T28."""
    fetch = site.fetch
    if not answered(fetch):
        return not_measured("The server did not answer with a page.")
    wanted = ["x-content-type-options", "content-security-policy"]
    if fetch.final_url.startswith("https:"):
        wanted.insert(0, "strict-transport-security")
    evidence = [
        f"{_cased(name)}: {quote(value)}" if (value := fetch.header(name)) else f"{_cased(name)} is missing."
        for name in wanted
    ]
    share = ratio(sum(fetch.header(name) is not None for name in wanted), len(wanted))
    return measured(share, float(share), *evidence)


def _cased(name: str) -> str:
    """Write the name of a header as documentation does."""
    return "-".join(part.capitalize() for part in name.split("-"))
