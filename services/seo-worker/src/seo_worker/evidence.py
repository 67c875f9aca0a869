"""What was seen of a site, as plain values: the fetch and the parser fill it in, the checks only read it.

Nothing here judges. `None` means "not seen" or "not measured", never "zero"; an empty tuple means "looked for, none
there". All values survive JSON, because they cross a process boundary.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from pydantic import JsonValue

from seo_worker.page_references import Charset, MixedReference, Resource
from seo_worker.providers.answers import Answer

FetchErrorCode = Literal[
    "invalid_url",
    "blocked_address",
    "blocked_port",
    "dns_failed",
    "connect_failed",
    "tls_failed",
    "timeout",
    "too_many_redirects",
    "redirect_loop",
    "bad_response",
    "unsupported_encoding",
    "not_html",
    "too_large",
    "robots_disallowed",
    "robots_unavailable",
]
Truncation = Literal["wire", "inflated"]
RobotsState = Literal["parsed", "absent", "unavailable", "not_measured"]
SitemapState = Literal["read", "absent", "invalid", "not_measured"]
ParseStatus = Literal["parsed", "degraded", "skipped"]
ParseReason = Literal["deadline", "crashed", "memory", "failed", "not_html", "no_body", "fetch_failed", "repeated"]
Region = Literal["header", "nav", "main", "aside", "footer", "body"]
DateSource = Literal["json-ld", "microdata", "meta", "time", "last-modified", "sitemap"]
DateKind = Literal["published", "modified", "unknown"]
BlockKind = Literal["heading", "paragraph", "list_item"]
Syntax = Literal["json-ld", "microdata"]


@dataclass(frozen=True, slots=True)
class FetchError:
    """Why something could not be had; `message` is for a marketer and tells nothing about our network."""

    code: FetchErrorCode
    message: str


@dataclass(frozen=True, slots=True)
class Hop:
    """One response on the way; `location` is the resolved target when it was a redirect."""

    url: str
    status: int
    location: str | None = None


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """One document as the server sent it to us, without its body.

    `hops` holds every response, the final one last, so the number of redirects is the number of hops with a location.
    `headers` are those of the final response: names in lower case, in wire order, repeated ones kept.
    `response_ms` are samples of the time from sending the final request to its response headers (no connect, no body).
    `fetched_at` is when the fetch began (RFC 3339), by this server's clock; no score rests on it.
    """

    requested_url: str
    final_url: str
    status: int | None = None
    hops: tuple[Hop, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    content_type: str | None = None
    encoding: str | None = None
    wire_bytes: int = 0
    inflated_bytes: int = 0
    truncated: Truncation | None = None
    response_ms: tuple[float, ...] = ()
    total_ms: float | None = None
    scheme_assumed: bool = False
    error: FetchError | None = None
    fetched_at: str | None = None

    def header(self, name: str) -> str | None:
        """Return the first value of a header, or None when the response had none."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key == wanted), None)

    def header_values(self, name: str) -> tuple[str, ...]:
        """Return every value of a header in wire order."""
        wanted = name.lower()
        return tuple(value for key, value in self.headers if key == wanted)


@dataclass(frozen=True, slots=True)
class RobotsDecision:
    """What robots.txt says to one crawler about the page; `line` and `rule` are None when no rule matched."""

    agent: str
    allowed: bool
    line: int | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class RobotsSyntaxError:
    """A line of robots.txt that crawlers can't use."""

    line: int
    text: str
    message: str


@dataclass(frozen=True, slots=True)
class RobotsEvidence:
    """robots.txt of the page's host: `absent` (4xx) allows all, `unavailable` (5xx) blocks all, RFC 9309 2.3.1."""

    url: str
    state: RobotsState
    status: int | None = None
    size_bytes: int = 0
    truncated: bool = False
    decisions: tuple[RobotsDecision, ...] = ()
    errors: tuple[RobotsSyntaxError, ...] = ()
    sitemaps: tuple[str, ...] = ()
    error: FetchError | None = None

    def decision(self, agent: str) -> RobotsDecision | None:
        """Return what was decided for this crawler token ('*' for all others)."""
        return next((d for d in self.decisions if d.agent.lower() == agent.lower()), None)


@dataclass(frozen=True, slots=True)
class SitemapEvidence:
    """The sitemap as far as it was read; `lists_page` is None when reading stopped before that could be known.

    `url_count` counts page entries read; reading stops at the page, at a cap or at the end (`complete`).
    `variant` is an entry that is the page in all but scheme, `www.` or a final slash; `too_large` says which limit of
    the protocol a file exceeds.
    """

    url: str
    state: SitemapState
    source: Literal["robots", "default"]
    status: int | None = None
    is_index: bool = False
    files_read: int = 0
    url_count: int = 0
    complete: bool = False
    lists_page: bool | None = None
    lastmod: str | None = None
    error: FetchError | None = None
    problem: str | None = None
    variant: str | None = None
    too_large: str | None = None


@dataclass(frozen=True, slots=True)
class PlainHTTP:
    """What the http form of an https page does: it leads to https, is open to readers, or gives no page at all."""

    url: str
    state: Literal["redirects", "open", "closed", "not_measured"]
    status: int | None = None
    leads_to: str | None = None
    error: FetchError | None = None


@dataclass(frozen=True, slots=True)
class Title:
    """A `title` element of the HTML tree (those inside SVG are left out)."""

    text: str
    in_head: bool


@dataclass(frozen=True, slots=True)
class Meta:
    """A `meta` element; `name` is its name, property, itemprop or http-equiv in lower case."""

    name: str
    content: str
    kind: Literal["name", "property", "itemprop", "http-equiv"]
    in_head: bool


@dataclass(frozen=True, slots=True)
class Canonical:
    """A canonical as written, and as resolved against the page (None when it can't be parsed)."""

    href: str
    url: str | None
    source: Literal["html", "header"]
    in_head: bool = True


@dataclass(frozen=True, slots=True)
class Hreflang:
    """An alternate language version as written, and resolved."""

    lang: str
    href: str
    url: str | None
    source: Literal["html", "header"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the whole page; `hidden` by attribute or inline style, on it or above it; `at` counts elements."""

    level: int
    text: str
    hidden: bool
    in_main: bool
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Anchor:
    """An `a` element; `text` falls back on aria-label, the alt of images inside, then title.

    `url` is the resolved http(s) target. `internal` compares registrable domains; None when there is no http(s) target.
    `lacks_address`: there is no href, yet attributes that only a link with an address may have. `at` counts elements.
    """

    href: str | None
    url: str | None
    text: str
    rel: tuple[str, ...]
    role: str | None
    name: str | None
    has_id: bool
    has_listener: bool
    internal: bool | None
    registrable_domain: str | None
    region: Region
    in_main: bool
    hidden: bool
    lacks_address: bool = False
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Image:
    """An `img` element; `alt` is None without the attribute, "" for "decorative", " " when it holds only blanks."""

    src: str
    alt: str | None
    width: str | None
    height: str | None
    role: str | None
    labelled: bool
    hidden: bool
    in_main: bool
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class StructuredItem:
    """One described thing; types are short names ("Article"), nested things stay inside `properties`."""

    syntax: Syntax
    types: tuple[str, ...]
    properties: dict[str, JsonValue]


@dataclass(frozen=True, slots=True)
class StructuredError:
    """A block of structured data that can't be read."""

    syntax: Syntax
    message: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class DateClaim:
    """A date the page claims; `iso` is None when the text isn't a date we can read."""

    source: DateSource
    kind: DateKind
    text: str
    iso: str | None


@dataclass(frozen=True, slots=True)
class Byline:
    """A named author and where the name stands: rel=author, itemprop, meta, class name or structured data."""

    name: str
    source: Literal["rel", "itemprop", "meta", "class", "json-ld"]
    is_person: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the main text in order; `level` is that of a heading, otherwise None."""

    kind: BlockKind
    text: str
    words: int
    level: int | None = None


@dataclass(frozen=True, slots=True)
class MainText:
    """The main content: blocks in order, sentences of paragraphs and list items in order (headings left out)."""

    blocks: tuple[Block, ...]
    sentences: tuple[str, ...]
    text: str
    word_count: int
    chars: int

    @property
    def paragraphs(self) -> tuple[Block, ...]:
        """The blocks that are running text."""
        return tuple(b for b in self.blocks if b.kind == "paragraph")


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the checks need of one HTML document."""

    url: str
    base_url: str
    registrable_domain: str | None
    titles: tuple[Title, ...]
    metas: tuple[Meta, ...]
    canonicals: tuple[Canonical, ...]
    hreflangs: tuple[Hreflang, ...]
    html_lang: str | None
    detected_lang: str | None
    detected_lang_rank: int | None
    charset: Charset
    headings: tuple[Heading, ...]
    anchors: tuple[Anchor, ...]
    images: tuple[Image, ...]
    structured: tuple[StructuredItem, ...]
    structured_errors: tuple[StructuredError, ...]
    head_resources: tuple[Resource, ...]
    mixed: tuple[MixedReference, ...]
    dates: tuple[DateClaim, ...]
    bylines: tuple[Byline, ...]
    main: MainText
    total_text_chars: int
    total_words: int
    html_chars: int
    dom_nodes: int
    dom_depth: int
    script_count: int
    framework_root: str | None
    capped: tuple[str, ...] = ()

    def meta(self, name: str) -> str | None:
        """Return the content of the first meta with this name or property, or None."""
        wanted = name.lower()
        return next((m.content for m in self.metas if m.name == wanted and m.kind != "http-equiv"), None)

    def meta_values(self, name: str) -> tuple[str, ...]:
        """Return the contents of all metas with this name or property."""
        wanted = name.lower()
        return tuple(m.content for m in self.metas if m.name == wanted and m.kind != "http-equiv")


@dataclass(frozen=True, slots=True)
class ParseState:
    """How parsing ended; unless it is `parsed` there is no Page and on-page checks are not measured, see `message`."""

    status: ParseStatus
    reason: ParseReason | None = None
    message: str | None = None
    tripped: str | None = None
    duration_ms: float | None = None


@dataclass(frozen=True, slots=True)
class PageEvidence:
    """One address: what robots.txt allows, what the server sent, what was in it."""

    requested: str
    robots: RobotsEvidence
    fetch: FetchedPage
    parse: ParseState
    page: Page | None


# What a first look leaves for later: competitors' pages, outside sources, other pages of the site.
Pending = Literal["competitors", "sources", "pages"]


@dataclass(frozen=True, slots=True)
class SiteEvidence:
    """All that one audit may judge; competitors are in the order they were asked for, also those that failed.

    `sources` holds one answer of each connected outside source, about the target or its domain. `pending` names what is
    still being looked at, so that its absence is no finding. `plain_http` is None when the page has no http form.
    """

    target: PageEvidence
    sitemap: SitemapEvidence
    competitors: tuple[PageEvidence, ...]
    vantage: str
    user_agent: str
    gathered_at: datetime
    sources: tuple[Answer, ...] = ()
    pending: tuple[Pending, ...] = ()
    plain_http: PlainHTTP | None = None

    @property
    def page(self) -> Page | None:
        """The audited page, or None when it could not be had or parsed."""
        return self.target.page

    @property
    def fetch(self) -> FetchedPage:
        """How the audited page was fetched."""
        return self.target.fetch

    @property
    def robots(self) -> RobotsEvidence:
        """What robots.txt says about the audited page."""
        return self.target.robots

    @property
    def parse(self) -> ParseState:
        """How parsing the audited page ended."""
        return self.target.parse
