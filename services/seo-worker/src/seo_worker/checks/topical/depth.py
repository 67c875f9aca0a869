"""C11-C13: does the page cover what competing pages cover? Without competitors only its length can be judged."""

from collections.abc import Sequence
from decimal import Decimal
from statistics import median

from seo_worker.checks.facts import PageFacts
from seo_worker.checks.outcome import Outcome, at, counted, measured, not_applicable, not_measured, quote, ratio
from seo_worker.checks.rules import Rule
from seo_worker.checks.topical.coverage import Shared, common_sections, common_terms

_NO_SPACES = "The language puts no spaces between words, so words can't be counted reliably."


def covers_terms(facts: PageFacts, rule: Rule) -> Outcome:
    """C11."""
    if facts.is_spaceless:
        return not_measured(_NO_SPACES)
    if too_few(facts, rule):
        return not_measured(_wanted(facts, rule))
    terms = common_terms(facts, most=int(rule.limits["most_terms"]))
    if not terms:
        return not_applicable("The competitors' pages have no terms in common.")
    return _coverage(terms, rule, len(facts.rivals), noun="term")


def covers_sections(facts: PageFacts, rule: Rule) -> Outcome:
    """C12."""
    if facts.is_spaceless:
        return not_measured(_NO_SPACES)
    if too_few(facts, rule):
        return not_measured(_wanted(facts, rule))
    sections = common_sections(facts)
    if not sections:
        return not_applicable("The competitors' pages have no sections in common.")
    return _coverage(sections, rule, len(facts.rivals), noun="section")


def depth(facts: PageFacts, rule: Rule) -> Outcome:
    """C13."""
    if facts.is_spaceless:
        return not_measured(_NO_SPACES)
    if facts.kind == "contact":
        return not_applicable("A contact page needs no long text.")
    words = facts.page.main.word_count
    if too_few(facts, rule):
        of_kind = "enough_words" if facts.kind in {"article", "other"} else "enough_words_off_articles"
        enough = ((Decimal(0), Decimal(0)), (rule.limits[of_kind], Decimal(1)))
        return measured(at(enough, words), words, f"{words} words in the main text.", confidence="medium")
    usual = Decimal(str(median(rival.words for rival in facts.rivals)))
    each = ", ".join(str(count) for count in sorted(rival.words for rival in facts.rivals))
    return measured(at(rule.curve, words / usual), words, f"{words} words; the competitors have {each}.")


def too_few(facts: PageFacts, rule: Rule) -> bool:
    """Tell whether there are not enough usable competitors to call anything common."""
    return len(facts.rivals) < rule.limits["least_competitors"]


def _coverage(shared: Sequence[Shared], rule: Rule, rivals: int, *, noun: str) -> Outcome:
    covered = sum(item.covered for item in shared)
    share = ratio(covered, len(shared))
    missing = (f"Missing: {quote(s.text)}, on {s.rivals} of {rivals} competing pages" for s in shared if not s.covered)
    return measured(at(rule.curve, share), float(share), f"{covered} of {counted(len(shared), noun)} covered", *missing)


def _wanted(facts: PageFacts, rule: Rule) -> str:
    if "competitors" in facts.evidence.pending:
        return "The competitors' pages are still being read."
    least = rule.limits["least_competitors"]
    if not facts.evidence.competitors:
        return f"No competitors were named; name at least {least} when you ask for an audit."
    return f"This needs at least {least} competitor pages that could be read; {len(facts.rivals)} could."
