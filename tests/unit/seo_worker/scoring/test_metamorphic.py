"""Laws that hold for any page: a defect never pays, order and spelling change nothing."""

from dataclasses import replace
from typing import Any

import pytest

from seo_evidence import (
    KEYWORD,
    anchor,
    article_text,
    competitor,
    evidence_of,
    fetched,
    heading,
    image,
    on_fetch,
    on_page,
    page,
    robots,
    sitemap,
    text_of,
)
from seo_worker.checks.rules import load_ruleset
from seo_worker.checks.run import judge
from seo_worker.evidence import (
    DateClaim,
    Meta,
    RobotsDecision,
    RobotsSyntaxError,
    SiteEvidence,
    StructuredError,
    Title,
)
from seo_worker.page_references import MixedReference, Resource
from seo_worker.scoring.score import Score, score

RULES = load_ruleset()


def scored(site: SiteEvidence) -> Score:
    return score(judge(site, KEYWORD, RULES).results, RULES)


PAGE_DEFECTS: dict[str, dict[str, Any]] = {
    "no title": {"titles": ()},
    "two titles": {"titles": (*page().titles, Title("Another", True))},
    "title about something else": {"titles": (Title("Hiking boots for your winter holidays", True),)},
    "very long title": {"titles": (Title("Trail running shoes " * 10, True),)},
    "noindex": {"metas": (*page().metas, Meta("robots", "noindex", "name", True))},
    "short description": {"metas": (Meta("description", "Trail running shoes", "name", True), *page().metas[1:])},
    "no viewport": {"metas": tuple(m for m in page().metas if m.name != "viewport")},
    "no open graph": {"metas": page().metas[:2]},
    "canonical elsewhere": {
        "canonicals": (replace(page().canonicals[0], url="https://o.test/", href="https://o.test/"),)
    },
    "wrong language": {"html_lang": "fr"},
    "no language": {"html_lang": None},
    "undeclared encoding": {"charset": replace(page().charset, header=None, meta=None)},
    "no H1": {"headings": page().headings[1:]},
    "two H1": {"headings": (*page().headings, heading(1, "Trail running shoes again"))},
    "skipped level": {"headings": (*page().headings, heading(5, "Trail running shoes"))},
    "dead link": {"anchors": (*page().anchors, anchor(None, "Menu", href="javascript:void(0)"))},
    "vague link": {"anchors": (*page().anchors, anchor("https://shop.example.org/z", "click here"))},
    "competing link": {"anchors": (*page().anchors, anchor("https://shop.example.org/z", KEYWORD))},
    "image without alt": {"images": (*page().images, image(None))},
    "image without size": {"images": (*page().images, image("A boot", width=None))},
    "broken JSON-LD": {"structured_errors": (StructuredError("json-ld", "Not JSON", "{"),)},
    "no structured data": {"structured": ()},
    "contradictory date": {"dates": (replace(page().dates[0], iso="2024-01-01"), page().dates[1])},
    "impossible date": {"dates": (DateClaim("time", "published", "x", None),)},
    "no byline": {"bylines": ()},
    "huge document": {"dom_nodes": 20_000, "dom_depth": 200},
    "blocking files": {"head_resources": (Resource("script", "/a.js"),) * 40},
    "mixed content": {"mixed": (MixedReference("resource", "img", "http://a.test/"),)},
    "stuffed text": {"main": text_of([("Trail running shoes.",) * 40])},
    "text about something else": {"main": text_of([("Boots are good for walking in winter snow and ice.",) * 16])},
    "wall of text": {"main": text_of([(" ".join(["Trail running shoes grip"] + ["word"] * 400) + ".",)])},
    "all but no content": {"total_text_chars": 100_000},
}
FETCH_DEFECTS: dict[str, dict[str, Any]] = {
    "slow": {"response_ms": (3000.0,)},
    "heavy": {"inflated_bytes": 4_000_000},
    "uncompressed": {"encoding": None},
    "no security headers": {"headers": ()},
    "http": {"final_url": "http://shop.example.org/guides/trail-running-shoes"},
    "untidy address": {"final_url": "https://shop.example.org/guides//trail_running-shoes?a=1&b=2&c=3&d=4&e=5"},
    "X-Robots-Tag": {"headers": (*fetched().headers, ("x-robots-tag", "none"))},
}
OTHER_DEFECTS: dict[str, SiteEvidence] = {
    "robots blocks Google": evidence_of(robots_txt=robots(decisions=(RobotsDecision("Googlebot", allowed=False),))),
    "robots fails": evidence_of(robots_txt=robots(state="unavailable", status=500, decisions=())),
    "robots has errors": evidence_of(robots_txt=robots(errors=(RobotsSyntaxError(1, "x", "y"),))),
    "sitemap leaves it out": evidence_of(site_map=sitemap(lists_page=False)),
    "no sitemap": evidence_of(site_map=sitemap(state="absent")),
}
DEFECTS = {
    **{name: on_page(**changes) for name, changes in PAGE_DEFECTS.items()},
    **{name: on_fetch(**changes) for name, changes in FETCH_DEFECTS.items()},
    **OTHER_DEFECTS,
}


@pytest.mark.parametrize("name", DEFECTS)
def test_a_defect_lowers_the_score(name: str) -> None:
    sound, spoilt = scored(evidence_of()), scored(DEFECTS[name])
    assert sound.overall is not None
    assert spoilt.overall is not None
    assert spoilt.overall < sound.overall


@pytest.mark.parametrize("name", DEFECTS)
def test_contributions_add_up_on_every_page(name: str) -> None:
    found = scored(DEFECTS[name])
    assert abs(sum(found.contributions.values()) - (found.uncapped or 0)) < 0.01


@pytest.mark.parametrize("name", DEFECTS)
def test_the_score_lies_in_its_range(name: str) -> None:
    found = scored(DEFECTS[name])
    assert found.low is not None
    assert found.high is not None
    assert found.low <= (found.overall or 0) <= found.high


def test_removing_what_does_not_apply_changes_nothing() -> None:
    plain = on_page(hreflangs=())
    assert scored(plain) == scored(evidence_of())


def test_attribute_order_and_white_space_change_nothing() -> None:
    spaced = on_page(
        titles=(Title("  Trail   running shoes:\n how to choose a pair ", True),), metas=tuple(reversed(page().metas))
    )
    assert scored(spaced).overall == scored(evidence_of()).overall


def test_the_order_of_competitors_changes_nothing() -> None:
    rivals = (
        competitor("a", article_text(), "Grip", "Price"),
        competitor("b", article_text(), "Grip", "History"),
        competitor("c", text_of([("Shoes with grip last long and cost little.",) * 9]), "Prices"),
    )
    first, second = evidence_of(competitors=rivals), evidence_of(competitors=tuple(reversed(rivals)))
    assert scored(first) == scored(second)


def test_decomposed_letters_are_the_same_letters() -> None:
    composed, decomposed = "L\u00e4ufer", "La\u0308ufer"
    found = {r.id: r for r in judge(on_page(titles=(Title(composed, True),)), decomposed, RULES).results}
    assert found["C01"].status == "ok"
