"""Counts what a text is about: phrases of one to three meaningful words, keyed by stems, shown as people wrote them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
    phrases = [(number, phrase) for number, tokens in enumerate(sentences) for phrase in _phrases(tokens, lexicon)]
    keys = [tuple(token.stem for token in phrase) for _, phrase in phrases]
    counts = Counter(keys)
    places: defaultdict[Stems, set[int]] = defaultdict(set)
    spellings: defaultdict[Stems, Counter[str]] = defaultdict(Counter)
    for key, (number, phrase) in zip(keys, phrases, strict=True):
        if counts[key] >= least:
            places[key].add(number)
            spellings[key][_spelt(phrase)] += 1
    return {key: Term(key, _usual(spellings[key]), counts[key], frozenset(places[key])) for key in places}


def phrase_stems(sentences: Iterable[Sequence[Token]], lexicon: Lexicon) -> frozenset[Stems]:
    """Return every phrase of a text, however rare, by its stems."""
    return frozenset(
        tuple(token.stem for token in phrase) for tokens in sentences for phrase in _phrases(tokens, lexicon)
    )


def leading_terms(phrases: Mapping[Stems, Term]) -> tuple[Term, ...]:
    """Return the phrases, weightiest first, without those whose every use lies inside one longer phrase."""
    covered = _parts_never_alone({key: term.count for key, term in phrases.items()})
    standing = (term for key, term in phrases.items() if key not in covered)
    return tuple(sorted(standing, key=lambda term: (-term.count * len(term.stems), term.text)))


def _phrases(tokens: Sequence[Token], lexicon: Lexicon) -> Iterable[Sequence[Token]]:
    """Yield runs of meaningful words; what hyphens join (break-in) stays together, short words in it included."""
    joined = [*(token.joined for token in tokens), False]
    tells = [_carries_meaning(t, lexicon) or t.joined or joined[n + 1] for n, t in enumerate(tokens)]
    for start in range(len(tokens)):
        if joined[start]:
            continue
        for end in range(start, min(start + _LONGEST, len(tokens))):
            if not tells[end] or (end > start and tokens[end].apart):
                break
            if not joined[end + 1]:
                yield tokens[start : end + 1]


def _carries_meaning(token: Token, lexicon: Lexicon) -> bool:
    return len(token.word) >= _SHORTEST_WORD and not token.word.isdigit() and token.word not in lexicon.stopwords


def _parts_never_alone(counts: Mapping[Stems, int]) -> frozenset[Stems]:
    return frozenset(
        part
        for key, count in counts.items()
        for length in range(1, len(key))
        for start in range(len(key) - length + 1)
        if counts.get(part := key[start : start + length]) == count
    )


def _spelt(phrase: Sequence[Token]) -> str:
    return "".join(f"{'-' if token.joined else ' '}{token.word}" for token in phrase).strip()


def _usual(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda text: (-spellings[text], text))
