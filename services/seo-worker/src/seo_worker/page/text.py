"""Text as it may be stored and counted: collapsed, without NUL and lone surrogates; words and sentences of it."""

import re
from typing import Final

from seo_worker.text.letters import MARKS, SPACELESS_LETTERS, holds_spaceless, is_spaceless

_UNSTORABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufeff\u200b\u2060\u00ad]")
_LETTER: Final = rf"[^\W_{SPACELESS_LETTERS}]"
_SPACED: Final = rf"{_LETTER}(?:{_LETTER}|[{MARKS}])*"
_WORD: Final = re.compile(rf"[{SPACELESS_LETTERS}]+|{_SPACED}(?:['’\-]{_SPACED})*")
_PLAIN_WORD: Final = re.compile(r"[^\W_]+(?:['\-][^\W_]+)*", re.ASCII)
# An assumption: most words of Chinese and Japanese have two characters.
_CHARACTERS_PER_WORD: Final = 2
# A mark that ends a sentence, with what closes after it, before a word that could begin one.
_SENTENCE_END: Final = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[¿¡]*[^\W_a-zß-öø-ÿ])|[。！？]+[」』）]*")
_LONGEST_ABBREVIATION: Final = 12
_ABBREVIATION: Final = re.compile(
    r"(?:^|[\s(])(?:[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|Sr|Jr|St|vs|etc|approx|ca|bzw|usw|Nr|Str|z\.\s?B|d\.\s?h|e\.g|i\.e|U\.S|No"
    r"|Fig|Inc|Ltd|Co)\.$"
)


def clean(text: str, limit: int = 2000) -> str:
    """Return the text on one line, cut to a length, safe for JSON and Postgres."""
    return " ".join(_UNSTORABLE.sub("", text[: limit * 2]).split())[:limit]


def storable(text: str, limit: int) -> str:
    """Return the text as it is, except for characters that can't be stored."""
    return _UNSTORABLE.sub("", text[:limit])


def count_words(text: str) -> int:
    """Count words; compounds with hyphens or apostrophes are one. Without spaces between words, they are estimated."""
    if text.isascii():
        return sum(1 for _ in _PLAIN_WORD.finditer(text))
    words = _WORD.findall(text)
    # Nearly always there is nothing to be estimated, and a page asks for each of its lines.
    return sum(map(_words_in, words)) if holds_spaceless(text) else len(words)


def sentences(text: str) -> list[str]:
    """Split running text into sentences; initials and common abbreviations do not end one."""
    parts: list[str] = []
    begin = 0
    for found in _SENTENCE_END.finditer(text):
        sentence = text[begin : found.end()].strip()
        if _ABBREVIATION.search(sentence[-_LONGEST_ABBREVIATION:]) is None:
            parts.append(sentence)
            begin = found.end()
    rest = text[begin:].strip()
    return [part for part in (*parts, rest) if part]


def _words_in(word: str) -> int:
    return -(-len(word) // _CHARACTERS_PER_WORD) if is_spaceless(word[0]) else 1
