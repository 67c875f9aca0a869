"""What this document can't know, and which answers would change it."""

from collections.abc import Iterator
from typing import Final

from documents import blocks
from strategy_worker.case import Case
from strategy_worker.reading.classify import MOST_TENSIONS
from strategy_worker.reading.text import quote
from strategy_worker.wording import listed, small

_QUESTIONS: Final = 7


def limitations(case: Case) -> blocks.Limitations:
    """Say what is missing for this brief in particular."""
    return blocks.Limitations(items=tuple(case.voice.sentence(text) for text in _limits(case)))


def open_questions(case: Case) -> blocks.OpenQuestions:
    """Ask what would change the document most."""
    return blocks.OpenQuestions(
        items=tuple(
            blocks.OpenQuestion(question=case.voice.sentence(question), changes=case.voice.sentence(changes))
            for question, changes in list(_questions(case))[:_QUESTIONS]
        )
    )


def _limits(case: Case) -> Iterator[str]:
    reading = case.reading
    yield from _limits_of_reading(case)
    if reading.baselines.is_empty:
        beside = "beside the outcome itself, " if reading.outcome.target is not None else ""
        yield (
            f"{beside}no figure of {reading.business} is in the brief, so the path uses the "
            "ranges of this knowledge base"
        )
    elif reading.baselines.unplaced:
        names = listed(figure.label for figure in reading.baselines.unplaced[:4])
        yield f"these figures of the brief fit no step of the path and are only listed in the ledger: {names}"
    if reading.competitors:
        names = listed(reading.competitors[:4])
        yield (
            f"nothing was looked up about {names}; what is said about other players is inference and has to be checked"
        )
    else:
        yield "the brief names no competitor, so alternatives are named by kind only"
    if reading.brief.domain:
        yield "the web site was not visited for this document; an audit of the site can be linked to it"
    yield f"the objections are hypotheses about {reading.buyers} and have not been heard from anybody"
    if case.industry.review_note:
        yield case.industry.review_note
    if not reading.brief.locale.startswith("en"):
        yield f"this engine writes English; the locale {reading.brief.locale} was asked for"


def _limits_of_reading(case: Case) -> Iterator[str]:
    reading = case.reading
    verdict = reading.industry_verdict
    if verdict.best == "unknown":
        yield (
            f"the industry {quote(reading.brief.industry, 60)} is unknown to this knowledge base; "
            "general buying patterns were used instead"
        )
    elif not verdict.sure:
        other = reading.base.industries[verdict.second].name if verdict.second else "something else"
        yield (
            f"{quote(reading.brief.industry, 60)} was read as {reading.industry.name}; if it is "
            f"rather {other}, path and channels change"
        )
    if not reading.audience_verdict.sure:
        yield (
            f"the audience {quote(reading.brief.target_audience, 60)} was read as {reading.audience.name}; "
            "who decides there is an assumption"
        )
    left = sum(len(c.numbers) for c in reading.challenges)
    if len(reading.brief.current_challenges) > left:
        yield (
            f"of {len(reading.brief.current_challenges)} challenges the first "
            f"{small(MOST_TENSIONS)} kinds were worked on"
        )


def _questions(case: Case) -> Iterator[tuple[str, str]]:
    reading = case.reading
    if not reading.outcome.is_measurable:
        yield (
            (
                f"which figure would show {quote(reading.brief.desired_outcome, 80)}, where does it "
                "stand today, and by when should it be where?"
            ),
            "target, path and decision rules would then be computed from it instead of from a stand-in",
        )
    elif reading.outcome.start is None and case.path.mode != "target":
        yield (
            "where does the figure in your outcome stand today?",
            "the distance to the target and the number needed at the top of the path",
        )
    for challenge in reading.challenges:
        if not challenge.sure:
            other = challenge.other.choice if challenge.other else challenge.kind.other
            yield (
                challenge.kind.question,
                f"whether the choice for {challenge.label} holds, or this one instead: {other}",
            )
    yield from _missing_facts(case)
    for challenge in reading.challenges:
        if challenge.sure:
            yield (
                challenge.kind.question,
                f"the root cause behind {challenge.label}, and with it the order of the moves",
            )


def _missing_facts(case: Case) -> Iterator[tuple[str, str]]:
    reading, path = case.reading, case.path
    if not reading.baselines.volumes:
        yield (
            f"how many {path.first.name} and how many {path.last.name} were there in each of the last three months?",
            "every rate marked as an assumption would become a figure of your own",
        )
    if reading.baselines.ticket is None:
        yield "what is the {ticket}?", "whether the outcome can be expressed in money, and what one {customer} may cost"
    if not reading.competitors:
        yield (
            "which two names come up most when {buyers} compare?",
            "the alternatives would carry names, and evidence to collect about each",
        )
    if reading.brief.budget is None:
        yield (
            "how much money and how many hours a week are free for ninety days?",
            "how many moves run at the same time",
        )
    if not reading.has_horizon:
        yield "by which date does the outcome have to be reached?", "the weeks in the decision rules"
