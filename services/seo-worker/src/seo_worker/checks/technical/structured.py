"""T20: is the structured data readable, typed and complete?"""

from seo_worker.checks.facts import PageFacts
from seo_worker.checks.outcome import Outcome, measured, quote, ratio
from seo_worker.checks.rules import Rule
from seo_worker.checks.vocabulary import load_vocabulary
from seo_worker.evidence import StructuredItem


def valid_items(facts: PageFacts, rule: Rule) -> Outcome:
    """T20."""
    items, broken = facts.page.structured, facts.page.structured_errors
    if not items and not broken:
        return measured(rule.limits["absent"], 0, "The page has no JSON-LD or microdata.")
    unreadable = [f"{e.syntax}: {e.message} in {quote(e.excerpt)}" for e in broken]
    faults = [fault for item in items if (fault := _fault(item))]
    share = ratio(len(items) - len(faults), len(items) + len(broken))
    found = f"Found: {', '.join(_name(item) for item in items)}" if items else "Nothing readable was found."
    return measured(share, float(share), *unreadable, *faults, found)


def _fault(item: StructuredItem) -> str | None:
    if not item.types:
        return f"{item.syntax}: an item has no type."
    required = load_vocabulary().required_fields
    missing = sorted(
        {field for name in item.types for field in required.get(name, ()) if not item.properties.get(field)}
    )
    return f"{_name(item)} ({item.syntax}) lacks {', '.join(missing)}." if missing else None


def _name(item: StructuredItem) -> str:
    return "/".join(item.types) or "untyped"
