"""Objection handling: the buyer's doubts in the buyer's voice, answered by something other than assurance."""

from collections.abc import Iterator, Sequence

from scoring.model import Signal
from scoring.prose.coverage import telling_weight
from scoring.prose.doubts import Doubt, concedes
from scoring.prose.reading import Item, Reading
from scoring.prose.scale import enough, stretch
from scoring.prose.statement import Statement
from scoring.shapes import best, ramp

_SHORT = 0.7


def signals(reading: Reading) -> Iterator[Signal]:
    """Yield the signals of objection handling."""
    yield _obstacles(reading)
    yield _voiced(reading)
    yield _answers(reading)
    yield _concessions(reading)


def _obstacles(reading: Reading) -> Signal:
    """Ask of each challenge whether something is done in the place that takes it up."""
    challenges = {
        name: stems - reading.manuscript.terms.name
        for name, stems in reading.manuscript.terms.facets.items()
        if name.startswith("challenge") and stems
    } or {"audience": reading.manuscript.terms.facets["audience"]}
    values = {
        name: max((_met(group, stems) for group in reading.groups), default=0.0) for name, stems in challenges.items()
    }
    weakest = min(values, key=lambda name: (values[name], name))
    return Signal(
        "objections.obstacles",
        0.40,
        best(values.values(), min(len(values), 1 if stretch(reading) < _SHORT else 2)),
        reading.manuscript.evidence(None),
        f"What keeps buyers away is in the brief; “{reading.manuscript.terms.wording[weakest]}” is answered least.",
        "Take the challenge up in your own words and say in the same place what is done about it.",
    )


def _met(group: Sequence[Item], challenge: frozenset[str]) -> float:
    ties = frozenset[str]().union(*(item.said.own & challenge for item in group))
    act = max((item.said.worth for item in group if item.form.is_act and not item.form.is_hedged), default=0.0)
    return ramp(telling_weight(ties), 0.0, 2.0) * act


def _voiced(reading: Reading) -> Signal:
    by_kind: dict[str, float] = {}
    for doubt in reading.doubts:
        for kind in doubt.kinds:
            by_kind[kind] = max(by_kind.get(kind, 0.0), doubt.value / len(doubt.kinds) ** 0.5)
    return Signal(
        "objections.voiced",
        0.20,
        enough(reading, sum(sorted(by_kind.values())), 0.9),
        reading.manuscript.evidence(_weakest(reading.doubts)),
        f"{len(reading.doubts)} doubts of buyers are worded.",
        "Word the doubt as a buyer would say it, and say which challenge makes you expect it.",
    )


def _answers(reading: Reading) -> Signal:
    values = sorted(doubt.strength * doubt.answer for doubt in reading.doubts)
    return Signal(
        "objections.answers",
        0.20,
        enough(reading, sum(values), 0.9),
        reading.manuscript.evidence(min(reading.doubts, key=lambda d: (d.answer, d.said.key)).said if values else None),
        "An answer should name what is shown or done (a thing, a number, a step), not assure.",
        "Answer the quoted doubt with something the buyer can see, using words the doubt did not contain.",
    )


def _concessions(reading: Reading) -> Signal:
    found = [item.said for item in reading.items if concedes(item.said)]
    return Signal(
        "objections.concessions",
        0.20,
        enough(reading, sum(sorted(said.worth for said in found)), 1.0),
        reading.manuscript.evidence(min(found, key=lambda said: (said.worth, said.key), default=None)),
        f"{len(found)} sentences say for whom a doubt is right, who is better off elsewhere, or what won't be won.",
        "Say who is better off with something else, and what you can't win.",
    )


def _weakest(doubts: tuple[Doubt, ...]) -> Statement | None:
    return min(doubts, key=lambda doubt: (doubt.value, doubt.said.key)).said if doubts else None
