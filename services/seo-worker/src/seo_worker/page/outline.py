"""One walk over the tree: every element with what it inherits, so that all later questions are look-ups."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from seo_worker.evidence import Region

# Stands for a line break inside a run; like all white space it becomes a blank when the text is cleaned.
BREAK: Final = "\u2028"
MAX_ELEMENTS: Final = 100_000
_LANDMARK_TAGS: Final[dict[str, Region]] = {
    "header": "header",
    "nav": "nav",
    "main": "main",
    "article": "main",
    "aside": "aside",
    "footer": "footer",
}
_LANDMARK_ROLES: Final[dict[str, Region]] = {
    "banner": "header",
    "navigation": "nav",
    "main": "main",
    "complementary": "aside",
    "contentinfo": "footer",
}
_SILENT: Final = frozenset({"script", "style", "noscript", "template", "textarea", "svg", "iframe", "object", "head"})
# Inside these a line goes on: <b>W</b>ord is one word, whereas <li>One</li><li>Two</li> are two.
INLINE_TAGS: Final = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q"}
    | {"s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "label", "picture"}
    | {"br", "img", "input", "button"}
)
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_ITEMS: Final = frozenset({"li", "dt", "dd"})
_HIDING_STYLE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Element:
    """An element with its attributes and what it inherits from those around it.

    `parent` is the index of the element around it; `level` is that of the heading it lies in; `silent` means that its
    text is never shown.
    """

    node: LexborNode
    tag: str
    attributes: dict[str, str | None]
    index: int
    parent: int
    depth: int
    hidden: bool
    region: Region
    in_head: bool
    in_svg: bool
    silent: bool
    in_link: bool
    in_item: bool
    level: int | None

    def get(self, name: str) -> str | None:
        """Return an attribute; one without a value is the empty string."""
        return (self.attributes[name] or "") if name in self.attributes else None

    def tokens(self, name: str) -> tuple[str, ...]:
        """Return the lower-case words of an attribute."""
        return tuple((self.get(name) or "").lower().split())


@dataclass(slots=True)
class Run:
    """Text that stands on one line: between two block boundaries; `parts` are the text nodes with their elements."""

    parts: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])


@dataclass(slots=True)
class Outline:
    """All elements in document order, and the visible text of the body in runs."""

    elements: list[Element] = field(default_factory=list[Element])
    by_tag: defaultdict[str, list[Element]] = field(default_factory=lambda: defaultdict[str, list[Element]](list))
    runs: list[Run] = field(default_factory=list[Run])
    open: bool = False
    depth: int = 0
    capped: bool = False

    def write(self, index: int, text: str) -> None:
        """Add visible text to the line that is open."""
        if not self.open:
            self.runs.append(Run())
            self.open = True
        self.runs[-1].parts.append((index, text))

    def end_line(self, element: Element) -> None:
        """Close the line where an element begins or ends, unless it is one that lines go through."""
        if element.tag not in INLINE_TAGS and not element.in_svg:
            self.open = False

    def all(self, *tags: str) -> list[Element]:
        """Return the elements with one of these tags, in document order."""
        found = [element for tag in tags for element in self.by_tag.get(tag, ())]
        return sorted(found, key=lambda element: element.index) if len(tags) > 1 else found


def outline(parser: LexborHTMLParser) -> Outline:
    """Walk the tree without recursion, for it may be deeper than Python's stack."""
    seen = Outline()
    node, around = parser.root, -1
    while node is not None and not seen.capped:
        inside = _visit(seen, node, around)
        child = node.first_child if inside is not None else None
        if child is not None and inside is not None:
            node, around = child, inside
            continue
        if inside is not None:
            seen.end_line(seen.elements[inside])
        while node is not None and node.next is None:
            node = node.parent
            if around >= 0:
                seen.end_line(seen.elements[around])
                around = seen.elements[around].parent
        node = node.next if node is not None else None
    return seen


def _visit(seen: Outline, node: LexborNode, around: int) -> int | None:
    """Note a node; return the index of the element whose children come next, or None when it has none."""
    if node.is_text_node:
        parent = seen.elements[around] if around >= 0 else None
        if parent is not None and not parent.silent and not parent.hidden:
            seen.write(around, node.text_content or "")
        return None
    if not node.is_element_node:
        return around if node.is_document_node else None
    if len(seen.elements) >= MAX_ELEMENTS:
        seen.capped = True
        return None
    element = _element(seen, node, around)
    seen.elements.append(element)
    seen.by_tag[element.tag].append(element)
    seen.depth = max(seen.depth, element.depth)
    seen.end_line(element)
    if element.tag == "br" and seen.open:
        seen.write(around, BREAK)
    return element.index


def _element(seen: Outline, node: LexborNode, around: int) -> Element:
    above = seen.elements[around] if around >= 0 else None
    tag, attributes = (node.tag or "").lower(), node.attributes
    return Element(
        node=node,
        tag=tag,
        attributes=attributes,
        index=len(seen.elements),
        parent=around,
        depth=above.depth + 1 if above else 1,
        hidden=(above is not None and above.hidden) or _hides(attributes),
        region=_region(tag, attributes, above.region if above else "body"),
        in_head=tag == "head" or (above is not None and above.in_head),
        in_svg=tag in {"svg", "math"} or (above is not None and above.in_svg),
        silent=tag in _SILENT or (above is not None and above.silent),
        in_link=tag == "a" or (above is not None and above.in_link),
        in_item=tag in _ITEMS or (above is not None and above.in_item),
        level=_HEADINGS.get(tag, above.level if above else None),
    )


def _hides(attributes: dict[str, str | None]) -> bool:
    if "hidden" in attributes and (attributes["hidden"] or "").lower() != "until-found":
        return True
    style = attributes.get("style")
    return style is not None and _HIDING_STYLE.search(style[:2000]) is not None


def _region(tag: str, attributes: dict[str, str | None], above: Region) -> Region:
    role = (attributes.get("role") or "").strip().lower()
    named = _LANDMARK_ROLES.get(role) or _LANDMARK_TAGS.get(tag)
    if named is None:
        return above
    # A header or footer of an article belongs to the article, and an article in a sidebar to the sidebar.
    inherits = (named in {"header", "footer"} and above == "main") or (tag == "article" and above != "body")
    return above if inherits and not role else named
