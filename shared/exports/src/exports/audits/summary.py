"""The first section: the score, what it rests on, what keeps it down, and the three pillars."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from exports import blocks
from exports.audits.stored import Pillar, Range, Result
from exports.audits.wording import points
from exports.model import Block, Run
from exports.wording import percent

_HEADERS: Final = ("Pillar", "Score of 100", "Range", "Measured", "Counts for")
# Less than this is lost in rounding.
_ALL: Final = 0.995


@dataclass(frozen=True, slots=True)
class States:
    """How many checks ended how."""

    problem: int
    good: int
    unknown: int
    absent: int


def summary(result: Result) -> Iterator[Block]:
    """Yield the summary."""
    yield blocks.paragraph((Run(verdict(result), strong=True),))
    yield from blocks.listing(_caps(result))
    yield from blocks.table(_HEADERS, (_row(name, pillar) for name, pillar in result.pillars))
    yield blocks.paragraph(_told(states(result)))


def verdict(result: Result) -> str:
    """Say the score, its range and why it has one."""
    if result.overall_score is None:
        return f"There is no score: {_why_none(result)}"
    return f"{result.overall_score} of 100{_range(result)}"


def lacks(result: Result) -> Literal["page", "answer", "measurements"]:
    """Tell what an audit without a score would have needed: a page instead of an error, any answer, more to measure."""
    status = result.fetch.status
    if status is not None and not 200 <= status < 300:
        return "page"
    if status is None and not result.fetch.hops and result.fetch.requested_url:
        return "answer"
    return "measurements"


def _why_none(result: Result) -> str:
    match lacks(result):
        case "page":
            return f"the address answered with status {result.fetch.status} instead of a page."
        case "answer":
            return "the page could not be fetched."
        case "measurements":
            return f"only {percent(result.coverage)} of the weight could be measured."


def _range(result: Result) -> str:
    unknown = unmeasured(result)
    if not unknown:
        return "; everything that applies to this page could be measured."
    told = f"{percent(unknown)} of the weight could not be measured"
    ends = between(result.range)
    return f"; between {ends.replace('–', ' and ')}, because {told}." if "–" in ends else f"; {told}."


def unmeasured(result: Result) -> float:
    """Return which share of the weight could not be measured; nothing when it would be lost in rounding."""
    return 0 if result.coverage >= _ALL else 1 - result.coverage


def between(found: Range | None) -> str:
    """Write where a score lies, or nothing when that is not known."""
    ends = [] if found is None else list(dict.fromkeys((points(found.low), points(found.high))))
    return "–".join(ends)


def _caps(result: Result) -> Iterator[str]:
    """Say what keeps the score down, and what it would be without that."""
    for cap in result.capped_by:
        yield f"{cap.title}: until that is mended, the page can't score more than {points(cap.cap)}."
    taken = taken_by_caps(result)
    if taken is not None:
        # Mending the cause brings more, as the check that found it is passed then too.
        yield f"The checks come to {points(result.uncapped_score)} of 100; the cap takes {points(taken)} of them."


def taken_by_caps(result: Result) -> float | None:
    """Return how many points the caps take, when they take any."""
    uncapped, overall = result.uncapped_score, result.overall_score
    if not result.capped_by or uncapped is None or overall is None or round(uncapped) <= overall:
        return None
    return uncapped - overall


def _row(name: str, pillar: Pillar) -> tuple[str, ...]:
    weight = "" if pillar.weight is None else f"{pillar.weight:.0f} %"
    score = "no score" if pillar.score is None else points(pillar.score)
    return name, score, between(pillar.range), percent(pillar.coverage), weight


def states(result: Result) -> States:
    """Count how the checks ended."""
    checks = [check for _, pillar in result.pillars for check in pillar.metrics]
    problems = sum(check.status in {"warning", "critical"} for check in checks)
    good = sum(check.status == "good" for check in checks)
    absent = sum(len(pillar.not_applicable) for _, pillar in result.pillars)
    return States(problems, good, len(checks) - problems - good, absent)


def _told(found: States) -> str:
    count = found.problem + found.good + found.unknown + found.absent
    return (
        f"Of {count} checks {found.problem} found something to mend, {found.good} are in order,"
        f" {found.unknown} could not be measured and {found.absent} do not apply to this page."
    )
