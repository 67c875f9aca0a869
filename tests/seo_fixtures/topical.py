"""C01-C22: the keyword "trail running shoes" on the page, the topic, the competitors, and the text itself."""

from dataclasses import replace
from typing import Final

from seo_fixtures.case import Case, bad, flawed, good, inapplicable, unmeasured
from seo_fixtures.site import ORIGIN, SOUND, Served, adding, swapped, telling

_TITLE: Final = "Trail running shoes: how to choose a pair"
_H1: Final = "Trail running shoes: a guide"
_DESCRIPTION: Final = "How to choose trail running shoes: grip, fit and care, explained by people who run."
# Five words with one use of the keyword, ten without.
_USE: Final = "Trail running shoes grip well. "
_FILLER: Final = "One two three four five six seven eight nine ten. "
_LONG: Final = f"Words{' and words' * 15}. "
# Ten words of 20 syllables, three of them in "every": 206.835 - 1.015 * 10 - 84.6 * 2 = 27.5.
_HARDER: Final = "Winter water under every river is never very muddy today. "
_HARD: Final = "Organisational considerations necessitate interdisciplinary collaboration. "
_PRODUCT: Final = '"@type": "Product", "name": "Trail running shoes"'


def _titled(text: str) -> Served:
    return swapped(f"<title>{_TITLE}</title>", f"<title>{text}</title>" if text else "")


def _headed(text: str) -> Served:
    return swapped(f"<h1>{_H1}</h1>", f"<h1>{text}</h1>" if text else "")


def _described(text: str) -> Served:
    return swapped(_DESCRIPTION, text)


def _paragraphs(*texts: str) -> Served:
    return telling("".join(f"<p>{text}</p>" for text in texts))


def _subheaded(*texts: str) -> Served:
    return telling("".join(f"<h2>{text}</h2><p>{_FILLER * 3}</p>" for text in texts))


def _pictured(*alts: str) -> Served:
    return telling(f"<p>{_USE * 3}</p>" + "".join(f'<img src="/{alt}.jpg" alt="{alt}">' for alt in alts))


def _linked(*links: tuple[str, str]) -> Served:
    return telling(f"<p>{_USE}{_FILLER * 5}" + " ".join(f'<a href="{url}">{text}</a>' for url, text in links) + "</p>")


def _selling(served: Served) -> Served:
    return swapped('"@type": "Article"', _PRODUCT, of=served)


def _undated(served: Served = SOUND) -> Served:
    without = swapped('<p><time class="published" datetime="2026-10-01">1 October 2026</time></p>', of=served)
    return swapped('"datePublished": "2026-10-01", ', of=without)


def _at(path: str) -> Served:
    return replace(SOUND, url=f"{ORIGIN}{path}")


def _rivals(*articles: str, of: Served = SOUND) -> Served:
    pages = tuple((f"https://rival{n}.example/page", telling(text).html) for n, text in enumerate(articles))
    return replace(of, rivals=pages)


def _as_long_as(words: int) -> str:
    return f"<p>{_FILLER * (words // 10)}</p>"


def _with_sections(*headings: str) -> str:
    return "".join(f"<h2>{text}</h2><p>{_FILLER * 4}</p>" for text in headings)


KEYWORD: Final[tuple[Case, ...]] = (
    good("C01", "begins with it", SOUND),
    good("C01", "in another form", _titled("A trail-running shoe for every hill")),
    flawed("C01", "at the end", _titled("How to choose a good and sturdy pair of trail running shoes"), "0.8"),
    # Two words of three, as good as they get when they don't begin the title.
    flawed("C01", "two words of three", _titled("Running shoes"), "0.5333"),
    bad("C01", "about something else", _titled("Boots for the winter")),
    bad("C01", "no title", _titled("")),
    good("C02", "begins with it", SOUND),
    flawed("C02", "at the end", _headed("How to choose a good and sturdy pair of trail running shoes"), "0.8"),
    flawed("C02", "one word of three", _headed("Shoes for the hills"), "0.2667"),
    bad("C02", "about something else", _headed("Boots for the winter")),
    bad("C02", "no H1", _headed("")),
    good("C03", "in the first sentence", SOUND),
    flawed("C03", "spread over two", _paragraphs("Go out on a trail. These are running shoes.", _FILLER * 5), "0.6"),
    # One word of three, 0.6 of a third.
    flawed("C03", "one word of three", _paragraphs("These shoes are new.", _FILLER * 5), "0.2"),
    bad("C03", "only later", _paragraphs(_FILLER * 5, _USE)),
    good("C04", "all words", SOUND),
    good("C04", "two of three", _at("/guides/trail-shoes")),
    flawed("C04", "one of three", _at("/guides/shoes"), "0.3333"),
    bad("C04", "none", _at("/guides/17")),
    inapplicable("C04", "the start page", _at("/")),
    good("C05", "once", SOUND),
    good("C05", "twice", _described("Trail running shoes. Trail running shoes.")),
    flawed("C05", "three times", _described("Trail running shoes, " * 3), "0.4"),
    bad("C05", "never", _described("How to choose a pair of boots for the winter.")),
    inapplicable("C05", "no description", _described("")),
    good("C06", "one of three", SOUND),
    # One of ten is a third of the 30 per cent.
    flawed("C06", "one of ten", _subheaded("Trail shoes", *["Price and care"] * 9), "0.3333"),
    good("C06", "every one of three", _subheaded(*["Trail shoes"] * 3)),
    flawed("C06", "one of four", _subheaded("Trail shoes", *["Price and care"] * 3), "0.8333"),
    good("C06", "seven of ten", _subheaded(*["Trail shoes"] * 7, *["Price and care"] * 3)),
    flawed("C06", "nine of ten", _subheaded(*["Trail shoes"] * 9, "Price and care"), "0.7"),
    flawed("C06", "every one of five", _subheaded(*["Trail shoes"] * 5), "0.5"),
    bad("C06", "none of three", _subheaded("Price", "Care", "Size")),
    bad("C06", "a long text without any", _paragraphs(*[_FILLER * 10] * 4)),
    inapplicable("C06", "240 words without any", _paragraphs(*[_FILLER * 8] * 3)),
    inapplicable("C06", "a short text without any", _paragraphs(_USE, _FILLER * 5)),
    good("C07", "a few times", SOUND),
    # 6 uses in 150 words are 4 per cent.
    flawed("C07", "4 per cent", _paragraphs(_USE * 6, _FILLER * 12), "0.5"),
    # Five words with one use and 995 others: 0.1 per cent, a third of what is natural.
    flawed(
        "C07",
        "once in a thousand words",
        _paragraphs(f"{_USE}Five more words are here. ", *[_FILLER * 11] * 9),
        "0.3333",
    ),
    # 4 uses in 110 words are 3.6364 per cent.
    flawed("C07", "four in 110 words", _paragraphs(_USE * 4, _FILLER * 9), "0.6818"),
    good("C07", "three in 85 words", _paragraphs(_USE * 3, _FILLER * 7)),
    bad("C07", "four in 90 words", _paragraphs(_USE * 4, _FILLER * 7)),
    bad("C07", "10 per cent", _paragraphs(_USE * 15, _FILLER * 7)),
    bad("C07", "never", _paragraphs(_FILLER * 20)),
    good("C08", "every few sentences", SOUND),
    # Nine sentences of twenty are 0.45.
    flawed("C08", "half of the text without", _paragraphs(_USE + _FILLER * 9, _USE + _FILLER * 9), "0.5"),
    flawed(
        "C08", "two of its words take it up", _paragraphs(_USE + _FILLER * 9, f"My running shoes. {_FILLER * 9}"), "0.5"
    ),
    bad("C08", "only in the beginning", _paragraphs(_USE, _FILLER * 19)),
    inapplicable("C08", "fourteen sentences", _paragraphs(_USE, _FILLER * 13)),
    inapplicable("C08", "a few sentences", _paragraphs(_USE, _FILLER * 5)),
    good("C09", "one image of two", SOUND),
    good("C09", "three of four", _pictured("A lake", *["Trail running shoes"] * 3)),
    good("C09", "every one of three", _pictured(*["Running shoes"] * 3)),
    flawed("C09", "every one of four", _pictured(*["Trail running shoes"] * 4), "0.5"),
    bad("C09", "neither", _pictured("A hill", "A lake")),
    inapplicable("C09", "no images", _pictured()),
    good("C10", "other words", SOUND),
    bad("C10", "gives it away", adding('<p>See <a href="/other">trail running shoes</a> too.</p>')),
    inapplicable("C10", "no links", _paragraphs(_USE, _FILLER * 5)),
)
_SOUND_ARTICLE: Final = SOUND.html[SOUND.html.index("<h1>") : SOUND.html.index("</article>")]
_BOOTS: Final = f"<p>{_FILLER * 10}</p>"
COMPETITORS: Final[tuple[Case, ...]] = (
    good("C11", "says all that they say", _rivals(_SOUND_ARTICLE, _SOUND_ARTICLE)),
    bad("C11", "says nothing of it", _rivals(_SOUND_ARTICLE, _SOUND_ARTICLE, of=swapped(_TITLE, of=telling(_BOOTS)))),
    unmeasured("C11", "one competitor", _rivals(_SOUND_ARTICLE)),
    good("C12", "has their sections", _rivals(*[_with_sections("Finding your size", "Care")] * 2)),
    # One of two is half, which lies half way from 20 to 80 per cent.
    flawed("C12", "has one of two", _rivals(*[_with_sections("Care", "Prices")] * 2), "0.5"),
    bad("C12", "has neither", _rivals(*[_with_sections("History", "Prices")] * 2)),
    inapplicable(
        "C12", "they share none", _rivals(_with_sections("History", "Shops"), _with_sections("Prices", "Brands"))
    ),
    unmeasured("C12", "no competitor", SOUND),
    good("C13", "long enough", SOUND),
    flawed("C13", "half as long", _paragraphs(_FILLER * 15), "0.5"),
    flawed(
        "C13",
        "half of what it should be beside them",
        _rivals(*[_as_long_as(400)] * 2, of=_paragraphs(_FILLER * 12)),
        "0.5",
    ),
    flawed("C13", "three times as long", _rivals(*[_as_long_as(100)] * 2, of=_paragraphs(_FILLER * 30)), "0.75"),
    flawed("C13", "four times as long", _rivals(*[_as_long_as(100)] * 2, of=_paragraphs(_FILLER * 40)), "0.5"),
    flawed("C13", "a product of 75 words", _selling(_paragraphs(_FILLER * 7 + "Five more words are here.")), "0.5"),
    bad("C13", "no text", telling("")),
    inapplicable("C13", "a contact page", swapped('"@type": "Article"', '"@type": "ContactPage"')),
)
TEXT: Final[tuple[Case, ...]] = (
    good("C14", "three sections", SOUND),
    good("C14", "one of 250 words", _paragraphs(*[_FILLER * 5] * 5)),
    flawed("C14", "one of two is long", telling(f"<p>{_USE}</p><h2>Grip</h2><p>{_FILLER * 31}</p>"), "0.5"),
    bad("C14", "one, and long", _paragraphs(*[_FILLER * 10] * 4)),
    good("C15", "short", SOUND),
    flawed("C15", "one of two is long", _paragraphs(_USE, _FILLER * 16), "0.5"),
    bad("C15", "a wall", _paragraphs(_FILLER * 16)),
    good("C16", "short", SOUND),
    # Three of eight are 37.5 per cent.
    good("C16", "five short ones", _paragraphs(_FILLER * 5)),
    flawed("C16", "three of eight are long", _paragraphs(_FILLER * 5, _LONG * 3), "0.5"),
    bad("C16", "half are long", _paragraphs(_FILLER * 4, _LONG * 4)),
    inapplicable("C16", "four sentences", _paragraphs(_FILLER * 4)),
    good("C17", "plain words", SOUND),
    flawed("C17", "half way down", _paragraphs(_HARDER * 12), "0.4375"),
    bad("C17", "hard words", _paragraphs(_HARD * 25)),
    inapplicable("C17", "eighty words", _paragraphs(_FILLER * 8)),
    inapplicable("C17", "fifty words", _paragraphs(_FILLER * 5)),
    good("C18", "on the page and in its data", SOUND),
    flawed(
        "C18",
        "in a header only",
        replace(_undated(), headers=(("last-modified", "Thu, 01 Oct 2026 08:00:00 GMT"),)),
        "0.5",
    ),
    bad("C18", "no date", _undated()),
    bad("C18", "a date to come", _undated(adding('<time datetime="2031-01-01">1 January 2031</time>'))),
    inapplicable("C18", "a product", _selling(SOUND)),
    good("C19", "one", _linked(("/guides/socks", "Socks"))),
    bad("C19", "none", _linked(("https://journal.example/", "A study"))),
    bad("C19", "not followed", swapped('<a href="/guides/socks">', '<a rel="nofollow" href="/guides/socks">')),
    good("C20", "one", _linked(("https://journal.example/", "A study"))),
    bad("C20", "none", _linked(("/guides/socks", "Socks"))),
    inapplicable("C20", "a product", _selling(_linked(("/guides/socks", "Socks")))),
    good("C21", "mostly content", SOUND),
    bad("C21", "mostly menu", swapped("</nav>", f"{'<a href=/x>All our shoes by size</a> ' * 1000}</nav>")),
    inapplicable("C21", "the start page", _at("/")),
    good("C22", "each is new", SOUND),
    # One of ten, half way to the twenty per cent.
    flawed("C22", "one of ten is repeated", _paragraphs(*(f"{_FILLER}{n}" for n in "abcdefghi"), f"{_FILLER}a"), "0.5"),
    bad("C22", "one of five", _paragraphs(*(f"{_FILLER}{n}" for n in "abcd"), f"{_FILLER}a")),
    inapplicable("C22", "seven words each", _paragraphs(*["One two three four five six seven."] * 3)),
    inapplicable("C22", "no paragraphs", telling("<h1>Trail running shoes</h1>")),
)
