"""T20: is the structured data readable, of a known type, and complete enough for a rich result?"""

from decimal import Decimal

from pydantic import JsonValue

from seo_worker.checks.facts import PageFacts
from seo_worker.checks.outcome import Outcome, measured, quote
from seo_worker.checks.rules import Rule
from seo_worker.checks.schema_types import requirements, unknown_types, written_otherwise
from seo_worker.evidence import StructuredItem


def valid_items(facts: PageFacts, rule: Rule) -> Outcome:
    """T20; what is nested in an item is not judged."""
    items, broken = facts.page.structured, facts.page.structured_errors
    if not items and not broken:
        return measured(rule.limits["absent"], 0, "The page has no JSON-LD or microdata.")
    unreadable = [f"{e.syntax}: {e.message} in {quote(e.excerpt)}" for e in broken]
    faults = [fault for item in items if (fault := _fault(item))]
    doubts = [doubt for item in items if not _fault(item) and (doubt := _doubt(item))]
    points = len(items) - len(faults) - len(doubts) * (1 - rule.limits["unknown_type"])
    share = Decimal(points) / (len(items) + len(broken))
    found = f"Found: {', '.join(_name(item) for item in items)}" if items else "Nothing readable was found."
    return measured(share, float(share), *unreadable, *faults, *doubts, found)


def _fault(item: StructuredItem) -> str | None:
    if not item.types:
        return f"{item.syntax}: an item has no type."
    for name in item.types:
        if (right := written_otherwise(name)) is not None:
            return f"{item.syntax}: the type {quote(name)} is written {right}."
    missing = sorted(_worded(field) for field in requirements(item.types) if not _has(item.properties, field))
    return f"{_name(item)} ({item.syntax}) lacks {', '.join(missing)}." if missing else None


def _doubt(item: StructuredItem) -> str | None:
    """Word a type that schema.org does not have: it may be one of another vocabulary, or too new for our list."""
    unknown = unknown_types(item.types)
    if len(unknown) < len(item.types):
        return None
    return f"{item.syntax}: the type {quote('/'.join(unknown))} is not one we know from schema.org."


def _has(properties: dict[str, JsonValue], field: str) -> bool:
    return any(properties.get(name) for name in field.split("|"))


def _worded(field: str) -> str:
    return field.replace("|", " or ")


def _name(item: StructuredItem) -> str:
    return "/".join(item.types) or "untyped"
