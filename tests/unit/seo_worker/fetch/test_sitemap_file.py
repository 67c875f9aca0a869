"""Single sitemap files: entries, indexes, text, gzip, and what is no sitemap."""

import gzip

import pytest

from seo_worker.fetch.sitemap_file import SitemapFile, read_sitemap

PAGE = "https://e.com/page"


def read(text: str | bytes, page: str = PAGE) -> SitemapFile:
    return read_sitemap(text.encode() if isinstance(text, str) else text, page, max_bytes=1_000_000)


def urlset(*locs: str) -> str:
    urls = "".join(f"<url><loc>{loc}</loc></url>" for loc in locs)
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


def test_reading_stops_at_the_page_and_keeps_its_date() -> None:
    file = read(
        "<urlset><url><loc>https://e.com/</loc><lastmod>2020-01-01</lastmod></url>"
        "<url><lastmod>2026-03-04</lastmod><loc> https://e.com/page </loc></url>"
        "<url><loc>https://e.com/after</loc></url></urlset>"
    )
    assert (file.kind, file.url_count, file.found, file.lastmod) == ("urlset", 2, True, "2026-03-04")


def test_a_file_without_the_page_is_read_to_its_end() -> None:
    file = read(urlset("https://e.com/a", "https://e.com/b"))
    assert (file.url_count, file.found, file.complete, file.problem) == (2, False, True, None)


@pytest.mark.parametrize(
    "loc", ["https://E.com/page", "https://e.com:443/page", "https://e.com/./page", "https://e.com/page#part"]
)
def test_another_spelling_of_the_page_is_the_page(loc: str) -> None:
    assert read(urlset(loc)).found


@pytest.mark.parametrize(
    "loc", ["http://e.com/page", "https://e.com/page/", "https://e.com/page?x", "/other", "https://"]
)
def test_another_page_is_not_the_page(loc: str) -> None:
    assert not read(urlset(loc)).found


@pytest.mark.parametrize("loc", ["https://e.com", "https://e.com:443/", "HTTPS://E.COM#top", "https://e.com/a/.."])
def test_the_home_page_is_found_in_any_spelling(loc: str) -> None:
    assert read(urlset(loc), "https://e.com/").found


def test_escapes_in_a_location_are_undone() -> None:
    page = "https://e.com/caf%C3%A9?a=1&b=2"
    assert read(urlset("https://e.com/café?a=1&amp;b=2"), page).found


def test_an_image_inside_an_entry_is_no_entry() -> None:
    file = read(
        '<urlset xmlns:image="i"><url><loc>https://e.com/a</loc>'
        "<image:image><image:loc>https://e.com/page</image:loc></image:image></url></urlset>"
    )
    assert (file.url_count, file.found) == (1, False)


def test_an_index_lists_its_children_once() -> None:
    file = read(
        "<sitemapindex><sitemap><loc>https://e.com/1.xml</loc></sitemap>"
        "<sitemap><loc>https://e.com/2.xml</loc></sitemap><sitemap><loc>https://e.com/1.xml</loc></sitemap></sitemapindex>"
    )
    assert (file.kind, file.children) == ("index", ("https://e.com/1.xml", "https://e.com/2.xml"))


def test_plain_text_and_gzip_are_sitemaps_too() -> None:
    assert read("https://e.com/a\nhttps://e.com/page\n").found
    assert read(gzip.compress(urlset(PAGE).encode())).found


def test_entities_are_refused_where_they_are_declared() -> None:
    bomb = (
        '<!DOCTYPE u [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        "<urlset><url><loc>&b;</loc></url></urlset>"
    )
    file = read(bomb)
    assert file.problem == "It declares XML entities, which sitemaps must not"
    assert file.url_count == 0
    external = '<!DOCTYPE u [<!ENTITY x SYSTEM "file:///etc/passwd">]><urlset><url><loc>&x;</loc></url></urlset>'
    assert read(external).problem == "It declares XML entities, which sitemaps must not"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("<!doctype html><html><br></html>", "It is an HTML page, not a sitemap"),
        ("<rss><channel/></rss>", "It is not a sitemap: the outermost element is rss"),
        ("", "Not well-formed XML in line 1"),
        ("<urlset><url><loc>https://e.com/a</url></urlset>", "Not well-formed XML in line 1"),
        ("{}", "Not well-formed XML in line 1"),
        (b"\x1f\x8bgarbage", "Broken gzip file"),
        (b"\xff\xfe\x00", "Not well-formed XML in line 1"),
    ],
)
def test_what_is_no_sitemap_says_why(text: str | bytes, problem: str) -> None:
    file = read(text)
    assert file.problem == problem
    assert not file.complete


def test_a_gzip_bomb_is_cut_at_the_cap() -> None:
    file = read(gzip.compress(b"<urlset>" + b" " * 50_000_000))
    assert not file.complete
    assert file.url_count == 0


def test_a_file_of_a_million_entries_is_read_up_to_the_protocol_limit() -> None:
    file = read("<urlset>" + "<url><loc>https://e.com/some/other/address</loc></url>" * 60_000 + "</urlset>")
    assert file.url_count == 50_000
    assert not file.complete
