import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.prose.source import source


@pytest.mark.parametrize(
    ("original", "text"),
    [
        ("<p>One <b>bold</b> word</p>", "One bold word"),
        ("a &amp; b &lt;c&gt; caf&eacute;s", "a & b  c  cafés"),
        ("cafe\u0301 owners", "café owners"),
        ("ze\u200bro\u00adwidth", "zerowidth"),
        ("five\u00a0days", "five days"),
        ("**Bold** and _slanted_ and `code`", "Bold and slanted and code"),
        ("[the page](https://example.org/x) and ![a picture](x.png)", "the page and"),
        ("5 * 3 = 15", "5 × 3 = 15"),
        ("see https://www.example.org/a?b=c for more", "see example.org for more"),
        ("<!-- hidden -->shown<script>var x = 1;</script>", "shown"),
        ("fewer than <3 calls", "fewer than <3 calls"),
        ("with <partner name> in it", "with <partner name> in it"),
        ("the ﬁrst oﬃce", "the first office"),
    ],
)
def test_markup_is_read_as_the_text_it_stands_for(original: str, text: str) -> None:
    assert source(original).text.strip() == text


def test_every_word_leads_back_to_its_place_in_the_original() -> None:
    original = "<h2>Price &amp; place</h2>\r\n<p>The cafe\u0301 o\u200bpens at **nine** &mdash; see [the card](u).</p>"
    read = source(original)
    places = {found.group(): read.span(*found.span()) for found in re.finditer(r"\w+", read.text)}
    quoted = {word: original[start:end] for word, (start, end) in places.items()}
    assert quoted["Price"] == "Price"
    assert quoted["café"] == "cafe\u0301"
    assert quoted["opens"] == "o\u200bpens"
    assert quoted["nine"] == "nine"
    assert quoted["card"] in {"[the card](u)", "card"}


@given(st.text(alphabet=st.sampled_from("ab <>&;*_`[](){}#|-\n\r\u0301\u200bé1.,'\"/!"), max_size=200))
def test_any_text_is_read_and_every_place_exists(original: str) -> None:
    read = source(original)
    for found in re.finditer(r"\S+", read.text):
        start, end = read.span(*found.span())
        assert 0 <= start <= end <= len(original)


@pytest.mark.timeout(10)
@pytest.mark.parametrize("piece", ["<script>", "<!--", "&", "<a ", "[x](", "**", "&#", "a\u0301", "https://"])
def test_reading_takes_time_in_proportion_to_the_text(piece: str) -> None:
    assert source(piece * 20_000).original
