"""Lets each page speak once: a competitor named twice is no two, and the audited page is none of its own."""

from collections.abc import Sequence
from dataclasses import replace

from seo_worker.evidence import PageEvidence, ParseState


def without_repeats(target: PageEvidence, competitors: Sequence[PageEvidence]) -> tuple[PageEvidence, ...]:
    """Take the page from each competitor that shows what the target or another one shows, and say so.

    Pages are the same at one address, and at two that tell the same text: with and without www, by http and by https.
    """
    seen: dict[str, PageEvidence] = dict.fromkeys(_keys(target), target)
    kept: dict[int, PageEvidence] = {}
    # By their addresses, so that the order in which they were named changes nothing.
    for index in sorted(range(len(competitors)), key=lambda index: (competitors[index].fetch.final_url, index)):
        found = competitors[index]
        keys = _keys(found)
        first = next((seen[key] for key in keys if key in seen), None)
        kept[index] = found if first is None else _left_out(found, _why(found, first, target))
        for key in keys:
            seen.setdefault(key, first or found)
    return tuple(kept[index] for index in range(len(competitors)))


def _keys(evidence: PageEvidence) -> tuple[str, ...]:
    """Return what the page is known by; nothing for one that could not be read."""
    page = evidence.page
    if page is None:
        return ()
    address = evidence.fetch.final_url.partition("#")[0]
    return (address, page.main.text) if page.main.text.strip() else (address,)


def _why(found: PageEvidence, first: PageEvidence, target: PageEvidence) -> str:
    if first is target:
        return "It is the audited page itself."
    is_twice = first.requested == found.requested
    return "It is named twice." if is_twice else f"It shows the same page as {first.requested}."


def _left_out(found: PageEvidence, reason: str) -> PageEvidence:
    return replace(found, page=None, parse=ParseState("skipped", "repeated", reason))
