"""Specificity: could the same text be handed to another firm?"""

from collections.abc import Iterator

from scoring.model import Signal
from scoring.prose.coverage import coverage
from scoring.prose.reading import Reading
from scoring.prose.scale import enough, played, stretch
from scoring.shapes import best, ramp


def signals(reading: Reading) -> Iterator[Signal]:
    """Yield the signals of specificity."""
    yield _coverage(reading)
    yield _generic(reading)
    yield _quantities(reading)
    yield _times(reading)
    yield _steps(reading)


def _coverage(reading: Reading) -> Signal:
    covered = coverage(reading)
    weakest = min(covered, key=lambda name: (covered[name], name), default="outcome")
    text = reading.manuscript.terms.wording[weakest]
    return Signal(
        "specificity.brief-coverage",
        0.10,
        ramp(best(covered.values(), 4), 0.1, min(0.75, 0.1 + 0.45 * stretch(reading))),
        reading.manuscript.evidence(None),
        f"The {weakest} of the brief (“{text}”) is taken up least in the text's own words.",
        f"Say what follows from “{text}”.",
    )


def _generic(reading: Reading) -> Signal:
    judged = [item.said for item in reading.items if len(item.said.words) >= 5]
    loose = [said for said in judged if said.worth < 0.25]
    worst = max(loose, key=lambda said: (said.hollow * len(said.words), said.key), default=None)
    return Signal(
        "specificity.generic-sentences",
        0.40,
        ramp(reading.substance, 0.2, 0.75),
        reading.manuscript.evidence(worst),
        f"{len(loose)} of {len(judged)} sentences would be as true of another firm.",
        "Tie the quoted sentence to the audience, a named thing, a number with its basis or a date; or delete it.",
    )


def _quantities(reading: Reading) -> Signal:
    found = {
        (number.value, number.unit): item.said.worth * (0.5 if number.value in reading.given else 1.0)
        for item in reading.items
        for number in item.said.amounts
        if number.counts and not number.is_word
    }
    return Signal(
        "specificity.quantities",
        0.20,
        enough(reading, sum(sorted(found.values())), 5),
        reading.manuscript.evidence(None),
        f"{len(found)} different numbers say how much of what.",
        "Say how many, how much and how long, with the unit, for what you plan.",
    )


def _times(reading: Reading) -> Signal:
    found = [item.said for item in reading.items if item.form.has_deadline or item.form.has_rhythm]
    return Signal(
        "specificity.time-points",
        0.10,
        enough(reading, sum(sorted(said.worth for said in found)), 4),
        reading.manuscript.evidence(None),
        f"{len(found)} sentences say when.",
        "Say by which date or week each step is done.",
    )


def _steps(reading: Reading) -> Signal:
    found = reading.played("step")
    return Signal(
        "specificity.named-owners",
        0.20,
        played(reading, found, 3),
        reading.manuscript.evidence(reading.weakest("step")),
        f"{len(found)} sentences say what is done, by whom or when.",
        "Give each action one owner and a date that a stranger can check.",
    )
