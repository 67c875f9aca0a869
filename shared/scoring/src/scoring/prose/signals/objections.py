"""Objection handling: the buyer's doubts in the buyer's voice, answered by something other than assurance."""

from collections.abc import Iterator

from scoring.model import Signal
from scoring.prose.doubts import Doubt
from scoring.prose.reading import Reading
from scoring.prose.scale import enough


def signals(reading: Reading) -> Iterator[Signal]:
    """Yield the signals of objection handling."""
    yield _voiced(reading)
    yield _answers(reading)
    yield _concessions(reading)


def _voiced(reading: Reading) -> Signal:
    by_kind: dict[str, float] = {}
    for doubt in reading.doubts:
        for kind in doubt.kinds:
            by_kind[kind] = max(by_kind.get(kind, 0.0), doubt.value / len(doubt.kinds) ** 0.5)
    return Signal(
        "objections.voiced",
        0.40,
        enough(reading, sum(sorted(by_kind.values())), 2),
        reading.manuscript.evidence(_weakest(reading.doubts)),
        f"{len(reading.doubts)} doubts of buyers are worded.",
        "Word the doubt as a buyer would say it, and say which challenge makes you expect it.",
    )


def _answers(reading: Reading) -> Signal:
    values = sorted(doubt.strength * doubt.answer for doubt in reading.doubts)
    return Signal(
        "objections.answers",
        0.40,
        enough(reading, sum(values), 2),
        reading.manuscript.evidence(min(reading.doubts, key=lambda d: (d.answer, d.said.key)).said if values else None),
        "An answer should name what is shown or done (a thing, a number, a step), not assure.",
        "Answer the quoted doubt with something the buyer can see, using words the doubt did not contain.",
    )


def _concessions(reading: Reading) -> Signal:
    values = sorted(doubt.concession * max(doubt.answer, doubt.said.worth) for doubt in reading.doubts)
    return Signal(
        "objections.concessions",
        0.20,
        min(1.0, sum(values)),
        reading.manuscript.evidence(_weakest(reading.doubts)),
        "Honest answers say for whom the doubt is right.",
        "Say who is better off with something else.",
    )


def _weakest(doubts: tuple[Doubt, ...]):
    return min(doubts, key=lambda doubt: (doubt.value, doubt.said.key)).said if doubts else None
