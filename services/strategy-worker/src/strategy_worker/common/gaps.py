"""What this document can't know, and which answers would change it."""

from collections.abc import Iterator
from typing import Final

from documents import blocks
from strategy_worker.case import Case
from strategy_worker.common.keyword import entity
from strategy_worker.reading.classify import MOST_TENSIONS
from strategy_worker.reading.text import quote
from strategy_worker.wording import listed, raise_first, small, stop

_QUESTIONS: Final = 7


def limitations(case: Case) -> blocks.Limitations:
    """Say what is missing for this brief in particular."""
    return blocks.Limitations(items=tuple(stop(raise_first(text)) for text in _limits(case)))


def open_questions(case: Case) -> blocks.OpenQuestions:
    """Ask what would change the document most."""
    return blocks.OpenQuestions(
        items=tuple(
            blocks.OpenQuestion(question=stop(raise_first(question)), changes=stop(raise_first(changes)))
            for question, changes in list(_questions(case))[:_QUESTIONS]
        )
    )


def _limits(case: Case) -> Iterator[str]:
    reading, say = case.reading, case.voice.say
    yield from _limits_of_reading(case)
    if reading.baselines.is_empty:
        beside = "beside the outcome itself, " if reading.outcome.target is not None else ""
        yield say(
            f"{beside}no figure of {{business}} is in the brief, so [the path uses the ranges of this knowledge base"
            "|ranges of this knowledge base stand in the path until you replace them|the rates in the path are assumed]"
        )
    elif reading.baselines.unplaced:
        names = listed(figure.label for figure in reading.baselines.unplaced[:4])
        yield say(
            "these figures of the brief fit no step of the path and are only listed in the ledger: {names}", names=names
        )
    if reading.competitors:
        yield say(
            "nothing was looked up about {names}; [what is said about other players is inference and has to be checked"
            "|other players are described by inference, which you have to check]",
            names=listed(reading.competitors[:4]),
        )
    else:
        yield say(
            "the brief names no competitor, so [alternatives are named by kind only|others "
            "appear as kinds, without names]"
        )
    if _keyword_is_missing(case):
        yield say("the brief names no keyword, so {word} stands in for it in every search", word=f"“{entity(reading)}”")
    if reading.brief.domain:
        yield "the web site was not visited for this document; an audit of the site can be linked to it"
    yield say(
        "[the objections are hypotheses about {buyers} and have not been heard from anybody"
        "|nobody has been asked: each objection is a guess about {buyers}"
        "|no interview lies behind the objections, which are guesses about {buyers}]"
    )
    if case.industry.review_note:
        yield case.industry.review_note
    if not reading.brief.locale.startswith("en"):
        yield f"this engine writes English; the locale {reading.brief.locale} was asked for"


def _limits_of_reading(case: Case) -> Iterator[str]:
    reading, say = case.reading, case.voice.say
    verdict = reading.industry_verdict
    wrote = quote(reading.brief.industry, 60)
    if verdict.best == "unknown":
        yield say(
            "the industry {wrote} is unknown to this knowledge base; general buying patterns were used instead",
            wrote=wrote,
        )
    elif not verdict.sure:
        other = reading.base.industries[verdict.second].name if verdict.second else "something else"
        yield say(
            "{wrote} was read as {read}; if it is rather {other}, path and channels change",
            wrote=wrote,
            read=reading.industry.name,
            other=other,
        )
    if not reading.audience_verdict.sure:
        yield say(
            "the audience {wrote} was read as {read}; who decides there is an assumption",
            wrote=quote(reading.brief.target_audience, 60),
            read=reading.audience.name,
        )
    worked_on = sum(len(c.numbers) for c in reading.challenges)
    given = len(reading.brief.current_challenges)
    if given > worked_on:
        yield f"of {given} challenges the first {small(MOST_TENSIONS)} kinds were worked on"


def _questions(case: Case) -> Iterator[tuple[str, str]]:
    yield from _about_outcome(case)
    say = case.voice.say
    for challenge in case.reading.challenges:
        if not challenge.sure:
            other = challenge.other.choice if challenge.other else challenge.kind.other
            yield (
                challenge.kind.question,
                say(
                    "whether the choice for {label} [holds, or this one instead|stands, or gives way to this]: {other}",
                    label=challenge.label,
                    other=other,
                ),
            )
    yield from _missing_facts(case)
    for challenge in case.reading.challenges:
        if challenge.sure:
            yield (
                challenge.kind.question,
                say(
                    "[the root cause behind {label}, and with it the order of the moves|which cause of "
                    "{label} is the real one"
                    "|what lies behind {label}, and so which move comes first]",
                    label=challenge.label,
                ),
            )


def _about_outcome(case: Case) -> Iterator[tuple[str, str]]:
    reading, say = case.reading, case.voice.say
    if not reading.outcome.is_measurable:
        yield (
            say(
                "which figure would show {wish}, where does it stand today, and by when should it be where?",
                wish=quote(reading.brief.desired_outcome, 80),
            ),
            say(
                "target, path and decision rules [would then be computed from it instead of from a stand-in"
                "|could be worked out from it, and the stand-in would go]"
            ),
        )
    elif reading.outcome.start is None and case.path.mode != "target":
        yield (
            "where does the figure in your outcome stand today?",
            "the distance to the target and the number needed at the top of the path",
        )


def _keyword_is_missing(case: Case) -> bool:
    return case.reading.brief.framework == "seo_patterns" and case.reading.brief.primary_keyword is None


def _missing_facts(case: Case) -> Iterator[tuple[str, str]]:
    reading, path, say = case.reading, case.path, case.voice.say
    if _keyword_is_missing(case):
        yield say("which word do {buyers} type when they look for this?"), "every page pattern and every example search"
    last = path.last.name.removeprefix("additional ")
    if not reading.baselines.volumes:
        yield (
            f"how many {path.first.name} and how many {last} were there in each of the last three months?",
            say(
                "[every rate marked as an assumption would become a figure of your own|assumed rates "
                "would give way to your own"
                "|the ranges in the path would shrink to your figures]"
            ),
        )
    if reading.baselines.ticket is None:
        yield (
            say("what is the {ticket}?"),
            say(
                "[whether the outcome can be expressed in money, and what one {customer} may cost"
                "|what winning one {customer} may cost|how much one {customer} is allowed to cost]"
            ),
        )
    if not reading.competitors:
        yield (
            say("which two names come up most when {buyers} compare?"),
            say(
                "[the alternatives would carry names, and evidence to collect about each|others "
                "could be named, with proof to collect"
                "|kinds of alternatives would turn into names]"
            ),
        )
    if reading.brief.budget is None:
        yield (
            say(
                "how much money and how many hours a week [are free for ninety days|can be set aside until the review]?"
            ),
            say("[how many moves run at the same time|the number of moves that can run side by side]"),
        )
    if not reading.has_horizon:
        yield "by which date does the outcome have to be reached?", "the weeks in the decision rules"
