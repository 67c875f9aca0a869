"""Markdown into blocks, once for all renderings.

HTML in the Markdown stays text, and depth is bounded, so a section that somebody edited can't do more than one of ours.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from exports import columns, inlines
from exports.cleaning import clean
from exports.model import Block, Code, Fact, Facts, Heading, Listing, Paragraph, Quote, Rule, Run, Runs
from exports.outline import LEAD, settled
from exports.tabular import tabular

_OPTIONS: Final = {"html": False, "typographer": True, "quotes": "“”‘’", "maxNesting": 20}
_LABEL_END: Final = re.compile(r":\s*$")


def parser() -> MarkdownIt:
    """Return what reads the Markdown of our sections: CommonMark with tables and typographic quotes."""
    return MarkdownIt("commonmark", _OPTIONS).enable(["table", "smartquotes"])


def blocks(markdown: str, reader: MarkdownIt) -> tuple[Block, ...]:
    """Return the blocks of a section's body."""
    root = SyntaxTreeNode(reader.parse(clean(markdown)))
    return columns.aligned(settled(_blocks(root.children)))


def _blocks(nodes: Iterable[SyntaxTreeNode]) -> tuple[Block, ...]:
    return tuple(block for node in nodes for block in _block(node))


def _block(node: SyntaxTreeNode) -> Iterator[Block]:
    match node.type:
        case "heading":
            yield Heading(int(node.tag.removeprefix("h")), inlines.runs(node.children))
        case "paragraph":
            yield _paragraph(inlines.runs(node.children))
        case "bullet_list" | "ordered_list":
            yield _listing(node)
        case "table":
            yield from _table(node)
        case "blockquote":
            yield Quote(_blocks(node.children))
        case "fence" | "code_block":
            yield Code(node.content.rstrip("\n"))
        case "hr":
            yield Rule()
        case _:
            yield from _blocks(node.children)


def _paragraph(found: Runs) -> Block:
    is_lead = bool(found) and all(run.strong for run in found)
    return Heading(LEAD, tuple(replace(run, strong=False) for run in found)) if is_lead else Paragraph(found)


def _listing(node: SyntaxTreeNode) -> Block:
    items = tuple(_blocks(item.children) for item in node.children)
    if node.type == "ordered_list":
        return Listing(items, int(node.attrs.get("start", 1)))
    facts = tuple(_fact(item) for item in items)
    known = tuple(fact for fact in facts if fact is not None)
    return Facts(known) if len(known) == len(facts) else Listing(items)


def _fact(item: tuple[Block, ...]) -> Fact | None:
    if len(item) != 1 or not isinstance(item[0], Paragraph):
        return None
    label, *value = item[0].runs
    if not label.strong or not value or not _LABEL_END.search(label.text):
        return None
    name = Run(_LABEL_END.sub("", label.text), href=label.href)
    return Fact((name,), (replace(value[0], text=value[0].text.lstrip()), *value[1:]))


def _table(node: SyntaxTreeNode) -> Iterator[Block]:
    head, *bodies = node.children
    headers = tuple(inlines.runs(cell.children) for cell in head.children[0].children)
    rows = tuple(
        tuple(inlines.runs(cell.children) for cell in row.children) for body in bodies for row in body.children
    )
    return tabular(headers, rows)
