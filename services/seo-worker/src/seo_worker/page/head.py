"""Reads titles, metas, canonicals, language versions and what blocks rendering."""

import re
from collections.abc import Iterable
from typing import Final, Literal

from seo_worker.evidence import Canonical, Hreflang, Meta, Title
from seo_worker.page.address_book import AddressBook
from seo_worker.page.outline import Element, Outline
from seo_worker.page.text import clean
from seo_worker.page.words_of import raw_text
from seo_worker.page_references import MixedReference, Resource

MetaKind = Literal["name", "property", "itemprop", "http-equiv"]

MAX_METAS: Final = 300
MAX_LINKS: Final = 300
_MAX_URL: Final = 2048
_NAMED: Final[tuple[MetaKind, ...]] = ("name", "property", "itemprop", "http-equiv")
_HEADER_LINK: Final = re.compile(r"<([^<>]{0,4096})>([^<]{0,2000})")
_HEADER_PARAMETER: Final = re.compile(r";\s*([A-Za-z*-]{1,20})\s*=\s*(?:\"([^\"]{0,500})\"|([^\s;,\"]{1,200}))")
_LOADS: Final = {
    "img": "src",
    "script": "src",
    "iframe": "src",
    "video": "src",
    "audio": "src",
    "source": "src",
    "embed": "src",
    "object": "data",
    "form": "action",
    "a": "href",
    "link": "href",
}
_LOADED_RELS: Final = frozenset({"stylesheet", "icon", "preload", "modulepreload", "manifest"})


def titles(seen: Outline) -> tuple[Title, ...]:
    """Return the title elements of the document, not those of drawings in it."""
    elements = [e for e in seen.all("title") if not e.in_svg]
    return tuple(Title(clean(raw_text(e.node)), e.in_head) for e in elements[:MAX_LINKS])


def metas(seen: Outline) -> tuple[Meta, ...]:
    """Return the meta elements that name something and have content."""
    made = (_meta(element) for element in seen.all("meta")[: MAX_METAS * 2])
    return tuple(meta for meta in made if meta is not None)[:MAX_METAS]


def _meta(element: Element) -> Meta | None:
    content = element.get("content")
    if content is None:
        return None
    for kind in _NAMED:
        name = (element.get(kind) or "").strip().lower()
        if name:
            return Meta(clean(name, 200), clean(content), kind, element.in_head)
    return None


def canonicals(seen: Outline, header_links: Iterable[str], book: AddressBook) -> tuple[Canonical, ...]:
    """Return every canonical of the HTML, then those of Link headers."""
    found = [
        Canonical(_written(element.get("href") or ""), book.resolve(element.get("href") or ""), "html", element.in_head)
        for element in seen.all("link")
        if "canonical" in element.tokens("rel") and element.get("href") is not None
    ]
    found += [
        Canonical(_written(href), book.resolve(href), "header")
        for href, parameters in _links_of(header_links)
        if "canonical" in parameters.get("rel", "").lower().split()
    ]
    return tuple(found[:MAX_LINKS])


def hreflangs(seen: Outline, header_links: Iterable[str], book: AddressBook) -> tuple[Hreflang, ...]:
    """Return the language versions named in the head, where alone they count, then those of Link headers."""
    found: list[Hreflang] = []
    for element in seen.all("link"):
        # One that names no address is meant to name one: it is kept, to be blamed.
        lang, href = element.get("hreflang"), element.get("href") or ""
        if lang is not None and element.in_head and "alternate" in element.tokens("rel"):
            found.append(Hreflang(clean(lang, 50), _written(href), book.resolve(href), "html"))
    for href, parameters in _links_of(header_links):
        if "hreflang" in parameters and "alternate" in parameters.get("rel", "").lower().split():
            found.append(Hreflang(clean(parameters["hreflang"], 50), _written(href), book.resolve(href), "header"))
    return tuple(found[:MAX_LINKS])


def head_resources(seen: Outline, book: AddressBook) -> tuple[Resource, ...]:
    """Return the scripts and stylesheets in the head that a browser waits for."""
    made = (_resource(element, book) for element in seen.all("script", "link") if element.in_head)
    return tuple(resource for resource in made if resource is not None)[:MAX_LINKS]


def _resource(element: Element, book: AddressBook) -> Resource | None:
    if element.tag == "script":
        script_type = (element.get("type") or "").strip().lower()
        source = element.get("src")
        waits = source is not None and script_type in {"", "text/javascript", "application/javascript"}
        if not waits or source is None or element.get("async") is not None or element.get("defer") is not None:
            return None
        return Resource("script", book.resolve(source))
    media = (element.get("media") or "all").strip().lower()
    applies = media not in {"print", "none"} and element.get("disabled") is None
    if "stylesheet" not in element.tokens("rel") or "alternate" in element.tokens("rel") or not applies:
        return None
    return Resource("stylesheet", book.resolve(element.get("href") or ""))


def mixed(seen: Outline, book: AddressBook) -> tuple[MixedReference, ...]:
    """Return the http:// references of an https page; a page on http has none to speak of."""
    if not book.url.startswith("https://"):
        return ()
    made = (_mixed(element, book) for element in seen.all(*_LOADS))
    return tuple(reference for reference in made if reference is not None)[:MAX_LINKS]


def _mixed(element: Element, book: AddressBook) -> MixedReference | None:
    href = element.get(_LOADS[element.tag])
    url = book.resolve(href) if href else None
    if url is None or not url.startswith("http://"):
        return None
    if element.tag == "link" and not _LOADED_RELS.intersection(element.tokens("rel")):
        return None
    kind = "link" if element.tag == "a" else "form" if element.tag == "form" else "resource"
    return MixedReference(kind, element.tag, url[:_MAX_URL])


def _links_of(headers: Iterable[str]) -> list[tuple[str, dict[str, str]]]:
    links: list[tuple[str, dict[str, str]]] = []
    for header in headers:
        for found in _HEADER_LINK.finditer(header):
            pairs = _HEADER_PARAMETER.findall(found[2])
            links.append((found[1].strip(), {name.lower(): quoted or bare for name, quoted, bare in reversed(pairs)}))
    return links[:MAX_LINKS]


def _written(href: str) -> str:
    return clean(href, _MAX_URL)
