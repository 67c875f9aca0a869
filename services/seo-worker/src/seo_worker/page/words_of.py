"""The text of one element as a reader sees it: words of separate blocks apart, scripts left out, bounded."""

from typing import Final

from selectolax.lexbor import LexborNode

from seo_worker.page.outline import INLINE_TAGS
from seo_worker.page.text import clean

_SILENT: Final = frozenset({"script", "style", "template", "noscript", "textarea", "title", "svg", "select"})
_MAX_NODES: Final = 2000
_MAX_CHARS: Final = 2000


def words_of(top: LexborNode, limit: int = _MAX_CHARS) -> str:
    """Return the visible text inside an element on one line."""
    parts: list[str] = []
    node: LexborNode | None = top.first_child
    budget, chars = _MAX_NODES, 0
    while node is not None and budget > 0 and chars <= 2 * limit:
        budget -= 1
        if node.is_text_node:
            parts.append(node.text_content or "")
            chars += len(parts[-1])
        elif node.tag not in INLINE_TAGS or node.tag == "br":
            parts.append(" ")
        node = _next(node, top, parts)
    return clean("".join(parts), limit)


def raw_text(node: LexborNode) -> str:
    """Return the text of an element that holds nothing but text, such as a title or a script."""
    return "".join(child.text_content or "" for child in node.iter(include_text=True) if child.is_text_node)


def _next(node: LexborNode, top: LexborNode, parts: list[str]) -> LexborNode | None:
    child = node.first_child if node.is_element_node and node.tag not in _SILENT else None
    if child is not None:
        return child
    here: LexborNode | None = node
    while here is not None and here.mem_id != top.mem_id:
        if here.is_element_node and here.tag not in INLINE_TAGS:
            parts.append(" ")
        if here.next is not None:
            return here.next
        here = here.parent
    return None
