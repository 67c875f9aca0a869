"""T30 and T31: do the headings form an outline?"""

from itertools import pairwise

from seo_worker.checks.facts import PageFacts, shown_headings
from seo_worker.checks.outcome import Outcome, at, measured, not_applicable, quote
from seo_worker.checks.rules import Rule


def one_main_heading(facts: PageFacts, rule: Rule) -> Outcome:
    """T30; empty and hidden headings don't count, neither for nor against."""
    headings = shown_headings(facts.page, 1)
    evidence = [f"H1: {quote(h.text)}" for h in headings]
    ignored = sum(h.level == 1 for h in facts.page.headings) - len(headings)
    if ignored:
        evidence.append(f"{ignored} empty or hidden H1 left out.")
    if not headings:
        return measured(0, 0, *evidence, "The page has no visible H1 with text.")
    return measured(1 if len(headings) == 1 else rule.limits["several"], len(headings), *evidence)


def outline(facts: PageFacts, rule: Rule) -> Outcome:
    """T31."""
    headings = shown_headings(facts.page, 1, 2, 3, 4, 5, 6)
    if not headings:
        return not_applicable("The page has no headings.")
    skips = [(a, b) for a, b in pairwise(headings) if b.level > a.level + 1]
    evidence = (f"H{a.level} {quote(a.text)} is followed by H{b.level} {quote(b.text)}" for a, b in skips)
    return measured(at(rule.curve, len(skips)), len(skips), *evidence)
