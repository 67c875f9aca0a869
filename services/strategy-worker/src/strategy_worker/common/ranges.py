"""Ranges from elsewhere: which of them a document shows. Each is printed as an assumption and never as a promise."""

from collections.abc import Iterator
from typing import Final

from documents.quantities import Benchmark
from strategy_worker.case import Case
from strategy_worker.knowledge.schema import Range

# So many of the industry are shown, even if they speak neither of the outcome nor of a step on the way to it.
_OF_INDUSTRY: Final = 2
_MOST: Final = 3
_SEARCHED: Final = "search_clicks"


def of_path(case: Case) -> tuple[Benchmark, ...]:
    """Return the ranges that help to plan this outcome: two of the industry, and the most telling of all others."""
    ranked = sorted(_possible(case), key=lambda entry: _rank(case, entry))
    first = [entry for entry in ranked if case.industry.id in entry.industries][:_OF_INDUSTRY]
    others = [entry for entry in ranked if entry not in first and _is_telling(case, entry)]
    searched = _of_searching(case) if case.reading.brief.framework == "seo_patterns" else []
    return tuple(_printed(case, entry) for entry in [*searched, *first, *others][:_MOST])


def of_step(case: Case, index: int) -> Benchmark | None:
    """Return a range that counts this step of the path, coming from an earlier one."""
    fitting = (entry for entry in _possible(case) if index and _step(case, entry) == index and entry.unit == "%")
    best = min(fitting, key=_doubt, default=None)
    return _printed(case, best) if best else None


def _possible(case: Case) -> Iterator[Range]:
    """Yield the ranges for this industry, and those for everybody that speak of what the brief is after."""
    for entry in case.reading.base.benchmarks.values():
        if case.industry.id in entry.industries or (not entry.industries and _is_telling(case, entry)):
            yield entry


def _of_searching(case: Case) -> list[Range]:
    found = [entry for entry in case.reading.base.benchmarks.values() if _SEARCHED in entry.metrics]
    return sorted((entry for entry in found if not entry.industries), key=_doubt)[:1]


def _rank(case: Case, entry: Range) -> tuple[bool | int, ...]:
    return (
        not _is_of_outcome(case, entry),
        not _is_on_the_way(case, entry),
        entry.confidence == "low",
        not entry.url,
        not _is_of_moves(case, entry),
        -entry.year,
    )


def _doubt(entry: Range) -> tuple[bool | int, ...]:
    return entry.confidence == "low", not entry.url, -entry.year


def _is_telling(case: Case, entry: Range) -> bool:
    return _is_of_outcome(case, entry) or _is_on_the_way(case, entry) or _is_of_moves(case, entry)


def _is_of_outcome(case: Case, entry: Range) -> bool:
    metric = case.reading.outcome.metric
    return metric is not None and metric.id in entry.metrics


def _is_on_the_way(case: Case, entry: Range) -> bool:
    return 0 < _step(case, entry) < len(case.path.stages)


def _is_of_moves(case: Case, entry: Range) -> bool:
    return any(move.tactic.metric in entry.metrics for move in case.moves)


def _step(case: Case, entry: Range) -> int:
    return entry.steps.get(case.industry.id, 0)


def _printed(case: Case, entry: Range) -> Benchmark:
    return Benchmark(
        definition=case.voice.say(entry.definition),
        low=entry.low,
        high=entry.high,
        unit=entry.unit,
        year=entry.year,
        source=entry.source,
        url=entry.url,
        # Of an assumption of ours there is nobody to name.
        population=entry.population if entry.url else "",
        caveat=case.voice.say(entry.note),
    )
