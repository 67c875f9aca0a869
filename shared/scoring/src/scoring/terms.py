"""What the brief says, in a form that texts can be compared with."""

from collections.abc import Mapping
from dataclasses import dataclass

from scoring import words
from scoring.lexicon import ABSTRACT, COMMON, FUNCTION, NUMBER_WORDS, TIME
from scoring.numerals import brief_numbers, brief_text
from shared.contracts.requests import Brief

COPY_SIZE = 4
_COMMON_WEIGHT = 1 / 3
_SAYS_NOTHING = FUNCTION | TIME | NUMBER_WORDS


@dataclass(frozen=True, slots=True)
class Terms:
    """The brief's facets as stems and as text, its four-word runs with their words, and the stems that tie to it.

    `own` are anchors and name together, `measured` the stems that name and count its baselines, `numbers`
    the values it states.
    """

    facets: Mapping[str, frozenset[str]]
    wording: Mapping[str, str]
    runs: frozenset[tuple[str, ...]]
    vocabulary: frozenset[str]
    anchors: frozenset[str]
    name: frozenset[str]
    own: frozenset[str]
    rivals: tuple[str, ...]
    rival_stems: frozenset[str]
    measured: frozenset[str]
    numbers: frozenset[float]

    def copied(self, tokens: tuple[str, ...]) -> list[bool]:
        """Tell of each word whether it stands in a run copied from the brief."""
        marks = [False] * len(tokens)
        if sum(token in self.vocabulary for token in tokens) < COPY_SIZE:
            return marks
        for index, run in enumerate(words.ngrams(tokens, COPY_SIZE)):
            if run in self.runs:
                marks[index : index + COPY_SIZE] = [True] * COPY_SIZE
        return marks


def content_stems(tokens: tuple[str, ...]) -> frozenset[str]:
    """Return the stems of the words that carry meaning."""
    return frozenset(words.stem(token) for token in tokens if has_meaning(token))


def weight(stems: frozenset[str]) -> float:
    """Weigh stems by how much they say: words of any business text count for a third."""
    return sum(_COMMON_WEIGHT if part in COMMON else 1.0 for part in sorted(stems))


def has_meaning(token: str) -> bool:
    """Tell whether a word says what a text is about; function words, times and numbers don't."""
    return token not in _SAYS_NOTHING and not token.isdigit()


def terms(brief: Brief) -> Terms:
    """Read a brief; the business name is nobody's anchor, since it can be put into any sentence."""
    name = content_stems(words.words(brief.business_name))
    wording = {
        "audience": brief.target_audience,
        "outcome": brief.desired_outcome,
        "industry": brief.industry,
        **{f"challenge {n}": challenge for n, challenge in enumerate(brief.current_challenges, start=1)},
    }
    facets = {facet: content_stems(words.words(text)) for facet, text in wording.items()}
    lines = brief_text(brief).split("\n")
    runs = {run for line in lines for run in words.ngrams(words.words(line), COPY_SIZE)}
    rivals = content_stems(words.words("\n".join(brief.existing_competitors)))
    anchors = frozenset[str]().union(*facets.values(), rivals) - name - ABSTRACT
    counted = " ".join(f"{called} {item.unit}" for called, item in brief.baselines.items()).replace("_", " ")
    return Terms(
        facets=facets,
        wording=wording,
        runs=frozenset(runs),
        vocabulary=frozenset(word for run in runs for word in run),
        anchors=anchors,
        name=name,
        own=anchors | name,
        rivals=brief.existing_competitors,
        rival_stems=rivals,
        measured=content_stems(words.words(counted)) - name - ABSTRACT,
        numbers=frozenset(brief_numbers(brief)),
    )
