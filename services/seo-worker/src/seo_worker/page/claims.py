"""Collects what a page says of itself in several places: its dates and its authors."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from pydantic import JsonValue

from seo_worker.evidence import Byline, DateClaim, DateKind, DateSource, Meta, StructuredItem
from seo_worker.page.moments import read_moment
from seo_worker.page.outline import Element, Outline
from seo_worker.page.structured import short_types
from seo_worker.page.text import clean
from seo_worker.page.words_of import words_of

MAX_CLAIMS: Final = 100
_PROPERTIES: Final[dict[str, DateKind]] = {"datePublished": "published", "dateModified": "modified"}
_METAS: Final[dict[str, DateKind]] = {
    "article:published_time": "published",
    "datepublished": "published",
    "date": "published",
    "dc.date": "published",
    "dc.date.issued": "published",
    "dcterms.created": "published",
    "pubdate": "published",
    "article:modified_time": "modified",
    "og:updated_time": "modified",
    "datemodified": "modified",
    "dcterms.modified": "modified",
    "last-modified": "modified",
}
_BYLINE_CLASSES: Final = frozenset({"author", "byline", "author-name", "byline-name", "post-author", "entry-author"})
_BY: Final = re.compile(r"^(?:written\s+by|posted\s+by|by|von|par|por)\s+", re.IGNORECASE)
_NOT_A_NAME: Final = re.compile(r"[\d@/|<>{}]|https?:")
_MAX_NAME: Final = 120


def dates(
    seen: Outline, metas: Iterable[Meta], items: Sequence[StructuredItem], last_modified: str | None
) -> tuple[DateClaim, ...]:
    """Return every date the page claims: structured data, metas, time elements, then the header."""
    claims = [
        _claim("json-ld" if item.syntax == "json-ld" else "microdata", kind, value)
        for item in items
        for name, kind in _PROPERTIES.items()
        for value in _texts(item.properties.get(name))
    ]
    claims += [_claim("meta", _METAS[meta.name], meta.content) for meta in metas if meta.name in _METAS]
    claims += [_time(element) for element in seen.all("time")[:MAX_CLAIMS]]
    if last_modified:
        claims.append(_claim("last-modified", "modified", last_modified))
    return tuple(dict.fromkeys(claim for claim in claims if claim.text))[:MAX_CLAIMS]


def _claim(source: DateSource, kind: DateKind, text: str) -> DateClaim:
    return DateClaim(source, kind, clean(text, 100), read_moment(text))


def _time(element: Element) -> DateClaim:
    hints = {*element.tokens("class"), *element.tokens("itemprop")}
    kind: DateKind = "unknown"
    if element.get("pubdate") is not None or hints & {"published", "entry-date", "datepublished", "post-date"}:
        kind = "published"
    if hints & {"updated", "modified", "datemodified"}:
        kind = "modified" if kind == "unknown" else kind
    return _claim("time", kind, element.get("datetime") or words_of(element.node, 100))


def bylines(seen: Outline, metas: Iterable[Meta], items: Sequence[StructuredItem]) -> tuple[Byline, ...]:
    """Return named authors by where they stand; one name may stand in several places."""
    found: list[Byline] = []
    for item in items:
        for name, is_person in _authors(item.properties.get("author")):
            found.append(Byline(name, "json-ld" if item.syntax == "json-ld" else "itemprop", is_person))
    for element in seen.elements:
        byline = _byline(element)
        if byline is not None and len(found) < MAX_CLAIMS:
            found.append(byline)
    found += [
        Byline(name, "meta", is_person_name(name)) for m in metas if m.name == "author" and (name := _name(m.content))
    ]
    return tuple(dict.fromkeys(byline for byline in found if byline.name))[:MAX_CLAIMS]


def _byline(element: Element) -> Byline | None:
    if element.hidden or element.in_head:
        return None
    is_rel = element.tag == "a" and "author" in element.tokens("rel")
    if not is_rel and not _BYLINE_CLASSES.intersection(element.tokens("class")):
        return None
    name = _name(words_of(element.node, _MAX_NAME))
    return Byline(name, "rel" if is_rel else "class", is_person_name(name)) if name else None


def _authors(value: JsonValue) -> list[tuple[str, bool]]:
    if isinstance(value, list):
        return [author for entry in value[:20] if not isinstance(entry, list) for author in _authors(entry)]
    if isinstance(value, str):
        return [(_name(value), is_person_name(_name(value)))]
    if isinstance(value, dict):
        types = short_types(value.get("@type"))
        return [(_name(name), "Person" in types) for name in _texts(value.get("name"))]
    return []


def is_person_name(name: str) -> bool:
    """Tell whether a text without a declared type can be a person's name: two to five words, none of them a number."""
    return 2 <= len(name.split()) <= 5 and _NOT_A_NAME.search(name) is None


def _name(text: str) -> str:
    return _BY.sub("", clean(text, _MAX_NAME)).strip(" ,:–-")


def _texts(value: JsonValue) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for text in values[:20] if isinstance(text, str)]
