"""What a crawl of a site with every defect finds, written out by hand; and that it claims nothing it did not see."""

import pytest

from seo_crawled_site import SHARED_DESCRIPTION, CrawledSite, CrawlOf, page
from seo_worker.site.findings import findings, orphans_measured
from seo_worker.site.graph import site_graph
from seo_worker.site.model import Crawl

VISITED = (
    *(
        "/",
        "/a",
        "/b",
        "/old",
        "/missing",
        "/deep/1",
        "/canon",
        "/c",
        "/older",
        "/hidden",
        "/twice",
        "/deep/2",
        "/copy",
    ),
    *("/deep/3", "/deep/4", "/deep/5", "/orphan"),
)


def found(crawl: Crawl, base: str) -> dict[str, tuple[str, ...]]:
    return {f.id: tuple(case.replace(base, "") for case in f.evidence) for f in findings(crawl)}


async def test_every_defect_is_found_once_and_nothing_else(crawl_of: CrawlOf) -> None:
    site = CrawledSite()
    crawl = await crawl_of(site)
    assert sorted(visit.url.removeprefix(site.base) for visit in crawl.visits) == sorted(VISITED)
    assert [url.removeprefix(site.base) for url in crawl.barred] == ["/private/list", "/private/more"]
    assert (crawl.stopped, crawl.waiting, crawl.trapped, crawl.links_done) == (None, (), (), True)
    assert found(crawl, site.base) == {
        "S01": ("“Boots for wet hills” is on 2 pages: /a, /c",),
        "S02": (f"“{SHARED_DESCRIPTION}” is on 2 pages: /b, /c",),
        "S03": ("404 /missing, linked from /, /b",),
        "S04": ("/old → /older → /a (2 redirects), linked from /",),
        "S05": ("/orphan: in the sitemap, and no link on the 14 pages read leads there",),
        "S06": ("/deep/5 is 5 clicks away from the audited page",),
        "S07": (
            "/canon names /old as canonical, but that redirects to /older",
            "/twice names several canonicals: /a, /b",
            "/copy names /a as canonical, but the sitemap lists the page",
        ),
        "S08": ("/hidden is in the sitemap and says noindex",),
    }


async def test_depths_and_inlinks_follow_redirects_and_leave_nofollow_out(crawl_of: CrawlOf) -> None:
    site = CrawledSite()
    graph = site_graph(await crawl_of(site))
    depths = {url.removeprefix(site.base): depth for url, depth in graph.depths.items()}
    expected = {"/": 0, "/a": 1, "/old": 1, "/older": 1, "/c": 2, "/deep/5": 5}
    assert {path: depths[path] for path in expected} == expected
    assert not {"/orphan", "/silent"} & set(depths)
    assert [url.removeprefix(site.base) for url in graph.inlinks[f"{site.base}/missing"]] == ["/", "/b"]
    assert [url.removeprefix(site.base) for url in graph.linked_from[f"{site.base}/silent"]] == ["/"]
    assert f"{site.base}/silent" not in graph.inlinks


async def test_orphans_are_not_claimed_while_links_wait(crawl_of: CrawlOf) -> None:
    site = CrawledSite()
    crawl = await crawl_of(site, pages=5)
    assert len(crawl.visits) == 5
    assert crawl.stopped == "pages"
    assert f"{site.base}/canon" in crawl.waiting
    assert "S05" not in found(crawl, site.base)


async def test_orphans_are_not_claimed_where_a_page_could_not_be_read(crawl_of: CrawlOf) -> None:
    shell = "<!doctype html><title>App</title><div id=root></div><script src=/app.js></script>"
    site = CrawledSite(pages=CrawledSite().pages | {"/c": shell})
    crawl = await crawl_of(site)
    assert crawl.links_done
    assert not orphans_measured(crawl)
    assert "S05" not in found(crawl, site.base)


async def test_a_sound_site_has_no_findings(crawl_of: CrawlOf) -> None:
    sound = CrawledSite(pages={"/": page("Start", "/one"), "/one": page("One", "/")}, redirects={})
    assert findings(await crawl_of(sound)) == ()


async def test_redirects_in_a_circle_and_refusals_are_told_apart_from_missing_pages(crawl_of: CrawlOf) -> None:
    site = CrawledSite(
        pages={"/": page("Start", "/round", "/members", "/broken"), "/members": page("M"), "/broken": page("B")},
        redirects={"/round": "/about", "/about": "/round"},
        statuses={"/members": 403, "/broken": 500},
    )
    assert found(await crawl_of(site), site.base) == {
        "S03": ("500 /broken, linked from /",),
        "S04": ("/round → /about → /round goes round in a circle, linked from /",),
    }


@pytest.mark.parametrize(("delay", "gap_s", "at_once"), [("", 0.02, 2), ("Crawl-delay: 0.06\n", 0.06, 1)])
async def test_the_server_is_asked_politely(crawl_of: CrawlOf, delay: str, gap_s: float, at_once: int) -> None:
    site = CrawledSite(robots=f"User-agent: *\nDisallow: /private/\n{delay}")
    crawl = await crawl_of(site)
    assert crawl.gap_s == gap_s
    assert site.most_at_once <= at_once
    # The first request is for robots.txt. Single gaps arrive a little longer or shorter than they were kept.
    began = site.began[1:]
    assert min(fourth - first for first, fourth in zip(began, began[3:], strict=False)) > gap_s * 2
    assert began[-1] - began[0] > gap_s * (len(began) - 1) * 0.9
    assert not [path for path in site.asked if path.startswith(("/private", "/silent", "/file.pdf"))]
    assert len(site.asked) == len(set(site.asked))
