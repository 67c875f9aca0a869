"""The guide to the checks says what the audit does now."""

from bench.seo_checks import PAGE, written

from seo_worker.checks.rules import load_ruleset

GUIDE = PAGE.read_text(encoding="utf-8")


def test_the_guide_is_written_from_the_rules_of_now() -> None:
    assert written(load_ruleset()) == GUIDE, "run `make examples`, and commit the guide"


def test_the_guide_says_what_a_check_weighs_and_how_it_judges() -> None:
    assert "| T02 | Indexing is allowed | 14 | No noindex or none for Google or all crawlers | low |" in GUIDE
    assert "- Score by % of words: 0 → 0, 0.3 → 1, 3 → 1, 5 → 0, straight lines between" in GUIDE
    assert "| T02 | Search engines are told not to index this page | 30 |" in GUIDE
