"""T32: does the served HTML hold the page, or only the script that builds it?"""

from seo_worker.checks.facts import PageFacts
from seo_worker.checks.outcome import Outcome, measured, quote, ratio
from seo_worker.checks.rules import Rule


def served_text(facts: PageFacts, _rule: Rule) -> Outcome:
    """T32; it weighs nothing, because what a script leaves out is not measured rather than bad."""
    page = facts.page
    share = ratio(page.total_text_chars, max(page.html_chars, 1))
    evidence = [f"{page.total_text_chars:,} of {page.html_chars:,} characters of the HTML are text."]
    if page.framework_root is not None:
        evidence.append(f"A script fills the element {quote(page.framework_root)}.")
    return measured(int(not facts.is_shell), float(share), *evidence, confidence="medium")
