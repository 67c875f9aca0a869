"""Reads headings, links and images of the whole page."""

from typing import Final

from seo_worker.evidence import Anchor, Heading, Image
from seo_worker.page.address_book import AddressBook
from seo_worker.page.main_text import MainContent
from seo_worker.page.outline import Element, Outline
from seo_worker.page.text import clean
from seo_worker.page.words_of import words_of

MAX_HEADINGS: Final = 1000
MAX_ANCHORS: Final = 5000
MAX_IMAGES: Final = 2000
_MAX_URL: Final = 2048
_MAX_LABEL: Final = 500


def headings(seen: Outline, main: MainContent) -> tuple[Heading, ...]:
    """Return the headings in document order, hidden ones too; a heading of only an image speaks through its alt."""
    elements = seen.all("h1", "h2", "h3", "h4", "h5", "h6")[:MAX_HEADINGS]
    return tuple(
        Heading(int(e.tag[1]), words_of(e.node, _MAX_LABEL) or _alt_inside(e), e.hidden, main.holds(e))
        for e in elements
    )


def anchors(seen: Outline, book: AddressBook, main: MainContent) -> tuple[Anchor, ...]:
    """Return the `a` elements in document order."""
    return tuple(_anchor(element, book, main) for element in seen.all("a")[:MAX_ANCHORS])


def _anchor(element: Element, book: AddressBook, main: MainContent) -> Anchor:
    href = element.get("href")
    url = book.resolve(href) if href is not None else None
    domain = book.domain_of(url) if url is not None else None
    shown = words_of(element.node, _MAX_LABEL)
    return Anchor(
        href=clean(href, _MAX_URL) if href is not None else None,
        url=url[:_MAX_URL] if url is not None else None,
        text=shown or _label(element),
        rel=tuple(clean(token, 50) for token in element.tokens("rel")[:20]),
        role=_optional(element.get("role")),
        name=_optional(element.get("name")),
        has_id=bool(element.get("id")),
        has_listener=any(name.startswith("on") for name in element.attributes),
        internal=domain == book.domain if domain is not None else None,
        registrable_domain=domain,
        region=element.region,
        in_main=main.holds_link(element, has_text=bool(shown)),
        hidden=element.hidden,
    )


def images(seen: Outline, main: MainContent) -> tuple[Image, ...]:
    """Return the `img` elements in document order; a lazy one is known by where it will be loaded from."""
    return tuple(_image(element, main) for element in seen.all("img")[:MAX_IMAGES])


def _image(element: Element, main: MainContent) -> Image:
    source = element.get("src") or element.get("data-src") or element.get("srcset") or ""
    alt = element.get("alt")
    labelled = any((element.get(name) or "").strip() for name in ("aria-label", "aria-labelledby", "title"))
    return Image(
        src=clean(source, _MAX_URL),
        alt=clean(alt, _MAX_LABEL) if alt is not None else None,
        width=_optional(element.get("width")),
        height=_optional(element.get("height")),
        role=_optional(element.get("role")),
        labelled=labelled,
        hidden=element.hidden,
        in_main=main.holds(element),
    )


def _label(element: Element) -> str:
    label = clean(element.get("aria-label") or "", _MAX_LABEL)
    return label or _alt_inside(element) or clean(element.get("title") or "", _MAX_LABEL)


def _alt_inside(element: Element) -> str:
    image = element.node.css_first("img[alt]") if element.node.first_child is not None else None
    return clean((image.attributes.get("alt") or "") if image is not None else "", _MAX_LABEL)


def _optional(value: str | None) -> str | None:
    return clean(value, 100) if value is not None else None
