"""The page beside its competitors, read once for the checks and for what is told; their order changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from seo_worker.checks.rules import load_ruleset
from seo_worker.checks.topical.brands import Brand, brand_of
from seo_worker.checks.topical.page_text import PageText, Section, page_text
from seo_worker.checks.topical.said import Said
from seo_worker.checks.topical.sections import Headed, SectionGroup, Topic, grouped, is_compared, topic_of
from seo_worker.checks.topical.shared_terms import Rival, SharedTerm, quorum, shared_terms
from seo_worker.evidence import Page
from seo_worker.text.markers import Markers, load_markers
from seo_worker.text.words import Lexicon, Token

SECTION_LEVELS = frozenset({2})
GAP_LEVELS = frozenset({2, 3})
_OWN_LEVELS = range(1, 5)
_MOST_LINKS = 500
_OF_THE_PAGE = frozenset({"own", "brand", "said"})


@dataclass(frozen=True)
class Comparison:
    """One page, its competitors by their addresses, and the stems of what is searched for (`subject`)."""

    url: str
    page: Page
    sentences: tuple[tuple[Token, ...], ...]
    rivals: tuple[Rival, ...]
    lexicon: Lexicon
    subject: frozenset[str]

    @cached_property
    def own(self) -> PageText:
        """The page itself."""
        return page_text(self.url, self.page, self.sentences, self.lexicon, self.subject)

    @cached_property
    def brand(self) -> Brand:
        """What the page's own site is called."""
        return brand_of(self.page, self.lexicon, self.subject)

    @cached_property
    def said(self) -> Said:
        """All that the page says in titles, headings, text, links and descriptions."""
        page = self.page
        lines = (
            *(title.text for title in page.titles),
            *page.meta_values("description"),
            *(heading.text for heading in page.headings),
            *(image.alt or "" for image in page.images),
            *islice(dict.fromkeys(anchor.text for anchor in page.anchors), _MOST_LINKS),
        )
        return Said((*self.sentences, *map(self.lexicon.tokens, lines)))

    @property
    def markers(self) -> Markers:
        """The reviewed words of the page's language."""
        return load_markers(self.lexicon.language)

    @cached_property
    def terms(self) -> tuple[SharedTerm, ...]:
        """The terms that enough competitors use, the most shared first, whether the page has them or not."""
        # Most audits have no competitors, and all that the page says is long to go through.
        return shared_terms(self.rivals, self.said, self.lexicon, self.subject) if self.rivals else ()

    @cached_property
    def headed(self) -> tuple[Headed, ...]:
        """Every section of every competitor with its topic; what all websites have is left out."""
        boilerplate = self.markers.boilerplate.without(self.subject)
        return tuple(
            self._headed(rival, number, section)
            for rival in self.rivals
            for number, section in enumerate(rival.text.sections)
            if section.level > 1 and not boilerplate.find(section.tokens)
        )

    def sections(self, levels: frozenset[int]) -> tuple[SectionGroup, ...]:
        """Return the topics that enough competitors have a heading of these levels for."""
        entries = [entry for entry in self.headed if is_compared(entry, levels)]
        own = [(s.heading, self.topic(s.tokens)) for s in self.own.sections if s.level in _OWN_LEVELS]
        similar = float(load_ruleset().rules["C12"].limits["similar"])
        return grouped(entries, own, similar=similar, least=quorum(len(self.rivals)))

    def beside(self, rivals: tuple[Rival, ...]) -> "Comparison":
        """Return the page beside other competitors; what was read of the page itself is not read again."""
        compared = replace(self, rivals=rivals)
        # Where cached properties are kept.
        compared.__dict__.update({name: known for name, known in self.__dict__.items() if name in _OF_THE_PAGE})
        return compared

    def alone(self) -> "Comparison":
        """Return the page without its competitors."""
        return self.beside(())

    def topic(self, tokens: Sequence[Token]) -> Topic:
        """Read a heading for what it is about besides the subject."""
        return topic_of(tokens, self.lexicon, self.markers, self.subject)

    def asks(self, text: str, tokens: tuple[Token, ...]) -> bool:
        """Tell whether a line asks a question."""
        return self.markers.is_question(text, tokens)

    def _headed(self, rival: Rival, number: int, section: Section) -> Headed:
        tokens = section.tokens
        return Headed(
            url=rival.text.url,
            number=number,
            section=section,
            topic=self.topic(tokens),
            asks=self.asks(section.heading, tokens),
            branded=any(other.brand.places(tokens) for other in self.rivals),
            named=len({token.stem for token in tokens} & self.subject),
        )
