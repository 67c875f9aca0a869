"""A01-A06: what the page itself shows of whoever is behind it."""

from collections.abc import Iterator

from pydantic import JsonValue

from seo_worker.checks.addresses import is_private_host, path_segments
from seo_worker.checks.facts import PageFacts, answered, text_links
from seo_worker.checks.outcome import Outcome, at, measured, not_applicable, not_measured, quote, ratio
from seo_worker.checks.rules import Rule
from seo_worker.checks.schema_types import kinds_of
from seo_worker.checks.vocabulary import load_vocabulary
from seo_worker.evidence import Anchor, SiteEvidence
from seo_worker.text.words import fold

_NOT_AN_ARTICLE = "This is asked of articles only; the page looks like another kind."
_VISIBLE = frozenset({"time", "meta", "microdata"})


def author_named(facts: PageFacts, _rule: Rule) -> Outcome:
    """A01."""
    if facts.kind != "article":
        return not_applicable(_NOT_AN_ARTICLE)
    # A class name marks the whole line, date and all; the others mark the name.
    visible = sorted((b for b in facts.page.bylines if b.source != "json-ld"), key=lambda b: b.source == "class")
    people = [b for b in facts.page.bylines if b.source == "json-ld" and b.is_person]
    evidence = (
        f"On the page: {quote(visible[0].name)} ({visible[0].source})" if visible else "No byline on the page.",
        f"In structured data: {quote(people[0].name)}" if people else "No Person as author in structured data.",
    )
    present = bool(visible) + bool(people)
    return measured(ratio(present, 2), present, *evidence)


def organisation_described(facts: PageFacts, _rule: Rule) -> Outcome:
    """A02."""
    known = load_vocabulary().organisation_types
    things = [
        t for item in facts.page.structured for t in _things(item.types, item.properties) if kinds_of(t[0]) & known
    ]
    if not things:
        return measured(0, 0, "Structured data describes no Organization or WebSite.")
    names, best = max(things, key=lambda t: _described(t[1]))
    fields = (f"{field} is {'given' if best.get(field) else 'missing'}." for field in ("name", "logo", "sameAs"))
    return measured(ratio(1 + _described(best), 4), 1 + _described(best), f"Found: {'/'.join(names)}", *fields)


def legal_pages_linked(facts: PageFacts, _rule: Rule) -> Outcome:
    """A03; a page that is one of them counts as linked."""
    vocabulary = load_vocabulary()
    wanted = (
        ("an about page", vocabulary.about_words),
        ("a contact page", vocabulary.contact_words),
        ("a privacy policy", vocabulary.privacy_words),
    )
    texts = [(a.url or "", _names(a)) for a in facts.page.anchors if a.internal and a.url]
    texts.append((facts.url, _segments(facts.url)))
    found = {kind: next((url for url, names in texts if names & words), None) for kind, words in wanted}
    evidence = (f"Link to {kind}: {url}" if url else f"No link to {kind} was found." for kind, url in found.items())
    present = sum(url is not None for url in found.values())
    return measured(ratio(present, 3), present, *evidence, confidence="medium")


def dates_agree(facts: PageFacts, rule: Rule) -> Outcome:
    """A04; no date at all is charged elsewhere."""
    if facts.kind != "article":
        return not_applicable(_NOT_AN_ARTICLE)
    claims = [(c.source, c.iso[:10]) for c in facts.page.dates if c.iso]
    stated = {day for source, day in claims if source == "json-ld"}
    shown = {day for source, day in claims if source in _VISIBLE}
    if not stated and not shown:
        return not_applicable("The page gives no date.")
    evidence = (
        f"On the page: {', '.join(sorted(shown)) or 'none'}",
        f"In structured data: {', '.join(sorted(stated)) or 'none'}",
    )
    if not stated or not shown:
        return measured(rule.limits["one_place"], "one place", *evidence)
    return measured(int(bool(stated & shown)), "agree" if stated & shown else "differ", *evidence)


def sources_cited(facts: PageFacts, rule: Rule) -> Outcome:
    """A05."""
    if facts.kind != "article":
        return not_applicable(_NOT_AN_ARTICLE)
    sites = sorted(
        {a.registrable_domain for a in text_links(facts.page) if a.internal is False and a.registrable_domain}
    )
    return measured(at(rule.curve, len(sites)), len(sites), *(sites or ["The main text links to no other site."]))


def transport_trusted(site: SiteEvidence, _rule: Rule) -> Outcome:
    """A06."""
    url = site.fetch.final_url
    if is_private_host(url):
        return not_applicable("The page is on a private or development host, where https is not expected.")
    if not answered(site.fetch):
        return not_measured("The server did not answer with a page.")
    https, hsts = url.startswith("https:"), site.fetch.header("strict-transport-security") is not None
    evidence = (
        "The page is served over https." if https else "The page is served over http.",
        "Strict-Transport-Security is sent." if hsts else "Strict-Transport-Security is missing.",
    )
    return measured(ratio(https + (https and hsts), 2), https + (https and hsts), *evidence)


def _things(
    types: tuple[str, ...], properties: dict[str, JsonValue]
) -> Iterator[tuple[tuple[str, ...], dict[str, JsonValue]]]:
    """Walk a described thing and those nested in it (the publisher of an article)."""
    yield types, properties
    for value in properties.values():
        for nested in value if isinstance(value, list) else [value]:
            if isinstance(nested, dict):
                yield from _things(_types(nested.get("@type")), nested)


def _types(value: JsonValue) -> tuple[str, ...]:
    names = value if isinstance(value, list) else [value]
    return tuple(str(name).rsplit("/", 1)[-1] for name in names if name)


def _described(properties: dict[str, JsonValue]) -> int:
    return sum(bool(properties.get(field)) for field in ("name", "logo", "sameAs"))


def _names(anchor: Anchor) -> frozenset[str]:
    text = " ".join(fold(anchor.text).split())
    return _segments(anchor.url or "") | {text}


def _segments(url: str) -> frozenset[str]:
    return frozenset(fold(segment).replace("-", " ").replace("_", " ") for segment in path_segments(url))
