"""What many checks need to know about a page, worked out once: its language, its kind, its words, the keyword."""

from dataclasses import dataclass, replace
from decimal import Decimal

from seo_worker.checks.page_language import language_of
from seo_worker.checks.page_type import PageType, page_type
from seo_worker.checks.rules import load_ruleset
from seo_worker.checks.topical.brands import brand_of
from seo_worker.checks.topical.comparison import Comparison
from seo_worker.checks.topical.page_text import page_text
from seo_worker.checks.topical.shared_terms import Rival
from seo_worker.evidence import Anchor, FetchedPage, Heading, Page, PageEvidence, SiteEvidence
from seo_worker.text.keywords import Keyword, Mention, read_keyword
from seo_worker.text.languages import SPACELESS
from seo_worker.text.letters import is_spaceless
from seo_worker.text.support import shortfall
from seo_worker.text.words import Lexicon, Token

Sentences = tuple[tuple[Token, ...], ...]

_FEW_WORDS = 50
# Enough to tell the script that a text is in.
_SCRIPT_CHARS = 2000


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The audited page, read for one keyword; `mentions` says how each sentence speaks of it.

    `is_spaceless`: words can't be counted, because the text puts no spaces between them.
    """

    evidence: SiteEvidence
    page: Page
    asked: str
    keyword: Keyword | None
    language: str | None
    kind: PageType
    is_shell: bool
    lexicon: Lexicon
    sentences: Sentences
    mentions: tuple[Mention, ...]
    comparison: Comparison
    is_spaceless: bool

    @property
    def rivals(self) -> tuple[Rival, ...]:
        """The competitors' pages that could be read, by their addresses."""
        return self.comparison.rivals

    @property
    def url(self) -> str:
        """The address the page was found at."""
        return self.evidence.fetch.final_url

    @property
    def shortfall(self) -> str | None:
        """What can't be known of the page because of its language, or None when that is fully supported."""
        return shortfall(self.language, spaceless=self.is_spaceless)

    @property
    def title(self) -> str | None:
        """The text of the title that counts: the first non-empty one in the head."""
        return next((t.text for t in self.page.titles if t.in_head and t.text.strip()), None)

    @property
    def description(self) -> str | None:
        """The first meta description of the head, when it has text; elsewhere search engines don't look for one."""
        found = (m.content for m in self.page.metas if (m.name, m.kind) == ("description", "name") and m.in_head)
        return next(found, "").strip() or None


def read_page(evidence: SiteEvidence, keyword: str, known: PageFacts | None = None) -> PageFacts | None:
    """Work out the facts of the audited page, or return None when there is no page.

    What is `known` of the same page and keyword is not worked out again; of another page, its words are remembered.
    """
    page = evidence.page
    if page is None or not answered(evidence.fetch):
        return None
    if known is not None and known.page is page and known.asked == keyword:
        return _beside(known, evidence)
    language = language_of(page)
    lexicon = known.lexicon if known is not None and known.language == language else Lexicon(language)
    wanted = read_keyword(keyword, lexicon)
    sentences = _sentences(page, lexicon)
    subject = frozenset(word.stem for word in wanted.content) if wanted else frozenset[str]()
    return PageFacts(
        evidence=evidence,
        page=page,
        asked=keyword,
        keyword=wanted,
        language=language,
        kind=page_type(page),
        is_shell=_is_shell(page),
        lexicon=lexicon,
        sentences=sentences,
        mentions=tuple(wanted.mention(sentence) for sentence in sentences) if wanted else (),
        comparison=Comparison(
            url=evidence.fetch.final_url,
            page=page,
            sentences=sentences,
            rivals=_rivals(evidence, lexicon, subject),
            lexicon=lexicon,
            subject=subject,
        ),
        is_spaceless=language in SPACELESS or is_spaceless(page.main.text[:_SCRIPT_CHARS]),
    )


def answered(fetch: FetchedPage) -> bool:
    """Tell whether the server answered with a page: what comes with an error says nothing about the page."""
    return fetch.status is not None and 200 <= fetch.status < 300


def is_usable(competitor: PageEvidence) -> bool:
    """Tell whether a competitor's page was had and has text to compare."""
    page = competitor.page
    return page is not None and answered(competitor.fetch) and page.main.word_count >= _FEW_WORDS


def shown_headings(page: Page, *levels: int) -> tuple[Heading, ...]:
    """Return the headings of these levels that people can see and read."""
    return tuple(h for h in page.headings if h.level in levels and not h.hidden and h.text.strip())


def text_links(page: Page) -> tuple[Anchor, ...]:
    """Return the links in the main text that search engines are asked to follow and that lead to another page."""
    return tuple(a for a in page.anchors if a.in_main and not a.hidden and a.url and is_followed(a))


def is_followed(anchor: Anchor) -> bool:
    """Tell whether a link passes on trust."""
    return not {"nofollow", "ugc", "sponsored"} & {value.lower() for value in anchor.rel}


def _sentences(page: Page, lexicon: Lexicon) -> Sentences:
    return lexicon.read(page.main.sentences)


def _is_shell(page: Page) -> bool:
    limits = load_ruleset().rules["T32"].limits
    if page.main.word_count >= limits["few_words"] or page.html_chars == 0 or page.script_count == 0:
        return False
    return page.framework_root is not None or Decimal(page.total_text_chars) / page.html_chars < limits["text_share"]


def _beside(known: PageFacts, evidence: SiteEvidence) -> PageFacts:
    """Return what is known of a page beside what has been found out since."""
    rivals = _rivals(evidence, known.lexicon, known.comparison.subject)
    return replace(known, evidence=evidence, comparison=known.comparison.beside(rivals))


def _rivals(evidence: SiteEvidence, lexicon: Lexicon, subject: frozenset[str]) -> tuple[Rival, ...]:
    usable = ((c.fetch.final_url, c.page) for c in evidence.competitors if is_usable(c))
    read = (_rival(url, page, lexicon, subject) for url, page in usable if page is not None)
    return tuple(sorted(read, key=lambda rival: rival.text.url))


def _rival(url: str, page: Page, lexicon: Lexicon, subject: frozenset[str]) -> Rival:
    text = page_text(url, page, _sentences(page, lexicon), lexicon, subject)
    return Rival(page.main.word_count, replace(text, brand=brand_of(page, lexicon, subject)))
