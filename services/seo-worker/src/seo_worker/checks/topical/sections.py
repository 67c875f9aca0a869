"""Which sections and questions competing pages share: headings are grouped by what is left without the subject."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from seo_worker.checks.topical.page_text import Section
from seo_worker.text.markers import Ask, Markers
from seo_worker.text.words import Lexicon, Token

Kind = Literal["section", "question"]
_QUESTION_LEVELS: Final = frozenset(range(2, 7))


@dataclass(frozen=True, slots=True)
class Topic:
    """What a heading is about: the price, speed or duration of something, and the words that say of what."""

    ask: Ask | None
    stems: frozenset[str]

    def is_alike(self, other: "Topic", similar: float) -> bool:
        """Tell whether two headings are about the same; a price is a price, when one does not say of what."""
        if self.ask != other.ask:
            return False
        if self.ask and not (self.stems and other.stems):
            return True
        common = self.stems & other.stems
        return bool(common) and len(common) / len(self.stems | other.stems) >= similar

    def is_within(self, other: "Topic") -> bool:
        """Tell whether another heading says all of this and more."""
        return self.ask in {None, other.ask} and bool(self.stems) and self.stems <= other.stems


@dataclass(frozen=True, slots=True)
class Headed:
    """A competitor's section with its topic; `branded` headings name a site, `named` counts words of the subject."""

    url: str
    number: int
    section: Section
    topic: Topic
    asks: bool
    branded: bool
    named: int


@dataclass(frozen=True, slots=True)
class SectionGroup:
    """Sections of several competitors about one topic, and the page's own heading for it."""

    topic: Topic
    members: tuple[Headed, ...]
    own: str | None

    @property
    def covered(self) -> bool:
        """Whether the page has a heading for it, which is `own`."""
        return self.own is not None

    @property
    def urls(self) -> tuple[str, ...]:
        """The competitors that have it, each once, in alphabetical order."""
        return tuple(sorted({member.url for member in self.members}))

    @property
    def kind(self) -> Kind:
        """A question, when most of them ask it in the heading."""
        asking = len({member.url for member in self.members if member.asks})
        return "question" if asking * 2 > len(self.urls) else "section"

    @property
    def label(self) -> str:
        """The heading that says it most plainly: with the fewest words of its own, the most common, the shortest.

        What is asked by its price or time says of what: "How much does a plumber cost?", not "How much is it?".
        """
        nameless = [m for m in self.members if not m.branded]
        fitting = [m for m in nameless if m.asks or self.kind == "section"] or nameless
        least = min((len(m.topic.stems) for m in fitting), default=0)
        plain = [m for m in fitting if len(m.topic.stems) == least]
        texts = Counter(" ".join(m.section.heading.split()) for m in plain)
        named = {" ".join(m.section.heading.split()): m.named if self.topic.ask else 0 for m in self.members}
        return min(texts, key=lambda text: (-texts[text], -named[text], len(text), text))


def topic_of(tokens: Sequence[Token], lexicon: Lexicon, markers: Markers, subject: frozenset[str]) -> Topic:
    """Read a heading; what stands before the first colon or dash says it, unless that is the mere subject."""
    first = next((n for n, token in enumerate(tokens) if n and token.apart), len(tokens))
    head = _topic(tokens[:first], lexicon, markers, subject)
    return head if head.ask or head.stems else _topic(tokens, lexicon, markers, subject)


def _topic(tokens: Sequence[Token], lexicon: Lexicon, markers: Markers, subject: frozenset[str]) -> Topic:
    asked = markers.asks.find(tokens)
    taken = {place for hit in asked for place in range(hit.first, hit.last + 1)}
    silent = lexicon.stopwords | markers.question_words
    left = (t for n, t in enumerate(tokens) if n not in taken and t.word not in silent)
    stems = frozenset(t.stem for t in left if not t.word.isdigit()) - subject - markers.fillers
    return Topic(asked[0].tag if asked else None, stems)


def is_compared(headed: Headed, levels: frozenset[int]) -> bool:
    """Tell whether a heading is one of a section; questions of deeper levels (answers listed) count when h3 does."""
    level = headed.section.level
    return level in levels or (headed.asks and 3 in levels and level in _QUESTION_LEVELS)


def grouped(
    entries: Iterable[Headed], own: Sequence[tuple[str, Topic]], *, similar: float, least: int
) -> tuple[SectionGroup, ...]:
    """Return the topics that at least so many competitors have a heading for, the most shared first.

    What only headings with a competitor's name are about is about the competitor.
    """
    ordered = sorted(entries, key=lambda e: (e.topic.ask or "", len(e.topic.stems), e.section.heading, e.url, e.number))
    groups: list[list[Headed]] = []
    for entry in ordered:
        if entry.topic.ask is None and not entry.topic.stems:
            continue
        home = next((g for g in groups if g[0].topic.is_alike(entry.topic, similar)), None)
        if home is None:
            groups.append([entry])
        else:
            home.append(entry)
    made = (SectionGroup(g[0].topic, tuple(g), _own_heading(g[0].topic, own, similar)) for g in groups)
    shared = (g for g in made if len(g.urls) >= least and not all(m.branded for m in g.members))
    return tuple(sorted(shared, key=lambda g: (-len(g.urls), g.label)))


def _own_heading(topic: Topic, own: Sequence[tuple[str, Topic]], similar: float) -> str | None:
    return next((text for text, mine in own if topic.is_alike(mine, similar) or topic.is_within(mine)), None)
