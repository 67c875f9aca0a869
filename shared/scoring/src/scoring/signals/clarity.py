"""Clarity: can somebody else read it once and say what was chosen?"""

import re
from collections.abc import Iterator, Sequence

from scoring import slots
from scoring.lexicon import HEDGES, HYPE
from scoring.material import Material
from scoring.model import Evidence, Signal
from scoring.sentence import Sentence
from scoring.shapes import best, mean, ramp
from scoring.words import words

_PUFF = re.compile(r"(?i)(?<![\w-])(?:" + "|".join(re.escape(phrase) for phrase in (*HYPE, *HEDGES)) + r")(?![\w-])")
_PUFF_STARTS = frozenset(words(phrase)[0] for phrase in (*HYPE, *HEDGES))
_NOUN_ENDINGS = ("tion", "sion", "ment", "ness", "ance", "ence", "ity", "isation", "ization")
_PROSE = 6
_LONG = 32
_HEAVY = 28
_LONG_WORD = 11
_QUOTED_ROLES = frozenset({"forbidden", "tests", "rules"})


def signals(material: Material) -> Iterator[Signal]:
    """Yield the signals of clarity."""
    prose = [sentence for sentence in material.distinct if len(sentence.words) >= _PROSE and not sentence.is_copied]
    yield _sentence_length(prose)
    yield _reading_load(prose)
    yield _puffery(material)
    yield _statement(material)
    yield _refusals(material)
    yield _one_term(material)


def _sentence_length(prose: Sequence[Sentence]) -> Signal:
    too_long = [sentence for sentence in prose if len(sentence.words) > _LONG]
    share = 1 - len(too_long) / len(prose) if prose else 0.0
    return Signal(
        "clarity.sentence-length",
        0.20,
        ramp(share, 0.6, 0.98),
        _longest(too_long),
        f"{len(too_long)} of {len(prose)} sentences have more than {_LONG} words.",
        "Split the longest sentences where a second thought begins.",
    )


def _reading_load(prose: Sequence[Sentence]) -> Signal:
    tokens = [token for sentence in prose for token in sentence.words]
    if not tokens:
        return Signal(
            "clarity.reading-load",
            0.25,
            0,
            Evidence("executiveSummary"),
            "There is no prose to read.",
            "Write sentences.",
        )
    length = len(tokens) / len(prose)
    heavy = sum(len(sentence.words) > _HEAVY for sentence in prose) / len(prose)
    nouns = sum(token.endswith(_NOUN_ENDINGS) for token in tokens) / len(tokens)
    long_words = sum(len(token) >= _LONG_WORD for token in tokens) / len(tokens)
    value = mean((ramp(length, 28, 17), ramp(heavy, 0.3, 0.02), ramp(nouns, 0.12, 0.04), ramp(long_words, 0.14, 0.04)))
    return Signal(
        "clarity.reading-load",
        0.25,
        value,
        max(prose, key=_load).evidence,
        f"Sentences have {length:.0f} words on average; {nouns:.0%} of the words are nouns made from verbs.",
        "Turn nouns back into verbs and shorten the sentences that carry most of them.",
    )


def _load(sentence: Sentence) -> tuple[float, str]:
    nouns = sum(token.endswith(_NOUN_ENDINGS) for token in sentence.words)
    return nouns + len(sentence.words) / _HEAVY, sentence.key


def _puffery(material: Material) -> Signal:
    judged = [sentence for sentence in material.distinct if sentence.role not in _QUOTED_ROLES]
    suspects = (sentence for sentence in judged if not _PUFF_STARTS.isdisjoint(sentence.words))
    hits = [(sentence, found) for sentence in suspects for found in _PUFF.finditer(sentence.text)]
    total = sum(len(sentence.words) for sentence in judged)
    density = 100 * len(hits) / total if total else 0.0
    place = Evidence("executiveSummary")
    if hits:
        sentence, found = hits[0]
        place = Evidence(sentence.path, found.group(), sentence.start + found.start(), sentence.start + found.end())
    return Signal(
        "clarity.hype",
        0.15,
        ramp(density, 2.0, 0.15) if total else 0.0,
        place,
        f"{len(hits)} words or phrases praise or hedge instead of saying something.",
        "Replace the phrase with what is done, for whom, by when; or delete it.",
    )


def _statement(material: Material) -> Signal:
    paths = slots.statement(material.document)
    worth = {path: material.worth(path) for path in ("choice.policy", *paths)}
    weakest = min(worth, key=lambda path: (worth[path], path))
    return Signal(
        "clarity.statement",
        0.20,
        mean(worth.values()),
        material.quote(weakest),
        "The statement should say who it is for, what they get and instead of what, in this firm's terms.",
        "Rewrite the quoted part so that a rival could not print it.",
    )


def _refusals(material: Material) -> Signal:
    values: dict[str, float] = {}
    for index, _ in enumerate(material.document.choice.refusals):
        path = f"choice.refusals[{index}]"
        value = (material.worth(f"{path}.what") + material.worth(f"{path}.reason")) / 2
        values.setdefault(material.key(f"{path}.what"), value if material.texts.get(f"{path}.reason") else 0.0)
    return Signal(
        "clarity.refusals",
        0.10,
        best(values.values(), 3),
        material.weakest(
            f"choice.refusals[{n}].{part}"
            for n in range(len(material.document.choice.refusals))
            for part in ("what", "reason")
        )
        or Evidence("choice"),
        "A strategy is clear when it says what it leaves out and why; three such refusals are wanted.",
        "Name three things that a rival or the challenge list would suggest, and say why you won't do them.",
    )


def _one_term(material: Material) -> Signal:
    measurement = material.document.measurement
    names = {metric.name.casefold() for metric in (measurement.outcome, *measurement.indicators) if metric.name}
    used = [*(rule.metric for rule in measurement.rules), *(move.metric for move in material.document.choice.moves)]
    unknown = [name for name in used if name.casefold() not in names]
    return Signal(
        "clarity.one-term",
        0.10,
        1 - len(unknown) / len(used) if used else 0.0,
        Evidence("measurement.rules"),
        f"{len(unknown)} of {len(used)} references to a metric use a name that the measurement section does not define"
        + (f", for example “{min(unknown)}”." if unknown else "."),
        "Call each metric by one name everywhere.",
    )


def _longest(sentences: Sequence[Sentence]) -> Evidence:
    if not sentences:
        return Evidence("executiveSummary")
    return max(sentences, key=lambda sentence: (len(sentence.words), sentence.key)).evidence
