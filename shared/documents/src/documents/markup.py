"""Markdown from plain text.

Nothing outside this module writes Markdown: every function takes plain text and escapes it, so that what came from a
brief or a model can't become a heading, a link, a table cell too many or HTML.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NewType

Markdown = NewType("Markdown", str)
"""Text that is ready to be rendered: escaped, with the marks we meant."""

_INLINE = re.compile(r"([\\`*_\[\]|~])")
_LINE_START = re.compile(r"^(?=#{1,6}(?:\s|$)|[+-](?:\s|$)|[=-][=\s-]*$)")
_LIST_NUMBER = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
_AUTOLINK = re.compile(r"(?i)(https?|ftp|mailto|xmpp)(:)|\b(www)(\.)")
_CLOSING_MARK = re.compile(r"(?<=\s)(#+)$")
_PARAGRAPH_END = re.compile(r"\n[^\S\n]*\n")
_TIGHT_AMPERSAND = re.compile(r"&(?=[#A-Za-z][#A-Za-z0-9]{0,31};)")
_NOTHING = Markdown("")


def plain(text: str) -> Markdown:
    """Escape a text for one line of Markdown; line breaks become spaces."""
    line = " ".join(text.split())
    line = _INLINE.sub(r"\\\1", line)
    line = _TIGHT_AMPERSAND.sub("&amp;", line).replace("<", "&lt;").replace(">", "&gt;")
    line = _AUTOLINK.sub(lambda found: f"{found[1] or found[3]}\\{found[2] or found[4]}", line)
    return Markdown(_LIST_NUMBER.sub(r"\1\\\2", _LINE_START.sub(r"\\", line)))


def prose(text: str) -> Markdown:
    """Escape a text of one or more paragraphs."""
    return join(*(plain(part) for part in _PARAGRAPH_END.split(text)))


def quote(text: str) -> Markdown:
    """Set a text apart as a block quotation."""
    return Markdown("\n>\n".join(f"> {plain(part)}" for part in _PARAGRAPH_END.split(text) if part.strip()))


def bullets(texts: Iterable[str]) -> Markdown:
    """List the texts that aren't empty."""
    return Markdown("\n".join(f"- {plain(text)}" for text in texts if text.strip()))


def numbered(texts: Iterable[str]) -> Markdown:
    """List the texts that aren't empty, in order."""
    kept = (text for text in texts if text.strip())
    return Markdown("\n".join(f"{number}. {plain(text)}" for number, text in enumerate(kept, start=1)))


def facts(*pairs: tuple[str, str]) -> Markdown:
    """List label and value, leaving out the labels without a value; a sentence loses its full stop as a label."""
    kept = ((label.strip().removesuffix("."), value) for label, value in pairs if value.strip())
    return Markdown("\n".join(f"- **{plain(label)}:** {plain(value)}" for label, value in kept))


def table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> Markdown:
    """Set rows under headers; columns that are empty in every row are left out, and so is a table without rows."""
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    columns = [index for index in range(len(headers)) if any(row[index].strip() for row in filled)]
    if not columns:
        return _NOTHING
    lines = [_row([headers[index] for index in columns]), "|" + " --- |" * len(columns)]
    lines += [_row([row[index].strip() or "–" for index in columns]) for row in filled]
    return Markdown("\n".join(lines))


def titled(title: str, *parts: Markdown) -> Markdown:
    """Put a third-level heading above the parts, or nothing when they are all empty."""
    body = join(*parts)
    return join(heading(3, title), body) if body else _NOTHING


def lead(title: str, *parts: Markdown) -> Markdown:
    """Put a bold line above the parts, or nothing when they are all empty."""
    body = join(*parts)
    return Markdown(f"**{plain(title)}**\n\n{body}") if body else _NOTHING


def heading(level: int, title: str) -> Markdown:
    """Write a heading; number signs at its end would be taken for a closing mark."""
    text = _CLOSING_MARK.sub(r"\\\1", plain(title))
    return Markdown(f"{'#' * level} {text}")


def join(*parts: Markdown) -> Markdown:
    """Put blank lines between the parts that aren't empty."""
    return Markdown("\n\n".join(part for part in parts if part))


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(plain(cell) for cell in cells) + " |"
