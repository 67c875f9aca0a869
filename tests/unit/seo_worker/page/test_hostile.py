"""Whatever bytes come, the parser answers with a page or with a reason, never with a crash of ours."""

import random
from collections.abc import AsyncIterator, Callable

import pytest

from seo_worker.evidence import Page
from seo_worker.page.document import Document
from seo_worker.page.pool import ParserPool, PoolLimits
from seo_worker.page.wire import Answer, dump_answer, load_answer

_PIECES = (
    *("<div>", "</div>", "<p", ">", "<!--", "-->", "<![CDATA[", "]]>", "<svg>", "<math>", "<table>", "<tr>"),
    "<select>",
    *("<option>", "<template>", "</template>", "<script>", "</script>", "<script type='application/ld+json'>{", "}"),
    *("<title>", "<base href='::'>", "<a href='http://[::1'>", "<a href='//'>", "<img srcset=,,,>", "<meta content>"),
    *("&#0;", "&#xD800;", "&#x110000;", "&amp", "\0", "\ufeff", "\u202e", "é", "\U0001f600", "<plaintext>"),
    "<frameset>",
    *("<link rel=canonical href='http://%'>", "<link rel=alternate hreflang=x href=y>", "<time datetime=9999999>"),
    *("<div itemscope itemprop=x>", "<h1 hidden>", "<li itemprop='a b c d e f'>", "<form><form>", "<noscript>", "\r\n"),
    *("<html lang='" + "x" * 300 + "'>", "<b>" * 20, "<body role=main style='display:none'>", "<meta charset=utf-7>"),
)
_BODIES = {
    "empty": b"",
    "blank": b" \n ",
    "nul": b"\0" * 1000,
    "binary": bytes(range(256)) * 200,
    "png": b"\x89PNG\r\n\x1a\n" + bytes(1000),
    "utf-16 without mark": "<p>text</p>".encode("utf-16-le"),
    "half a tag": b"<",
    "doctype only": b"<!doctype html>",
    "xml": b"<?xml version='1.0'?><html xmlns='x'><head/><body><p/></body></html>",
    "plaintext": b"<plaintext><p>never ends",
    "a megabyte of one letter": b"a" * 1_000_000,
    "a megabyte of entities": b"&lt;" * 250_000,
    "long attribute": b"<a href='" + b"x" * 1_000_000 + b"'>y</a>",
    "long json": b"<script type='application/ld+json'>[" + b"[" * 100_000,
    "many json blocks": b"<script type='application/ld+json'>{}</script>" * 5_000,
    "long link header": b"<p>x",
    "ten thousand headings": b"<h1>x</h1>" * 10_000,
    "lone surrogates": b"<title>&#xD800;&#xDFFF;</title>",
    "microdata ladder": b"<div itemscope itemprop=a>" * 500,
}


@pytest.fixture(scope="module")
async def pool() -> AsyncIterator[ParserPool]:
    async with ParserPool(1, PoolLimits(normal_s=5, strict_s=5)) as opened:
        yield opened


@pytest.mark.parametrize("name", _BODIES)
async def test_odd_bytes_give_a_page_or_a_reason(pool: ParserPool, name: str) -> None:
    links = ("<" * 5000, "<x>; rel=" * 500) if name == "long link header" else ()
    state, page = await pool.parse(Document(_BODIES[name], "https://e.com/", "text/html", links, "not a date"))
    assert state.status == "parsed"
    assert page is not None


@pytest.mark.parametrize("seed", range(40))
def test_random_markup_never_raises_and_survives_the_wire(parse: Callable[..., Page], seed: int) -> None:
    chance = random.Random(seed)
    html = "".join(chance.choice(_PIECES) for _ in range(chance.randrange(1, 400)))
    page = parse(html.encode("utf-8", "replace"), content_type=None)
    assert load_answer(dump_answer(Answer(page=page))[8:]).page == page


def test_an_answer_that_is_none_is_refused() -> None:
    for data in (b"", b"{", b"[]", b'{"page": {"url": 5}}', b"\x80\x04pickle", b'{"unexpected": 1'):
        with pytest.raises(ValueError, match="valid"):
            load_answer(data)
