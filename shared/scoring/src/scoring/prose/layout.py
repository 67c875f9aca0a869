"""Headings, paragraphs, list items and table rows of a clean text, each with what announces it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from scoring.words import words

Kind = Literal["heading", "paragraph", "item", "row"]

_HEADING = re.compile(r" {0,3}#{1,6}\s+")
_ITEM = re.compile(r"\s{0,12}(?:[-+•–—◦▪·●○‣➢✓✔]|\d{1,3}[.)]|[A-Za-z][.)]|\(\w{1,3}\))\s+(?:\[[ xX]\]\s+)?(?=\S)")
_RULE = re.compile(r"\s*(?:[-=*_]{3,}|[|:\s-]*-{2,}[|:\s-]*|`{3,}\w*|~{3,}\w*)\s*")
_QUOTED = re.compile(r"\s{0,3}(?:>\s?){1,5}")
_ENDS = (".", "!", "?", ";", ":", "…", ",", ".”", '."', "?”", '?"', "!”", ")", ".'", "?'", ".’", "?’")
_HEADING_WORDS = 9
_WRAPPED = 58


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text from start to end; `label` is the heading and lead-in above it, `group` what belongs together.

    A list or table belongs to the line that introduces it; otherwise every paragraph stands alone.
    """

    kind: Kind
    start: int
    end: int
    label: str
    group: int


@dataclass(frozen=True, slots=True)
class _Line:
    kind: Literal["heading", "text", "item", "row", "rule", "blank"]
    start: int
    end: int


def blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a text in order."""
    reader = _Reader(text)
    for line in _lines(text):
        yield from reader.take(line)
    yield from reader.flush()


class _Reader:
    """Puts lines together to blocks and remembers what was announced."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._heading = ""
        self._lead = ""
        self._columns = ""
        self._group = 0
        self._open: tuple[Kind, int, int] | None = None
        self._is_listing = False
        self._is_table = False

    def take(self, line: _Line) -> Iterator[Block]:
        """Take the next line; yield the block that it ends."""
        if line.kind == "rule":
            return
        if line.kind == "text" and self._continues(line):
            assert self._open is not None
            kind, start, _ = self._open
            self._open = (kind, start, line.end)
            return
        yield from self.flush()
        self._is_table = self._is_table and line.kind == "row"
        if line.kind == "blank":
            return
        if line.kind == "heading":
            self._announce(line)
            yield Block("heading", line.start, line.end, self._heading, self._group)
            return
        if line.kind == "row" and not self._is_table:
            self._is_table = True
            self._columns = ""
            self._lead = "" if self._is_listing else self._lead
            self._group += not self._lead
            self._is_listing = True
            if _names_columns(self._text[line.start : line.end]):
                self._columns = self._text[line.start : line.end]
                yield Block("heading", line.start, line.end, self._heading, self._group)
                return
        self._open = ("paragraph" if line.kind == "text" else line.kind, line.start, line.end)

    def flush(self) -> Iterator[Block]:
        """Yield the open block."""
        if self._open is None:
            return
        kind, start, end = self._open
        self._open = None
        if kind == "paragraph":
            self._group += 1
            self._is_listing = False
            text = self._text[start:end]
            if _is_title(text):
                self._heading, self._lead = text, ""
                yield Block("heading", start, end, text, self._group)
                return
            yield Block(kind, start, end, self._heading, self._group)
            self._lead = text[text.rfind(".") + 1 :][-90:] if text.endswith(":") else ""
            return
        if not self._is_listing:
            self._group += not self._lead
            self._is_listing = True
        label = f"{self._heading}: {self._lead} {self._columns if kind == 'row' else ''}"
        yield Block(kind, start, end, label, self._group)

    def _announce(self, line: _Line) -> None:
        self._heading, self._lead, self._columns = self._text[line.start : line.end], "", ""
        self._group += 1
        self._is_listing = False

    def _continues(self, line: _Line) -> bool:
        """Tell a wrapped line from one that stands for itself."""
        if self._open is None:
            return False
        kind, start, end = self._open
        if kind == "row":
            return False
        last = self._text.rfind("\n", start, end) + 1
        return end - max(start, last) >= _WRAPPED or self._text[line.start].islower()


def _is_title(text: str) -> bool:
    return not text.endswith(_ENDS) and len(text) <= 90 and 0 < len(words(text)) <= _HEADING_WORDS


def _names_columns(text: str) -> bool:
    """Tell a header of short names from a row of a table without one."""
    cells = [cell for cell in text.strip("|").split("|") if cell.strip()]
    return all(len(words(cell)) <= 5 for cell in cells) and not any(character.isdigit() for character in text)


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield _line(text, start, end)
        start = end + 1


def _line(text: str, start: int, end: int) -> _Line:
    quoted = _QUOTED.match(text, start, end)
    start = quoted.end() if quoted else start
    stripped = text[start:end].strip()
    if not stripped or _RULE.fullmatch(text, start, end):
        return _Line("rule" if "|" in stripped else "blank", start, end)
    first = start + text[start:end].index(stripped[0])
    last = first + len(stripped)
    heading = _HEADING.match(text, start, end)
    if heading:
        return _Line("heading", min(heading.end(), last), last)
    if stripped.startswith("|") or stripped.count(" | ") >= 2 or stripped.count("\t") >= 2:
        return _Line("row", first, last)
    item = _ITEM.match(text, start, end)
    return _Line("item", item.end(), last) if item else _Line("text", first, last)
