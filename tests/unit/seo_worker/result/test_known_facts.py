"""What was read to tell the page's score is not read again for the comparison, and makes no difference to it."""

from dataclasses import replace
from uuid import UUID

from seo_evidence import KEYWORD, on_page
from seo_worker.checks.facts import read_page
from seo_worker.checks.rules import load_ruleset
from seo_worker.evidence import PageEvidence, SiteEvidence
from seo_worker.result.audit import Order, audit

_ORDER = Order(UUID(int=1), "shop.example.org", KEYWORD)


def _rival(name: str) -> PageEvidence:
    target = on_page().target
    return replace(target, requested=name, fetch=replace(target.fetch, final_url=f"https://{name}/"))


def _compared() -> tuple[SiteEvidence, SiteEvidence]:
    alone = on_page()
    return alone, replace(alone, competitors=(_rival("one.test"), _rival("two.test"), _rival("three.test")))


def test_facts_from_the_first_part_change_no_byte_of_the_whole() -> None:
    alone, whole = _compared()
    first = audit(_ORDER, alone, load_ruleset())
    again = audit(_ORDER, whole, load_ruleset(), known=first.facts)
    assert again.result.model_dump_json() == audit(_ORDER, whole, load_ruleset()).result.model_dump_json()


def test_the_page_itself_is_read_once() -> None:
    alone, whole = _compared()
    first = audit(_ORDER, alone, load_ruleset())
    assert first.facts is not None
    read = read_page(whole, KEYWORD, first.facts)
    assert read is not None
    assert read.sentences is first.facts.sentences
    assert read.comparison.own is first.facts.comparison.own
    assert [rival.text.url for rival in read.rivals] == [
        "https://one.test/",
        "https://three.test/",
        "https://two.test/",
    ]


def test_facts_for_another_keyword_or_page_are_not_taken() -> None:
    alone, _ = _compared()
    known = audit(_ORDER, alone, load_ruleset()).facts
    other = Order(UUID(int=1), "shop.example.org", "quite another keyword")
    fresh = audit(other, alone, load_ruleset()).result
    assert audit(other, alone, load_ruleset(), known=known).result == fresh
    changed = on_page(html_lang="de")
    assert audit(_ORDER, changed, load_ruleset(), known=known).result == audit(_ORDER, changed, load_ruleset()).result
