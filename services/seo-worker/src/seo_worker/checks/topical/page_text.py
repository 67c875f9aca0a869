"""The text of one page as it is compared: its lines with where they stand, its sections, its phrases.

Lines that stand on every website (cookies, menus, "read more") are left out, so that they are no topic of any page.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Final

from seo_worker.checks.rules import Place, load_ruleset
from seo_worker.checks.topical.brands import NAMELESS, Brand
from seo_worker.evidence import Block, Heading, Page
from seo_worker.text.markers import load_markers
from seo_worker.text.phrasebook import PhraseBook
from seo_worker.text.terms import Phrase, Stems, phrases
from seo_worker.text.words import Lexicon, Token

_SHORT: Final = 6
# What is compared of one page: far more than a page people read, and no way to keep the worker busy.
_MOST_HEADINGS: Final = 200
_MOST_WORDS: Final = 10_000


@dataclass(frozen=True, slots=True)
class Line:
    """A title, heading or sentence; `section` is the number of the heading it stands under, None before the first."""

    text: str
    tokens: tuple[Token, ...]
    place: Place
    section: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading below the main one, the words up to the next of its rank, and the first sentence under it."""

    heading: str
    level: int
    tokens: tuple[Token, ...]
    words: int
    opening: str


@dataclass(frozen=True)
class PageText:
    """All lines of a page in order, without those that stand on every website.

    No phrase is made of words that name the site (`brand`), so that a competitor's name is nobody's topic.
    """

    url: str
    lines: tuple[Line, ...]
    sections: tuple[Section, ...]
    lexicon: Lexicon
    brand: Brand = NAMELESS

    @cached_property
    def phrases(self) -> list[Phrase]:
        """Every phrase with the line and the tokens it is made of."""
        named = {n: places for n, line in enumerate(self.lines) if (places := self.brand.places(line.tokens))}
        found = phrases([line.tokens for line in self.lines], self.lexicon)
        return [p for p in found if p[1] not in named or named[p[1]].isdisjoint(range(p[2], p[3] + 1))]

    @cached_property
    def counts(self) -> Counter[Stems]:
        """How often each phrase is used."""
        return Counter(key for key, _, _, _ in self.phrases)

    @cached_property
    def prominence(self) -> Mapping[Stems, int]:
        """The uses of each phrase, those in the title and in headings counted more than once."""
        weights = load_ruleset().prominence
        told: Counter[Stems] = Counter()
        for key, number, _, _ in self.phrases:
            told[key] += weights[self.lines[number].place]
        return told


def page_text(
    url: str, page: Page, sentences: Sequence[tuple[Token, ...]], lexicon: Lexicon, subject: frozenset[str]
) -> PageText:
    """Read a page whose sentences have been split into words before; what is about the `subject` always counts."""
    boilerplate = load_markers(lexicon.language).boilerplate.without(subject)
    shown = (h for h in page.headings if not h.hidden and h.text.strip() and (h.in_main or h.level == 1))
    headings = list(islice(shown, _MOST_HEADINGS))
    homes, words = _homes(page, headings)
    running = [
        Line(text, tokens, "text", home)
        for text, tokens, home in zip(page.main.sentences, sentences, homes, strict=True)
        if not _is_boilerplate(tokens, boilerplate)
    ]
    titles = [Line(t.text, lexicon.tokens(t.text), "title") for t in page.titles if t.in_head and t.text.strip()][:1]
    headed = [_heading_line(number, heading, lexicon) for number, heading in enumerate(headings)]
    sections = tuple(_sections(headed, headings, words, running))
    told = [line for line in headed if not _is_boilerplate(line.tokens, boilerplate)]
    return PageText(url, (*titles, *told, *_beginning(running)), sections, lexicon)


def _beginning(lines: Sequence[Line]) -> Iterator[Line]:
    left = _MOST_WORDS
    for line in lines:
        if len(line.tokens) <= left:
            left -= len(line.tokens)
            yield line


def _heading_line(number: int, heading: Heading, lexicon: Lexicon) -> Line:
    place: Place = "main_heading" if heading.level == 1 else "subheading"
    return Line(heading.text, lexicon.tokens(heading.text), place, number)


def _homes(page: Page, headings: Sequence[Heading]) -> tuple[list[int | None], list[int]]:
    """Return the heading above each sentence, and the words directly under each heading."""
    homes: list[int | None] = []
    words = [0] * len(headings)
    current: int | None = None
    sentences = iter((*page.main.sentences, ""))
    sentence = next(sentences)
    for block in page.main.blocks:
        if block.kind == "heading":
            current = _found(block, headings, current)
            continue
        if current is not None:
            words[current] += block.words
        at = 0
        while sentence and (at := block.text.find(sentence, at)) >= 0:
            homes.append(current)
            at += len(sentence)
            sentence = next(sentences)
    return homes + [current] * (len(page.main.sentences) - len(homes)), words


def _found(block: Block, headings: Sequence[Heading], current: int | None) -> int | None:
    """Return the number of the heading that a block is: the next one with its text."""
    start = 0 if current is None else current + 1
    return next((n for n in range(start, len(headings)) if headings[n].text == block.text), current)


def _sections(
    lines: Sequence[Line], headings: Sequence[Heading], words: Sequence[int], running: Sequence[Line]
) -> Iterator[Section]:
    openings: dict[int | None, str] = {}
    for line in running:
        openings.setdefault(line.section, line.text)
    for number, (line, heading) in enumerate(zip(lines, headings, strict=True)):
        end = next((n for n in range(number + 1, len(headings)) if headings[n].level <= heading.level), len(headings))
        total = sum(words[number:end])
        yield Section(heading.text, heading.level, line.tokens, total, openings.get(number, ""))


def _is_boilerplate(tokens: Sequence[Token], boilerplate: PhraseBook[bool]) -> bool:
    """Tell whether a line says what every website says: a phrase of that kind, or one such word in a short line."""
    return any(hit.last > hit.first or len(tokens) <= _SHORT for hit in boilerplate.find(tokens))
