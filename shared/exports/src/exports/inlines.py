"""Runs out of Markdown's inline nodes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from markdown_it.tree import SyntaxTreeNode

from exports.model import Run, Runs

_BREAKS: Final = {"softbreak": " ", "hardbreak": "\n"}
_SCHEMES: Final = ("http://", "https://", "mailto:")


@dataclass(frozen=True, slots=True)
class _Look:
    strong: bool = False
    emphasis: bool = False
    href: str | None = None

    def run(self, text: str, *, code: bool = False) -> Run:
        return Run(text, self.strong, self.emphasis, code, self.href)


def runs(nodes: Iterable[SyntaxTreeNode]) -> Runs:
    """Return the runs of inline nodes; neighbours of one look are one run."""
    return tuple(_merged(_walk(nodes, _Look())))


def _walk(nodes: Iterable[SyntaxTreeNode], look: _Look) -> Iterator[Run]:
    for node in nodes:
        if node.type == "code_inline":
            yield look.run(node.content, code=True)
        elif node.type in _BREAKS:
            yield look.run(_BREAKS[node.type])
        elif node.children:
            # Of an image only the description is kept: opening the document would fetch it from elsewhere.
            yield from _walk(node.children, _within(node, look))
        else:
            yield look.run(node.content)


def _within(node: SyntaxTreeNode, look: _Look) -> _Look:
    match node.type:
        case "strong":
            return replace(look, strong=True)
        case "em":
            return replace(look, emphasis=True)
        case "link":
            return replace(look, href=_address(node))
        case _:
            return look


def _address(node: SyntaxTreeNode) -> str | None:
    href = str(node.attrs.get("href", ""))
    return href if href.lower().startswith(_SCHEMES) else None


def _merged(found: Iterable[Run]) -> Iterator[Run]:
    last: Run | None = None
    for run in found:
        if not run.text:
            continue
        if last is not None and replace(run, text="") == replace(last, text=""):
            last = replace(last, text=last.text + run.text)
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last
