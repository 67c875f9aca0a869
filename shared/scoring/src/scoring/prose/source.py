"""The text behind its markup, with the way back: every place in the clean text is a place in the original.

HTML is turned into the Markdown that says the same, so that one reader of layout is enough. Each pattern is anchored
or bounded, so the time is linear in the length of the text.
"""

import html
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from scoring.words import listed

_SPECIAL = re.compile(
    r"(?P<marked>[^\W_][\u0300-\u036f]{1,8})|"
    r"(?P<hidden>[\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\ufe0e\ufe0f\x00-\x08\x0b-\x0c\x0e-\x1f\x7f]+)|"
    r"(?P<blank>[\u00a0\u2000-\u200a\u202f\u3000])|(?P<line>\r\n?|[\u2028\u2029\x85])|"
    r"(?P<wide>[\ufb00-\ufb06\uff01-\uff5e])|(?P<tag><)|(?P<entity>&)|(?P<star>\*{1,3}|`{1,3}|(?<!\w)_{1,2}(?=[^\W_])|"
    r"(?<=[^\W_])_{1,2}(?!\w))|(?P<link>!?\[(?P<shown>[^\[\]\n]{0,300})\]\([^()\s]{0,500}\))|"
    r"(?P<address>https?://(?:www\.)?(?P<host>[\w.-]{1,200})[^\s<>()\"]{0,500})"
)
_TAG = re.compile(r"</?(?P<name>[A-Za-z][A-Za-z0-9]{0,20})(?=[\s/>])[^<>]{0,2000}>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ELEMENTS = listed(
    """
    a abbr address article aside b big blockquote body br button caption center cite code col colgroup dd del
    details dfn div dl dt em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i
    iframe img input ins kbd label legend li link main mark meta nav noscript ol option p pre q s samp script
    section select small span strike strong style sub summary sup svg table tbody td template textarea tfoot th
    thead time title tr tt u ul var video
    """
)
_UNSEEN = listed("script style template noscript head svg")
_HEADINGS = listed("h1 h2 h3 h4 h5 h6")
_BREAKS = listed(
    "p div section article header footer table ul ol dl blockquote hr pre main aside figure dd dt thead tbody"
)


@dataclass(frozen=True, slots=True)
class Source:
    """A clean text; `starts` are where its pieces begin, `origins` the spans of the original behind each piece."""

    original: str
    text: str
    starts: tuple[int, ...]
    origins: tuple[tuple[int, int], ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the original behind a span of the clean text that isn't empty."""
        first, last = self._piece(start), self._piece(end - 1)
        begin, stop = self.origins[first]
        whole = len(self.text) if first + 1 == len(self.starts) else self.starts[first + 1]
        from_ = begin + (start - self.starts[first]) if stop - begin == whole - self.starts[first] else begin
        begin, stop = self.origins[last]
        whole = len(self.text) if last + 1 == len(self.starts) else self.starts[last + 1]
        to = begin + (end - self.starts[last]) if stop - begin == whole - self.starts[last] else stop
        return from_, max(from_, to)

    def _piece(self, position: int) -> int:
        return max(0, bisect_right(self.starts, position) - 1)


class _Writer:
    """Collects the clean text piece by piece."""

    def __init__(self, original: str) -> None:
        self.original = original
        self._pieces: list[str] = []
        self._starts: list[int] = []
        self._origins: list[tuple[int, int]] = []
        self._size = 0
        self.read = 0

    def write(self, text: str, start: int, end: int) -> None:
        """Put `text` in place of the original from start to end, after what was not yet copied before it."""
        if start > self.read:
            self._put(self.original[self.read : start], self.read, start)
        self._put(text, start, end)
        self.read = end

    def source(self) -> Source:
        """Return what was collected."""
        self.write("", len(self.original), len(self.original))
        return Source(self.original, "".join(self._pieces), tuple(self._starts), tuple(self._origins))

    def _put(self, text: str, start: int, end: int) -> None:
        if text:
            self._pieces.append(text)
            self._starts.append(self._size)
            self._origins.append((start, end))
            self._size += len(text)


def source(original: str) -> Source:
    """Strip tags, entities, emphasis and invisible characters, and compose accents."""
    writer = _Writer(original)
    # A closing tag that was looked for in vain isn't there later either; looking again would take quadratic time.
    missing: set[str] = set()
    for found in _SPECIAL.finditer(original):
        if found.start() < writer.read:
            continue
        start, end = found.span()
        kind = found.lastgroup
        if kind == "tag":
            _tag(writer, start, missing)
        elif kind == "entity":
            entity = _ENTITY.match(original, start)
            if entity:
                writer.write(_plain(html.unescape(entity.group())), start, entity.end())
        else:
            writer.write(_replacement(found, original), start, end)
    return writer.source()


def _replacement(found: re.Match[str], original: str) -> str:
    kind, text = found.lastgroup, found.group()
    if kind == "line":
        return "\n"
    if kind == "blank":
        return " "
    if kind in {"marked", "wide"}:
        return unicodedata.normalize("NFKC" if kind == "wide" else "NFC", text)
    if kind == "star":
        return _star(text, original, found.start(), found.end())
    if kind == "link":
        return "" if text.startswith("!") else found["shown"]
    return found["host"] if kind == "address" else ""


def _star(text: str, original: str, start: int, end: int) -> str:
    """Drop emphasis, keep a bullet as a dash and a multiplication as its sign."""
    if text != "*" or not original[end : end + 1].isspace():
        return ""
    is_first = not original[original.rfind("\n", max(0, start - 80), start) + 1 : start].strip()
    return "-" if is_first else "×" if original[start - 1].isspace() else ""


def _plain(characters: str) -> str:
    """Keep an unescaped character from being read as markup or hiding something."""
    if unicodedata.category(characters[0]) == "Cf":
        return ""
    return " " if characters in "<>*`_|#" or not characters.isprintable() else characters


def _tag(writer: _Writer, start: int, missing: set[str]) -> None:
    original = writer.original
    if original.startswith("<!--", start):
        _skip(writer, start, "-->", missing)
        return
    found = _TAG.match(original, start)
    if found is None or found["name"].lower() not in _ELEMENTS:
        return
    name, is_closing = found["name"].lower(), original.startswith("</", start)
    if name in _UNSEEN and not is_closing:
        _skip(writer, start, f"</{name}", missing)
        if writer.read > start:
            return
    writer.write(_markdown(name, is_closing=is_closing), start, found.end())


def _skip(writer: _Writer, start: int, closing: str, missing: set[str]) -> None:
    original = writer.original
    end = -1 if closing in missing else original.find(closing, start)
    if end < 0:
        missing.add(closing)
        return
    stop = original.find(">", end)
    writer.write("" if closing == "-->" else "\n", start, len(original) if stop < 0 else stop + 1)


def _markdown(name: str, *, is_closing: bool) -> str:
    if name in _HEADINGS:
        return "\n\n" if is_closing else "\n\n# "
    if name in _BREAKS:
        return "\n\n"
    if name == "br":
        return "\n"
    if name == "li":
        return "\n" if is_closing else "\n- "
    if name == "tr":
        return " |\n" if is_closing else "\n"
    if name in {"td", "th"}:
        return " " if is_closing else "| "
    return ""
