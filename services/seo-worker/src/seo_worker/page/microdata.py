"""Reads microdata: items with their properties, nested ones inside, in one pass over the elements."""

from dataclasses import dataclass
from typing import Final

from pydantic import JsonValue

from seo_worker.evidence import StructuredItem
from seo_worker.page.address_book import AddressBook
from seo_worker.page.outline import Element, Outline
from seo_worker.page.structured import short_type
from seo_worker.page.text import clean
from seo_worker.page.words_of import words_of

MAX_ITEMS: Final = 200
_MAX_PROPERTIES: Final = 3000
_MAX_DEPTH: Final = 12
_URL_ATTRIBUTES: Final = {
    "a": "href",
    "area": "href",
    "link": "href",
    "img": "src",
    "audio": "src",
    "video": "src",
    "source": "src",
    "embed": "src",
    "iframe": "src",
    "object": "data",
}


@dataclass(slots=True)
class _Scope:
    """The item that the elements inside it describe."""

    properties: dict[str, JsonValue]
    depth: int


def read_microdata(seen: Outline, book: AddressBook) -> list[StructuredItem]:
    """Return the top-level items in document order; `itemref` is not followed."""
    items: list[StructuredItem] = []
    # Parents come before children, so what an element lies in is known when it is met.
    scopes: dict[int, _Scope] = {}
    spent = 0
    for element in seen.elements:
        around = scopes.get(element.parent)
        names = (element.get("itemprop") or "").split()[:5]
        own = _own_scope(element, around)
        if own is not None and len(items) < MAX_ITEMS and (around is None or not names):
            items.append(StructuredItem("microdata", _types(element), own.properties))
        if around is not None and names and spent < _MAX_PROPERTIES:
            spent += len(names)
            _note(around.properties, names, _nested(element, own) if own is not None else _value(element, book))
        scope = own or around
        if scope is not None:
            scopes[element.index] = scope
    return items


def _own_scope(element: Element, around: _Scope | None) -> _Scope | None:
    depth = around.depth + 1 if around else 0
    return _Scope({}, depth) if element.get("itemscope") is not None and depth <= _MAX_DEPTH else None


def _types(element: Element) -> tuple[str, ...]:
    return tuple(short for name in (element.get("itemtype") or "").split()[:10] if (short := short_type(name)))


def _nested(element: Element, own: _Scope) -> dict[str, JsonValue]:
    types = _types(element)
    if types:
        own.properties["@type"] = types[0] if len(types) == 1 else list(types)
    return own.properties


def _note(properties: dict[str, JsonValue], names: list[str], value: JsonValue) -> None:
    for name in names:
        key = clean(name, 100)
        before = properties.get(key)
        if key not in properties:
            properties[key] = value
        elif isinstance(before, list):
            before.append(value)
        else:
            properties[key] = [before, value]


def _value(element: Element, book: AddressBook) -> str:
    content = element.get("content")
    if content is not None:
        return clean(content)
    if element.tag in _URL_ATTRIBUTES:
        written = element.get(_URL_ATTRIBUTES[element.tag]) or ""
        return clean(book.resolve(written) or written)
    if element.tag in {"time", "data", "meter"}:
        moment = element.get("datetime") or element.get("value")
        if moment:
            return clean(moment)
    return words_of(element.node)
