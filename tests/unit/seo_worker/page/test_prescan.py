"""The pre-scan names what would make a parser quadratic, and is itself linear on every input."""

import time

import pytest

from seo_worker.page.prescan import prescan

_EVIL = {
    "nested div": (b"<div>" * 100_000, "tags"),
    "nested div, below the tag limit": (b"<div>" * 10_000, "depth"),
    "attributes": (b"<p " + b" ".join(b"a%d=1" % n for n in range(10_000)) + b">", "attributes"),
    "options": (b"<select>" + b"<option>x" * 6_000, "options"),
    "links around blocks": (b"<a><div>" * 10_000, "depth"),
    "many paragraphs": (b"<p>x" * 60_000, "tags"),
}
_SLOW_FOR_NAIVE_SCANNERS = {
    "unclosed script": b"<script>" * 49_000 + b"x" * 1_000_000,
    "unclosed title": b"<title>" * 49_000,
    "unclosed comments": b"<!--" * 49_000 + b"-" * 1_000_000,
    "one huge attribute": b"<a b='" + b"x" * 4_000_000,
    "quotes": b"<a " + b"'\"" * 2_000_000,
    "no end of tag": b"<a " * 49_000 + b"x" * 1_000_000,
    "blanks": b"<p" + b" " * 4_000_000,
    "closers": b"</" * 49_000 + b"script" * 100_000,
}


@pytest.mark.parametrize("name", _EVIL)
def test_what_is_quadratic_for_parsers_trips(name: str) -> None:
    body, limit = _EVIL[name]
    assert prescan(body) == limit


@pytest.mark.parametrize("name", _SLOW_FOR_NAIVE_SCANNERS)
def test_no_input_makes_the_scan_itself_slow(name: str) -> None:
    began = time.process_time()
    prescan(_SLOW_FOR_NAIVE_SCANNERS[name])
    assert time.process_time() - began < 1.5


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no markup",
        b"<div>" * 500 + b"</div>" * 500,
        b"<div></div>" * 20_000,
        b"<p>one<p>two" * 5_000,
        b"<br/>" * 5_000 + b"<path d='x'/>" * 5_000,
        b"<script>" + b"'<div>'," * 5_000 + b"</script>",
        b"<!-- " + b"<div>" * 5_000 + b" -->",
        b"<a title='" + b"word " * 1_000 + b"'>x</a>",
        b"<table>" + b"<tr><td>x" * 5_000,
    ],
)
def test_a_large_but_flat_page_passes(body: bytes) -> None:
    assert prescan(body) is None
