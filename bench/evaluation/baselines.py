"""What any score has to beat: counting words, counting sentences, and the reading ease of Flesch."""

import re

from scoring.words import sentences, words

_VOWELS = re.compile(r"[aeiouyáéíóúäöü]+")


def word_count(text: str) -> float:
    """Return the number of words."""
    return float(len(words(text)))


def sentence_count(text: str) -> float:
    """Return the number of sentences."""
    return float(sum(1 for _ in sentences(text)))


def flesch(text: str) -> float:
    """Return the reading ease of Flesch (1948), syllables counted as groups of vowels."""
    tokens = words(text)
    if not tokens:
        return 0.0
    per_sentence = len(tokens) / max(1.0, sentence_count(text))
    syllables = sum(max(1, len(_VOWELS.findall(token.removesuffix("e")))) for token in tokens)
    return 206.835 - 1.015 * per_sentence - 84.6 * syllables / len(tokens)
