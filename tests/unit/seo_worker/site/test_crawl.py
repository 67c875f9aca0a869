"""That a crawl ends: in traps, at its limits, when the server has had enough, and when it is told to stop."""

import pytest

from seo_crawled_site import Calendar, CrawledSite, CrawlOf, page
from shared.errors import PermanentError


async def test_endless_rows_end_and_leave_room_for_the_other_pages(crawl_of: CrawlOf) -> None:
    site = Calendar(redirects={})
    crawl = await crawl_of(site)
    paths = [path.partition("?")[0] for path in site.asked]
    assert crawl.stopped is None
    assert "/end" in paths
    assert len([path for path in paths if path.startswith("/events/")]) <= 9
    assert paths.count("/list") == 8
    assert [path for path in paths if path.startswith("/x/")] == ["/x/", "/x/x/"]
    assert len(crawl.trapped) >= 24


async def test_a_crawl_stops_where_it_was_told_to(crawl_of: CrawlOf) -> None:
    def stop(visited: int) -> None:
        if visited >= 3:
            raise PermanentError("stop", "Stop", "The user asked for it.")

    site = CrawledSite()
    with pytest.raises(PermanentError):
        await crawl_of(site, report=stop)
    assert len(site.asked) <= 5


async def test_what_is_not_visited_in_time_is_told(crawl_of: CrawlOf) -> None:
    site = CrawledSite()
    crawl = await crawl_of(site, seconds=0.06)
    assert crawl.stopped == "time"
    assert f"{site.base}/deep/1" in crawl.waiting
    assert not crawl.links_done


@pytest.mark.parametrize("status", [429, 503])
async def test_a_server_that_asks_to_be_left_alone_is(crawl_of: CrawlOf, status: int) -> None:
    site = CrawledSite(statuses={"/a": status})
    crawl = await crawl_of(site)
    assert crawl.stopped == "slow_down"
    assert len(crawl.visits) <= 3


@pytest.mark.parametrize(("delay", "at_once"), [("", 2), ("Crawl-delay: 0.03\n", 1)])
async def test_a_slow_server_has_few_requests_to_answer_at_once(crawl_of: CrawlOf, delay: str, at_once: int) -> None:
    site = CrawledSite(robots=f"User-agent: *\nDisallow: /private/\n{delay}", answer_s=0.08)
    await crawl_of(site, pages=7)
    assert site.most_at_once == at_once


async def test_every_visit_is_reported(crawl_of: CrawlOf) -> None:
    told: list[int] = []
    crawl = await crawl_of(CrawledSite(), report=told.append)
    assert told == sorted(told)
    assert told[-1] == len(crawl.visits)


async def test_other_hosts_are_never_asked(crawl_of: CrawlOf) -> None:
    pages = {"/": page("Start", "/away", "http://127.0.0.2/"), "/sitemap.xml": "<urlset/>"}
    crawl = await crawl_of(CrawledSite(pages=pages, redirects={"/away": "http://127.0.0.2/there"}))
    assert [visit.redirects_to for visit in crawl.visits] == [None, "http://127.0.0.2/there"]
    assert crawl.waiting == ()


async def test_a_page_says_how_its_own_checks_ended(crawl_of: CrawlOf) -> None:
    site = CrawledSite()
    readings = {v.url.removeprefix(site.base): v.reading for v in (await crawl_of(site)).visits}
    hidden, start = readings["/hidden"], readings["/"]
    assert hidden is not None
    assert start is not None
    assert hidden.score == 30
    assert "T02" in hidden.states.problems
    assert start.score is not None
    assert start.score > 30
    assert {"T13", "T21"} <= set(start.states.problems)
    assert not {"C01", "T09", "A07"} & set(start.states.problems)
