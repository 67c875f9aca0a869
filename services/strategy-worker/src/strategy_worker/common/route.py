"""The path block: the chain of quantities with its sensitivity and the ranges to doubt."""

from documents import blocks
from documents.quantities import Benchmark
from strategy_worker.case import Case
from strategy_worker.path import target_quantity
from strategy_worker.wording import number, share


def label(case: Case) -> str:
    """Name the outcome in one phrase, the same in every section."""
    outcome, voice = case.reading.outcome, case.voice
    if outcome.metric:
        return voice.say(outcome.metric.name)
    if outcome.noun:
        return outcome.noun
    if outcome.stage is not None:
        return voice.say(case.industry.path[outcome.stage].name)
    return voice.say("new {customers}")


def build(case: Case) -> blocks.Path:
    """Lay out the path."""
    return blocks.Path(
        outcome=target_quantity(case.reading, case.voice, label(case)),
        stages=case.path.stages,
        sensitivity=_sensitivity(case),
        caution=_caution(case),
        benchmarks=_benchmarks(case),
    )


def _sensitivity(case: Case) -> str:
    path = case.path
    stage = path.stages[path.least_certain]
    before = path.stages[path.least_certain - 1]
    if stage.rate_low is None or stage.rate_high is None or stage.rate_low == stage.rate_high:
        return case.voice.sentence(
            "every rate comes from your own figures, so a change of one of them moves the result in proportion"
        )
    return case.voice.text(
        (
            "[the step from {before} to {stage} is the least certain: {low} to {high}|least "
            "certain is the step from {before} to {stage}, with {low} to {high}|between {before} "
            "and {stage} the range is widest, {low} to {high}]"
        ),
        (
            "[half the rate there needs twice the number at the top, so this is counted "
            "first|count it first, because half the rate doubles what is needed at the top|at "
            "half that rate the top has to double, which is why it is counted before anything "
            "else]"
        ),
        before=before.name,
        stage=stage.name,
        low=share(stage.rate_low),
        high=share(stage.rate_high),
    )


def _caution(case: Case) -> str:
    path, voice = case.path, case.voice
    period = case.reading.outcome.counts_per
    if path.mode == "target":
        needed = voice.sentence(
            (
                "[to reach {n} {name}{per} the middle case needs {top} at the top; the low and the "
                "high case span {high} to {low}|{top} at the top lead to {n} {name}{per} in the "
                "middle case, between {high} and {low} in the others]"
            ),
            n=number(path.needed or 0),
            name=path.last.name,
            per=f" per {period}" if period else "",
            top=number(path.first.volume_mid),
            high=number(path.first.volume_high),
            low=number(path.first.volume_low),
        )
        return " ".join(text for text in (needed, _in_place(case), _today(case)) if text)
    if path.mode == "today":
        return voice.sentence(
            "this shows what today's {top} {first} would bring at these rates, which is no target",
            top=number(path.first.volume_mid),
            first=path.first.name,
        )
    reason = {
        "count": "today's figure is missing, so a count cannot be computed"
        if case.reading.outcome.is_on_path
        else "{label} are no step of this path, so they are counted beside it",
        "money": "the {ticket} is missing, so money cannot be turned into a number of {customers}",
        "rate": "the outcome is a share and not a count",
        "open": "the brief names no figure for the outcome",
    }[case.reading.outcome.kind]
    return voice.text(
        reason.replace("{label}", label(case)),
        (
            "[the path is drawn for {top} at the top as a unit of account; it is neither a "
            "target nor a forecast|{top} at the top are a unit of account here, neither target "
            "nor forecast]"
        ),
        top=number(path.first.volume_mid),
    )


def _in_place(case: Case) -> str:
    outcome = case.reading.outcome
    if outcome.stock is None or outcome.target is None:
        return ""
    return case.voice.sentence(
        "{now} of {target} are there today, so the path is drawn for the rest and expects that whatever brings "
        "those {now} goes on",
        now=number(outcome.stock),
        target=number(outcome.target),
    )


def _today(case: Case) -> str:
    given = case.reading.baselines.volumes.get(0)
    if given is None:
        return ""
    enough = given.value >= case.path.first.volume_mid
    verdict = "which is enough for the middle case" if enough else "which is less than the middle case needs"
    return case.voice.sentence("you gave {now} for today, {verdict}", now=number(given.value), verdict=verdict)


def _benchmarks(case: Case) -> tuple[Benchmark, ...]:
    found = [b for b in case.reading.base.benchmarks.values() if case.industry.id in b.industries]
    if case.reading.brief.framework == "seo_patterns":
        found.insert(0, case.reading.base.benchmarks["search_result_clicks"])
    return tuple(
        Benchmark(
            definition=case.voice.say(f"{b.definition} ({b.note})"),
            low=b.low,
            high=b.high,
            unit=b.unit,
            year=b.year,
            source=b.source,
        )
        for b in found[:2]
    )
