"""Outcome focus: is success a number, does the way to it add up, and can the plan fail?"""

from collections.abc import Iterator

from scoring.model import Signal
from scoring.prose.arithmetic import numbers_in
from scoring.prose.reading import Reading
from scoring.prose.scale import enough, played, stretch
from scoring.shapes import ramp
from scoring.terms import weight


def signals(reading: Reading) -> Iterator[Signal]:
    """Yield the signals of outcome focus."""
    yield _brief_outcome(reading)
    yield _definitions(reading)
    yield _sums(reading)
    yield _rules(reading)
    yield _causes(reading)


def _brief_outcome(reading: Reading) -> Signal:
    """Ask for the brief's outcome, with its numbers and what today's are."""
    brief = reading.manuscript.brief
    wanted = numbers_in(brief.desired_outcome)
    baselines = frozenset(item.value for item in brief.baselines.values())
    told = [item for item in reading.items if not item.said.is_empty]
    stated = {number.value for item in told for number in item.said.amounts}
    about = frozenset[str]().union(
        *(frozenset(item.said.stems) for item in told if item.form.has_deadline or item.said.amounts)
    )
    facet = reading.manuscript.terms.facets["outcome"]
    said = ramp(weight(facet & about) / max(weight(facet), 1e-9), 0.0, 0.6)
    numbers = len(wanted & stated) / len(wanted) if wanted else said
    base = min(1.0, len(baselines & stated) / min(1 + 1.2 * stretch(reading), len(baselines))) if baselines else numbers
    targets = reading.played("target")
    return Signal(
        "outcome.brief-outcome",
        0.15,
        (0.3 * said + 0.4 * numbers + 0.3 * base) * ramp(reading.substance, 0.1, 0.4),
        reading.manuscript.evidence(targets[0].item.said if targets else None),
        "The brief's outcome should come back with its number, its date and where it stands today.",
        "Write from what to what by when, with today's figures of the brief.",
    )


def _definitions(reading: Reading) -> Signal:
    found = reading.played("metric")
    return Signal(
        "outcome.metric-definitions",
        0.10,
        played(reading, found, 1.6),
        reading.manuscript.evidence(reading.weakest("metric")),
        f"{len(found)} sentences say what is counted; two people should count it alike.",
        "Say what is counted, out of what, in which span of time, and where it is read.",
    )


def _sums(reading: Reading) -> Signal:
    found = reading.relations
    place = min(found, key=lambda relation: relation.said[0].start, default=None)
    wrong = min(reading.broken, key=lambda hit: hit[0].start, default=None)
    value = enough(reading, len(found), 3) * 0.5 ** len(reading.broken)
    return Signal(
        "outcome.path-arithmetic",
        0.35,
        value,
        reading.manuscript.evidence(wrong[0] if wrong else place.said[2] if place else None),
        f"{len(found)} numbers follow from others in the text; {len(reading.broken)} that should do not.",
        "Work the outcome backwards step by step from today's figures, so that each number follows from others.",
    )


def _rules(reading: Reading) -> Signal:
    found = reading.played("rule")
    return Signal(
        "outcome.decision-rules",
        0.30,
        played(reading, found, 1.6),
        reading.manuscript.evidence(reading.weakest("rule")),
        f"{len(found)} sentences say which number, by when, leads to which decision.",
        "Add a rule: if this number is below that by then, we do this instead.",
    )


def _causes(reading: Reading) -> Signal:
    found = [item.said for item in reading.items if item.form.has_cause]
    return Signal(
        "outcome.causal-link",
        0.10,
        enough(reading, sum(sorted(said.worth for said in found)), 2.5),
        reading.manuscript.evidence(min(found, key=lambda said: (said.worth, said.key), default=None)),
        f"{len(found)} sentences say why something happens or works.",
        "Say what keeps the problem going and why the move changes that.",
    )
