"""Pages as sites really have them: 60 kB of HTML with navigation, images, links, structured data and real paragraphs.

The words are those of the example strategies, so that the vocabulary is as large as that of a text somebody wrote.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final

_EXAMPLES: Final = Path(__file__).resolve().parents[2] / "docs" / "examples"
# The first is the page that is audited, the others are its competitors.
DOCUMENTS: Final = ("plumber-leeds", "water-nairobi", "wool-shop", "loft-builder")
PAGE_BYTES: Final = 60_000
IMAGES: Final = 40
LINKS: Final = 80
_NAVIGATION: Final = 50
_FOOTER: Final = (("about", "About us"), ("contact", "Contact"), ("privacy", "Privacy"))
_IN_TEXT: Final = LINKS - _NAVIGATION - len(_FOOTER)
_LEAST_WORDS: Final = 8
_PARAGRAPHS_PER_IMAGE: Final = 2
_MARKS: Final = re.compile(r"[*_`>|]+")
_STYLE: Final = "".join(
    f".c-{n}{{margin:{n % 7}px {n % 5}px;padding:{n % 11}px;color:#{n * 7919 % 4096:03x};font-size:{10 + n % 9}px}}"
    for n in range(60)
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A heading or a paragraph."""

    is_heading: bool
    text: str


def written(document: str, origin: str, path: str) -> bytes:
    """Return the page that holds the beginning of an example strategy, as many paragraphs as fit into its size."""
    text = (_EXAMPLES / f"{document}.md").read_text(encoding="utf-8")
    title = text.partition("\n")[0].removeprefix("# ")
    opening = _head(title, origin, path) + _navigation()
    closing = _closing()
    room = PAGE_BYTES - len((opening + closing).encode())
    return (opening + _main(title, text, room) + closing).encode()


def _head(title: str, origin: str, path: str) -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)} in ninety days</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="description" content="{escape(title)}: what holds the business back, what to do about it in'
        f' ninety days, and how to tell that it works."><link rel="canonical" href="{origin}{path}">'
        f'<meta property="og:title" content="{escape(title)}"><meta property="og:image" content="{origin}/cover.jpg">'
        f'<script type="application/ld+json">{_structured(title, origin, path)}</script><style>{_STYLE}</style></head>'
    )


def _structured(title: str, origin: str, path: str) -> str:
    organization = {"@type": "Organization", "name": "Hartley", "url": origin, "logo": f"{origin}/logo.svg"}
    article = {
        "@type": "Article",
        "headline": title,
        "url": f"{origin}{path}",
        "datePublished": "2026-10-01",
        "dateModified": "2026-11-02",
        "author": {"@type": "Person", "name": "Ann Hartley"},
        "publisher": organization,
        "image": [f"{origin}/photos/{n}.jpg" for n in range(4)],
    }
    crumbs = [
        {"@type": "ListItem", "position": n, "name": f"Level {n}", "item": f"{origin}/level-{n}"} for n in range(1, 5)
    ]
    graph = [article, organization, {"@type": "BreadcrumbList", "itemListElement": crumbs}]
    return json.dumps({"@context": "https://schema.org", "@graph": graph})


def _navigation() -> str:
    items = "".join(
        f'<li class="nav__item nav__item--{n % 6}"><a class="nav__link c-{n}" href="/topics/topic-{n}/">Topic number'
        f" {n}</a></li>"
        for n in range(_NAVIGATION)
    )
    return (
        f'<body class="page page--article"><header><nav aria-label="Main"><ul class="nav">{items}</ul></nav></header>'
    )


def _main(title: str, text: str, room: int) -> str:
    """Return as much of the text as there is room for, with the images and the links of the text spread over it."""
    parts = [f"<main><article><h1>{escape(title)}</h1>"]
    images, links = iter(map(_image, range(IMAGES))), iter(map(_link, range(_IN_TEXT)))
    size = len(parts[0]) + len("</article></main>") + _size_of_extras()
    for number, piece in enumerate(_pieces(text)):
        html = (
            f"<h2>{escape(piece.text)}</h2>" if piece.is_heading else f'<p class="c-{number % 60}">{escape(piece.text)}'
        )
        size += len(html.encode()) + len("</p>")
        if size > room:
            break
        parts.append(html)
        parts += [] if piece.is_heading else [next(links, ""), "</p>"]
        parts += [next(images, "")] if number % _PARAGRAPHS_PER_IMAGE else []
    return "".join((*parts, *images, "<p>", *links, "</p></article></main>"))


def _size_of_extras() -> int:
    return sum(len(_image(n)) for n in range(IMAGES)) + sum(len(_link(n)) for n in range(_IN_TEXT))


def _image(number: int) -> str:
    widths = ", ".join(f"/photos/{number}-{width}.webp {width}w" for width in (320, 640, 1280))
    return (
        f'<figure class="figure figure--{number % 3}"><img class="figure__image" src="/photos/{number}.jpg"'
        f' srcset="{widths}" sizes="(max-width: 700px) 100vw, 700px" alt="The workshop at work, view {number}"'
        f' width="700" height="{400 + number}" loading="lazy"></figure>'
    )


def _link(number: int) -> str:
    site = f"https://source-{number}.example/report" if number % 3 == 0 else f"/guides/guide-{number}/"
    return f' More in <a class="text-link" href="{site}">the notes on question {number}</a>.'


def _pieces(text: str) -> Iterator[_Piece]:
    for line in text.splitlines()[1:]:
        bare = _MARKS.sub("", line).strip()
        if line.startswith("##"):
            yield _Piece(is_heading=True, text=bare.lstrip("# "))
        elif len(bare.split()) >= _LEAST_WORDS:
            yield _Piece(is_heading=False, text=bare.removeprefix("- "))


def _closing() -> str:
    links = " ".join(f'<a href="/{path}">{name}</a>' for path, name in _FOOTER)
    return f'<footer>{links}</footer><script src="/site.js" defer></script></body></html>'
