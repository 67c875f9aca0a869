"""What this document can't know, and which answers would change it."""

from collections.abc import Iterator
from typing import Final

from documents import blocks
from strategy_worker.case import Case
from strategy_worker.common import confidence, site_audit
from strategy_worker.common.keyword import entity
from strategy_worker.reading.classify import MOST_TENSIONS, ReadChallenge
from strategy_worker.reading.text import quote
from strategy_worker.wording import listed, small, stop

_QUESTIONS: Final = 7


def limitations(case: Case) -> blocks.Limitations:
    """Say what is missing for this brief in particular."""
    return blocks.Limitations(items=tuple(_limits(case)), confidence=confidence.build(case))


def open_questions(case: Case) -> blocks.OpenQuestions:
    """Ask what would change the document most."""
    return blocks.OpenQuestions(
        items=tuple(
            blocks.OpenQuestion(question=question, changes=changes)
            for question, changes in list(_questions(case))[:_QUESTIONS]
        )
    )


def _limits(case: Case) -> Iterator[str]:
    reading, voice = case.reading, case.voice
    yield from _limits_of_reading(case)
    if reading.baselines.is_empty:
        yield voice.line("limits.outcome_only" if reading.outcome.target is not None else "limits.no_figures")
    elif reading.baselines.unplaced:
        yield voice.line("limits.unplaced", names=listed(figure.label for figure in reading.baselines.unplaced[:4]))
    if reading.competitors:
        yield voice.line("limits.rivals", names=listed(reading.competitors[:4]))
    else:
        yield voice.line("limits.no_rivals")
    if _keyword_is_missing(case):
        yield voice.line("limits.keyword", word=f"“{entity(reading)}”")
    if reading.brief.domain:
        yield site_audit.limitation(case) or voice.line("limits.domain")
    yield voice.line("limits.objections")
    if case.industry.review_note:
        yield stop(case.industry.review_note)
    if not reading.brief.locale.startswith("en"):
        yield voice.line("limits.language", locale=reading.brief.locale)


def _limits_of_reading(case: Case) -> Iterator[str]:
    reading, voice = case.reading, case.voice
    verdict = reading.industry_verdict
    wrote = quote(reading.brief.industry, 60)
    second = reading.base.industries.get(verdict.second or "")
    if verdict.best == "unknown":
        yield voice.line("limits.industry_unknown", wrote=wrote)
    elif not verdict.sure and second:
        yield voice.line("limits.industry_unsure", wrote=wrote, read=reading.industry.name, other=second.name)
    elif not verdict.sure:
        yield voice.line("limits.industry_open", wrote=wrote, read=reading.industry.name)
    if not reading.audience_verdict.sure:
        wrote = quote(reading.brief.target_audience, 60)
        yield voice.line("limits.audience", wrote=wrote, read=reading.audience.name)
    given = len(reading.brief.current_challenges)
    if given > sum(len(challenge.numbers) for challenge in reading.challenges):
        yield voice.line("limits.too_many", given=small(given), kinds=small(MOST_TENSIONS))


def _questions(case: Case) -> Iterator[tuple[str, str]]:
    challenges, voice = case.reading.challenges, case.voice
    yield from _about_outcome(case)
    for turn, challenge in enumerate(challenges):
        if not challenge.sure:
            yield challenge.kind.question, _changed_by(case, challenge, turn)
    yield from _missing_facts(case)
    for turn, challenge in enumerate(challenges):
        if challenge.sure:
            yield challenge.kind.question, voice.line("ask.cause", turn=turn, challenge=case.named(challenge))


def _changed_by(case: Case, challenge: ReadChallenge, turn: int) -> str:
    """Say what changes when a challenge turns out to be of its other kind."""
    voice, named = case.voice, case.named(challenge)
    if challenge.other:
        return voice.line("ask.other_choice", turn=turn, challenge=named, choice=challenge.other.choice)
    return voice.line("ask.other_cause", turn=turn, challenge=named, other=challenge.kind.other)


def _about_outcome(case: Case) -> Iterator[tuple[str, str]]:
    reading, voice = case.reading, case.voice
    if not reading.outcome.is_measurable:
        wish = quote(reading.brief.desired_outcome, 80)
        yield voice.line("ask.figure", wish=wish), voice.line("ask.figure_why")
    elif reading.outcome.start is None and case.path.mode != "target":
        yield voice.line("ask.today"), voice.line("ask.today_why")


def _keyword_is_missing(case: Case) -> bool:
    return case.reading.brief.framework == "seo_patterns" and case.reading.brief.primary_keyword is None


def _missing_facts(case: Case) -> Iterator[tuple[str, str]]:
    reading, path, voice = case.reading, case.path, case.voice
    if _keyword_is_missing(case):
        yield voice.line("ask.keyword"), voice.line("ask.keyword_why")
    if not reading.baselines.volumes:
        yield voice.line("ask.volumes", first=path.first.name, last=path.reached), voice.line("ask.volumes_why")
    if reading.baselines.ticket is None:
        yield voice.line("ask.ticket"), voice.line("ask.ticket_why")
    if not reading.competitors:
        yield voice.line("ask.rivals"), voice.line("ask.rivals_why")
    if reading.brief.budget is None:
        yield voice.line("ask.hours"), voice.line("ask.hours_why")
    if not reading.names_date:
        yield voice.line("ask.date"), voice.line("ask.date_why")
