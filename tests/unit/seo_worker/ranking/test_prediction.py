"""What is told of better positions is counted from the site's own queries, or there is a reason why it is not."""

from dataclasses import replace
from uuid import UUID

from gateway.schemas.examples import RANKING_EXAMPLE
from seo_evidence import KEYWORD, article_text, competitor, evidence_of
from seo_worker.checks.connected import with_sources
from seo_worker.checks.rules import load_ruleset
from seo_worker.providers.answers import Answer
from seo_worker.result.audit import Order, audit
from seo_worker.result.ranking_wire import RankingPrediction
from seo_worker.result.wire import AuditResult
from support_search.answers import linking, performance, row, table

RULES = load_ruleset()
SITE = evidence_of()
URL = SITE.fetch.final_url
OWN = (row(KEYWORD, 8, 1000, 20),)
FIRST = tuple(row(f"first {n}", 1.2, 100, 30) for n in range(5))
SECOND = tuple(row(f"second {n}", 2.5, 60, 9) for n in range(4))
FOURTH = tuple(row(f"fourth {n}", 4.4, 39, 2) for n in range(5))


def audited(*answers: Answer) -> AuditResult:
    """Return the audit of a page about whose site this was imported."""
    site = replace(SITE, sources=answers)
    rules = with_sources(RULES, {answer.source for answer in answers})
    return audit(Order(UUID(int=1), "shop.example.org", KEYWORD), site, rules).result


def predicted(*answers: Answer) -> RankingPrediction:
    """Return its part about ranking."""
    found = audited(*answers).ranking_prediction
    assert found is not None
    return found


def test_without_performance_data_there_is_none() -> None:
    assert audited().ranking_prediction is None
    assert audited(linking([("a.example", 1)])).ranking_prediction is None


def test_figures_are_those_of_the_import() -> None:
    found = predicted(performance(replace(table(*OWN), filters=("Country: France",)), table(row(URL, 6.25, 400, 10))))
    assert found.keyword is not None
    assert found.page is not None
    assert found.keyword.model_dump(mode="json", by_alias=True) == {
        "match": "same_words",
        "position": 8.0,
        "impressions": 1000,
        "clicks": 20,
        "ctr": 0.02,
        "rowCount": 1,
        "rows": [{"name": KEYWORD, "position": 8.0, "impressions": 1000, "clicks": 20}],
        "domain": "example.org",
        "period": {"from": "2026-08-25", "to": "2026-11-23"},
        "filters": ["Country: France"],
        "importedAt": "2026-11-24T09:30:00Z",
    }
    assert (found.page.match, found.page.position, found.page.ctr) == ("page", 6.25, 0.025)


def test_better_positions_are_counted_where_there_is_enough() -> None:
    found = predicted(performance(table(*OWN, *FIRST, *SECOND, *FOURTH)))
    told = [(b.positions, b.queries, b.impressions, b.ctr, b.clicks, b.more_clicks) for b in found.better]
    assert told == [
        ("1", 5, 500, 0.3, 300, 280),
        ("2–3", 4, 240, None, None, None),
        ("4–5", 5, 195, None, None, None),
    ]
    assert [b.reason for b in found.better] == [
        None,
        "4 of its other queries stand there; less than 5 say nothing.",
        "195 impressions of its other queries there; less than 200 say nothing.",
    ]
    assert found.assumptions[-1] == "Whether the page rises is not predicted: no figure here says so."


def test_queries_with_the_sites_own_name_and_the_keywords_own_are_not_compared_with() -> None:
    branded = tuple(row(f"Ex-ample {n}", 1, 1000, 900) for n in range(9))
    found = predicted(performance(table(*OWN, *FIRST, *branded)))
    assert (found.better[0].queries, found.better[0].ctr) == (5, 0.3)


def test_the_order_of_rows_changes_nothing() -> None:
    rows = (*OWN, *FIRST, *SECOND, *FOURTH, row(f"{KEYWORD} now", 3, 7))
    assert predicted(performance(table(*rows))) == predicted(performance(table(*reversed(rows))))


def test_a_keyword_at_the_top_or_absent_has_no_better_position() -> None:
    top = predicted(performance(table(row(KEYWORD, 1.1, 100, 40), *FIRST)))
    assert (top.better, top.assumptions) == ((), ())
    assert top.reasons[0].startswith("There is no better position to compare with")
    absent = predicted(performance(table(*FIRST)))
    assert (absent.keyword, absent.better) == (None, ())
    assert absent.reasons[0].endswith("that does not say it has none.")
    pages = predicted(performance(None, table(row(URL, 2, 50))))
    assert pages.reasons == ("No queries are imported, only pages.",)


def test_imports_are_no_longer_named_as_missing_and_raise_the_coverage() -> None:
    found = audited(performance(table(*OWN)), linking([("a.example", 1)]))
    unknown = next(note for note in found.notes if note.startswith("Not measured"))
    assert "backlinks" not in unknown
    assert "search performance" not in unknown
    assert found.authority.coverage > audited().authority.coverage
    assert any("what the sources named say of the domain" in note for note in found.notes)


def test_competitors_get_none_of_the_owners_figures() -> None:
    answers = (performance(table(*OWN)), linking([("a.example", 1)]))
    rivals = (competitor("a", article_text()),)
    rules = with_sources(RULES, {answer.source for answer in answers})
    order = Order(UUID(int=1), "shop.example.org", KEYWORD)
    found = audit(order, replace(SITE, sources=answers, competitors=rivals), rules).result
    without = audit(order, replace(SITE, competitors=rivals), RULES).result
    assert found.competitor_benchmarks == without.competitor_benchmarks


def test_the_documented_example_has_the_shape_of_what_is_written() -> None:
    example = RankingPrediction.model_validate(RANKING_EXAMPLE)
    assert example.model_dump(mode="json", by_alias=True) == RANKING_EXAMPLE
