"""Finds the main content: resiliparse says which lines belong to it, our own tree says what stands around them.

The smallest element that holds most of those lines is the main container. Its text is taken from our tree, because the
extractor drops lists and glues lines together; navigation, footers and runs of bare links are left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from resiliparse.extract.html2text import extract_plain_text  # pyright: ignore[reportMissingModuleSource] - compiled

from seo_worker.evidence import Block, BlockKind, MainText
from seo_worker.page.outline import BREAK, Element, Outline, Run
from seo_worker.page.text import clean, count_words, sentences

_PREFIX: Final = 60
_MOST: Final = 0.8
_MIN_MATCHED_WORDS: Final = 10
_MENU_LENGTH: Final = 3
_CONTROLS: Final = frozenset({"button", "label", "legend", "select", "option", "optgroup"})
# A single long paragraph may hold most of the words; what stands beside it is content all the same.
_PIECES: Final = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6"})
_CONTENT_REGIONS: Final = frozenset({"main", "body"})
MAX_MAIN_CHARS: Final = 500_000


@dataclass(frozen=True, slots=True)
class Line:
    """One run of text, cleaned; `owner` is the element of its first part."""

    owner: Element
    text: str
    words: int
    linked: bool
    matched: bool
    elements: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MainContent:
    """The main text and which elements belong to it."""

    text: MainText
    first: int
    last: int
    lines: frozenset[int]
    capped: bool

    def holds(self, element: Element) -> bool:
        """Tell whether an element lies in the main content."""
        inside = self.first <= element.index <= self.last and element.region in _CONTENT_REGIONS
        return inside and not element.hidden

    def holds_link(self, element: Element, *, has_text: bool) -> bool:
        """Tell whether a link lies in the main content; one with text only when its line was taken."""
        return self.holds(element) and (not has_text or element.index in self.lines)


def lines_of(seen: Outline, html: str) -> list[Line]:
    """Return the visible lines of the page, each with whether the extractor takes it for main content."""
    extracted = extract_plain_text(html, main_content=True, alt_texts=False, list_bullets=False)
    known = {clean(line, _PREFIX) for line in extracted.splitlines()}
    made = (_line(seen, run, known) for run in seen.runs)
    return [line for line in made if line is not None]


def main_content(seen: Outline, lines: Sequence[Line]) -> MainContent:
    """Decide what the main content is."""
    first, last = _container(seen, lines)
    taken = _without_menus([line for line in lines if _may_count(line, first, last)])
    blocks: list[Block] = []
    chars = 0
    for line in taken:
        chars += len(line.text)
        if chars > MAX_MAIN_CHARS:
            break
        blocks.append(Block(_kind(line), line.text, line.words, line.owner.level))
    indices = frozenset(index for line in taken for index in line.elements)
    return MainContent(_main_text(blocks), first, last, indices, capped=chars >= MAX_MAIN_CHARS)


def _line(seen: Outline, run: Run, known: set[str]) -> Line | None:
    raw = "".join(part for _, part in run.parts)
    text = clean(raw, MAX_MAIN_CHARS)
    if not text:
        return None
    owners = [seen.elements[index] for index, part in run.parts if part.strip()]
    elements = {index for owner in owners for index in (owner.index, owner.parent)}
    linked = all(owner.in_link for owner in owners)
    return Line(owners[0], text, count_words(text), linked, _is_known(raw, known), tuple(elements))


def _is_known(raw: str, known: set[str]) -> bool:
    # The extractor ends a line at every break.
    return any(clean(part, _PREFIX) in known for part in raw.split(BREAK) if part.strip())


def _container(seen: Outline, lines: Sequence[Line]) -> tuple[int, int]:
    """Return the first and last index of the main container's elements."""
    weights: dict[int, int] = {}
    total = 0
    for line in lines:
        if line.matched and line.owner.region in _CONTENT_REGIONS:
            total += line.words
            index = line.owner.index
            while index >= 0:
                weights[index] = weights.get(index, 0) + line.words
                index = seen.elements[index].parent
    if total < _MIN_MATCHED_WORDS:
        return _landmark(seen)
    # Preorder: among nested elements that hold most of the words, the last one is the smallest.
    heavy = [seen.elements[index] for index, weight in weights.items() if weight >= _MOST * total]
    return _span(seen, max((e for e in heavy if e.tag not in _PIECES), key=lambda e: e.index))


def _landmark(seen: Outline) -> tuple[int, int]:
    candidates = [e for e in seen.all("main") if not e.hidden] or seen.all("body")
    return _span(seen, candidates[0]) if candidates else (0, len(seen.elements) - 1)


def _span(seen: Outline, element: Element) -> tuple[int, int]:
    last = element.index
    while last + 1 < len(seen.elements) and seen.elements[last + 1].depth > element.depth:
        last += 1
    return element.index, last


def _may_count(line: Line, first: int, last: int) -> bool:
    owner = line.owner
    return first <= owner.index <= last and owner.region in _CONTENT_REGIONS and owner.tag not in _CONTROLS


def _without_menus(lines: Sequence[Line]) -> list[Line]:
    """Leave out several bare links in a row that the extractor did not take either."""
    kept: list[Line] = []
    menu: list[Line] = []
    for line in lines:
        if line.linked and not line.matched and line.owner.level is None:
            menu.append(line)
            continue
        kept += menu if len(menu) < _MENU_LENGTH else []
        menu = []
        kept.append(line)
    return kept + (menu if len(menu) < _MENU_LENGTH else [])


def _kind(line: Line) -> BlockKind:
    if line.owner.level is not None:
        return "heading"
    return "list_item" if line.owner.in_item else "paragraph"


def _main_text(blocks: Sequence[Block]) -> MainText:
    running = [block for block in blocks if block.kind != "heading"]
    text = "\n".join(block.text for block in blocks)
    return MainText(
        blocks=tuple(blocks),
        sentences=tuple(sentence for block in running for sentence in sentences(block.text)),
        text=text,
        word_count=sum(block.words for block in blocks),
        chars=len(text),
    )
