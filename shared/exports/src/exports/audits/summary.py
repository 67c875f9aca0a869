"""The first section: the score, what it rests on, what keeps it down, and the three pillars."""

from collections.abc import Iterator
from typing import Final

from exports import blocks
from exports.audits.stored import Pillar, Range, Result
from exports.audits.wording import points
from exports.model import Block, Run
from exports.wording import percent

_HEADERS: Final = ("Pillar", "Score of 100", "Range", "Measured", "Counts for")
# Less than this is lost in rounding.
_ALL: Final = 0.995


def summary(result: Result) -> Iterator[Block]:
    """Yield the summary."""
    yield blocks.paragraph((Run(verdict(result), strong=True),))
    yield from blocks.listing(caps(result))
    yield from blocks.table(_HEADERS, (_row(name, pillar) for name, pillar in result.pillars))
    yield blocks.paragraph(states(result))


def verdict(result: Result) -> str:
    """Say the score, its range and why it has one."""
    if result.overall_score is None:
        return f"There is no score: {_why_none(result)}"
    return f"{result.overall_score} of 100{_range(result)}"


def _why_none(result: Result) -> str:
    status = result.fetch.status
    if status is not None and not 200 <= status < 300:
        return f"the address answered with status {status} instead of a page."
    if status is None and not result.fetch.hops and result.fetch.requested_url:
        return "the page could not be fetched."
    return f"only {percent(result.coverage)} of the weight could be measured."


def _range(result: Result) -> str:
    if result.coverage >= _ALL:
        return "; everything that applies to this page could be measured."
    unknown = f"{percent(1 - result.coverage)} of the weight could not be measured"
    ends = between(result.range)
    return f"; between {ends.replace('–', ' and ')}, because {unknown}." if "–" in ends else f"; {unknown}."


def between(found: Range | None) -> str:
    """Write where a score lies, or nothing when that is not known."""
    ends = [] if found is None else list(dict.fromkeys((points(found.low), points(found.high))))
    return "–".join(ends)


def caps(result: Result) -> Iterator[str]:
    """Say what keeps the score down, and what it would be without that."""
    for cap in result.capped_by:
        yield f"{cap.title}: until that is mended, the page can't score more than {points(cap.cap)}."
    uncapped, overall = result.uncapped_score, result.overall_score
    if result.capped_by and uncapped is not None and overall is not None and round(uncapped) > overall:
        # Mending the cause brings more, as the check that found it is passed then too.
        yield f"The checks come to {points(uncapped)} of 100; the cap takes {points(uncapped - overall)} of them."


def _row(name: str, pillar: Pillar) -> tuple[str, ...]:
    weight = "" if pillar.weight is None else f"{pillar.weight:.0f} %"
    score = "no score" if pillar.score is None else points(pillar.score)
    return name, score, between(pillar.range), percent(pillar.coverage), weight


def states(result: Result) -> str:
    """Say how the checks ended."""
    checks = [check for _, pillar in result.pillars for check in pillar.metrics]
    absent = sum(len(pillar.not_applicable) for _, pillar in result.pillars)
    problems = sum(check.status in {"warning", "critical"} for check in checks)
    good = sum(check.status == "good" for check in checks)
    return (
        f"Of {len(checks) + absent} checks {problems} found something to mend, {good} are in order,"
        f" {len(checks) - problems - good} could not be measured and {absent} do not apply to this page."
    )
