"""Sentences out of phrases: slots filled once, first letters raised, stops set, alternatives chosen by the brief.

In a template, `{slot}` is filled and `[this|that]` is decided by the seed. A slot's value is never searched again, so
text from a brief can't reach into a template. What stands before a slot agrees with what fills it.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from strategy_worker.knowledge.phrasing import Phrasing
from strategy_worker.spelling import american
from strategy_worker.vocabulary import OwnWords, article, reworded

_SLOT: Final = re.compile(r"\{([a-z_]+)\}")
_WORD_BEFORE: Final = re.compile(r"\b(\w+) $")
_CHOICE: Final = re.compile(r"\[([^\[\]|]*(?:\|[^\[\]|]*)+)\]")
_SMALL: Final = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_ORDINALS: Final = (
    "",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
)


class UnknownSlotError(KeyError):
    """A template asks for a slot that nobody fills."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Writes for one brief: `slots` hold phrases, `seed` picks among alternatives."""

    slots: Mapping[str, str]
    seed: str
    american: bool = False
    words: OwnWords | None = None
    phrasing: Mapping[str, Phrasing] = field(default_factory=dict[str, Phrasing])

    def phrase(self, key: str, *, turn: int = 0, **extra: str) -> str:
        """Say something of the knowledge base's language; what is said several times counts its turns.

        No way of saying it comes back before all others had their turn.

        Raises:
            KeyError: when the knowledge base has no such phrasing.
            UnknownSlotError: naming the slot that has no value.
        """
        units = self.phrasing[key].units
        digest = hashlib.sha256(f"{self.seed}\0{key}".encode()).digest()
        unit = units[(int.from_bytes(digest[:4], "big") + turn) % len(units)]
        return self.say(unit.text, **extra)

    def line(self, key: str, *, turn: int = 0, **extra: str) -> str:
        """Say it as a sentence of its own."""
        return stop(raise_first(self.phrase(key, turn=turn, **extra)))

    def lines(self, *keys: str, **extra: str) -> str:
        """Say several things as one paragraph."""
        return " ".join(self.line(key, turn=0, **extra) for key in keys)

    def say(self, template: str, **extra: str) -> str:
        """Decide the alternatives of a phrase and fill its slots.

        Raises:
            UnknownSlotError: naming the slot that has no value.
        """
        spelled = self._spelled(self._decided(template))
        if "{" not in spelled:
            return spelled
        said: list[str] = []
        end = 0
        for found in _SLOT.finditer(spelled):
            value = self._value(found[1], extra)
            said += [_before(spelled[end : found.start()], value), value]
            end = found.end()
        return f"{''.join(said)}{spelled[end:]}"

    def _decided(self, template: str) -> str:
        if "[" not in template:
            return template
        return _CHOICE.sub(lambda found: self.pick(f"{found.start()}{template}", *found[1].split("|")), template)

    def _value(self, slot: str, extra: Mapping[str, str]) -> str:
        if slot in extra:
            return extra[slot]
        if slot not in self.slots:
            raise UnknownSlotError(slot)
        return self.slots[slot] if slot in _FROM_BRIEF else self._spelled(self.slots[slot])

    def _spelled(self, text: str) -> str:
        own = reworded(text, self.words)
        return american(own) if self.american else own

    def sentence(self, template: str, **extra: str) -> str:
        """Fill the slots and make it a sentence."""
        return stop(raise_first(self.say(template, **extra)))

    def pick(self, key: str, *options: str) -> str:
        """Return one of the alternatives; the same brief always gets the same."""
        digest = hashlib.sha256(f"{self.seed}\0{key}".encode()).digest()
        return options[int.from_bytes(digest[:4], "big") % len(options)]


def _before(text: str, value: str) -> str:
    """Return what stands before a slot, its last word in agreement with the value and not said twice."""
    word = _WORD_BEFORE.search(text)
    if word is None:
        return text
    if word[1].lower() in {"a", "an"}:
        return f"{text[: word.start()]}{article(word[1][0], value)} "
    # "New {customers}" are new clients in a firm whose customers are called new clients.
    return text[: word.start()] if value.startswith(word[0]) else text


_FROM_BRIEF: Final = frozenset({"business", "buyers", "audience", "place", "rival", "line"})


def raise_first(text: str) -> str:
    """Raise the first letter; a word such as iPhone or an opening quotation mark stays as it is."""
    head = text[:1]
    if not head.islower() or (len(text) > 1 and text[1].isupper()):
        return text
    return head.upper() + text[1:]


def stop(text: str) -> str:
    """End the text with a full stop unless it ends with a mark already."""
    bare = text.rstrip()
    if not bare:
        return bare
    inner = bare.rstrip('”’")')
    return bare if inner[-1:] in {".", "!", "?", "…"} else f"{bare}."


def listed(items: Iterable[str], word: str = "and") -> str:
    """Join phrases with commas and a final word; semicolons when a phrase is a list itself."""
    phrases = tuple(items)
    if len(phrases) < 2:
        return "".join(phrases)
    mark = "; " if any("," in phrase or " and " in phrase for phrase in phrases) else ", "
    last = mark if mark == "; " else " "
    return f"{mark.join(phrases[:-1])}{last}{word} {phrases[-1]}"


def lowered(text: str) -> str:
    """Lower the first letter of a phrase of the knowledge base, for use inside a sentence."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def number(value: float) -> str:
    """Write a number for people: no needless decimals, thousands with commas."""
    if abs(value) >= 100 or float(value).is_integer():
        return f"{round(value):,}"
    return f"{value:,.1f}" if abs(value) >= 1 else f"{value:.2g}"


def share(value: float) -> str:
    """Write a share between 0 and 1 as a percentage."""
    percent = value * 100
    return f"{percent:.0f}%" if percent >= 10 or abs(percent - round(percent)) < 0.05 else f"{percent:.1f}%"


def small(count: int) -> str:
    """Write a small count as a word."""
    return _SMALL[count] if 0 <= count < len(_SMALL) else str(count)


def ordinal(place: int) -> str:
    """Write a place in a row as a word."""
    return _ORDINALS[place] if 0 < place < len(_ORDINALS) else f"{place}th"


def clip(text: str, words: int) -> str:
    """Return at most so many words of a phrase, ending at a comma or conjunction where one is near."""
    parts = text.split()
    if len(parts) <= words:
        return text
    kept = parts[:words]
    for index in range(len(kept) - 1, max(words // 2, 1), -1):
        if kept[index] in {"and", "or", "but", "that", "who", "which", "because"}:
            return " ".join(kept[:index]).rstrip(",;")
        if kept[index].endswith((",", ";")):
            return " ".join(kept[: index + 1]).rstrip(",;")
    return " ".join(kept).rstrip(",;")
