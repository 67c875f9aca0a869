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
# Attributes of links that HTML forbids to an `a` without an address.
_OF_LINKS: Final = frozenset({"target", "download", "ping", "rel", "hreflang", "type", "referrerpolicy"})


def headings(seen: Outline, main: MainContent) -> tuple[Heading, ...]:
    """Return the headings in document order, hidden ones too; a heading of only an image speaks through its alt."""
    elements = seen.all("h1", "h2", "h3", "h4", "h5", "h6")[:MAX_HEADINGS]
    return tuple(
        Heading(int(e.tag[1]), words_of(e.node, _MAX_LABEL) or _alt_inside(e), e.hidden, main.holds(e), e.index)
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
        lacks_address=href is None and not _OF_LINKS.isdisjoint(element.attributes),
        at=element.index,
    )


def images(seen: Outline, main: MainContent) -> tuple[Image, ...]:
    """Return the `img` elements in document order; a lazy one is known by where it will be loaded from."""
    elements = seen.all("img")[:MAX_IMAGES]
    # Looked up for the few pages that need it.
    needs_ids = any("aria-labelledby" in element.attributes for element in elements)
    ids = (
        frozenset(e.get("id") for e in seen.elements if "id" in e.attributes) if needs_ids else frozenset[str | None]()
    )
    return tuple(_image(element, main, ids) for element in elements)


def _image(element: Element, main: MainContent, ids: frozenset[str | None]) -> Image:
    source = element.get("src") or element.get("data-src") or element.get("srcset") or ""
    named = any((element.get(name) or "").strip() for name in ("aria-label", "title"))
    labelled = named or not ids.isdisjoint((element.get("aria-labelledby") or "").split())
    return Image(
        src=clean(source, _MAX_URL),
        alt=_alternative(element.get("alt")),
        width=_optional(element.get("width")),
        height=_optional(element.get("height")),
        role=_optional(element.get("role")),
        labelled=labelled,
        # What stands inside noscript, or in place of an object that works, is not shown either.
        hidden=element.hidden or element.silent,
        in_main=main.holds(element),
        at=element.index,
    )


def _alternative(written: str | None) -> str | None:
    """Return an alt text; blanks alone stay one blank, because they do not mark decoration as the empty text does."""
    return written and (clean(written, _MAX_LABEL) or " ")


def _label(element: Element) -> str:
    label = clean(element.get("aria-label") or "", _MAX_LABEL)
    return label or _alt_inside(element) or clean(element.get("title") or "", _MAX_LABEL)


def _alt_inside(element: Element) -> str:
    image = element.node.css_first("img[alt]") if element.node.first_child is not None else None
    return clean((image.attributes.get("alt") or "") if image is not None else "", _MAX_LABEL)


def _optional(value: str | None) -> str | None:
    return clean(value, 100) if value is not None else None
