"""What to do, in the order of what it brings: each with why, where on the page, what to do, and what it brings."""

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from exports import blocks
from exports.audits.stored import FirstSteps, Recommendation, Result
from exports.audits.wording import points
from exports.model import Block
from exports.wording import counted

Gain = Literal["unknown", "points", "little", "unscored", "capped", "nothing"]
# As much as anybody starts with.
FIRST: Final = 5
_ORDER: Final = "What brings most for the least effort comes first; what shuts the page out of search comes before all."
_EFFORTS: Final = {"low": "little effort", "medium": "some effort", "high": "much effort"}
_SEVERITIES: Final = {"critical": "Serious", "warning": "Worth mending", "notice": "Good to know"}


def about_page(result: Result) -> tuple[Recommendation, ...]:
    """Return what concerns the audited page, the most rewarding first."""
    return tuple(each for each in result.recommendations if not each.severity)


def about_site(result: Result) -> tuple[Recommendation, ...]:
    """Return what concerns the site as a whole, the worst first."""
    return tuple(each for each in result.recommendations if each.severity)


def first(result: Result) -> Iterator[Block]:
    """Yield what to begin with."""
    wanted = about_page(result)[:FIRST]
    if wanted:
        yield blocks.paragraph(" ".join(filter(None, (_ORDER, _together(result)))))
    yield from _cards(wanted, result, start=1)


def then(result: Result) -> Iterator[Block]:
    """Yield what remains after that."""
    yield from _cards(about_page(result)[FIRST:], result, start=FIRST + 1)


def site(result: Result) -> Iterator[Block]:
    """Yield what was found when the pages of the site were seen together."""
    yield from _cards(about_site(result), result, start=0)


def first_steps(result: Result) -> FirstSteps | None:
    """Return what the first repairs bring when all are done, if that was worked out and is worth telling."""
    steps = result.first_steps
    return None if steps is None or steps.overall_score is None or steps.points < 1 else steps


def _together(result: Result) -> str:
    """Say what the first repairs bring when all are done, if that was worked out."""
    steps = first_steps(result)
    if steps is None:
        return ""
    count = len(steps.recommendations)
    done = "The first" if count == 1 else f"The first {count} together"
    return f"{done} would bring the score to {steps.overall_score}, {points(steps.points)} points up."


def _cards(wanted: Sequence[Recommendation], result: Result, *, start: int) -> Iterator[Block]:
    for number, each in enumerate(wanted, start):
        title = f"{number}. {each.title}" if start else each.title
        yield blocks.heading(2, blocks.titled(title, each.id))
        yield from blocks.facts(
            ("Why", each.why),
            ("Where", blocks.lines(map(blocks.words, each.evidence))),
            ("What to do", each.action),
            ("What it brings", _brings(each, result)),
        )


def _brings(each: Recommendation, result: Result) -> str:
    """Say what one gains by it, and for how much effort."""
    effort = _EFFORTS.get(each.effort, "")
    if each.severity:
        cases = "" if each.cases is None else counted(each.cases, "case")
        told = (_SEVERITIES.get(each.severity, ""), cases, effort)
        return f"{', '.join(filter(None, told))}. It gains no points: the score is that of the audited page."
    gained = _gained(each, result)
    return f"{gained}; {effort}." if effort else f"{gained}."


def gain(each: Recommendation, result: Result) -> Gain:
    """Tell what a repair of the audited page brings, or why that is nothing in points."""
    if each.points is None:
        return "unknown"
    if each.points > 0:
        return "points" if each.points >= 1 else "little"
    if each.pillar in result.unscored:
        return "unscored"
    return "capped" if result.capped_by else "nothing"


def _gained(each: Recommendation, result: Result) -> str:
    match gain(each, result):
        case "unknown":
            return "Nothing that can be put in points, because there is no score"
        case "points":
            return f"About {points(each.points)} {'point' if points(each.points) == '1' else 'points'} of 100"
        case "little":
            return "Less than a point of 100"
        case "unscored":
            return f"No points yet, because the {each.pillar} pillar has no score"
        case "capped":
            return "No points as long as the score is capped"
        case "nothing":
            return "No points by itself"
