"""What is counted, from where to where, and what follows from the count."""

import re

from documents import blocks
from documents.quantities import PathStage, Quantity
from strategy_worker.case import Case
from strategy_worker.common import route
from strategy_worker.knowledge import schema
from strategy_worker.path import baseline_quantity, target_quantity
from strategy_worker.reading.text import quote
from strategy_worker.wording import raise_first, share

_INDICATORS = 4


def build(case: Case) -> blocks.Measurement:
    """Define the metrics and the rules."""
    indicators = [_step(case), *_of_moves(case)][: _INDICATORS + 1]
    names = {metric.name for metric in indicators}
    return blocks.Measurement(outcome=outcome(case), indicators=tuple(indicators), rules=_rules(case, names))


def outcome(case: Case) -> blocks.Metric:
    """Return the outcome metric; where the brief names none, what stands in for it says so."""
    reading, voice = case.reading, case.voice
    label = route.label(case)
    known = reading.outcome.metric
    definition = known or reading.base.metrics["new_customers"]
    numerator, denominator, window = definition.numerator, definition.denominator, definition.window
    if known is None and reading.outcome.kind == "count":
        numerator = f"{label}, each counted once"
        denominator, window = _counted_over(case)
    name = (
        label
        if reading.outcome.is_measurable or known
        else f"{label}, standing in for {quote(reading.brief.desired_outcome, 60)}"
    )
    return blocks.Metric(
        name=raise_first(name),
        numerator=voice.say(numerator),
        denominator=voice.say(denominator),
        window=voice.say(window) if not reading.outcome.per else f"one {reading.outcome.per}",
        baseline=baseline_quantity(reading, label),
        target=target_quantity(reading, voice, label),
        leading_indicator=case.path.stages[1].name,
        event=definition.event,
        measured_by=f"The {voice.say(definition.measured_by)}",
        measured_when="Baseline in weeks one and two, then every Monday",
    )


def _counted_over(case: Case) -> tuple[str, str]:
    outcome = case.reading.outcome
    if outcome.per:
        return f"the {outcome.per}", f"one {outcome.per}"
    if outcome.stock is not None:
        return "", "all in force on the day of the count"
    return "", "all since the plan began"


def _step(case: Case) -> blocks.Metric:
    stage, before = _least_certain(case)
    name = f"rate from {before.name} to {stage.name}"
    rate = Quantity(name=name, unit="%", basis="to_measure", note="counted in weeks one and two")
    given = stage.basis in {"given", "computed"} and stage.rate_mid is not None
    if given and stage.rate_mid is not None:
        rate = Quantity(name=name, unit="%", basis=stage.basis, value=round(stage.rate_mid * 100, 2), note=stage.source)
    return blocks.Metric(
        name=raise_first(name),
        numerator=stage.name,
        denominator=before.name,
        window="four weeks",
        baseline=rate,
        target=_expected(stage, name, given=given),
        leading_indicator=before.name,
        event=f"reached_{_slug(stage.name)}",
        measured_by=f"The {case.industry.owner}, by hand count",
        measured_when="Every Monday",
    )


def _expected(stage: PathStage, name: str, *, given: bool) -> Quantity:
    if given or stage.rate_low is None or stage.rate_high is None:
        return Quantity(name=name, unit="%", basis="to_measure", note="named at the first review, above today's figure")
    low, high = round(stage.rate_low * 100, 2), round(stage.rate_high * 100, 2)
    return Quantity(
        name=name, unit="%", basis="assumption", low=low, high=high, note="range of the path", source=stage.source
    )


def _least_certain(case: Case) -> tuple[PathStage, PathStage]:
    index = case.path.least_certain
    return case.path.stages[index], case.path.stages[index - 1]


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
    better = "above" if definition.direction == "up" else "below"
    baseline = (
        Quantity(name=name, unit=given.unit, basis="given", value=given.value)
        if given
        else Quantity(name=name, unit=definition.unit, basis="to_measure", note="counted in weeks one and two")
    )
    return blocks.Metric(
        name=raise_first(name),
        numerator=voice.say(definition.numerator),
        denominator=voice.say(definition.denominator),
        window=voice.say(definition.window),
        baseline=baseline,
        target=Quantity(
            name=name,
            unit=definition.unit,
            basis="to_measure",
            note=f"{better} the baseline; named at the first review",
        ),
        leading_indicator=voice.say(definition.leading),
        event=definition.event,
        measured_by=f"The {voice.say(definition.measured_by)}",
        measured_when=voice.say(
            "[Baseline in weeks one and two, then every second Monday|First count in weeks one "
            "and two, then each fortnight]"
        ),
    )


def _rules(case: Case, names: set[str]) -> tuple[blocks.DecisionRule, ...]:
    rules = [_outcome_rule(case), _step_rule(case)]
    for chosen in case.moves:
        name = raise_first(case.voice.say(case.metric(chosen).name))
        if name in names and all(rule.metric != name for rule in rules):
            rules.append(
                blocks.DecisionRule(
                    metric=name,
                    threshold=case.voice.say(
                        "[no better than|not past|the same as] the figure counted in weeks one and two"
                    ),
                    by_week=min(max(chosen.tactic.weeks, 4), max(case.reading.weeks, 4)),
                    action=case.voice.sentence(chosen.tactic.response),
                )
            )
    return tuple(rules[:5])


def _step_rule(case: Case) -> blocks.DecisionRule:
    stage, before = _least_certain(case)
    threshold = "below the figure given in the brief"
    if stage.basis == "assumption" and stage.rate_low is not None:
        threshold = f"below {share(stage.rate_low)}, the low end of the range in the path"
    return blocks.DecisionRule(
        metric=raise_first(f"rate from {before.name} to {stage.name}"),
        threshold=threshold,
        by_week=min(6, max(case.reading.weeks, 2)),
        action=case.voice.sentence(
            "[add nothing at the top and repair this step first|repair this step before anything "
            "is added above it|leave the top alone until this step holds]"
        ),
    )


def _outcome_rule(case: Case) -> blocks.DecisionRule:
    known = case.reading.outcome.is_measurable
    return blocks.DecisionRule(
        metric=outcome(case).name,
        threshold="less than half of the way from today's figure to the target"
        if known
        else "not above the first count",
        by_week=max(2, min(case.reading.weeks, 26) // 2) if case.reading.has_horizon else 12,
        action=case.voice.sentence(
            "[keep the one move with the best count, stop the others and reopen the choice|go on "
            "with the move that counts best, and choose again for the rest|stop all moves but "
            "the best one and start again from the diagnosis]"
        ),
    )


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")[:40]
