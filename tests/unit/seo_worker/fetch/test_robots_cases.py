"""What RFC 9309 and the cases that Google publishes expect, from a table that marks where the two differ."""

from pathlib import Path

import pytest

from seo_worker.fetch.robots import normalised, parse_robots
from seo_worker.fetch.urls import parse_web_url

TABLE = Path(__file__).parent / "robots_cases.txt"
LONGEST_LINE = 8 * 2083


def cases() -> list[tuple[str, str, str, str, bool]]:
    found: list[tuple[str, str, str, str, bool]] = []
    name, lines = "", list[str]()
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        mark, rest = line[:1], line[2:]
        if mark == "=":
            name, lines = rest, []
        elif mark == ">":
            lines.append(rest)
        elif mark in {"+", "-"}:
            agent, _, path = rest.partition("|")
            found.append((name, "\n".join(lines), agent.strip(), path.strip(), mark == "+"))
    return found


@pytest.mark.parametrize(("name", "text", "agent", "path", "allowed"), cases())
def test_crawlers_are_told_what_the_standard_says(name: str, text: str, agent: str, path: str, allowed: bool) -> None:
    assert parse_robots(text.encode()).decide(agent, path).allowed is allowed, name


def test_the_table_is_whole() -> None:
    assert len(cases()) == 156


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", ["", "END"])
def test_lines_are_counted_whatever_ends_them(end: str, last: str) -> None:
    text = end.join(["User-Agent: foo", "Allow: /some/path", "User-Agent: bar", "", "", "Disallow: /"])
    robots = parse_robots((text + last.replace("END", end)).encode())
    assert (robots.decide("bar", "/x").line, robots.errors) == (6, ())


def test_mixed_line_ends_are_counted_too() -> None:
    robots = parse_robots(b"User-Agent: foo\nAllow: /some/path\r\nUser-Agent: bar\n\r\n\nDisallow: /")
    assert robots.decide("bar", "/x").line == 6


@pytest.mark.parametrize(
    ("mark", "understood"),
    [(b"\xef\xbb\xbf", True), (b"\xef\xbb", True), (b"\xef", True), (b"\xef\x11\xbf", False), (b"\x11", False)],
)
def test_a_byte_order_mark_is_skipped_even_when_cut(mark: bytes, understood: bool) -> None:
    robots = parse_robots(mark + b"User-Agent: foo\nDisallow: /\n")
    assert robots.decide("foo", "/a").allowed is not understood
    assert (robots.errors == ()) is understood


def test_a_byte_order_mark_in_the_middle_spoils_its_line() -> None:
    robots = parse_robots(b"User-Agent: foo\n\xef\xbb\xbfDisallow: /\n")
    assert robots.decide("foo", "/a").allowed
    assert [error.line for error in robots.errors] == [2]


def test_an_over_long_bar_is_cut_and_still_bars() -> None:
    long = "/x/" + "a" * (LONGEST_LINE - len("/x/") - len("disallow: "))
    robots = parse_robots(f"user-agent: foo\ndisallow: {long}/qux\n".encode())
    assert robots.decide("foo", "/fux").allowed
    assert not robots.decide("foo", f"{long}/fux").allowed


def test_a_long_line_is_read_as_far_as_google_reads_it() -> None:
    long = "/x/" + "a" * 9000
    robots = parse_robots(f"user-agent: foo\ndisallow: {long}/qux\n".encode())
    assert robots.decide("foo", f"{long}/fux").allowed
    assert not robots.decide("foo", f"{long}/qux").allowed


def test_an_over_long_permission_is_cut_and_still_permits() -> None:
    one, other = ("/x/" + letter * (LONGEST_LINE - len("/x/") - len("allow: ")) for letter in "ab")
    robots = parse_robots(f"user-agent: foo\ndisallow: /\nallow: {one}/qux\nallow: {other}/qux\n".encode())
    assert not robots.decide("foo", "/").allowed
    assert robots.decide("foo", f"{one}/qux").allowed
    assert robots.decide("foo", f"{other}/fux").allowed


@pytest.mark.parametrize("before", [True, False])
def test_a_sitemap_may_be_named_anywhere(before: bool) -> None:
    group, line = "User-Agent: foo\nAllow: /some/path\nUser-Agent: bar\n\n\n", "Sitemap: http://e.example/s.xml\n"
    robots = parse_robots((line + group if before else group + line).encode())
    assert robots.sitemaps == ("http://e.example/s.xml",)


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("http://www.e.example", "/"),
        ("http://www.e.example/", "/"),
        ("http://www.e.example/a", "/a"),
        ("http://www.e.example/a/", "/a/"),
        ("http://www.e.example/a/b?c=http://d.e/", "/a/b?c=http://d.e/"),
        ("http://www.e.example/a/b?c=d&e=f#part", "/a/b?c=d&e=f"),
        ("http://e.example?a", "/?a"),
        ("http://e.example/a;b#c", "/a;b"),
    ],
)
def test_an_address_is_compared_by_path_and_query(url: str, path: str) -> None:
    assert parse_web_url(url).path == path


@pytest.mark.parametrize(("written", "form"), [("/a/b/c", "/a/b/c"), ("/á", "/%C3%A1"), ("/%aa", "/%AA")])
def test_paths_have_one_form(written: str, form: str) -> None:
    assert normalised(written) == form
