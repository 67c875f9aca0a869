"""T16 and T17: can the links be followed, and do they say where they lead?"""

import re

from seo_worker.checks.addresses import same_document
from seo_worker.checks.facts import PageFacts, is_followed
from seo_worker.checks.outcome import Outcome, at, counted, measured, not_applicable, quote, ratio
from seo_worker.checks.places import Places
from seo_worker.checks.rules import Rule
from seo_worker.checks.vocabulary import load_vocabulary
from seo_worker.evidence import Anchor
from seo_worker.text.words import fold

_OTHER_SCHEME = re.compile(r"(?i)[a-z][a-z0-9+.-]*:")
_UNCRAWLABLE = re.compile(r"(?i)(?:javascript|file):")


def crawlable(facts: PageFacts, rule: Rule) -> Outcome:
    """T16."""
    anchors = [a for a in facts.page.anchors if _is_meant_to_lead(a)]
    if not anchors:
        return not_applicable("The page has no links.")
    failing = [a for a in anchors if _cannot_be_followed(a)]
    share = ratio(len(failing), len(anchors))
    places = Places(facts.page)
    evidence = (f"{quote(a.text or '(no text)')} → {quote(a.href or '(no address)')}{places.of(a)}" for a in failing)
    summary = f"{len(failing)} of {counted(len(anchors), 'link')} can't be followed"
    return measured(at(rule.curve, share), float(share), summary, *evidence)


def descriptive(facts: PageFacts, rule: Rule) -> Outcome:
    """T17."""
    anchors = [a for a in facts.page.anchors if _leads_away(a, facts.url)]
    if not anchors:
        return not_applicable("The page has no links to other pages.")
    generic = load_vocabulary().generic_texts(facts.language)
    failing = [a for a in anchors if " ".join(fold(a.text).split()).strip(" .:!→›»>") in generic]
    share = ratio(len(failing), len(anchors))
    places = Places(facts.page)
    evidence = (f"{quote(a.text)} → {a.url}{places.of(a)}" for a in failing)
    summary = f"{len(failing)} of {counted(len(anchors), 'link')} with a text that could stand on any link"
    return measured(at(rule.curve, share), float(share), summary, *evidence)


def _is_meant_to_lead(anchor: Anchor) -> bool:
    href = (anchor.href or "").strip()
    if anchor.role:
        return False
    if anchor.name:
        # A named place may have an address as well; only one that leads to the author's own disk is surely a mistake.
        return href.lower().startswith("file:")
    if anchor.href is None:
        return anchor.has_listener or anchor.lacks_address
    other_scheme = _OTHER_SCHEME.match(href) and not _UNCRAWLABLE.match(href) and anchor.url is None
    return not other_scheme or href.lower().startswith(("http:", "https:"))


def _cannot_be_followed(anchor: Anchor) -> bool:
    href = (anchor.href or "").strip()
    if anchor.href is None or _UNCRAWLABLE.match(href):
        return True
    return anchor.url is None and bool(href)


def _leads_away(anchor: Anchor, url: str) -> bool:
    return anchor.url is not None and is_followed(anchor) and not same_document(anchor.url, url) and not anchor.hidden
