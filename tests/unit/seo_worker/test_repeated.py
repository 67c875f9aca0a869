"""A page that is named twice among competitors counts once, and the audited page is no competitor of its own."""

from dataclasses import replace
from itertools import permutations

from seo_evidence import competitor, evidence_of, text_of
from seo_worker.evidence import PageEvidence
from seo_worker.repeated import without_repeats

TARGET = evidence_of().target
ONE = competitor("one", text_of([("One says this.",)]))
TWO = competitor("two", text_of([("Two says that.",)]))
EMPTY = competitor("empty", text_of([]))
EMPTY_TOO = competitor("nothing", text_of([]))


def at(address: str, page: PageEvidence) -> PageEvidence:
    return replace(page, requested=address, fetch=replace(page.fetch, final_url=address))


def told(*competitors: PageEvidence) -> list[str | None]:
    """Return of each competitor why it is left out."""
    return [c.parse.message if c.page is None else None for c in without_repeats(TARGET, competitors)]


def test_different_pages_all_speak() -> None:
    assert told(ONE, TWO, EMPTY, EMPTY_TOO) == [None, None, None, None]


def test_one_page_under_several_addresses_speaks_once() -> None:
    www, other = at("https://www.one.test/page", ONE), at("https://one.test/page#top", TWO)
    assert told(ONE, TWO, www) == [None, None, "It shows the same page as https://one.test/page."]
    assert told(ONE, ONE, other) == [
        None,
        "It is named twice.",
        "It shows the same page as https://one.test/page.",
    ]


def test_the_audited_page_is_no_competitor() -> None:
    assert told(TARGET, at("https://mirror.test/", TARGET), ONE) == [
        "It is the audited page itself.",
        "It is the audited page itself.",
        None,
    ]


def test_what_could_not_be_read_keeps_its_own_reason() -> None:
    unread = replace(ONE, page=None)
    assert without_repeats(TARGET, (unread, unread, ONE)) == (unread, unread, ONE)


def test_the_order_of_the_names_changes_nothing() -> None:
    pages = (at("https://www.one.test/page", ONE), ONE, TWO)
    kept = {tuple(sorted(c.fetch.final_url for c in without_repeats(TARGET, p) if c.page)) for p in permutations(pages)}
    assert kept == {("https://one.test/page", "https://two.test/page")}
