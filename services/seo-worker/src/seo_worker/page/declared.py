"""Finds the encoding that a page declares in its own bytes: the prescan of the HTML standard, section 13.2.3.2.

It reads tags and attributes as the standard does, so that neither comments nor the text of a description are taken
for a declaration.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from seo_worker.page.encodings import encoding_of

_TAG: Final = re.compile(rb"<(?:(?P<comment>!--)|(?P<meta>meta)(?=[\t\n\f\r /])|/?(?P<tag>[a-z])|[!/?])", re.IGNORECASE)
_NAME_END: Final = re.compile(rb"[\t\n\f\r >]")
_ATTRIBUTE: Final = re.compile(
    rb"[\t\n\f\r /]*(=?[^\t\n\f\r />=]+|=)"
    rb"(?:[\t\n\f\r ]*=[\t\n\f\r ]*(?:\"([^\"]*)\"|'([^']*)'|([^\t\n\f\r >\"'][^\t\n\f\r >]*)|(?=>)))?"
)
_CHARSET: Final = re.compile(
    rb"charset[\t\n\f\r ]*=[\t\n\f\r ]*(?:\"([^\"]*)\"|'([^']*)'|([^\t\n\f\r ;\"'][^\t\n\f\r ;]*))", re.IGNORECASE
)
_XML: Final = re.compile(rb"<\?xml[^>]*?encoding[\x00-\x20]*=[\x00-\x20]*(?:\"([^\">]*)\"|'([^'>]*)')")
_LONGEST_LABEL: Final = 40


@dataclass(frozen=True, slots=True)
class Declared:
    """A label as it is written, and where the element that declares it begins; it may be one that nobody knows."""

    label: str
    offset: int


def declared_in(start: bytes) -> Declared | None:
    """Return the first declaration with a label that browsers know, else the first with another label."""
    unknown: Declared | None = None
    for found in _declarations(start):
        if encoding_of(found.label) is not None:
            return found
        unknown = unknown or found
    return _of_xml(start) or unknown


def _declarations(start: bytes) -> Iterator[Declared]:
    at = 0
    while (tag := _TAG.search(start, at)) is not None:
        if tag["comment"]:
            # The two hyphens that begin a comment may also end it: <!-->
            at = _after(start, b"-->", tag.end() - 2)
        elif tag["meta"]:
            attributes, at = _attributes(start, tag.end())
            label = _label(attributes)
            if label:
                yield Declared(label.decode("ascii", "replace")[:_LONGEST_LABEL], tag.start())
        elif tag["tag"]:
            name_end = _NAME_END.search(start, tag.end())
            at = _attributes(start, name_end.start())[1] if name_end else len(start)
        else:
            at = _after(start, b">", tag.end() - 1)


def _attributes(start: bytes, at: int) -> tuple[dict[bytes, bytes], int]:
    """Return the attributes of a tag, the first of each name, and where they end; none when the bytes run out."""
    attributes: dict[bytes, bytes] = {}
    while (found := _ATTRIBUTE.match(start, at)) is not None:
        at = found.end()
        if start[at : at + 1] in {b'"', b"'"} and found[0].rstrip(b"\t\n\f\r ").endswith(b"="):
            return {}, len(start)
        attributes.setdefault(found[1].lower(), next((v for v in found.groups()[1:] if v is not None), b""))
    return (attributes, at) if at < len(start) else ({}, at)


def _label(attributes: dict[bytes, bytes]) -> bytes | None:
    if b"charset" in attributes:
        return attributes[b"charset"].strip() or None
    if attributes.get(b"http-equiv", b"").lower() != b"content-type":
        return None
    found = _CHARSET.search(attributes.get(b"content", b""))
    return next((v for v in found.groups() if v is not None), None) if found else None


def _of_xml(start: bytes) -> Declared | None:
    """Return what an XML declaration says, which counts when nothing else does."""
    found = _XML.match(start)
    label = (found[1] or found[2] or b"").decode("ascii", "replace") if found else ""
    return Declared(label[:_LONGEST_LABEL], 0) if encoding_of(label) is not None else None


def _after(start: bytes, end: bytes, at: int) -> int:
    place = start.find(end, at)
    return len(start) if place < 0 else place + len(end)
