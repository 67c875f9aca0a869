"""How a crawl is told: what was visited, what was not, and why."""

from seo_worker.evidence import FetchError
from seo_worker.result.crawled import crawl_notes, site_recommendations
from seo_worker.site.model import CheckStates, Crawl, Link, Reading, Visit

HOME = "https://x.test/"
STATES = CheckStates(3, 1, 0, 0, ("T13",))


def reading(*links: str, title: str = "Start") -> Reading:
    followed = tuple(Link(url, followed=True) for url in links)
    return Reading(
        title, None, "en", "home", 90, (), noindex=False, links=followed, links_known=True, score=80, states=STATES
    )


def start(*links: str) -> Visit:
    return Visit(HOME, 200, "parsed", reading=reading(*links))


def test_without_a_page_the_others_are_said_to_be_unvisited() -> None:
    assert list(crawl_notes(None, 9)) == [
        "9 pages were asked for; the audited page could not be read, so no other was visited."
    ]


def test_what_was_left_out_is_counted_and_named_with_the_reason() -> None:
    crawl = Crawl(
        HOME,
        (start(),),
        sitemap=(),
        waiting=tuple(f"{HOME}{n}" for n in range(7)),
        trapped=(f"{HOME}cal/2027/1",),
        barred=(f"{HOME}admin",),
        stopped="time",
        links_done=False,
        gap_s=5.0,
        asked_delay_s=30.0,
    )
    assert list(crawl_notes(crawl, 20))[1:] == [
        "7 addresses were known and not visited, because the time for this job was up: https://x.test/0,"
        " https://x.test/1, https://x.test/2, https://x.test/3, https://x.test/4 and 2 more.",
        "1 address was not visited, because robots.txt bars our crawler: https://x.test/admin.",
        "1 address was not visited, because the row seems endless: https://x.test/cal/2027/1.",
        "robots.txt asks for 30 s between requests; 5 s were kept, the most an audit waits.",
        "Pages that nothing links to were not looked for, because not every link was seen and followed.",
    ]


def test_a_whole_crawl_needs_one_sentence() -> None:
    assert list(crawl_notes(Crawl(HOME, (start(),), sitemap=()), 20)) == [
        "1 address of at most 20 visited, from the audited page by its links, then from the sitemap. The overall score"
        " is that of the audited page; what was found about the site gains no points."
    ]


def test_the_worst_findings_come_first_and_gain_no_points() -> None:
    twin = Visit(f"{HOME}b", 200, "parsed", reading=reading())
    gone = Visit(f"{HOME}gone", 404, "skipped")
    away = Visit(f"{HOME}slow", None, "skipped", error=FetchError("timeout", "Too slow."))
    crawl = Crawl(HOME, (start(gone.url, twin.url, away.url), twin, gone, away), sitemap=())
    told = [(r.id, r.severity, r.impact, r.points, r.evidence) for r in site_recommendations(crawl)]
    assert told == [
        ("S03", "critical", "high", None, ("404 https://x.test/gone, linked from https://x.test/",)),
        ("S01", "warning", "medium", None, ("“Start” is on 2 pages: https://x.test/, https://x.test/b",)),
    ]
