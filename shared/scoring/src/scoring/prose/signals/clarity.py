"""Clarity: can somebody else read it once and say what was chosen?"""

import re
from collections.abc import Iterator, Sequence

from scoring.lexicon import HEDGES, HYPE
from scoring.model import Signal
from scoring.prose.reading import Item, Reading
from scoring.prose.scale import played
from scoring.prose.statement import Statement
from scoring.shapes import mean, ramp
from scoring.words import words

_PUFF = re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(phrase) for phrase in (*HYPE, *HEDGES)) + r")(?![\w-])")
_PUFF_STARTS = frozenset(words(phrase)[0] for phrase in (*HYPE, *HEDGES))
_NOUN_ENDINGS = ("tion", "sion", "ment", "ness", "ance", "ence", "ity", "isation", "ization", "tions", "ments", "ities")
_SHORT = 6
_LONG = 34
_HEAVY = 28
_LONG_WORD = 11


def signals(reading: Reading) -> Iterator[Signal]:
    """Yield the signals of clarity."""
    prose = [item.said for item in reading.items if len(item.said.words) >= _SHORT and not item.said.is_empty]
    yield _sentence_length(reading, prose)
    yield _reading_load(reading, prose)
    yield _puffery(reading)
    yield _statement(reading)
    yield _decided(reading)
    yield _refusals(reading)


def _sentence_length(reading: Reading, prose: Sequence[Statement]) -> Signal:
    too_long = [said for said in prose if len(said.words) > _LONG]
    share = 1 - len(too_long) / len(prose) if prose else 0.0
    return Signal(
        "clarity.sentence-length",
        0.10,
        ramp(share, 0.6, 0.95),
        reading.manuscript.evidence(max(too_long, key=lambda said: (len(said.words), said.key), default=None)),
        f"{len(too_long)} of {len(prose)} sentences have more than {_LONG} words.",
        "Split the longest sentences where a second thought begins.",
    )


def _reading_load(reading: Reading, prose: Sequence[Statement]) -> Signal:
    tokens = [token for said in prose for token in said.words]
    length = len(tokens) / len(prose) if prose else 0.0
    nouns = sum(token.endswith(_NOUN_ENDINGS) for token in tokens) / len(tokens) if tokens else 1.0
    long_words = sum(len(token) >= _LONG_WORD for token in tokens) / len(tokens) if tokens else 1.0
    heavy = sum(len(said.words) > _HEAVY for said in prose) / len(prose) if prose else 1.0
    value = mean((ramp(length, 30, 19), ramp(heavy, 0.35, 0.08), ramp(nouns, 0.11, 0.04), ramp(long_words, 0.13, 0.04)))
    return Signal(
        "clarity.reading-load",
        0.15,
        value,
        reading.manuscript.evidence(max(prose, key=_load, default=None)),
        f"Sentences have {length:.0f} words on average; {nouns:.0%} of the words are nouns made from verbs.",
        "Turn nouns back into verbs and shorten the sentences that carry most of them.",
    )


def _load(said: Statement) -> tuple[float, str]:
    return sum(token.endswith(_NOUN_ENDINGS) for token in said.words) + len(said.words) / _HEAVY, said.key


def _puffery(reading: Reading) -> Signal:
    suspects = [item.said for item in reading.items if not _PUFF_STARTS.isdisjoint(item.said.words)]
    hits = [(said, found) for said in suspects for found in _PUFF.finditer(said.lower)]
    size = sum(len(item.said.words) for item in reading.items)
    first = min(hits, key=lambda hit: (hit[0].start, hit[1].start()), default=None)
    return Signal(
        "clarity.hype",
        0.10,
        ramp(100 * len(hits) / size, 1.6, 0.2) if size else 0.0,
        reading.manuscript.part(first[0], *first[1].span()) if first else reading.manuscript.evidence(None),
        f"{len(hits)} words or phrases praise or hedge instead of saying something.",
        "Replace the phrase with what is done, for whom, by when; or delete it.",
    )


def _statement(reading: Reading) -> Signal:
    """Look for the place that says who it is for, what they get and instead of what."""
    audience = reading.manuscript.terms.facets["audience"]
    values = [(_stated(group, audience), group[0].said.key, group[0].said) for group in reading.groups if group]
    best = max(values, key=lambda value: value[:2], default=(0.0, "", None))
    return Signal(
        "clarity.statement",
        0.15,
        best[0],
        reading.manuscript.evidence(best[2]),
        "One place should say who it is for, what they get and instead of what, in this firm's terms.",
        "Write two sentences together: for whom, what they get from you, and what they use today instead.",
    )


def _stated(group: Sequence[Item], audience: frozenset[str]) -> float:
    worth = [item.said.worth for item in group]
    who = max((min(1.0, len(item.said.own & audience) / 2) for item in group), default=0.0)
    what = max((item.said.worth for item in group if item.form.is_act), default=0.0)
    instead = max((item.said.worth for item in group if item.form.has_contrast), default=0.0)
    return mean((who, what, instead)) * ramp(max(worth, default=0.0), 0.2, 0.8)


def _decided(reading: Reading) -> Signal:
    """Compare what is done with what could, might or should be considered."""
    acts = sum(sorted(item.said.worth for item in reading.items if item.form.is_act and not item.form.is_hedged))
    hedged = [item for item in reading.items if item.form.is_hedged]
    loose = sum(sorted(1 - item.said.worth / 2 for item in hedged))
    share = acts / (acts + loose) if acts else 0.0
    return Signal(
        "clarity.decided",
        0.25,
        ramp(share, 0.15, 0.85) * ramp(acts, 0.0, 2.5),
        reading.manuscript.evidence(min((i.said for i in hedged), key=lambda s: (s.worth, s.key), default=None)),
        f"{len(hedged)} sentences say what could, might or should be considered instead of what is done.",
        "Decide: say who does what, or take the possibility out.",
    )


def _refusals(reading: Reading) -> Signal:
    found = reading.played("refusal")
    return Signal(
        "clarity.refusals",
        0.25,
        played(reading, found, 1.1),
        reading.manuscript.evidence(reading.weakest("refusal")),
        f"{len(found)} sentences say what is left out; a strategy is clear when it says so, with the reason.",
        "Name what a rival or the challenge list would suggest, and say why you won't do it.",
    )
