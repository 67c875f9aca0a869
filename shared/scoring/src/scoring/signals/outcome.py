"""Outcome focus: is success defined, computed backwards and able to fail?"""

import re
from collections.abc import Iterator
from itertools import pairwise

from documents.blocks import Metric
from documents.quantities import PathStage
from scoring import numerals, words
from scoring.lexicon import ABSTRACT
from scoring.material import Material
from scoring.model import Evidence, Signal
from scoring.shapes import mean, ramp, saturate
from scoring.terms import content_stems

_TOLERANCE = 0.05
_ENOUGH_RULES = 3


def signals(material: Material) -> Iterator[Signal]:
    """Yield the signals of outcome focus."""
    yield _brief_outcome(material)
    yield _definitions(material)
    yield _path(material)
    yield _rules(material)
    yield _causes(material)


def _brief_outcome(material: Material) -> Signal:
    outcome = material.document.measurement.outcome
    wanted = material.terms.facets["outcome"]
    path = material.document.path.outcome
    stated = content_stems(words.words(" ".join((outcome.name, outcome.numerator, outcome.denominator, path.name))))
    specific = wanted - ABSTRACT or wanted
    overlap = len(specific & stated) / len(specific) if specific else 0.0
    has_target = outcome.target.basis != "to_measure"
    has_horizon = material.brief.horizon_weeks is not None or bool(outcome.window)
    return Signal(
        "outcome.brief-outcome",
        0.20,
        0.5 * ramp(overlap, 0.0, 0.5) + 0.3 * _target(material) * has_target + 0.2 * has_horizon,
        material.quote("measurement.outcome.name"),
        "The outcome metric should be the brief's outcome, with a target and a window.",
        "Name the outcome metric as the brief does, and state target and date; ask when the brief has no number.",
    )


def _target(material: Material) -> float:
    numbers = {r for n in numerals.numerals(material.brief.desired_outcome) for r in n.readings}
    target = material.document.measurement.outcome.target
    if not numbers or {target.value, target.low, target.high} & numbers:
        return 1.0
    return 0.4


def _definitions(material: Material) -> Signal:
    measurement = material.document.measurement
    metrics = {
        "measurement.outcome": measurement.outcome,
        **{f"measurement.indicators[{n}]": metric for n, metric in enumerate(measurement.indicators)},
    }
    values = {path: _definition(material, path, metric) for path, metric in metrics.items()}
    weakest = min(values, key=lambda path: (values[path], path))
    return Signal(
        "outcome.metric-definitions",
        0.20,
        mean(values.values()) * ramp(len({metric.name for metric in metrics.values()}), 0, 2),
        material.quote(f"{weakest}.name"),
        "Two people should compute each metric alike: numerator, denominator, window, baseline or who measures it.",
        "Complete the definition of the quoted metric.",
    )


def _definition(material: Material, path: str, metric: Metric) -> float:
    has_baseline = metric.baseline.basis != "to_measure" or bool(metric.measured_by and metric.measured_when)
    parts = (
        material.worth(f"{path}.numerator") > 0,
        bool(metric.denominator),
        bool(metric.window),
        has_baseline,
        metric.target.basis != "to_measure",
    )
    return mean(float(part) for part in parts)


def _path(material: Material) -> Signal:
    stages = material.document.path.stages
    links = [_holds(before, after) for before, after in pairwise(stages)]
    consistent = mean(float(link) for link in links)
    broken = next((index + 1 for index, link in enumerate(links) if not link), None)
    reaches = _reaches(material, stages)
    if not links:
        explanation = "There is no arithmetic from today's figures to the outcome."
    elif broken is not None:
        explanation = f"“{stages[broken].name}” is not the previous volume times its rate."
    elif len(links) == 1:
        explanation = "The chain has a single link, so it shows no step at which to act."
    else:
        explanation = "The chain multiplies out" + (
            " and contains the outcome." if reaches else ", but misses the outcome."
        )
    return Signal(
        "outcome.path-arithmetic",
        0.25,
        consistent * consistent * ramp(len(links), 0, 2) * (1.0 if reaches else 0.7),
        material.quote(f"path.stages[{broken or 0}].name"),
        explanation,
        "Work the outcome backwards step by step; each volume is the one before times its rate, in each scenario.",
    )


def _holds(before: PathStage, after: PathStage) -> bool:
    rates = (after.rate_low, after.rate_mid, after.rate_high)
    volumes = (
        (before.volume_low, after.volume_low),
        (before.volume_mid, after.volume_mid),
        (before.volume_high, after.volume_high),
    )
    return all(
        rate is not None and abs(start * rate - end) <= max(_TOLERANCE * abs(end), 0.5)
        for rate, (start, end) in zip(rates, volumes, strict=True)
    )


def _reaches(material: Material, stages: tuple[PathStage, ...]) -> bool:
    outcome = material.document.path.outcome
    wanted = outcome.value if outcome.value is not None else outcome.low
    if wanted is None or not stages:
        return False
    last = stages[-1]
    return last.volume_low * (1 - _TOLERANCE) <= wanted <= last.volume_high * (1 + _TOLERANCE)


def _names(material: Material) -> frozenset[str]:
    measurement = material.document.measurement
    return frozenset(metric.name.casefold() for metric in (measurement.outcome, *measurement.indicators) if metric.name)


def _rules(material: Material) -> Signal:
    names = _names(material)
    values: dict[str, float] = {}
    for index, rule in enumerate(material.document.measurement.rules):
        path = f"measurement.rules[{index}]"
        parts = (rule.metric.casefold() in names, re.search(r"\d", rule.threshold) is not None, rule.by_week > 0)
        value = mean(float(part) for part in parts) * material.worth(f"{path}.action")
        key = f"{rule.metric.casefold()} {material.key(f'{path}.threshold')} {material.key(f'{path}.action')}"
        values[key] = max(values.get(key, 0.0), value)
    return Signal(
        "outcome.decision-rules",
        0.20,
        saturate(sum(sorted(values.values())), 1.2) / saturate(_ENOUGH_RULES, 1.2)
        if sum(values.values()) < _ENOUGH_RULES
        else 1.0,
        material.quote("measurement.rules[0].action"),
        f"{len(values)} decision rules say which number, by which week, leads to which action.",
        "Add rules: if this metric is below that number by that week, then we do this.",
    )


def _causes(material: Material) -> Signal:
    names = _names(material)
    values = {
        move.id: (move.metric.casefold() in names)
        * (material.worth(f"choice.moves[{n}].mechanism") + material.worth(f"choice.moves[{n}].because"))
        / 2
        for n, move in enumerate(material.document.choice.moves)
    }
    weakest = min(range(len(values)), key=lambda n: list(values.values())[n], default=0)
    return Signal(
        "outcome.causal-link",
        0.15,
        mean(values.values()) * ramp(len(values), 0, 2),
        material.quote(f"choice.moves[{weakest}].mechanism") if values else Evidence("choice"),
        "Each move should say why it works here and which metric shows it.",
        "Give the quoted move a mechanism and a metric from the measurement section.",
    )
