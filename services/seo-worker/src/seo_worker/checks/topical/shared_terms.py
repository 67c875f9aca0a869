"""Which terms competing pages share: used often enough, telling something, and nobody's name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from seo_worker.checks.rules import load_ruleset
from seo_worker.checks.topical.brands import Brand
from seo_worker.checks.topical.page_text import Line, PageText
from seo_worker.checks.topical.said import Said, joined
from seo_worker.text.markers import Markers, load_markers
from seo_worker.text.spelling import Use, usual_spelling
from seo_worker.text.terms import Stems
from seo_worker.text.words import Lexicon, Token

# A long word is a compound in languages that write them together, and as telling as a phrase.
_LONG_WORD: Final = 12
_SPELLINGS_READ: Final = 5
_MOST: Final = 80
_ECHOED_SHARE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Rival:
    """A competitor's page as far as it is compared, read by the same method as the page itself."""

    words: int
    text: PageText

    @property
    def brand(self) -> Brand:
        """What the competitor is called."""
        return self.text.brand


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
    usual = [key for key in without_echoes(spots) if _is_usual(owners[key], spots[key])]
    named = [key for key in usual if not _is_name(spots[key][0], rivals)]
    first = sorted(named, key=lambda key: (-len(owners[key]), -len(spots[key]) * len(key), key))[:_MOST]
    return tuple(_term(key, owners[key], spots[key], said, lexicon) for key in first)


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
    inside = True
    for word in place:
        others = taken.get(word)
        if others is None:
            inside = False
        elif others > uses:
            return True
    return inside


def spelling(spots: Sequence[Spot], language: str | None) -> str:
    """Return a term as people write it."""
    read = [s for s in spots if s.line.place == "text" and s.first][:_SPELLINGS_READ] or spots[:_SPELLINGS_READ]
    uses = (Use(s.line.text, s.line.tokens, s.first, s.last, running=s.line.place == "text") for s in read)
    return usual_spelling(uses, language)


def tokens_of(spot: Spot) -> tuple[Token, ...]:
    """Return the words of a use."""
    return spot.line.tokens[spot.first : spot.last + 1]


def _owners(rivals: Sequence[Rival], markers: Markers, subject: frozenset[str]) -> dict[Stems, tuple[str, ...]]:
    """Return who uses each phrase that enough use; a piece of its own name is no use by a site."""
    least, ordinary = quorum(len(rivals)), markers.boilerplate.without(subject).whole
    mere = subject | markers.fillers
    spread = Counter[Stems]()
    for rival in rivals:
        spread.update(rival.text.counts.keys())
    owners: dict[Stems, tuple[str, ...]] = {}
    for key, pages in spread.items():
        if pages < least or key in ordinary or markers.is_mark(key) or not markers.is_telling(key):
            continue
        urls = tuple(sorted(r.text.url for r in rivals if key in r.text.counts and not r.brand.holds(key)))
        if len(urls) >= least and not mere.issuperset(key):
            owners[key] = urls
    return owners


def _term(key: Stems, urls: tuple[str, ...], found: Sequence[Spot], said: Said, lexicon: Lexicon) -> SharedTerm:
    forms = {joined(tokens): tokens for tokens in map(tokens_of, found)}
    covered = said.says(key) or any(said.spells(tokens) for tokens in forms.values())
    return SharedTerm(key, spelling(found, lexicon.language), urls, tuple(found), covered)


def _is_usual(urls: Sequence[str], found: Sequence[Spot]) -> bool:
    """Tell whether competitors use a term often enough: a plain word has to be used more than a phrase."""
    limits = load_ruleset().rules["C11"].limits
    one = found[0]
    specific = one.last > one.first or len(one.line.tokens[one.first].word) >= _LONG_WORD
    # What a single page says once is no more than its wording.
    each = limits["least_phrase_uses"] if specific and len(urls) > 1 else limits["least_uses"]
    return len(found) >= each * len(urls)


def _is_name(spot: Spot, rivals: Sequence[Rival]) -> bool:
    tokens = tokens_of(spot)
    stems = tuple(token.stem for token in tokens)
    return any(rival.brand.is_named(stems) for rival in rivals)


def telling_something_new(terms: Iterable[SharedTerm]) -> list[SharedTerm]:
    """Leave out terms made of words that came up before, so that one idea counts once."""
    seen: set[str] = set()
    chosen: list[SharedTerm] = []
    for term in terms:
        if not seen.issuperset(term.stems):
            seen.update(term.stems)
            chosen.append(term)
    return chosen
