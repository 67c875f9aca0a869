"""A07 and A10 by the owner's own exports: scored where there is enough, said to be unknown where there is not."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from library.search_data.model import Performance, Period
from seo_evidence import KEYWORD, evidence_of
from seo_worker.checks.connected import with_sources
from seo_worker.checks.outcome import CheckResult
from seo_worker.checks.rules import load_ruleset
from seo_worker.checks.run import judge
from seo_worker.providers.answers import Answer
from support_search.answers import linking, performance, row, table

RULES = load_ruleset()
SITE = evidence_of()
URL = SITE.fetch.final_url


def checked(*answers: Answer) -> dict[str, CheckResult]:
    """Return the results of an audit about whose site this was imported."""
    rules = with_sources(RULES, {answer.source for answer in answers})
    return {result.id: result for result in judge(replace(SITE, sources=answers), KEYWORD, rules).results}


@pytest.mark.parametrize(
    ("sites", "score", "status"),
    [
        (1, "0.1003", "partial"),
        (10, "0.3471", "partial"),
        (100, "0.668", "partial"),
        (1000, "1", "ok"),
        (3000, "1", "ok"),
    ],
)
def test_a07_grows_with_the_logarithm_of_the_linking_sites(sites: int, score: str, status: str) -> None:
    found = checked(linking([(f"site{n}.example", n) for n in range(sites)]))["A07"]
    assert (found.score, found.value, found.unit, found.weight) == (Decimal(score), sites, "sites", 30)
    assert found.status == status


def test_a07_leaves_out_the_sites_own_hosts_and_names_the_leading_ones() -> None:
    sites = [("blog.example.org", 900), ("example.org", 7), ("b.example", 3), ("a.example", 3), ("notexample.org", 1)]
    found = checked(linking(sites))["A07"]
    assert (found.value, found.confidence) == (3, "high")
    assert found.evidence == (
        "3 other sites link here.",
        "Most of all a.example (3 pages), b.example (3 pages), notexample.org (1 page).",
        "Search Console's export of example.org, imported on 2026-11-24; links that ask not to be followed count there"
        " too.",
    )
    cut = checked(linking([(f"site{n}.example", 1) for n in range(1000)]))["A07"]
    assert cut.evidence[2] == "The export ends after 1,000 rows, so there may be more."


@pytest.mark.parametrize(
    ("position", "score"),
    [(1, "1"), (3, "1"), (6.5, "0.75"), (10, "0.5"), (15, "0.35"), (20, "0.2"), (50, "0"), (90, "0")],
)
def test_a10_falls_with_the_position(position: float, score: str) -> None:
    found = checked(performance(table(row(KEYWORD, position, 500, 10))))["A10"]
    assert (found.score, found.value, found.unit, found.weight) == (Decimal(score), position, "position", 8)
    assert found.confidence == "high"


def test_a10_says_what_the_export_was_narrowed_down_to() -> None:
    narrowed = replace(table(row(KEYWORD, 4, 300, 9)), filters=("Search type: Image", "Country: France"))
    found = checked(performance(narrowed))["A10"]
    assert found.evidence[3:] == ("Filters of the export: “Search type: Image”, “Country: France”.",)
    assert found.confidence == "high"
    unknown = checked(performance(replace(narrowed, rows=(row("other", 4, 300, 9),))))["A10"]
    assert "Filters of the export: “Search type: Image”, “Country: France”." in unknown.evidence[0]


def test_a10_weighs_positions_by_impressions_and_says_by_which_queries() -> None:
    words = KEYWORD.split()
    turned = " ".join([*words[1:], words[0]])
    queries = table(row(KEYWORD, 4, 300, 9), row(turned, 8, 100, 1), row(f"{KEYWORD} jobs", 1, 900, 90))
    found = checked(performance(queries))["A10"]
    assert (found.value, found.score) == (5.0, Decimal("0.8571"))
    assert found.evidence == (
        "Position 5.00 on average, weighted by 400 impressions; 10 clicks, 2.5 %.",
        f"By position and impressions: “{KEYWORD}” (4, 300), “{turned}” (8, 100).",
        "Search Console's export of example.org for 2026-08-25 to 2026-11-23, imported on 2026-11-24.",
    )


def test_a10_goes_by_longer_queries_and_by_the_page_with_less_confidence() -> None:
    longer = checked(performance(table(row(f"{KEYWORD} near me", 4, 300))))["A10"]
    assert (longer.confidence, longer.evidence[-1]) == (
        "medium",
        "No query has the keyword's words alone; these have them among others.",
    )
    page = table(row(URL, 7, 80, 1), row(f"{URL}#prices", 5, 20), row("https://elsewhere.example.org/", 1, 900))
    by_page = checked(performance(table(row("something else", 1, 300)), page))["A10"]
    assert (by_page.value, by_page.confidence) == (6.6, "medium")
    assert by_page.evidence[-1].startswith("This is the page's position for all its queries")


@pytest.mark.parametrize(
    ("impressions", "period", "confidence"),
    [
        (100, Period(date(2026, 8, 1), date(2026, 11, 1)), "high"),
        (99, Period(date(2026, 8, 1), date(2026, 11, 1)), "medium"),
        (100, Period(date(2025, 8, 1), date(2025, 11, 1)), "medium"),
        (100, None, "medium"),
        (99, None, "low"),
        (10, None, "low"),
    ],
)
def test_a10_is_less_sure_of_few_impressions_and_old_or_unknown_days(
    impressions: int, period: Period | None, confidence: str
) -> None:
    found = checked(performance(table(row(KEYWORD, 4, impressions), period=period)))["A10"]
    assert (found.score is not None, found.confidence) == (True, confidence)


FULL = tuple(row(f"other {n}", 1, 5) for n in range(1000))


@pytest.mark.parametrize(
    ("queries", "reason"),
    [
        ((row(KEYWORD, 1, 9, 9),), "shows the keyword with 9 impressions; below 10 an average position is chance."),
        ((row(KEYWORD, 0, 0),), "does not hold the keyword; queries that few people made are left out of exports."),
        ((row("other", 1, 99),), "does not hold the keyword; queries that few people made are left out of exports."),
        (FULL, "ends after 1,000 queries and the keyword is not among them."),
    ],
    ids=["few", "none", "absent", "cut off"],
)
def test_a10_is_not_known_rather_than_nothing(queries: tuple[Performance, ...], reason: str) -> None:
    found = checked(performance(table(*queries)))["A10"]
    assert (found.score, found.status) == (None, "not_measured")
    assert reason in found.evidence[0]
    assert found.evidence[0].endswith("No pages are imported.")


def test_without_an_import_both_read_as_before() -> None:
    found = checked()
    assert found["A07"].evidence == ("Needs the links export of Search Console; none is imported.",)
    assert found["A10"].evidence == ("Needs the performance export of Search Console; none is imported.",)


def test_each_import_gives_the_rules_a_stamp_of_their_own() -> None:
    both = with_sources(RULES, {"search_performance", "linking_sites"})
    one = with_sources(RULES, {"linking_sites"})
    assert len({RULES.stamp, one.stamp, both.stamp}) == 3
    assert one.rules["A10"] == RULES.rules["A10"]
    assert {name: rule.weight for name, rule in both.rules.items()} == {n: r.weight for n, r in RULES.rules.items()}
