"""What to do, in the order of what it brings: each with why, where on the page, what to do, and what it brings."""

from collections.abc import Iterator, Sequence
from typing import Final

from exports import blocks
from exports.audits.stored import Recommendation, Result
from exports.audits.wording import points
from exports.model import Block
from exports.wording import counted

# As much as anybody starts with.
FIRST: Final = 5
ORDER: Final = "What brings most for the least effort comes first; what shuts the page out of search comes before all."
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
        yield blocks.paragraph(" ".join(filter(None, (ORDER, together(result)))))
    yield from _cards(wanted, result, start=1)


def then(result: Result) -> Iterator[Block]:
    """Yield what remains after that."""
    yield from _cards(about_page(result)[FIRST:], result, start=FIRST + 1)


def site(result: Result) -> Iterator[Block]:
    """Yield what was found when the pages of the site were seen together."""
    yield from _cards(about_site(result), result, start=0)


def together(result: Result) -> str:
    """Say what the first repairs bring when all are done, if that was worked out."""
    steps = result.first_steps
    if steps is None or steps.overall_score is None or steps.points < 1:
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
            ("What it brings", brings(each, result)),
        )


def brings(each: Recommendation, result: Result) -> str:
    """Say what one gains by it, and for how much effort."""
    effort = _EFFORTS.get(each.effort, "")
    if each.severity:
        cases = "" if each.cases is None else counted(each.cases, "case")
        told = (_SEVERITIES.get(each.severity, ""), cases, effort)
        return f"{', '.join(filter(None, told))}. It gains no points: the score is that of the audited page."
    gain = _gain(each, result)
    return f"{gain}; {effort}." if effort else f"{gain}."


def _gain(each: Recommendation, result: Result) -> str:
    if each.points is None:
        return "Nothing that can be put in points, because there is no score"
    if each.points >= 1:
        return f"About {points(each.points)} {'point' if points(each.points) == '1' else 'points'} of 100"
    if each.points > 0:
        return "Less than a point of 100"
    if each.pillar in result.unscored:
        return f"No points yet, because the {each.pillar} pillar has no score"
    return "No points as long as the score is capped" if result.capped_by else "No points by itself"
