"""Documents that are small to send and expensive to read, and packings that are small to send and large to open."""

import gzip
import zlib
from typing import Final

from support.hostile_server import OTHERWISE, Paths, moved, ok

_PAD: Final = b"<!doctype html><title>x</title><p>rock plate "


def _zipped(body: bytes) -> bytes:
    return ok(gzip.compress(body, 1), encoding="gzip")


def _bomb(megabytes: int, piece: bytes = b" ") -> bytes:
    # After a full flush the same block packs into the same bytes again. The end is missing: nobody may get that far.
    packer = zlib.compressobj(9, wbits=31)
    block = piece * (1_000_000 // len(piece))
    first, again = (packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    return first + again * (megabytes - 1)


def _table(depth: int) -> bytes:
    return b"<table><tr><td>" * depth


# By host; each is served at every path but robots.txt. The page is parsed, or the result says why it was not.
PAGES: Final[dict[str, bytes]] = {
    "nested-div": _zipped(b"<div>" * 100_000),
    "attributes": _zipped(b"<p " + b" ".join(b"a%d=1" % n for n in range(100_000)) + b">"),
    "options": _zipped(b"<select>" + b"<option>" * 500_000),
    "links-around-blocks": _zipped(b"<a><div>" * 10_000),
    "small-paragraphs": _zipped(b"<p>x" * 600_000),
    "nul-pairs": _zipped(b"\0\0x" * 100_000),
    "less-than": _zipped(b"<" * 1_000_000),
    "entities": _zipped(b"&notin;" * 140_000),
    "open-comment": _zipped(_PAD + b"<!--" + b"-" * 2_000_000),
    "misnested-formatting": _zipped(b"<b><i><u><s><p>" * 3_000),
    "tables": _zipped(_table(400)),
    "nested-json": _zipped(b"<script type='application/ld+json'>" + b'{"a":' * 90_000 + b"</script>"),
    "wide-json": _zipped(b"<script type='application/ld+json'>[" + b'{"@type":"X"},' * 30_000 + b"{}]</script>"),
    "long-words": _zipped(_PAD + b"rock-" * 400_000),
    "one-word": _zipped(_PAD + b"a" * 4_000_000),
    "marks": _zipped(_PAD + "a\u0301\u0302".encode() * 200_000),
    "sentences": _zipped(_PAD + b"a. " * 300_000),
    "headings": _zipped(b"<h2>rock plate</h2>" * 20_000),
    "links": _zipped(b"".join(b"<a href='/%d'>rock</a>" % n for n in range(4_000))),
    "long-addresses": _zipped(b"<base href='/" + b"x" * 3000 + b"/'>" + b"<a href=y>z</a>" * 15_000),
    "bidi-and-zero-width": _zipped(_PAD + "\u202e\u200b\u2066\ufeff".encode() * 100_000),
    "undecodable": _zipped(b"\xff\xfe" + b"\xd8" * 1_000_000),
    "undecodable-charmap": ok(gzip.compress(b"\x81" * 4_000_000), "text/html; charset=windows-1253", encoding="gzip"),
    "unknown-charset": ok(_PAD, "text/html; charset=\u202e\x01no-such"),
    "charset-of-no-text": ok(b"<meta charset=hex>" + _PAD, "text/html; charset=rot13"),
    "utf-7": ok(b"<meta charset=utf-7>+ADw-script+AD4-" + _PAD, "text/html; charset=utf-7"),
    "xml-bomb-as-page": ok(b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><html>&b;', "application/xhtml+xml"),
    "gzip-bomb": ok(_bomb(1000), encoding="gzip"),
    "gzip-bomb-of-tags": ok(_bomb(1000, b"<p>"), encoding="gzip"),
    "gzip-in-gzip": ok(gzip.compress(_bomb(1000)), encoding="gzip"),
    "deflate-bomb": ok(zlib.compress(bytes(20_000_000), 1), encoding="deflate"),
}

_SITEMAP: Final = b"HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\nConnection: close\r\n"


def _sitemap(body: bytes) -> Paths:
    return {"/": ok(_PAD), "/sitemap.xml": _SITEMAP + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(body, 1)}


def _robots(body: bytes) -> Paths:
    return {"/": ok(_PAD), **_robots_only(body)}


def _robots_only(body: bytes) -> dict[str, bytes]:
    return {"/robots.txt": ok(gzip.compress(body, 1), "text/plain", encoding="gzip")}


def _agents_and_rules() -> bytes:
    letters = b"abcdefghijklmnopqrstuvwxyz"
    names = (bytes((a, b, c)) for a in letters for b in letters for c in letters)
    return b"".join(b"user-agent:%s\n" % name for name in names)[:240_000] + b"\nallow:/\n" * 27_000


_CHILDREN: Final = (b"http://10.0.0.%d/s.xml" % n for n in range(250))
# By host: a harmless page whose robots.txt or sitemap is not, and what the sitemap's state must be.
FILES: Final[dict[str, tuple[str, Paths]]] = {
    "sitemap-entities": (
        "invalid",
        _sitemap(b'<!DOCTYPE u [<!ENTITY a "' + b"a" * 90_000 + b'">]><urlset>' + b"&a;" * 90_000 + b"</urlset>"),
    ),
    "sitemap-parameter-entities": (
        "invalid",
        _sitemap(b"<!DOCTYPE u [<!ENTITY % a \"<!ENTITY b 'x'>\">%a;]><urlset/>"),
    ),
    "sitemap-external": ("read", _sitemap(b'<!DOCTYPE urlset SYSTEM "http://10.0.0.1/x.dtd"><urlset/>')),
    "sitemap-nested": ("read", _sitemap(b"<urlset>" + b"<url>" * 1_900_000)),
    "sitemap-one-tag": ("invalid", _sitemap(b"<urlset " + b"a" * 9_900_000)),
    "sitemap-attributes": ("read", _sitemap(b"<urlset><url " + b" ".join(b"a%d=''" % n for n in range(300_000)))),
    "sitemap-encoding": ("invalid", _sitemap(b'<?xml version="1.0" encoding="no-such"?><urlset/>')),
    "sitemap-lines": ("read", _sitemap(b"http://a.test/\n" + b"abc\n" * 2_400_000)),
    "sitemap-of-private": (
        "read",
        _sitemap(
            b"<sitemapindex>"
            + b"".join(b"<sitemap><loc>%s</loc></sitemap>" % c for c in _CHILDREN)
            + b"</sitemapindex>"
        ),
    ),
    "sitemap-gzip-in-gzip": ("invalid", _sitemap(_bomb(1000))),
    "robots-product": ("absent", _robots(_agents_and_rules())),
    "robots-bomb": ("absent", {"/": ok(_PAD), "/robots.txt": ok(_bomb(1000), "text/plain", encoding="gzip")}),
    "robots-wildcards": (
        "invalid",
        {
            "/": moved("/" + "a" * 3900),
            OTHERWISE: ok(_PAD),
            **_robots_only(b"user-agent:*\n" + b"disallow:/*ab$\n" * 30_000),
        },
    ),
    "robots-binary": ("absent", _robots(bytes(range(256)) * 2000)),
    "robots-of-private": (
        "not_measured",
        _robots(b"Sitemap: http://169.254.169.254/s.xml\nSitemap: http://[::1]/s.xml\n"),
    ),
    "robots-to-private": (
        "absent",
        {"/": ok(_PAD), "/robots.txt": b"HTTP/1.1 301 X\r\nLocation: http://10.0.0.1/\r\n\r\n"},
    ),
}
