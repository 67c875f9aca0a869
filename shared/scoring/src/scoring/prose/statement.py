"""One sentence of a free text: what of it is new, what ties it to the brief, and what it may therefore earn."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from scoring import words
from scoring.lexicon import FUNCTION
from scoring.prose.amounts import Amount, amounts
from scoring.prose.layout import Block
from scoring.prose.wording import detail, is_everyday, is_hollow, stemmed
from scoring.sentence import gap
from scoring.shapes import ramp
from scoring.terms import Terms

_DIGITS = re.compile(r"\d+")
_PLAIN_MARKS = str.maketrans("“”„«»‘’", '"""""\'\'')
_COPIED = 0.6
_ASSET = 0.4
_MOST_ASSETS = 0.8
_MOST_TIES = 3
_MOST_AMOUNTS = 3
_TIE = 0.5
_EVERYDAY = 0.2
_MOST_EVERYDAY = 0.8
_AMOUNT = 0.8
_SMALL_WORD = 0.4
_PILE = 7
_LONG_PILE = 10
_JOINED = 0.12
_LISTED = 7
_CONTEXT = 0.7
_KEYED = 3


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence from start to end of the clean text.

    `own` are the stems outside runs copied from the brief, `new` those of them that are things and not the brief's,
    `ties` those of the brief; `quoted` are spans inside the sentence; `hollow` is the share of
    business talk among the words with meaning; `worth` runs from 0 (empty, copied, true of anybody) to 1.
    """

    start: int
    end: int
    text: str
    lower: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    own: frozenset[str]
    new: frozenset[str]
    ties: frozenset[str]
    amounts: tuple[Amount, ...]
    quoted: tuple[tuple[int, int], ...]
    copied: float
    gap: tuple[int, int] | None
    block: Block
    key: str
    novelty: float
    hollow: float
    is_empty: bool
    worth: float

    @property
    def is_prose(self) -> bool:
        """Whether it can be judged as a sentence, unlike a heading or a cell."""
        return self.block.kind != "heading"

    def without_worth(self) -> "Statement":
        """Return the same sentence as one that was said before."""
        return replace(self, worth=0.0, novelty=0.0)

    def among(self, worth: float) -> "Statement":
        """Return the same sentence among others of a worth: plain words are read together with what they follow."""
        if self.is_empty:
            return self
        return replace(self, worth=self.worth + (1 - self.worth) * _CONTEXT * worth * (1 - min(1.0, 1.2 * self.hollow)))


def statement(
    text: str, span: tuple[int, int], block: Block, quoted: Sequence[tuple[int, int]], known: Terms
) -> Statement:
    """Read the sentence at a span of the clean text."""
    start, end = span
    piece = text[start:end]
    tokens = words.words(piece)
    marks = known.copied(tokens)
    stems = tuple(root for token in tokens if (root := stemmed(token)))
    own = {
        root: token
        for token, is_copied in zip(tokens, marks, strict=True)
        if not is_copied and (root := stemmed(token))
    }
    anchors = known.anchors | known.measured
    brief = anchors | known.name
    new = {root: detail(token) for root, token in own.items() if root not in brief and detail(token) > 0}
    ties = frozenset(own) & anchors
    kept = {token for token, is_copied in zip(tokens, marks, strict=True) if not is_copied}
    found = tuple(number for number in amounts(piece) if _is_own(piece, number, kept))
    unfilled = gap(piece, tokens)
    copied = sum(marks) / len(tokens) if tokens else 0.0
    novelty = _details(new) + _numbers([number for number in found if number.value not in known.numbers])
    everyday = min(_MOST_EVERYDAY, _EVERYDAY * len({root for root, token in own.items() if is_everyday(token)}))
    hollow = sum(is_hollow(token) for token in tokens) / len(stems) if stems else 0.0
    told = {number.value for number in found if number.value in known.numbers}
    info = novelty + everyday + _TIE * min(_MOST_TIES, len(ties) + len(told))
    is_pile = _is_pile(piece, tokens) or (len(ties) >= _LISTED and not novelty)
    is_empty = copied >= _COPIED or unfilled is not None or is_pile or block.kind == "heading"
    density = info / max(1, len(set(stems)) + len(found))
    lower = (
        piece.casefold().translate(_PLAIN_MARKS) if len(piece.casefold()) == len(piece) else piece.lower()[: len(piece)]
    )
    return Statement(
        start=start,
        end=end,
        text=piece,
        lower=lower,
        words=tokens,
        stems=stems,
        own=frozenset(own),
        new=frozenset(root for root, value in new.items() if value > _ASSET),
        ties=ties,
        amounts=found,
        quoted=tuple(quoted),
        copied=copied,
        gap=unfilled.span() if unfilled else None,
        block=block,
        key=_key(tokens, stems),
        novelty=novelty,
        hollow=hollow,
        is_empty=is_empty,
        worth=0.0
        if is_empty
        else ramp(info, 0.8, 3.0) * ramp(density, 0.12, 0.35) * ramp(novelty + everyday / 2, 0.0, 1.0),
    )


def _is_own(text: str, number: Amount, kept: set[str]) -> bool:
    """Tell whether a number stands outside of what was copied."""
    return all(token in kept for token in words.words(text[number.start : number.end]))


def _details(new: dict[str, float]) -> float:
    things = sum(value for value in new.values() if value > _ASSET)
    return things + min(_MOST_ASSETS, sum(value for value in new.values() if value <= _ASSET))


def _numbers(found: Sequence[Amount]) -> float:
    """Weigh distinct numbers that count something; small numbers in words count half."""
    values = {(number.value, number.unit): _weight(number) for number in found if number.unit not in {"date", "label"}}
    return sum(sorted(values.values(), reverse=True)[:_MOST_AMOUNTS])


def _weight(number: Amount) -> float:
    return _SMALL_WORD if number.is_word or not number.counts else _AMOUNT


def _is_pile(text: str, tokens: tuple[str, ...]) -> bool:
    """Tell words in a row from a sentence: nothing or hardly anything joins or lists them."""
    joining = sum(token in FUNCTION for token in tokens)
    if len(tokens) >= _LONG_PILE:
        return joining < _JOINED * len(tokens) and text.count(",") < _JOINED * len(tokens)
    return len(tokens) >= _PILE and not joining and re.search(r"[,;:/|–—]| - ", text) is None


def _key(tokens: tuple[str, ...], stems: tuple[str, ...]) -> str:
    """Name a sentence by its words with meaning in any order, so that a reshuffled copy is the same sentence."""
    if len(stems) >= _KEYED:
        return " ".join(sorted(set(stems)))
    return _DIGITS.sub("#", " ".join(tokens))
