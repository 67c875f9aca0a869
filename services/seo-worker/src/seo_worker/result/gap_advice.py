"""Tells a writer in a sentence or two what to do about a gap: nothing is to be claimed that is not true."""

from collections.abc import Sequence
from typing import Final

from seo_worker.checks.outcome import quote
from seo_worker.checks.topical.sections import SectionGroup

_NAMED: Final = 5
_STEP: Final = 10
MENTIONED: Final = "Your text mentions it, yet under no heading of its own."


def advise_on_section(group: SectionGroup, words: int, terms: Sequence[str], read: int) -> str:
    """Say which section or answer is missing, how long the competitors' are, and which terms belong there."""
    who = _who(len(group.urls), read)
    length = f", usually in about {max(round(words, -1), _STEP)} words" if words else ""
    lead = (
        f"Answer {quote(group.label)} under a heading of its own: {who}{length}."
        if group.kind == "question"
        else f"Add a section on {quote(group.label)} if you have something to offer or say there: {who}{length}."
    )
    return f"{lead} Say in it what is true of you about {_listed(terms)}." if terms else lead


def advise_on_term(terms: Sequence[str], own: str | None, heading: str | None) -> str:
    """Say which words are missing, and where they belong: under the page's own heading, or as a competitor does it."""
    if own is not None:
        return f"Speak of {_listed(terms)} in your section {quote(own)}, as far as it is true of you."
    where = f"; one competitor does so under {quote(heading)}" if heading else ""
    return f"Speak of {_listed(terms)} where it is true of you{where}."


def _who(competitors: int, read: int) -> str:
    if competitors < read:
        return f"{competitors} of {read} competitors do"
    return {1: "the one competitor that was read does", 2: "both competitors do"}.get(
        read, f"all {read} competitors do"
    )


def _listed(terms: Sequence[str]) -> str:
    named = [quote(term) for term in terms[:_NAMED]]
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
