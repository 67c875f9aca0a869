"""Reviewed words of a language that tell what a text is for, from `markers/<language>.yaml`; compared by their stems.

`intents` are marks of what a searcher wants, `asks` of the three things that are asked in ever other words, `questions`
begin a heading that is a question without its mark. `fillers` never begin or end a term, `weak` ones are none by
themselves, `boilerplate` stands on every website. A language without a file has none, so nothing is decided by them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal, TypeVar, get_args

import yaml
from pydantic import BaseModel, ConfigDict

from seo_worker.text.phrasebook import PhraseBook, phrase_book
from seo_worker.text.terms import Stems
from seo_worker.text.words import Lexicon, Token

DecidedIntent = Literal["informational", "commercial", "transactional", "navigational"]
Ask = Literal["price", "speed", "duration"]
Tag = TypeVar("Tag")
# A question's first words; a heading has to say more than them.
_OPENING: Final = 3
INTENTS: Final[tuple[DecidedIntent, ...]] = get_args(DecidedIntent)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    intents: dict[DecidedIntent, tuple[str, ...]] = {}
    asks: dict[Ask, tuple[str, ...]] = {}
    questions: tuple[str, ...] = ()
    fillers: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    boilerplate: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Markers:
    """The reviewed words of one language, stemmed; `question_words` are whole ones that questions begin with."""

    intents: PhraseBook[DecidedIntent]
    asks: PhraseBook[Ask]
    questions: PhraseBook[bool]
    question_words: frozenset[str]
    fillers: frozenset[str]
    weak: frozenset[str]
    boilerplate: PhraseBook[bool]

    def is_telling(self, stems: Stems) -> bool:
        """Tell whether a phrase can stand for a topic: no filler at its ends, and not weak words alone."""
        if stems[0] in self.fillers or stems[-1] in self.fillers:
            return False
        return not all(stem in self.weak or stem in self.fillers for stem in stems)

    def is_mark(self, stems: Stems) -> bool:
        """Tell whether a phrase is one plain word that pages compare or ask by, such as "features" or "cost"."""
        return len(stems) == 1 and (self.intents.whole.get(stems) == "commercial" or stems in self.asks.whole)

    def is_question(self, text: str, tokens: tuple[Token, ...]) -> bool:
        """Tell whether a heading asks something: by its question mark, or by its first words."""
        if text.rstrip().endswith(("?", "？", "؟")):
            return True
        hits = self.questions.find(tokens[:_OPENING])
        return len(tokens) >= _OPENING and bool(hits) and hits[0].first == 0


@cache
def load_markers(language: str | None) -> Markers:
    """Read the words of a language, stemmed once for all audits."""
    file, lexicon = _read(language), Lexicon(language)
    return Markers(
        intents=_book(file.intents, lexicon),
        asks=_book(file.asks, lexicon),
        questions=_book({True: file.questions}, lexicon),
        question_words=frozenset(lexicon.tokens(text)[0].word for text in file.questions),
        fillers=_stems(file.fillers, lexicon),
        weak=_stems(file.weak, lexicon),
        boilerplate=_book({True: file.boilerplate}, lexicon),
    )


def _read(language: str | None) -> _File:
    listed = files("seo_worker.text").joinpath("markers", f"{language}.yaml")
    return _File.model_validate(yaml.safe_load(listed.read_bytes())) if language and listed.is_file() else _File()


def _book(listed: Mapping[Tag, Iterable[str]], lexicon: Lexicon) -> PhraseBook[Tag]:
    return phrase_book(
        (tuple(token.stem for token in lexicon.tokens(text)), tag) for tag, texts in listed.items() for text in texts
    )


def _stems(words: Iterable[str], lexicon: Lexicon) -> frozenset[str]:
    return frozenset(token.stem for word in words for token in lexicon.tokens(word))
