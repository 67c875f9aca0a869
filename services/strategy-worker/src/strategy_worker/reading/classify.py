"""Which archetypes a brief resembles, and how sure that is."""

import re
from dataclasses import dataclass
from typing import Final

from shared.contracts.requests import Brief
from strategy_worker.knowledge import schema
from strategy_worker.knowledge.industry import Industry
from strategy_worker.knowledge.load import KnowledgeBase
from strategy_worker.reading import complaint
from strategy_worker.reading.evidence import Verdict, judge, weigh
from strategy_worker.reading.line import split, weigh_line
from strategy_worker.reading.text import clean, quote

MOST_TENSIONS: Final = 5
# Less than this is no reading at all: a common word or two hint at everything.
_READABLE: Final = 3.0
_TELLING: Final = 4.0
# The longer a complaint, the more else it may speak of: beyond so many words each three ask for more evidence.
_SHORT: Final = 5
# Whoever names several audiences names the one that is meant most first.
_AND_ALSO: Final = re.compile(r"\s*(?:[,;/]|\s&\s|\b(?:and|or|plus|as well as)\b)\s*", re.IGNORECASE)
_NAMES_AN_AUDIENCE: Final = 2.0
# Less than any evidence weighs, so it only parts readings that are equal.
_TIPS: Final = 0.5


@dataclass(frozen=True, slots=True)
class ReadChallenge:
    """A kind of challenge with the places of the brief that speak of it; `numbers` count from 1, empty if unstated."""

    kind: schema.Challenge
    other: schema.Challenge | None
    numbers: tuple[int, ...]
    quotation: str
    sure: bool

    @property
    def label(self) -> str:
        """How the brief's own numbering names it."""
        if not self.numbers:
            return "the brief"
        if len(self.numbers) == 1:
            return f"challenge {self.numbers[0]}"
        return f"challenges {' and '.join(str(n) for n in self.numbers)}"


def industry(brief: Brief, base: KnowledgeBase) -> Verdict:
    """Return the industry archetype; the field named industry counts most, and there the noun that heads it.

    An app is software when it is meant for firms: of two equal readings the one with such an audience wins.
    """
    line, others = split(brief.industry), [split(text) for text in (brief.business_name, brief.primary_keyword) if text]
    scores = {
        key: 3.0 * weigh_line(line, entry.evidence) + sum(weigh_line(other, entry.evidence) for other in others)
        for key, entry in base.industries.items()
    }
    meant = base.audiences[audience(brief, base, "unknown").best]
    for key, entry in base.industries.items():
        if scores[key] and meant.axes and _is_private(entry) == _is_private(meant):
            scores[key] += _TIPS
    return judge(scores, "unknown")


def audience(brief: Brief, base: KnowledgeBase, usual: str) -> Verdict:
    """Return the audience archetype; of two that are named it is the first, without evidence the industry's usual one.

    In both of these cases it is not sure.
    """
    named, served = clean(brief.target_audience), split(brief.industry).customers
    parts = [found for part in _AND_ALSO.split(named) if (found := _named(part, base))]
    others = [part for part in parts if part != parts[0]]
    if others:
        return Verdict(parts[0], others[0], sure=False)
    scores = {
        key: weigh(named, entry.evidence) + 0.5 * weigh(served, entry.evidence) for key, entry in base.audiences.items()
    }
    return judge(scores, usual)


def _is_private(entry: Industry | schema.Audience) -> bool:
    return "consumer" in entry.axes


def _named(part: str, base: KnowledgeBase) -> str | None:
    scores = {key: weigh(part, entry.evidence) for key, entry in base.audiences.items()}
    best = max(sorted(scores), key=lambda key: scores[key])
    return best if scores[best] >= _NAMES_AN_AUDIENCE else None


def challenges(brief: Brief, base: KnowledgeBase) -> tuple[ReadChallenge, ...]:
    """Return the kinds of challenge in the order of the brief, the same kind merged, unreadable ones last."""
    if not brief.current_challenges:
        return (ReadChallenge(base.challenges["unstated"], None, (), "", sure=False),)
    found: dict[str, ReadChallenge] = {}
    for number, text in enumerate(brief.current_challenges, start=1):
        read = _challenge(number, text, base)
        earlier = found.get(read.kind.id)
        found[read.kind.id] = _merge(earlier, read) if earlier else read
    # What nobody can read must not become the obstacle while something readable is named.
    return tuple(sorted(found.values(), key=lambda challenge: challenge.kind.id == "unread"))[:MOST_TENSIONS]


def _challenge(number: int, text: str, base: KnowledgeBase) -> ReadChallenge:
    said = clean(text)
    found = complaint.weigh(said, {key: entry.evidence for key, entry in base.challenges.items()})
    scores = found if max(found.values()) >= _READABLE else {}
    verdict = judge(scores, "unread", least=_TELLING + max(0, len(said.split()) - _SHORT) / 3)
    other = base.challenges[verdict.second] if verdict.second and not verdict.sure else None
    return ReadChallenge(base.challenges[verdict.best], other, (number,), quote(text), verdict.sure)


def _merge(first: ReadChallenge, second: ReadChallenge) -> ReadChallenge:
    return ReadChallenge(
        first.kind,
        first.other or second.other,
        first.numbers + second.numbers,
        f"{first.quotation} and {second.quotation}",
        first.sure or second.sure,
    )
