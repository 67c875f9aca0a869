"""robots.txt and sitemaps that are small to send and large to read cost memory and time in proportion to their size."""

import itertools
import string
import time
import tracemalloc
from collections.abc import Callable
from typing import Final

import pytest

from seo_worker.fetch.addresses import AddressPolicy
from seo_worker.fetch.robots import parse_robots
from seo_worker.fetch.sitemap_file import SitemapFile, read_sitemap

_PAGE: Final = "https://e.com/page"
_MEGABYTE: Final = 1_000_000


def read(content: bytes) -> SitemapFile:
    return read_sitemap(content, _PAGE, max_bytes=10 * _MEGABYTE)


def peak_bytes(work: Callable[[], object]) -> int:
    """Return the most memory that the work held at once."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def many_agents_above_many_rules(agents: int, rules: int) -> bytes:
    names = itertools.islice(itertools.product(string.ascii_lowercase, repeat=4), agents)
    return "".join(f"user-agent:{''.join(name)}\n" for name in names).encode() + b"allow:/\n" * rules


def test_many_agents_above_many_rules_do_not_multiply() -> None:
    content = many_agents_above_many_rules(1500, 3000)
    assert len(content) < 60_000
    assert peak_bytes(lambda: parse_robots(content)) < 4 * _MEGABYTE


def test_an_agent_that_is_named_twice_has_its_rules_once() -> None:
    file = parse_robots(b"user-agent: a\nuser-agent: A\ndisallow: /x\nuser-agent: a\ndisallow: /y\n")
    assert [rule.text for section in file.groups["a"] for rule in section.rules] == ["disallow: /x", "disallow: /y"]


def test_no_pattern_makes_a_decision_slow() -> None:
    rule = b"disallow:/*aaaaaaaaaaaab\n"
    file = parse_robots(b"user-agent:*\n" + rule * (512_000 // len(rule)))
    began = time.process_time()
    assert file.decide("ConvexBot", "/" + "a" * 4000).allowed
    assert time.process_time() - began < 1


@pytest.mark.parametrize("encoding", ["no-such-thing", "shift_jis", "utf-7", "rot13", "idna", "hex"])
def test_a_sitemap_in_an_encoding_that_cannot_be_read_says_so(encoding: str) -> None:
    file = read(b'<?xml version="1.0" encoding="%s"?><urlset/>' % encoding.encode())
    assert file.problem == "It is written in an encoding that sitemaps can't have"
    assert not file.complete


def test_a_sitemap_nested_without_end_is_left_where_it_is_too_deep() -> None:
    content = b"<urlset>" + b"<a>" * 300_000
    files: list[SitemapFile] = []
    assert peak_bytes(lambda: files.append(read(content))) < 4 * _MEGABYTE
    assert files[0].problem == "Its elements are nested more than 32 deep"
    assert not files[0].complete


def test_a_text_of_a_million_lines_is_read_line_by_line() -> None:
    content = b"http://e.com/\n" + b"abc\n" * _MEGABYTE
    files: list[SitemapFile] = []
    assert peak_bytes(lambda: files.append(read(content))) < _MEGABYTE
    assert (files[0].kind, files[0].url_count, files[0].complete) == ("text", 1, True)


def test_the_address_of_azures_host_is_not_public_although_its_network_is() -> None:
    assert not AddressPolicy().permits("168.63.129.16", 80)
    assert not AddressPolicy().permits("::ffff:168.63.129.16", 80)
    assert AddressPolicy().permits("168.63.129.17", 80)
