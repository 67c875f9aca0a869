"""What competing pages share and this one lacks, as C11 and C12 count it."""

from collections.abc import Iterator
from dataclasses import dataclass

from seo_worker.checks.facts import PageFacts
from seo_worker.checks.topical.comparison import SECTION_LEVELS
from seo_worker.checks.topical.shared_terms import telling_something_new

_MOST_SECTIONS = 30


@dataclass(frozen=True, slots=True)
class Shared:
    """A term or section that several competitors have: how many of them, and if the page has it."""

    text: str
    rivals: int
    covered: bool


def common_terms(facts: PageFacts, *, most: int) -> tuple[Shared, ...]:
    """Return the terms that enough competitors use, each idea once, the most shared first."""
    chosen = telling_something_new(facts.comparison.terms)[:most]
    return tuple(Shared(term.text, len(term.urls), term.covered) for term in chosen)


def common_sections(facts: PageFacts) -> tuple[Shared, ...]:
    """Return the section topics that enough competitors have, the most shared first."""
    groups: Iterator[Shared] = (
        Shared(group.label, len(group.urls), group.covered) for group in facts.comparison.sections(SECTION_LEVELS)
    )
    return tuple(groups)[:_MOST_SECTIONS]
