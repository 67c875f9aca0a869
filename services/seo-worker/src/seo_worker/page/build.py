"""Turns the bytes of one document into a Page; runs in a process that may be killed at any moment."""

import unicodedata
from collections.abc import Callable
from typing import Final

from resiliparse.parse.lang import detect_fast  # pyright: ignore[reportMissingModuleSource] - compiled
from selectolax.lexbor import LexborHTMLParser

from seo_worker.evidence import Page
from seo_worker.page import body, head
from seo_worker.page.address_book import AddressBook, SiteNames
from seo_worker.page.charset import decode
from seo_worker.page.claims import bylines, dates
from seo_worker.page.document import Document
from seo_worker.page.main_text import Line, MainContent, lines_of, main_content
from seo_worker.page.microdata import read_microdata
from seo_worker.page.outline import Element, Outline, outline
from seo_worker.page.structured import read_json_ld

_LANGUAGE_CHARS: Final = 5000
# Below this the detector guesses: "Order now" is unknown and "12345" Punjabi.
_MIN_LANGUAGE_LETTERS: Final = 60
_ROOT_IDS: Final = frozenset(
    {"root", "app", "__next", "__nuxt", "___gatsby", "svelte", "q-app", "react-root", "main-app"}
)
_ROOT_TAGS: Final = frozenset({"app-root", "app-component", "flutter-view"})
_ROOT_ATTRIBUTES: Final = frozenset({"data-reactroot", "ng-version", "ng-app", "data-server-rendered"})


def page_builder(names: SiteNames) -> Callable[[Document], Page]:
    """Return the function that parses one document after another."""

    def build(document: Document) -> Page:
        return build_page(document, names)

    return build


def build_page(document: Document, names: SiteNames) -> Page:
    """Parse a document.

    Raises:
        Exception: whatever the libraries raise on hostile input; the caller lives in a process made for that.
    """
    decoded = decode(document.body, document.content_type)
    seen = outline(LexborHTMLParser(decoded.text))
    lines = lines_of(seen, decoded.text)
    main = main_content(seen, lines)
    book = AddressBook(document.url, _base_href(seen), names)
    metas = head.metas(seen)
    items, errors = read_json_ld(seen)
    items += read_microdata(seen, book)
    lang, rank = _language(main, lines)
    html = next(iter(seen.by_tag["html"]), None)
    return Page(
        url=document.url,
        base_url=book.base,
        registrable_domain=book.domain,
        titles=head.titles(seen),
        metas=metas,
        canonicals=head.canonicals(seen, document.links, book),
        hreflangs=head.hreflangs(seen, document.links, book),
        html_lang=(html.get("lang") or html.get("xml:lang")) if html else None,
        detected_lang=lang,
        detected_lang_rank=rank,
        charset=decoded.charset,
        headings=body.headings(seen, main),
        anchors=body.anchors(seen, book, main),
        images=body.images(seen, main),
        structured=tuple(items),
        structured_errors=tuple(errors),
        head_resources=head.head_resources(seen, book),
        mixed=head.mixed(seen, book),
        dates=dates(seen, metas, items, document.last_modified),
        bylines=bylines(seen, metas, items),
        main=main.text,
        total_text_chars=sum(len(line.text) for line in lines),
        total_words=sum(line.words for line in lines),
        html_chars=len(decoded.text),
        dom_nodes=len(seen.elements),
        dom_depth=seen.depth,
        script_count=len(seen.by_tag["script"]),
        framework_root=_framework_root(seen),
        capped=_capped(seen, main),
    )


def _base_href(seen: Outline) -> str | None:
    return next((href for element in seen.all("base") if (href := element.get("href"))), None)


def _language(main: MainContent, lines: list[Line]) -> tuple[str | None, int | None]:
    text = main.text.text if main.text.word_count >= 20 else " ".join(line.text for line in lines)
    text = unicodedata.normalize("NFC", text[:_LANGUAGE_CHARS])
    if sum(character.isalpha() for character in text) < _MIN_LANGUAGE_LETTERS:
        return None, None
    lang, rank = detect_fast(text)
    return (None, None) if lang == "unknown" else (lang, rank)


def _framework_root(seen: Outline) -> str | None:
    return next((name for element in seen.elements if (name := _root_name(element))), None)


def _root_name(element: Element) -> str | None:
    if element.tag in _ROOT_TAGS:
        return element.tag
    marked = _ROOT_ATTRIBUTES.intersection(element.attributes)
    identifier = element.get("id") or ""
    if identifier in _ROOT_IDS or marked:
        return identifier[:100] or min(marked)
    return None


def _capped(seen: Outline, main: MainContent) -> tuple[str, ...]:
    limits = {
        "elements": seen.capped,
        "main_text": main.capped,
        "anchors": len(seen.by_tag["a"]) > body.MAX_ANCHORS,
        "images": len(seen.by_tag["img"]) > body.MAX_IMAGES,
        "headings": sum(len(seen.by_tag[f"h{level}"]) for level in range(1, 7)) > body.MAX_HEADINGS,
        "metas": len(seen.by_tag["meta"]) > head.MAX_METAS,
    }
    return tuple(name for name, reached in limits.items() if reached)
