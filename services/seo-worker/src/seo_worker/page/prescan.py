"""Looks for what makes HTML parsers quadratic (nesting, attributes, options), itself in linear time.

A trip is no verdict: about one real page in seventy trips, mostly for unclosed tags. It sends the page to the strict
lane, where parsing may take longer and use less.
"""

import re
from typing import Final

_TAG: Final = re.compile(rb"<(/?)([a-zA-Z][^\s/>]{0,40})([^>]{0,20000})>?")
_QUOTED: Final = re.compile(rb"\"[^\"]*\"|'[^']*'")
# Text that is not markup. An opener without closer swallows the rest, as in a browser; that also keeps this linear.
_RAW_TEXT: Final = re.compile(
    rb"<!--.*?(?:-->|\Z)|<(script|style|textarea|title|iframe|xmp)\b.*?(?:</\1|\Z)", re.DOTALL | re.IGNORECASE
)
# These close themselves or each other, so they add no depth.
_FLAT: Final = frozenset(
    b"area base br col embed hr img input link meta source track wbr p li dt dd option optgroup tr td th thead tbody "
    b"tfoot colgroup rt rp html head body".split()
)
_MAX_TAGS: Final = 50_000
_MAX_DEPTH: Final = 512
_MAX_ATTRIBUTES: Final = 256
_MAX_OPTIONS: Final = 5_000


def prescan(body: bytes) -> str | None:
    """Return which limit a page exceeds (`tags`, `depth`, `attributes`, `options`), or None."""
    if body.count(b"<") > _MAX_TAGS:
        return "tags"
    depth = options = 0
    for closing, name, attributes in _TAG.findall(_RAW_TEXT.sub(b"<x/>", body)):
        tag = name.lower()
        options += tag == b"option"
        if options > _MAX_OPTIONS:
            return "options"
        if len(attributes) > 2 * _MAX_ATTRIBUTES and _count(attributes) > _MAX_ATTRIBUTES:
            return "attributes"
        if tag in _FLAT:
            continue
        depth += _step(closing, attributes)
        depth = max(depth, 0)
        if depth > _MAX_DEPTH:
            return "depth"
    return None


def _step(closing: bytes, attributes: bytes) -> int:
    if closing:
        return -1
    return 0 if attributes.endswith(b"/") else 1


def _count(attributes: bytes) -> int:
    return len(_QUOTED.sub(b"", attributes).split(None, _MAX_ATTRIBUTES + 1))
