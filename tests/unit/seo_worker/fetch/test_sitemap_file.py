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
    assert file.url_count == 50_001
    assert not file.complete


@pytest.mark.parametrize(
    ("loc", "page"),
    [
        ("https://e.com/%7Ejo", "https://e.com/~jo"),
        ("https://e.com/caf%c3%a9", "https://e.com/caf%C3%A9"),
        ("https://e.com/a%2fb", "https://e.com/a%2Fb"),
        ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
        ("https://e.com/a b", "https://e.com/a%20b"),
        ("HTTPS://E.COM:443/page", "https://e.com/page"),
    ],
)
def test_encodings_and_host_spellings_are_the_same_page(loc: str, page: str) -> None:
    assert read(urlset(loc), page).found


@pytest.mark.parametrize(
    ("loc", "page"), [("https://e.com/a%2Fb", "https://e.com/a/b"), ("https://e.com/Page", "https://e.com/page")]
)
def test_what_only_looks_alike_is_another_page(loc: str, page: str) -> None:
    file = read(urlset(loc), page)
    assert (file.found, file.variant) == (False, None)


@pytest.mark.parametrize("loc", ["http://e.com/page", "https://e.com/page/", "https://www.e.com/page"])
def test_another_form_of_the_address_is_told(loc: str) -> None:
    file = read(urlset("https://e.com/a", loc, "https://e.com/page/"))
    assert (file.found, file.variant, file.complete) == (False, loc, True)


@pytest.mark.parametrize("loc", ["/page", "page", "//e.com/page", "/p%61ge"])
def test_a_relative_address_is_none_that_a_sitemap_may_hold(loc: str) -> None:
    file = read(urlset(loc))
    assert (file.found, file.variant, file.url_count) == (False, None, 1)


def test_an_address_elsewhere_is_counted_and_not_the_page() -> None:
    file = read(urlset("https://other.com/page", "https://e.com.evil.com/page"))
    assert (file.found, file.variant, file.url_count) == (False, None, 2)


@pytest.mark.parametrize(
    "namespace", ["http://www.google.com/schemas/sitemap/0.84", "https://www.sitemaps.org/schemas/sitemap/0.9", "x", ""]
)
def test_a_wrong_namespace_does_not_hide_the_page(namespace: str) -> None:
    assert read(f'<urlset xmlns="{namespace}"><url><loc>{PAGE}</loc></url></urlset>').found


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_byte_order_marks_and_declared_encodings_are_read(encoding: str) -> None:
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    text = f'<?xml version="1.0" encoding="{name}"?><urlset><url><loc>https://e.com/café</loc></url></urlset>'
    assert read(text.encode(encoding), "https://e.com/caf%C3%A9").found


def test_a_text_sitemap_may_have_a_mark_blank_lines_capitals_and_other_text() -> None:
    file = read("\ufeffHTTPS://e.com/a\r\n\r\n  https://e.com/b \r# note\rhttps://E.com/page#x\nhttps://e.com/c\n")
    assert (file.kind, file.url_count, file.found) == ("text", 3, True)


def test_gzip_is_told_by_its_content_and_may_have_several_parts() -> None:
    half = len(urlset(PAGE)) // 2
    parts = urlset(PAGE).encode()[:half], urlset(PAGE).encode()[half:]
    assert read(b"".join(map(gzip.compress, parts))).found


def test_a_file_cut_in_the_middle_of_gzip_is_read_as_far_as_it_goes() -> None:
    packed = gzip.compress("".join(f"https://e.com/{n * 7919}\n" for n in range(5000)).encode())
    file = read(packed[: len(packed) // 2])
    assert 0 < file.url_count < 5000
    assert not file.complete


def test_a_file_with_exactly_as_many_addresses_as_allowed_is_complete() -> None:
    entry = "<url><loc>https://e.com/a</loc></url>"
    assert read("<urlset>" + entry * 50_000 + "</urlset>").complete
    assert read("<urlset>" + entry * 50_001 + "</urlset>").url_count == 50_001


def test_an_index_may_name_another_index() -> None:
    inner = "<sitemapindex><sitemap><loc>https://e.com/sub-index.xml.gz</loc></sitemap></sitemapindex>"
    assert read(gzip.compress(inner.encode())).children == ("https://e.com/sub-index.xml.gz",)
