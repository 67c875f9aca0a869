"""What is counted, from where to where, and what follows from the count."""

import math
import re
from typing import Final

from documents import blocks
from documents.quantities import PathStage, Quantity
from strategy_worker.case import Case
from strategy_worker.common import route
from strategy_worker.knowledge import schema
from strategy_worker.path import baseline_quantity, target_quantity
from strategy_worker.reading.text import quote
from strategy_worker.wording import raise_first, share

_INDICATORS = 4
_QUARTER: Final = 13
_UNDATED_TRIAL: Final = 12
_PARTS: Final = {2: "half", 3: "a third", 4: "a quarter", 5: "a fifth", 6: "a sixth", 7: "a seventh", 8: "an eighth"}


def build(case: Case) -> blocks.Measurement:
    """Define the metrics and the rules."""
    whole, step = outcome(case), _step(case)
    indicators = (step, *_of_moves(case))[: _INDICATORS + 1]
    return blocks.Measurement(outcome=whole, indicators=indicators, rules=_rules(case, whole, indicators))


def outcome(case: Case) -> blocks.Metric:
    """Return the outcome metric; where the brief names none, what stands in for it says so."""
    reading, voice = case.reading, case.voice
    label = route.label(case)
    known = reading.outcome.metric
    definition = known or reading.base.metrics["new_customers"]
    numerator, denominator, window = definition.numerator, definition.denominator, definition.window
    if known is None and reading.outcome.kind == "count":
        numerator = voice.phrase("measure.numerator", label=label)
        denominator, window = _counted_over(case)
    name = label
    if not reading.outcome.is_measurable and known is None:
        name = voice.phrase("measure.stand_in", label=label, wish=quote(reading.brief.desired_outcome, 60))
    return blocks.Metric(
        name=raise_first(name),
        numerator=voice.say(numerator),
        denominator=voice.say(denominator),
        window=voice.say(window) if not reading.outcome.per else f"one {reading.outcome.per}",
        baseline=baseline_quantity(reading, voice, label),
        target=target_quantity(reading, voice, label),
        leading_indicator=_early(case, known),
        event=definition.event,
        measured_by=f"The {voice.say(definition.measured_by)}",
        measured_when=raise_first(voice.phrase("measure.when_outcome")),
    )


def _early(case: Case, known: schema.MetricDefinition | None) -> str:
    """Return what moves first: a step of the path if the path leads to the outcome, else what its metric names."""
    if known is None or case.reading.outcome.is_on_path:
        return case.path.stages[1].name
    return case.voice.say(known.leading)


def _counted_over(case: Case) -> tuple[str, str]:
    outcome = case.reading.outcome
    if outcome.per:
        return f"the {outcome.per}", f"one {outcome.per}"
    return "", case.voice.phrase("measure.in_force" if outcome.stock is not None else "measure.since_start")


def _step(case: Case) -> blocks.Metric:
    voice = case.voice
    before, stage = case.path.doubted
    name = f"rate from {before.name} to {stage.name}"
    rate = Quantity(name=name, unit="%", basis="to_measure", note=voice.phrase("measure.to_count"))
    given = stage.basis in {"given", "computed"} and stage.rate_mid is not None
    if given and stage.rate_mid is not None:
        rate = Quantity(name=name, unit="%", basis=stage.basis, value=round(stage.rate_mid * 100, 2), note=stage.source)
    return blocks.Metric(
        name=raise_first(name),
        numerator=stage.name,
        denominator=before.name,
        window=voice.phrase("measure.four_weeks"),
        baseline=rate,
        target=_expected(case, stage, name, given=given),
        leading_indicator=before.name,
        event=f"reached_{_slug(stage.name)}",
        measured_by=raise_first(voice.phrase("measure.by_hand", whom=case.industry.owner)),
        measured_when=raise_first(voice.phrase("measure.when_step")),
    )


def _expected(case: Case, stage: PathStage, name: str, *, given: bool) -> Quantity:
    if given or stage.rate_low is None or stage.rate_high is None:
        return Quantity(name=name, unit="%", basis="to_measure", note=case.voice.phrase("measure.own_rate"))
    low, high = round(stage.rate_low * 100, 2), round(stage.rate_high * 100, 2)
    note = case.voice.phrase("measure.range")
    return Quantity(name=name, unit="%", basis="assumption", low=low, high=high, note=note, source=stage.source)


def _of_moves(case: Case) -> list[blocks.Metric]:
    found: dict[str, blocks.Metric] = {}
    skip = case.reading.outcome.metric.id if case.reading.outcome.metric else None
    for chosen in case.moves:
        definition = case.metric(chosen)
        if definition.id not in found and definition.id != skip:
            found[definition.id] = _indicator(case, definition)
    return list(found.values())


def _indicator(case: Case, definition: schema.MetricDefinition) -> blocks.Metric:
    voice = case.voice
    name = voice.say(definition.name)
    given = case.reading.baselines.metrics.get(definition.id)
    better = "measure.above" if definition.direction == "up" else "measure.below"
    baseline = Quantity(name=name, unit=definition.unit, basis="to_measure", note=voice.phrase("measure.to_count"))
    if given:
        baseline = Quantity(name=name, unit=given.unit, basis="given", value=given.value)
    return blocks.Metric(
        name=raise_first(name),
        numerator=voice.say(definition.numerator),
        denominator=voice.say(definition.denominator),
        window=voice.say(definition.window),
        baseline=baseline,
        target=Quantity(name=name, unit=definition.unit, basis="to_measure", note=voice.phrase(better)),
        leading_indicator=voice.say(definition.leading),
        event=definition.event,
        measured_by=f"The {voice.say(definition.measured_by)}",
        measured_when=raise_first(voice.phrase("measure.when_move")),
    )


def _rules(case: Case, whole: blocks.Metric, indicators: tuple[blocks.Metric, ...]) -> tuple[blocks.DecisionRule, ...]:
    voice, names = case.voice, {metric.name for metric in indicators}
    rules = [_outcome_rule(case, whole), _step_rule(case, indicators[0])]
    for chosen in case.moves:
        name = raise_first(voice.say(case.metric(chosen).name))
        if name in names and all(rule.metric != name for rule in rules):
            rules.append(
                blocks.DecisionRule(
                    metric=name,
                    threshold=voice.phrase("rule.not_better", turn=len(rules)),
                    by_week=min(max(chosen.tactic.weeks, 4), max(case.reading.weeks, 4)),
                    action=voice.sentence(chosen.tactic.response),
                )
            )
    return tuple(rules[:5])


def _step_rule(case: Case, step: blocks.Metric) -> blocks.DecisionRule:
    voice = case.voice
    _, stage = case.path.doubted
    threshold = voice.phrase("rule.step_given")
    if stage.basis == "assumption" and stage.rate_low is not None:
        threshold = voice.phrase("rule.step_low", low=share(stage.rate_low))
    return blocks.DecisionRule(
        metric=step.name,
        threshold=threshold,
        by_week=min(6, max(case.reading.weeks, 2)),
        action=voice.line("rule.step_action"),
    )


def trial_week(case: Case) -> int:
    """Return the week in which the plan as a whole is judged: at the latest after a quarter, or two if it is slow."""
    reading = case.reading
    if not reading.has_horizon:
        return _UNDATED_TRIAL
    is_slow = "committee" in reading.axes or any(challenge.kind.id == "long_cycle" for challenge in reading.challenges)
    return max(2, min(reading.weeks // 2, 2 * _QUARTER if is_slow else _QUARTER))


def part_of_way(case: Case) -> str:
    """Return how much of the way to the target has to be done by then; nothing where the brief says not by when."""
    if not (case.reading.outcome.is_measurable and case.reading.has_horizon):
        return ""
    return _PARTS[min(max(math.ceil(case.reading.weeks / trial_week(case)), 2), max(_PARTS))]


def _outcome_rule(case: Case, whole: blocks.Metric) -> blocks.DecisionRule:
    """Return the rule that the plan as a whole is judged by."""
    voice, week, part = case.voice, trial_week(case), part_of_way(case)
    return blocks.DecisionRule(
        metric=whole.name,
        threshold=voice.phrase("rule.part_way", part=part) if part else voice.phrase("rule.not_moved"),
        by_week=week,
        action=voice.line("rule.outcome_action"),
    )


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")[:40]
