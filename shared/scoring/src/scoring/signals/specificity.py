"""Specificity: could the same text be handed to another firm?"""

from collections.abc import Iterator

from scoring import slots
from scoring.lexicon import TIME
from scoring.material import Material
from scoring.model import Evidence, Signal
from scoring.shapes import best, mean, ramp, saturate
from scoring.terms import weight

_ENOUGH_WORDS = 120
_JUDGED = 5


def signals(material: Material) -> Iterator[Signal]:
    """Yield the signals of specificity."""
    yield _coverage(material)
    yield _generic(material)
    yield _quantities(material)
    yield _times(material)
    yield _owners(material)
    yield _segment(material)


def facet_coverage(material: Material) -> dict[str, float]:
    """Return for each facet of the brief how far the document takes it up.

    Own words count in full; words quoted in a sentence that says something about them count half; bare copies don't.
    """
    judged = [sentence for sentence in material.distinct if sentence.worth > 0]
    own = frozenset[str]().union(*(sentence.own for sentence in judged))
    quoted = frozenset[str]().union(*(sentence.quoted for sentence in judged)) - own
    return {
        name: ramp((weight(stems & own) + weight(stems & quoted) / 2) / weight(stems), 0.0, 0.8)
        for name, stems in material.terms.facets.items()
        if stems
    }


def _coverage(material: Material) -> Signal:
    covered = facet_coverage(material)
    weakest = min(covered, key=lambda name: (covered[name], name), default="outcome")
    text = material.terms.wording[weakest]
    return Signal(
        "specificity.brief-coverage",
        0.30,
        mean(covered.values()),
        Evidence("diagnosis"),
        f"The {weakest} of the brief (“{text}”) is taken up least in the document's own words; quoting counts half.",
        f"Say in the diagnosis and the plan what follows from “{text}”.",
    )


def _generic(material: Material) -> Signal:
    judged = [s for s in material.distinct if not s.is_copied and len(s.words) >= _JUDGED]
    size = sum(len(sentence.words) for sentence in judged)
    loose = [sentence for sentence in judged if not sentence.is_anchored]
    share = sum(len(sentence.words) for sentence in loose) / size if size else 1.0
    worst = max(loose, key=lambda sentence: (sentence.abstract, len(sentence.words), sentence.key), default=None)
    return Signal(
        "specificity.generic-sentences",
        0.30,
        ramp(share, 0.80, 0.30) * ramp(size, 0, _ENOUGH_WORDS),
        worst.evidence if worst else Evidence("executiveSummary"),
        f"{len(loose)} of {len(judged)} sentences would be as true of another firm.",
        "Tie the quoted sentence to the audience, a named asset, a number with its basis or a date; or delete it.",
    )


def _quantities(material: Material) -> Signal:
    found = {
        (item.name.casefold(), item.value, item.low, item.high)
        for item in material.quantities
        if item.unit and item.basis != "to_measure"
    }
    stages = {stage.name.casefold() for stage in material.document.path.stages}
    count = len(found) + len(stages)
    return Signal(
        "specificity.quantities",
        0.14,
        saturate(count, 3.0),
        Evidence("path"),
        f"{count} numbers have a unit and say what they rest on.",
        "Give the current figures in the brief; each one replaces an assumption.",
    )


def _times(material: Material) -> Signal:
    document = material.document
    points = {f"week {rule.by_week}" for rule in document.measurement.rules if rule.by_week > 0}
    points |= {f"week {move.weeks_to_signal}" for move in document.choice.moves if move.weeks_to_signal > 0}
    for sentence in material.distinct:
        if not sentence.is_copied:
            points |= {f"{a} {b}" for a, b in zip(sentence.words, sentence.words[1:], strict=False) if _is_time(a, b)}
    return Signal(
        "specificity.time-points",
        0.08,
        saturate(len(points), 3.0),
        Evidence("plan"),
        f"{len(points)} different points or spans of time are named.",
        "Say by which week each step shows a signal.",
    )


def _is_time(first: str, second: str) -> bool:
    return (second in TIME and first.isdigit()) or (first in TIME and second.isdigit())


def _owners(material: Material) -> Signal:
    actions = material.document.plan.actions
    named = {
        material.key(f"plan.actions[{n}].action")
        for n, action in enumerate(actions)
        if action.owner
        and material.worth(f"plan.actions[{n}].action") > 0
        and material.texts.get(f"plan.actions[{n}].doneWhen")
    }
    return Signal(
        "specificity.named-owners",
        0.10,
        saturate(len(named), 3.0),
        material.weakest(f"plan.actions[{n}].action" for n in range(len(actions))) or Evidence("plan"),
        f"{len(named)} different actions name an owner and the state in which they are done.",
        "Give each action one owner role and a done-when that a stranger can check.",
    )


def _segment(material: Material) -> Signal:
    paths = slots.observable(material.document)
    values = {material.key(path): material.worth(path) for path in paths}
    return Signal(
        "specificity.observable-traits",
        0.08,
        best(values.values(), 3),
        material.weakest(paths) or Evidence("segment"),
        "Whom this is for should be visible in a register, on a website or in a list.",
        "Describe the segment by traits that somebody can look up.",
    )
