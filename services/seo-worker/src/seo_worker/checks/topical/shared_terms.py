"""Which terms competing pages share: used often enough, telling something, and nobody's name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from seo_worker.checks.rules import load_ruleset
from seo_worker.checks.topical.brands import Brand
from seo_worker.checks.topical.page_text import Line, PageText
from seo_worker.checks.topical.said import Said
from seo_worker.text.markers import Markers, load_markers
from seo_worker.text.spelling import Use, usual_spelling
from seo_worker.text.terms import Stems
from seo_worker.text.words import Lexicon, Token

# A long word is a compound in languages that write them together, and as telling as a phrase.
_LONG_WORD: Final = 12
_SPELLINGS_READ: Final = 8
_ECHOED_SHARE: Final = 0.6


@dataclass(frozen=True, slots=True)
class Rival:
    """A competitor's page as far as it is compared, read by the same method as the page itself."""

    words: int
    text: PageText
    brand: Brand


@dataclass(frozen=True, slots=True)
class Spot:
    """One use of a term on a page."""

    page: PageText
    line: Line
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class SharedTerm:
    """A term, the competitors that use it, all its uses there, and if the page has it."""

    stems: Stems
    text: str
    urls: tuple[str, ...]
    spots: tuple[Spot, ...]
    covered: bool

    @property
    def uses(self) -> int:
        """How often the competitors use it in all."""
        return len(self.spots)


def shared_terms(
    rivals: Sequence[Rival], said: Said, lexicon: Lexicon, subject: frozenset[str]
) -> tuple[SharedTerm, ...]:
    """Return the terms that enough competitors use, the most shared first."""
    if not rivals:
        return ()
    markers = load_markers(lexicon.language)
    owners = _owners(rivals, markers, subject)
    spots = spots_of([rival.text for rival in rivals], owners)
    made = (_term(key, owners[key], spots[key], said, lexicon) for key in without_echoes(spots))
    usual = [term for term in made if _is_usual(term) and not _names_a_rival(term, rivals)]
    return tuple(sorted(usual, key=lambda t: (-len(t.urls), -t.uses * len(t.stems), t.text)))


def quorum(rivals: int) -> int:
    """Return how many competitors make something common: half of them, but two if there are two."""
    return max(min(rivals, 2), -(-rivals // 2))


def spots_of(pages: Iterable[PageText], wanted: Mapping[Stems, object]) -> dict[Stems, list[Spot]]:
    """Return every use of the wanted terms, page after page."""
    spots: defaultdict[Stems, list[Spot]] = defaultdict(list)
    for page in pages:
        for key, number, first, last in page.phrases:
            if key in wanted:
                spots[key].append(Spot(page, page.lines[number], first, last))
    return spots


def without_echoes(spots: Mapping[Stems, Sequence[Spot]]) -> list[Stems]:
    """Leave out phrases that mostly stand inside longer ones, or across more frequent ones; longest first."""
    taken: dict[tuple[int, int], int] = {}
    kept: list[Stems] = []
    for key in sorted(spots, key=lambda k: (-len(k), -len(spots[k]), k)):
        uses = len(spots[key])
        places = [[(id(s.line), n) for n in range(s.first, s.last + 1)] for s in spots[key]]
        if sum(_is_echo(place, uses, taken) for place in places) <= _ECHOED_SHARE * uses:
            kept.append(key)
            taken.update((word, max(uses, taken.get(word, 0))) for place in places for word in place)
    return kept


def _is_echo(place: Sequence[tuple[int, int]], uses: int, taken: Mapping[tuple[int, int], int]) -> bool:
    return all(word in taken for word in place) or any(taken.get(word, 0) > uses for word in place)


def spelling(spots: Sequence[Spot], language: str | None) -> str:
    """Return a term as people write it."""
    read = [s for s in spots if s.line.place == "text" and s.first][:_SPELLINGS_READ] or spots[:_SPELLINGS_READ]
    uses = (Use(s.line.text, s.line.tokens, s.first, s.last, running=s.line.place == "text") for s in read)
    return usual_spelling(uses, language)


def tokens_of(spot: Spot) -> tuple[Token, ...]:
    """Return the words of a use."""
    return spot.line.tokens[spot.first : spot.last + 1]


def is_telling(phrase: Stems, markers: Markers, subject: frozenset[str]) -> bool:
    """Tell whether a phrase can be a topic of its own: no filler, nothing that all websites say, no mere subject."""
    if not markers.is_telling(phrase) or phrase in markers.boilerplate.without(subject).whole:
        return False
    return not subject.issuperset(phrase)


def _owners(rivals: Sequence[Rival], markers: Markers, subject: frozenset[str]) -> dict[Stems, tuple[str, ...]]:
    """Return who uses each phrase that enough use; a piece of its own name is no use by a site."""
    least = quorum(len(rivals))
    spread = Counter[Stems]()
    for rival in rivals:
        spread.update(rival.text.counts.keys())
    owners: dict[Stems, tuple[str, ...]] = {}
    for key, pages in spread.items():
        if pages < least or markers.is_mark(key) or not is_telling(key, markers, subject):
            continue
        urls = tuple(sorted(r.text.url for r in rivals if key in r.text.counts and not r.brand.holds(key)))
        if len(urls) >= least:
            owners[key] = urls
    return owners


def _term(key: Stems, urls: tuple[str, ...], found: Sequence[Spot], said: Said, lexicon: Lexicon) -> SharedTerm:
    covered = said.says(key) or any(said.spells(tokens_of(spot)) for spot in found)
    return SharedTerm(key, spelling(found, lexicon.language), urls, tuple(found), covered)


def _is_usual(term: SharedTerm) -> bool:
    """Tell whether competitors use a term often enough: a plain word has to be used more than a phrase."""
    limits = load_ruleset().rules["C11"].limits
    specific = len(term.stems) > 1 or len(term.text) >= _LONG_WORD
    least = limits["least_phrase_uses"] if specific else limits["least_uses"]
    return term.uses >= least * len(term.urls)


def _names_a_rival(term: SharedTerm, rivals: Sequence[Rival]) -> bool:
    words = "".join(token.word for token in tokens_of(term.spots[0]))
    return any(rival.brand.is_named(term.stems, words) for rival in rivals)


def telling_something_new(terms: Iterable[SharedTerm]) -> list[SharedTerm]:
    """Leave out terms made of words that came up before, so that one idea counts once."""
    seen: set[str] = set()
    chosen: list[SharedTerm] = []
    for term in terms:
        if not seen.issuperset(term.stems):
            seen.update(term.stems)
            chosen.append(term)
    return chosen
