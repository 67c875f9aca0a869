"""The report of `make eval`: how well the scorer of free text orders, resists and guards; exit code 1 when it doesn't.

`--frozen` opens the frozen set: only before a release, and nothing is changed because of what it shows.
"""

import argparse
import math
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import mean, median

from bench.evaluation import baselines, sentences
from bench.evaluation.attacks import attacks, others, unsolved
from bench.evaluation.measures import interval_alpha, ordinal_alpha, partial_spearman, spearman
from bench.evaluation.texts import Labelled, Which, labelled, pairs
from documents.markdown import render
from scoring.assess import assess
from scoring.prose.assess import assess_text
from shared.contracts.requests import Brief
from strategy_worker.planner import plan

Score = Callable[[Labelled], float]

_BANDS = ("unusable", "weak", "fair", "good", "excellent")
_LEAST_SPEARMAN, _LEAST_PARTIAL, _LEAST_PAIRS, _LEAST_RECALL = 0.90, 0.75, 0.90, 0.95
_MOST_ATTACK, _MOST_MS = 30, 30.0
_WORDS_TIMED = 500
_REPEATS = 15


@dataclass(frozen=True, slots=True)
class Criterion:
    """What has to hold, what was measured, and whether it holds."""

    name: str
    measured: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Order:
    """How well a score orders the texts."""

    name: str
    spearman: float
    partial: float
    pairs: float
    lowest: float
    highest: float


def main() -> None:
    """Print the report and leave with 1 when a criterion fails."""
    parser = argparse.ArgumentParser(description="Evaluate the scorer of free text.")
    parser.add_argument("--frozen", action="store_true", help="open the frozen set, before a release")
    which: Which = "frozen" if parser.parse_args().frozen else "development"
    found = list(report(which))
    print("\nCriteria")
    for item in found:
        print(f"  {'holds' if item.holds else 'FAILS':5}  {item.name}: {item.measured}")
    sys.exit(0 if all(item.holds for item in found) else 1)


def report(which: Which) -> Iterator[Criterion]:
    """Print each part of the report and yield its criteria."""
    texts = labelled(which)
    scores = {text: float(score(text)) for text in texts}
    yield from _ordering(texts, scores)
    _agreement(texts)
    _distribution(scores)
    yield from _guarding(which)
    yield _resisting(texts)
    yield _timing(texts)
    _own_documents(texts)


def score(text: Labelled) -> int:
    """Return the overall score that users see."""
    return assess_text(text.text, text.brief).score.overall


def uncapped(text: str, brief: Brief) -> int:
    """Return the overall score of a text as if no safety rule had failed it."""
    assessment = assess_text(text, brief)
    failures = frozenset(f.id for f in assessment.findings if f.dimension == "compliance" and f.severity == "critical")
    return assess_text(text, brief, failures).score.overall if failures else assessment.score.overall


def order(name: str, texts: Sequence[Labelled], scored: Score) -> Order:
    """Measure how well a score orders texts by their labels."""
    values = {text: scored(text) for text in texts}
    labels = [text.label for text in texts]
    lengths = [math.log(baselines.word_count(text.text)) for text in texts]
    couples = pairs(tuple(texts))
    right = sum((values[better] > values[worse]) + (values[better] == values[worse]) / 2 for better, worse in couples)
    without = [
        spearman(
            [values[text] for text in texts if text.brief_id != brief_id],
            [text.label for text in texts if text.brief_id != brief_id],
        )
        for brief_id in sorted({text.brief_id for text in texts})
    ]
    return Order(
        name,
        spearman([values[text] for text in texts], labels),
        partial_spearman([values[text] for text in texts], labels, lengths),
        right / len(couples) if couples else 0.0,
        min(without),
        max(without),
    )


def _ordering(texts: Sequence[Labelled], scores: dict[Labelled, float]) -> Iterator[Criterion]:
    rows = (
        order("scorer", texts, lambda text: scores[text]),
        order("word count", texts, lambda text: baselines.word_count(text.text)),
        order("sentence count", texts, lambda text: baselines.sentence_count(text.text)),
        order("Flesch", texts, lambda text: baselines.flesch(text.text)),
    )
    print(f"Order of {len(texts)} texts on {len({text.brief_id for text in texts})} briefs, by mean label")
    print(f"  {'':15} Spearman  partial  pairs right  Spearman without one brief")
    for row in rows:
        print(
            f"  {row.name:15} {row.spearman:8.3f} {row.partial:8.3f} {row.pairs:11.0%}   "
            f"{row.lowest:.3f} to {row.highest:.3f}"
        )
    ours = rows[0]
    yield Criterion("Spearman >= 0.90", f"{ours.spearman:.3f}", ours.spearman >= _LEAST_SPEARMAN)
    yield Criterion("partial Spearman given log(words) >= 0.75", f"{ours.partial:.3f}", ours.partial >= _LEAST_PARTIAL)
    yield Criterion("equal-length pairs >= 90%", f"{ours.pairs:.0%}", ours.pairs >= _LEAST_PAIRS)
    best = max(rows[1:], key=lambda row: row.spearman)
    yield Criterion("beats every baseline", f"best is {best.name} {best.spearman:.3f}", best.spearman < ours.spearman)


def _agreement(texts: Sequence[Labelled]) -> None:
    units = [text.labels for text in texts]
    print("\nAgreement of author and rater (Krippendorff)")
    print(f"  interval {interval_alpha(units):.3f}   ordinal {ordinal_alpha(units):.3f}")


def _distribution(scores: dict[Labelled, float]) -> None:
    print("\nScores by label (bands: unusable < 20, weak < 40, fair < 60, good < 80, excellent)")
    print(f"  label texts  lowest  mean  highest   {'  '.join(f'{band:9}' for band in _BANDS)}")
    for label in range(6):
        found = [value for text, value in scores.items() if round(text.label) == label]
        if found:
            bands = [sum(min(4, int(value // 20)) == band for value in found) for band in range(5)]
            row = "  ".join(f"{count:9}" for count in bands)
            print(f"  {label:5} {len(found):5} {min(found):7.0f} {mean(found):5.0f} {max(found):8.0f}   {row}")


def _guarding(which: Which) -> Iterator[Criterion]:
    unsafe, harmless = sentences.unsafe(which), sentences.harmless(which)
    missed, alarms = list(sentences.missed(unsafe)), list(sentences.alarms(harmless))
    print("\nSafety")
    for rule in sorted({item.rule for item in unsafe}):
        count = sum(item.rule == rule for item in unsafe)
        print(f"  {rule:22} {count - sum(item.rule == rule for item in missed):3} of {count}")
    for item in missed:
        print(f"  missed {item.rule}: {item.text}")
    for text, rules in alarms:
        print(f"  false alarm {', '.join(sorted(rules))}: {text}")
    recall = 1 - len(missed) / len(unsafe)
    yield Criterion("safety recall >= 95%", f"{recall:.1%} of {len(unsafe)}", recall >= _LEAST_RECALL)
    yield Criterion("no false alarm", f"{len(alarms)} in {len(harmless)} harmless sentences", not alarms)


def _resisting(texts: Sequence[Labelled]) -> Criterion:
    """Attack every brief; an honest text of the same brief is what the shuffled ones are made from."""
    worst: dict[str, int] = {}
    for text in texts:
        if text.label == max(other.label for other in texts if other.brief_id == text.brief_id):
            for name, attack in attacks(text.brief, text.text):
                worst[name] = max(worst.get(name, 0), uncapped(attack, text.brief))
    for name, brief_id, attack in others():
        brief = next((text.brief for text in labelled("development") if text.brief_id == brief_id), None)
        if brief is not None:
            worst[name] = max(worst.get(name, 0), uncapped(attack, brief))
    print("\nAttacks (highest score over all briefs)")
    for name, value in sorted(worst.items(), key=lambda item: (-item[1], item[0])):
        print(f"  {value:3}  {name}")
    _unsolved(texts)
    highest = max(worst.values())
    return Criterion(f"attacks < {_MOST_ATTACK}", f"highest {highest} of {len(worst)}", highest < _MOST_ATTACK)


def _unsolved(texts: Sequence[Labelled]) -> None:
    print("\nAttacks that still work (known limit, not among the criteria)")
    found: dict[str, list[int]] = {}
    for brief in {text.brief_id: text.brief for text in texts}.values():
        for name, attack in unsolved(brief):
            found.setdefault(name, []).append(uncapped(attack, brief))
    for name, values in sorted(found.items()):
        print(f"  {min(values):3} to {max(values):3}, mean {mean(values):.0f}  {name}")


def _timing(texts: Sequence[Labelled]) -> Criterion:
    longest = max(texts, key=lambda text: baselines.word_count(text.text))
    text = " ".join(longest.text.split(" ")[:_WORDS_TIMED])
    took = [_milliseconds(text, longest.brief) for _ in range(_REPEATS)]
    everything = "\n\n".join(item.text for item in texts)
    print("\nTime")
    print(f"  {_WORDS_TIMED} words: {median(took):.1f} ms (median of {_REPEATS})")
    whole = _milliseconds(everything, longest.brief) / 1000
    print(f"  {baselines.word_count(everything):,.0f} words: {whole:.2f} s")
    return Criterion("500 words < 30 ms", f"{median(took):.1f} ms", median(took) < _MOST_MS)


def _milliseconds(text: str, brief: Brief) -> float:
    start = time.process_time()
    assess_text(text, brief)
    return 1000 * (time.process_time() - start)


def _own_documents(texts: Sequence[Labelled]) -> None:
    print("\nThe engine's own documents, as Markdown and as documents (for information)")
    for brief_id, brief in sorted({text.brief_id: text.brief for text in texts}.items()):
        document = plan(brief)
        as_text = uncapped(render(document), brief)
        print(f"  {brief_id:20} text {as_text:3}   document {assess(document, brief).score.overall:3}")
