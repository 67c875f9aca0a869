"""Reads one sitemap (XML, an index of others, or plain text) as far as needed to find a page in it.

Entities are refused where they are declared, so nothing can expand, and so is nesting that only fills memory; reading
stops at the page or at the cap.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal
from xml.parsers import expat

from seo_worker.fetch.body import Inflater
from seo_worker.fetch.failures import FetchFailureError
from seo_worker.fetch.sought import Sought

MAX_URLS: Final = 50_000
_MAX_CHILDREN: Final = 1000
_MAX_TEXT: Final = 4096
_CHUNK: Final = 131_072
GZIP: Final = b"\x1f\x8b"
# The protocol needs three levels and its extensions five; each open element costs expat more than a hundred bytes.
_MAX_DEPTH: Final = 32
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_LINE: Final = re.compile(rb"(?:\A|[\r\n])[ \t]*(http[^\r\n]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SitemapFile:
    """What one file held up to where reading stopped; `problem` is set when it is no sitemap or broken further on.

    `variant` is the first entry that is the page in all but scheme, `www.` or a final slash.
    """

    kind: Literal["urlset", "index", "text", "unknown"]
    url_count: int
    children: tuple[str, ...]
    found: bool
    lastmod: str | None
    complete: bool
    problem: str | None
    urls: tuple[str, ...] = ()
    variant: str | None = None


class _ForbiddenError(Exception):
    """The file holds what no sitemap needs; the message says what."""


@dataclass(slots=True)
class _Reader:
    page: Sought
    keep: int = 0
    kind: Literal["urlset", "index", "text", "unknown"] = "unknown"
    root: str | None = None
    count: int = 0
    children: list[str] = field(default_factory=list[str])
    urls: list[str] = field(default_factory=list[str])
    found: bool = False
    variant: str | None = None
    lastmod: str | None = None
    path: list[str] = field(default_factory=list[str])
    text: str = ""
    loc: str = ""
    changed: str = ""

    @property
    def done(self) -> bool:
        return self.found or self.count > MAX_URLS or len(self.children) >= _MAX_CHILDREN

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        if len(self.path) >= _MAX_DEPTH:
            raise _ForbiddenError(f"Its elements are nested more than {_MAX_DEPTH} deep")
        local = name.rpartition(" ")[2]
        if self.root is None:
            self.root = local
            self.kind = "urlset" if local == "urlset" else "index" if local == "sitemapindex" else "unknown"
        self.path.append(local)
        self.text = ""
        if len(self.path) == 2:
            self.loc = self.changed = ""

    def data(self, text: str) -> None:
        if len(self.path) == 3 and len(self.text) < _MAX_TEXT:
            self.text += text

    def end(self, _name: str) -> None:
        local = self.path.pop()
        if len(self.path) == 2 and local == "loc":
            self.loc = self.text.strip()
        elif len(self.path) == 2 and local == "lastmod":
            self.changed = self.text.strip()
        elif len(self.path) == 1 and self.loc and not self.done:
            self.entry(local)

    def entry(self, local: str) -> None:
        if self.kind == "index" and local == "sitemap":
            self.children.append(self.loc)
        elif self.kind == "urlset" and local == "url":
            self.count += 1
            if len(self.urls) < self.keep:
                self.urls.append(self.loc)
            self.compare()

    def compare(self) -> None:
        likeness = self.page.likeness(self.loc)
        if likeness == "same":
            self.found, self.lastmod = True, self.changed[:64] or None
        elif likeness == "variant" and self.variant is None:
            self.variant = self.loc

    def entity(self, *_: object) -> None:
        raise _ForbiddenError("It declares XML entities, which sitemaps must not")


def read_sitemap(content: bytes, page: str, *, max_bytes: int, keep: int = 0) -> SitemapFile:
    """Look for a page's normalised URL in a sitemap; a gzip file is inflated up to `max_bytes` first.

    The first `keep` addresses met on the way are returned too; to have them all, look for no page.
    """
    cut = False
    if content.startswith(GZIP):
        try:
            inflater = Inflater()
            content = inflater.inflate(content, max_bytes + 1)
        except (FetchFailureError, zlib.error):
            return SitemapFile("unknown", 0, (), found=False, lastmod=None, complete=False, problem="Broken gzip file")
        cut = len(content) > max_bytes or not inflater.ended
    text = content.removeprefix(_BYTE_ORDER_MARK)
    if text.lstrip()[:4].lower() == b"http":
        return _read_text(text, Sought(page), cut=cut, keep=keep)
    return _read_xml(content, _Reader(Sought(page), keep), cut=cut)


def _read_xml(content: bytes, reader: _Reader, *, cut: bool) -> SitemapFile:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.data
    parser.EntityDeclHandler = reader.entity
    problem = _problem_of_reading(parser, content, reader, cut=cut)
    if reader.kind == "unknown" and content[:512].lstrip().lower().startswith((b"<!doctype html", b"<html")):
        problem = "It is an HTML page, not a sitemap"
    elif problem is None and reader.kind == "unknown":
        problem = f"It is not a sitemap: the outermost element is {reader.root or 'missing'}"[:120]
    return SitemapFile(
        kind=reader.kind,
        url_count=reader.count,
        children=tuple(dict.fromkeys(reader.children)),
        found=reader.found,
        lastmod=reader.lastmod,
        complete=problem is None and not cut and not reader.done,
        problem=problem,
        urls=tuple(reader.urls),
        variant=reader.variant,
    )


def _problem_of_reading(parser: expat.XMLParserType, content: bytes, reader: _Reader, *, cut: bool) -> str | None:
    try:
        for begin in range(0, len(content), _CHUNK):
            if reader.done:
                break
            parser.Parse(content[begin : begin + _CHUNK], False)  # noqa: FBT003 - expat knows no keywords
        if not reader.done and not cut:
            parser.Parse(b"", True)  # noqa: FBT003 - as above
    except expat.ExpatError as exc:
        return f"Not well-formed XML in line {exc.lineno}"
    except _ForbiddenError as exc:
        return str(exc)
    except (LookupError, ValueError):
        # Expat asks Python's codecs for the encoding that the file names, and those raise errors of their own.
        return "It is written in an encoding that sitemaps can't have"
    return None


def _read_text(content: bytes, page: Sought, *, cut: bool, keep: int) -> SitemapFile:
    reader = _Reader(page, keep, "urlset", "urlset")
    for line in _lines(content):
        if reader.done:
            break
        reader.loc = line
        reader.entry("url")
    return SitemapFile(
        kind="text",
        url_count=reader.count,
        children=(),
        found=reader.found,
        lastmod=None,
        complete=not cut and not reader.done,
        problem=None,
        urls=tuple(reader.urls),
        variant=reader.variant,
    )


def _lines(content: bytes) -> Iterator[str]:
    """Return the lines that hold an address, one at a time: a file may have millions."""
    return (found[1].decode("utf-8", "replace").strip() for found in _LINE.finditer(content))
