"""What many checks need to know about a page, worked out once: its language, its kind, its words, the keyword."""

from dataclasses import dataclass
from decimal import Decimal

from seo_worker.checks.page_type import PageType, page_type
from seo_worker.checks.rules import load_ruleset
from seo_worker.evidence import Anchor, FetchedPage, Heading, Page, PageEvidence, SiteEvidence
from seo_worker.text.keywords import Keyword, Mention, read_keyword
from seo_worker.text.languages import SPACELESS, primary
from seo_worker.text.letters import is_spaceless
from seo_worker.text.support import shortfall
from seo_worker.text.terms import Stems, Term, frequent_phrases
from seo_worker.text.words import Lexicon, Token

Sentences = tuple[tuple[Token, ...], ...]

_LEAST_WORDS_TO_DETECT = 50
# resiliparse gives the distance to the language's profile: the larger, the less sure; beyond its cutoff it names none.
_SUREST_RANK = 1000
_FEW_WORDS = 50
# Enough to tell the script that a text is in.
_SCRIPT_CHARS = 2000


@dataclass(frozen=True, slots=True)
class Rival:
    """A competitor's page as far as it is compared: phrases and sections, by the same method as the page's own."""

    url: str
    words: int
    phrases: dict[Stems, Term]
    sections: tuple[tuple[str, frozenset[str]], ...]


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The audited page, read for one keyword; `mentions` says how each sentence speaks of it.

    `is_spaceless`: words can't be counted, because the text puts no spaces between them.
    """

    evidence: SiteEvidence
    page: Page
    keyword: Keyword | None
    language: str | None
    kind: PageType
    is_shell: bool
    lexicon: Lexicon
    sentences: Sentences
    mentions: tuple[Mention, ...]
    rivals: tuple[Rival, ...]
    is_spaceless: bool

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


def read_page(evidence: SiteEvidence, keyword: str, known: Lexicon | None = None) -> PageFacts | None:
    """Work out the facts of the audited page, or return None when there is no page.

    A lexicon that has read the sentences (`known`) spares reading them again, where it is of the page's language.
    """
    page = evidence.page
    if page is None or not answered(evidence.fetch):
        return None
    language = language_of(page)
    lexicon = known if known is not None and known.language == language else Lexicon(language)
    wanted = read_keyword(keyword, lexicon)
    sentences = _sentences(page, lexicon)
    return PageFacts(
        evidence=evidence,
        page=page,
        keyword=wanted,
        language=language,
        kind=page_type(page),
        is_shell=_is_shell(page),
        lexicon=lexicon,
        sentences=sentences,
        mentions=tuple(wanted.mention(sentence) for sentence in sentences) if wanted else (),
        rivals=tuple(_rival(c, lexicon) for c in evidence.competitors if is_usable(c)),
        is_spaceless=language in SPACELESS or is_spaceless(page.main.text[:_SCRIPT_CHARS]),
    )


def answered(fetch: FetchedPage) -> bool:
    """Tell whether the server answered with a page: what comes with an error says nothing about the page."""
    return fetch.status is not None and 200 <= fetch.status < 300


def language_of(page: Page) -> str | None:
    """Return the language the text is judged in: the detected one when that is sure, else the declared one."""
    return detected_language(page) or primary(page.html_lang)


def detected_language(page: Page) -> str | None:
    """Return the language the text is in, when there is enough of it to tell."""
    rank = page.detected_lang_rank
    unsure = page.main.word_count < _LEAST_WORDS_TO_DETECT or rank is None or rank > _SUREST_RANK
    return None if unsure else primary(page.detected_lang)


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
    return tuple(lexicon.tokens(sentence) for sentence in page.main.sentences)


def _is_shell(page: Page) -> bool:
    limits = load_ruleset().rules["T32"].limits
    if page.main.word_count >= limits["few_words"] or page.html_chars == 0 or page.script_count == 0:
        return False
    return page.framework_root is not None or Decimal(page.total_text_chars) / page.html_chars < limits["text_share"]


def _rival(competitor: PageEvidence, lexicon: Lexicon) -> Rival:
    page = competitor.page
    assert page is not None, "only usable competitors are read"
    sections = tuple((h.text, lexicon.stems(h.text)) for h in shown_headings(page, 2) if h.in_main)
    least = int(load_ruleset().rules["C11"].limits["least_uses"])
    phrases = frequent_phrases(_sentences(page, lexicon), lexicon, least=least)
    return Rival(competitor.fetch.final_url, page.main.word_count, phrases, sections)
