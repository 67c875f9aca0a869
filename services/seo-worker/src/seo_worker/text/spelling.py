"""Gives words back as people wrote them: tokens are folded, readers want "Gas Safe" and "Straße"."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from seo_worker.text.words import Token, fold, word_spans

# Languages that write nouns with a capital, so that the first word of a sentence may keep its own.
_CAPITAL_NOUNS: Final = frozenset({"de"})


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a phrase stands; `running` is False in titles and headings, whose capitals say little."""

    text: str
    tokens: Sequence[Token]
    first: int
    last: int
    running: bool = True


def usual_spelling(uses: Iterable[Use], language: str | None) -> str:
    """Return the most common spelling: of those inside running text, else of those that begin a line."""
    known = list(uses)
    inside = Counter(written(use) for use in known if use.first and use.running)
    if inside:
        return _most_common(inside)
    keeps = language in _CAPITAL_NOUNS
    return _most_common(Counter(written(use) if keeps else _decapitalised(written(use), use) for use in known))


def written(use: Use) -> str:
    """Return the words of one use as they stand in the text."""
    start, end = written_span(use.text, use.tokens, (use.first, use.last))
    return use.text[start:end]


def written_span(text: str, tokens: Sequence[Token], part: tuple[int, int]) -> tuple[int, int]:
    """Return where tokens (first and last) stand in the text that they were made of."""
    first, last = part
    # Folding keeps most texts as long as they are; ß is the common one that grows, and then words are counted.
    if text.isascii() or len(fold(text)) == len(text):
        return tokens[first].start, tokens[last].end
    spans = word_spans(text)
    return (spans[first][0], spans[last][1]) if len(spans) == len(tokens) else (0, len(text))


def _most_common(spellings: Counter[str]) -> str:
    usual = min(spellings, key=lambda text: (-spellings[text], text))
    return " ".join(usual.split())


def _decapitalised(text: str, use: Use) -> str:
    """Take off the capital that a sentence begins with, unless the word has others, as VAT and iPhone do."""
    first, rest = text[:1], text[1:]
    begins = use.first == 0 and rest == rest.lower()
    return first.lower() + rest if begins else text
