"""Brand positioning: for whom, instead of what, in which frame, and why believe it."""

from collections.abc import Iterator
from typing import Final

from documents import positioning
from documents.model import BrandPositioning
from strategy_worker.case import Case
from strategy_worker.common.assemble import CommonBlocks
from strategy_worker.frameworks import figures, positioning_message, positioning_value
from strategy_worker.frameworks.naming import is_waiting
from strategy_worker.frameworks.theme import as_noun, themes
from strategy_worker.wording import raise_first, small

_MOST_NAMED: Final = 2
_MOST_ALTERNATIVES: Final = 5


def build(case: Case, common: CommonBlocks) -> BrandPositioning:
    """Write the sections of a brand positioning."""
    return BrandPositioning(
        **common,
        moment=_moment(case),
        segment=_segment(case),
        alternatives=_alternatives(case),
        value=positioning_value.value(case),
        market_frame=positioning_value.market_frame(case),
        statement=positioning_message.statement(case),
        sales_story=positioning_message.sales_story(case),
        message_house=positioning_message.message_house(case),
    )


def _moment(case: Case) -> positioning.Moment:
    voice, budget = case.voice, figures.budget(case)
    presence = (
        voice.line("moment.presence.paid", amount=budget) if budget is not None else voice.line("moment.presence")
    )
    return positioning.Moment(
        situation=voice.line("moment.situation"),
        entry_points=tuple(voice.sentence(moment) for moment in case.industry.moments),
        first=voice.line("moment.first", span=figures.span(case)),
        presence=presence,
        forces=_forces(case),
    )


def _forces(case: Case) -> positioning.Forces:
    voice, usual = case.voice, case.industry.alternatives[0]
    return positioning.Forces(
        push=voice.line("moment.push", other=voice.say(usual.name), fails=voice.say(usual.fails)),
        pull=voice.line("moment.pull", pull=as_noun(case, themes(case)[0])),
        anxiety=voice.line("moment.anxiety"),
        habit=voice.line("moment.habit"),
    )


def _segment(case: Case) -> positioning.Segment:
    voice = case.voice
    said = (voice.line("segment.fit", span=figures.span(case)), voice.line("segment.decides"), *_time_left(case))
    return positioning.Segment(
        description=" ".join(said),
        where_to_find=voice.line("segment.list"),
        traits=tuple(voice.sentence(trait) for trait in case.audience.traits),
        disqualifiers=tuple(voice.sentence(sign) for sign in case.audience.disqualifiers),
    )


def _time_left(case: Case) -> tuple[str, ...]:
    if not case.reading.has_horizon:
        return ()
    months = figures.months(case)
    if months is None:
        return (case.voice.line("segment.short_time", weeks=small(case.reading.weeks)),)
    return (case.voice.line("segment.long_time", months=small(months)),)


def _alternatives(case: Case) -> positioning.Alternatives:
    voice, rivals = case.voice, case.reading.competitors
    last = _nothing(case)
    items = [*_named(case), *_usual(case)][: _MOST_ALTERNATIVES - len(last)]
    check = voice.line("alternatives.check.named", rival=rivals[0]) if rivals else voice.line("alternatives.check")
    return positioning.Alternatives(items=(*items, *last), how_to_check=check)


def _named(case: Case) -> Iterator[positioning.Alternative]:
    voice = case.voice
    for turn, rival in enumerate(case.reading.competitors[:_MOST_NAMED]):
        yield positioning.Alternative(
            name=rival,
            why_chosen=voice.line("alternatives.named", turn=turn, rival=rival),
            where_it_fails=voice.line("alternatives.named_fails", turn=turn, rival=rival),
            better_for=voice.line("alternatives.named_better", turn=turn, rival=rival),
            basis="user_given",
        )


def _usual(case: Case) -> Iterator[positioning.Alternative]:
    voice = case.voice
    for other in case.industry.alternatives:
        yield positioning.Alternative(
            name=raise_first(voice.say(other.name)),
            why_chosen=voice.sentence(other.why),
            where_it_fails=voice.line("alternatives.fails", fails=voice.say(other.fails)),
            better_for=voice.sentence(other.better),
            basis="inference",
        )


def _nothing(case: Case) -> tuple[positioning.Alternative, ...]:
    """Return the status quo, unless the industry's own alternatives hold it already."""
    voice = case.voice
    if any(is_waiting(other.name) for other in case.industry.alternatives):
        return ()
    return (
        positioning.Alternative(
            name="Doing nothing",
            why_chosen=voice.line("alternatives.nothing"),
            where_it_fails=voice.line("alternatives.nothing_fails"),
            better_for=voice.line("alternatives.nothing_better"),
            basis="inference",
        ),
    )
