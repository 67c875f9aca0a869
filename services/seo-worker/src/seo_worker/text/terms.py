"""Counts what a text is about: phrases of one to three meaningful words, keyed by stems, shown as people wrote them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from seo_worker.text.words import Lexicon, Token

_LONGEST: Final = 3
_SHORTEST_WORD: Final = 3
# What Romance languages put between the two halves of a term: "frais de déplacement", "impianto di riscaldamento".
_LINKS: Final = {
    "ca": frozenset({"de", "del"}),
    "es": frozenset({"de", "del"}),
    "fr": frozenset({"de", "du", "des", "à"}),
    "it": frozenset({"di", "del", "della", "dello", "dei", "delle", "degli"}),
    "pt": frozenset({"de", "do", "da", "dos", "das"}),
}

Stems = tuple[str, ...]
# The stems of a phrase, the number of its line, and its first and last token (inclusive).
Phrase = tuple[Stems, int, int, int]


@dataclass(frozen=True, slots=True)
class Term:
    """A phrase: its stems, its most common spelling, how often it occurs and in which sentences (by number)."""

    stems: Stems
    text: str
    count: int
    sentences: frozenset[int]


def phrases(lines: Sequence[Sequence[Token]], lexicon: Lexicon) -> list[Phrase]:
    """Return every phrase of the lines in order; what hyphens join (break-in) stays together, short words included."""
    found: list[Phrase] = []
    words = {token.word for tokens in lines for token in tokens}
    telling = {word for word in words if _carries_meaning(word, lexicon)}
    links = _LINKS.get(lexicon.language or "", frozenset[str]())
    for number, tokens in enumerate(lines):
        for first, after in _runs(tokens, telling, links):
            _windows(tokens, number, (first, after), found)
    return [p for p in found if not _hangs(p, lines[p[1]], links)] if links else found


def frequent_phrases(sentences: Sequence[Sequence[Token]], lexicon: Lexicon, *, least: int = 2) -> dict[Stems, Term]:
    """Return all phrases used at least `least` times, by their stems; a phrase and its parts are both there."""
    found = phrases(sentences, lexicon)
    counts = Counter(key for key, _, _, _ in found)
    places: defaultdict[Stems, set[int]] = defaultdict(set)
    spellings: defaultdict[Stems, Counter[str]] = defaultdict(Counter)
    for key, number, first, last in found:
        if counts[key] >= least:
            places[key].add(number)
            spellings[key][_spelt(sentences[number][first : last + 1])] += 1
    return {key: Term(key, _usual(spellings[key]), counts[key], frozenset(places[key])) for key in places}


def leading_terms(phrases: Mapping[Stems, Term]) -> tuple[Term, ...]:
    """Return the phrases, weightiest first, without those whose every use lies inside one longer phrase."""
    covered = parts_never_alone({key: term.count for key, term in phrases.items()})
    standing = (term for key, term in phrases.items() if key not in covered)
    return tuple(sorted(standing, key=lambda term: (-term.count * len(term.stems), term.text)))


def parts_never_alone(counts: Mapping[Stems, int]) -> frozenset[Stems]:
    """Return the phrases that occur only as a part of one longer phrase."""
    return frozenset(
        part
        for key, count in counts.items()
        for length in range(1, len(key))
        for start in range(len(key) - length + 1)
        if counts.get(part := key[start : start + length]) == count
    )


def _runs(tokens: Sequence[Token], telling: set[str], links: frozenset[str]) -> Iterable[tuple[int, int]]:
    """Yield where words stand together that carry meaning, from the first to behind the last."""
    start, stop = 0, len(tokens)
    for place, token in enumerate(tokens):
        told = token.word in telling or token.joined or (place + 1 < stop and tokens[place + 1].joined)
        told = told or (token.word in links and start < place < stop - 1 and tokens[place + 1].word in telling)
        if told and not (token.apart and place > start):
            continue
        if place > start:
            yield start, place
        start = place if told else place + 1
    if stop > start:
        yield start, stop


def _windows(tokens: Sequence[Token], number: int, run: tuple[int, int], found: list[Phrase]) -> None:
    """Add every piece of a run that tears no compound apart."""
    start, stop = run
    # A page has thousands of these; most runs are one word.
    if stop == start + 1:
        found.append(((tokens[start].stem,), number, start, start))
        return
    stems = [token.stem for token in tokens[start:stop]]
    begins = [*(not token.joined for token in tokens[start:stop]), True]
    for first in range(stop - start):
        if begins[first]:
            for end in range(first + 1, min(first + _LONGEST, stop - start) + 1):
                if begins[end]:
                    found.append((tuple(stems[first:end]), number, start + first, start + end - 1))  # noqa: PERF401 - faster


def _hangs(phrase: Phrase, tokens: Sequence[Token], links: frozenset[str]) -> bool:
    """Tell whether a phrase begins or ends with what should stand between two words."""
    return tokens[phrase[2]].word in links or tokens[phrase[3]].word in links


def _carries_meaning(word: str, lexicon: Lexicon) -> bool:
    return len(word) >= _SHORTEST_WORD and word not in lexicon.stopwords and not word.isdigit()


def _spelt(phrase: Sequence[Token]) -> str:
    return "".join(f"{'-' if token.joined else ' '}{token.word}" for token in phrase).strip()


def _usual(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda text: (-spellings[text], text))
