"""What a site asks of crawlers, and what it lists, as a crawl reads it."""

import pytest

from seo_worker.fetch.robots import parse_robots
from seo_worker.fetch.sitemap_file import read_sitemap


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("User-agent: *\nCrawl-delay: 2", 2.0),
        ("User-agent: *\nDisallow:\nCrawl-delay: 2\nUser-agent: ConvexBot\nDisallow: /x", None),
        ("User-agent: *\nUser-agent: ConvexBot\nCrawl-delay: 0.5\nDisallow: /x", 0.5),
        ("User-agent: OtherBot\nCrawl-delay: 9", None),
        ("User-agent: *\nCrawl-delay: soon", None),
        ("User-agent: *\nCrawl-delay: -1", None),
        ("Crawl-delay: 3", None),
    ],
)
def test_the_delay_is_that_of_the_group_for_our_crawler(text: str, seconds: float | None) -> None:
    assert parse_robots(text.encode()).delay_s("ConvexBot") == seconds


def test_a_sitemap_gives_its_first_addresses_in_their_order() -> None:
    entries = "".join(f"<url><loc>https://x.test/{n}</loc></url>" for n in range(4))
    xml = f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{entries}</urlset>".encode()
    text = b"https://x.test/0\nhttps://x.test/1\n\nhttps://x.test/2\n"
    expected = tuple(f"https://x.test/{n}" for n in range(3))
    for content in (xml, text):
        assert read_sitemap(content, "about:blank", max_bytes=10_000, keep=3).urls == expected
        assert read_sitemap(content, "about:blank", max_bytes=10_000).urls == ()
