"""Counts what a text is about: phrases of one to three meaningful words, keyed by stems, shown as people wrote them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from seo_worker.text.words import Lexicon, Token

_LONGEST: Final = 3
_SHORTEST_WORD: Final = 3

Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A phrase: its stems, its most common spelling, how often it occurs and in which sentences (by number)."""

    stems: Stems
    text: str
    count: int
    sentences: frozenset[int]


def frequent_phrases(sentences: Sequence[Sequence[Token]], lexicon: Lexicon, *, least: int = 2) -> dict[Stems, Term]:
    """Return all phrases used at least `least` times, by their stems; a phrase and its parts are both there."""
    uses: defaultdict[Stems, list[tuple[int, Sequence[Token]]]] = defaultdict(list)
    telling = _telling_words(sentences, lexicon)
    for number, tokens in enumerate(sentences):
        for stems, phrase in _phrases(tokens, telling):
            uses[stems].append((number, phrase))
    # Most phrases of a text occur once: only the others are worth spelling.
    return {stems: _term(stems, found) for stems, found in uses.items() if len(found) >= least}


def phrase_stems(sentences: Sequence[Sequence[Token]], lexicon: Lexicon) -> frozenset[Stems]:
    """Return every phrase of a text, however rare, by its stems."""
    telling = _telling_words(sentences, lexicon)
    return frozenset(stems for tokens in sentences for stems, _ in _phrases(tokens, telling))


def leading_terms(phrases: Mapping[Stems, Term]) -> tuple[Term, ...]:
    """Return the phrases, weightiest first, without those whose every use lies inside one longer phrase."""
    covered = _parts_never_alone({key: term.count for key, term in phrases.items()})
    standing = (term for key, term in phrases.items() if key not in covered)
    return tuple(sorted(standing, key=lambda term: (-term.count * len(term.stems), term.text)))


def _term(stems: Stems, uses: Sequence[tuple[int, Sequence[Token]]]) -> Term:
    spellings = Counter(_spelt(phrase) for _, phrase in uses)
    return Term(stems, _usual(spellings), len(uses), frozenset(number for number, _ in uses))


def _telling_words(sentences: Iterable[Sequence[Token]], lexicon: Lexicon) -> frozenset[str]:
    """Return the words that carry meaning; each is weighed once, however often it is used."""
    words = {token.word for tokens in sentences for token in tokens}
    return frozenset(w for w in words - lexicon.stopwords if len(w) >= _SHORTEST_WORD and not w.isdigit())


def _phrases(tokens: Sequence[Token], telling: frozenset[str]) -> Iterator[tuple[Stems, Sequence[Token]]]:
    """Yield runs of meaningful words; what hyphens join (break-in) stays together, short words in it included."""
    joined = [*(token.joined for token in tokens), False]
    tells = [t.word in telling or t.joined or joined[n + 1] for n, t in enumerate(tokens)]
    stems = tuple(token.stem for token in tokens)
    for start, begins in enumerate(tells):
        if not begins or joined[start]:
            continue
        for end in range(start, min(start + _LONGEST, len(tokens))):
            if not tells[end] or (end > start and tokens[end].apart):
                break
            if not joined[end + 1]:
                yield stems[start : end + 1], tokens[start : end + 1]


def _parts_never_alone(counts: Mapping[Stems, int]) -> frozenset[Stems]:
    return frozenset(
        part
        for key, count in counts.items()
        for length in range(1, len(key))
        for start in range(len(key) - length + 1)
        if counts.get(part := key[start : start + length]) == count
    )


def _spelt(phrase: Sequence[Token]) -> str:
    if len(phrase) == 1:
        return phrase[0].word
    return "".join(f"{'-' if token.joined else ' '}{token.word}" for token in phrase).strip()


def _usual(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda text: (-spellings[text], text))
