"""Picks from thousands of queries those that may say a keyword, by their vocabulary; few need be read closely."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from library.search_data.model import Performance
from seo_worker.text.keywords import Keyword
from seo_worker.text.words import Lexicon, Token, fold, word_spans

_APOSTROPHES: Final = frozenset("'’ʼ")


def candidates(queries: Sequence[Performance], keyword: Keyword, lexicon: Lexicon) -> list[Performance]:
    """Return every query that might hold all meaningful words of the keyword, and many fewer that do not."""
    if keyword.by_letters:
        return list(queries)
    lines = [frozenset(words) for words in _words([row.name for row in queries])]
    vocabulary = frozenset[str]().union(*lines)
    joined = frozenset(word for word in vocabulary if _may_join(word, keyword))
    likes = [joined.union(word for word in vocabulary if _may_be(word, wanted, lexicon)) for wanted in keyword.content]
    return [row for row, line in zip(queries, lines, strict=True) if all(line & like for like in likes)]


def _may_be(word: str, wanted: Token, lexicon: Lexicon) -> bool:
    # Parts of a compound, and compounds with it, begin alike.
    return wanted.word.startswith(word) or word.startswith(wanted.word) or wanted.is_like(lexicon.keys(word))


def _may_join(word: str, keyword: Keyword) -> bool:
    """Tell whether a word may be several of the keyword written as one (health care, healthcare)."""
    # Its last part may be inflected, so only its beginning and its length are looked at.
    return any(
        word.startswith(first.word) and len(word) - len(first.word) > len(second.word) // 2
        for first, second in pairwise(keyword.words)
    )


def _words(texts: Sequence[str]) -> Iterator[list[str]]:
    """Yield the words of each text, found in one go over all of them."""
    lines = [fold(" ".join(text.split())) for text in texts]
    together = "\n".join(lines)
    spans = iter(word_spans(together))
    span, end = next(spans, None), 0
    for line in lines:
        end += len(line) + 1
        words: list[str] = []
        while span is not None and span[0] < end:
            words.append(_bare(together[slice(*span)]))
            span = next(spans, None)
        yield words


def _bare(word: str) -> str:
    return word[:-2] if word[-2:-1] in _APOSTROPHES else word
