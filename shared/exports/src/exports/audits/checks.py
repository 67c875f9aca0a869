"""All checks of a pillar in three states that can't be mistaken: to mend, in order, and not judged, with the reason."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from exports import blocks
from exports.audits.actions import about_page
from exports.audits.stored import Check, Pillar, Result
from exports.audits.wording import measured, points
from exports.model import Block, Run, Runs
from exports.wording import percent

_PROBLEMS: Final = frozenset({"warning", "critical"})


def pillar(found: Pillar, result: Result) -> Iterator[Block]:
    """Yield a pillar: its score, then its checks by state."""
    numbers = numbered(result)
    problems, good, unknown = by_state(found, numbers)
    yield blocks.paragraph(_rests_on(found))
    if problems:
        yield blocks.heading(2, "To mend")
        yield from _problems(problems, numbers)
    if good:
        yield blocks.heading(2, "In order")
        yield from blocks.table(("Check", "Found", "Asked for"), ((_name(c), found_by(c), c.threshold) for c in good))
    if unknown:
        yield blocks.heading(2, "Not measured")
        yield from blocks.table(("Check", "Why it is not known"), _by_reason((reason(c), _name(c)) for c in unknown))
    if found.not_applicable:
        yield blocks.heading(2, "Does not apply to this page")
        absent = ((each.reason, blocks.titled(each.title, each.id)) for each in found.not_applicable)
        yield from blocks.table(("Check", "Why not"), _by_reason(absent))


def numbered(result: Result) -> dict[str, int]:
    """Return the place of each check's repair in the order of what it brings."""
    return {each.id: number for number, each in enumerate(about_page(result), start=1)}


def by_state(found: Pillar, numbers: Mapping[str, int]) -> tuple[list[Check], list[Check], list[Check]]:
    """Return the checks that found something to mend, by the order of the repairs, then those in order, then others."""
    problems = sorted(
        (c for c in found.metrics if c.status in _PROBLEMS), key=lambda c: numbers.get(c.id, len(numbers) + 1)
    )
    good = [check for check in found.metrics if check.status == "good"]
    return problems, good, [check for check in found.metrics if check not in problems and check not in good]


def _by_reason(checks: Iterable[tuple[str, Runs]]) -> Iterator[tuple[Runs, str]]:
    """Yield each reason once, behind all the checks it holds for."""
    groups: dict[str, list[Runs]] = {}
    for reason, name in checks:
        groups.setdefault(reason, []).append(name)
    for reason, names in groups.items():
        first, *others = names
        yield (*first, *(run for name in others for run in (Run(", "), *name))), reason


def _rests_on(found: Pillar) -> str:
    measured_part = f"{percent(found.coverage)} of what applies here could be measured."
    if found.score is None:
        return f"This pillar has no score: only {measured_part}"
    return f"{points(found.score)} of 100; {measured_part}"


def _problems(problems: list[Check], numbers: Mapping[str, int]) -> Iterator[Block]:
    rows = ((_name(c), found_by(c), c.threshold, str(numbers.get(c.id, ""))) for c in problems)
    yield from blocks.table(("Check", "Found", "Asked for", "Repair"), rows)
    for check in problems:
        # Whatever has a repair shows its evidence there.
        if check.id not in numbers and check.evidence:
            yield blocks.heading(3, _name(check))
            yield from blocks.listing(map(blocks.words, check.evidence))


def _name(check: Check) -> Runs:
    return blocks.titled(check.title, check.id)


def found_by(check: Check) -> str:
    """Write what a check measured, else the first of what it saw."""
    shown = measured(check.value, check.unit) or next(map(blocks.words, check.evidence), "")
    return f"{shown} (uncertain)" if check.confidence == "low" and shown else shown


def reason(check: Check) -> str:
    """Say why a check could not be measured."""
    return " ".join(map(blocks.words, check.evidence))
