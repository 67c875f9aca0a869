"""Risk removal: what the firm takes off the buyer, and what it will do when its own plan fails."""

from collections.abc import Iterator

from scoring.model import Signal
from scoring.prose.reading import Reading
from scoring.prose.scale import played


def signals(reading: Reading) -> Iterator[Signal]:
    """Yield the signals of risk removal."""
    yield _reversal(reading)
    yield _failures(reading)
    yield _limits(reading)


def _reversal(reading: Reading) -> Signal:
    found = reading.played("reversal")
    return Signal(
        "risk.reversal",
        0.20,
        played(reading, found, 0.8),
        reading.manuscript.evidence(reading.weakest("reversal")),
        "A promise that moves risk to the firm needs a condition and a cap.",
        "Say what is promised, under which condition, and up to which amount or how often.",
    )


def _failures(reading: Reading) -> Signal:
    found = reading.played("failing")
    return Signal(
        "risk.pre-mortem",
        0.45,
        played(reading, found, 1.1),
        reading.manuscript.evidence(reading.weakest("failing")),
        f"{len(found)} sentences say how the plan fails, how that shows, and what is done then.",
        "Name a way the plan fails, how it shows early, and what is done then.",
    )


def _limits(reading: Reading) -> Signal:
    found = reading.played("limit")
    return Signal(
        "risk.limitations",
        0.35,
        played(reading, found, 0.8),
        reading.manuscript.evidence(reading.weakest("limit")),
        f"{len(found)} sentences say what is not known or was not looked at.",
        "Say what was not looked up or asked in this case, and what would change the advice.",
    )
