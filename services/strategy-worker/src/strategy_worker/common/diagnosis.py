"""The real obstacle, and the tension behind each challenge."""

from documents import blocks
from strategy_worker.case import Case
from strategy_worker.reading.classify import ReadChallenge
from strategy_worker.reading.text import quote
from strategy_worker.wording import listed, raise_first


def build(case: Case) -> blocks.Diagnosis:
    """Name the obstacle and the choices it forces."""
    return blocks.Diagnosis(
        summary=_summary(case), tensions=tuple(_tension(case, challenge) for challenge in case.reading.challenges)
    )


def _summary(case: Case) -> str:
    voice, main = case.voice, case.main
    ground = voice.pick(
        "ground",
        "{line} is read here as {kind}, and whoever buys takes a risk: {trust_gap}",
        "{line} is read as {kind}; the hard part of such a market is that {trust_gap}",
        "{business} names its field as {line}, read here as {kind}; one fact shapes every purchase there: {trust_gap}",
    )
    obstacle = voice.pick(
        "obstacle",
        "behind {quotation} lies this: {persists}, and so {cost}",
        "{quotation} has a cause: {persists}; the price of it is that {cost}",
        "{quotation} is kept going by this: {persists}; it means that {cost}",
    )
    if main.kind.id == "unread":
        obstacle = (
            "{quotation} is of no kind that this engine knows, so it is treated as a symptom until its cause is found"
        )
    if not main.numbers:
        obstacle = (
            "the brief names no challenge of its own, so this is the first suspect, and the "
            "place to look is {place_to_look}"
        )
    decision = voice.pick(
        "decision",
        "the decision lies with {decider}; at stake is {risk}, and the habit to beat is {habit}",
        "this is decided by {decider}, with {risk} at stake; the usual way out is {habit}",
    )
    others = [f"{challenge.quotation} means that {challenge.kind.name}" for challenge in case.reading.challenges[1:]]
    who = "you name the buyers as {named}; here they are read as {read}" if case.reading.audience_phrase is None else ""
    rest = (
        "further, {others}; [this is taken up where it touches the first|this has its own moves below]"
        if others
        else ""
    )
    return voice.text(
        ground,
        obstacle,
        who,
        decision,
        rest,
        persists=main.kind.persists,
        quotation=main.quotation,
        others=listed(others),
        cost=main.kind.cost,
        place_to_look=case.industry.owned_data,
        named=quote(case.reading.brief.target_audience, 80),
        read=case.reading.buyers,
    )


def _tension(case: Case, challenge: ReadChallenge) -> blocks.Tension:
    kind, voice = challenge.kind, case.voice
    quoted = f"You wrote: {challenge.quotation}" if challenge.numbers else "The brief names no challenge."
    return blocks.Tension(
        challenge=quoted,
        reading=_reading(challenge),
        why_it_persists=voice.sentence(kind.persists),
        cost=voice.sentence(kind.cost),
        forced_choice=voice.sentence(kind.choice),
        other_reading=_other(case, challenge),
        deciding_question=voice.say(kind.question),
    )


def _reading(challenge: ReadChallenge) -> str:
    name = raise_first(challenge.kind.name)
    if challenge.kind.id in {"unstated", "unread"}:
        return f"{name}, so this is a working hypothesis."
    return f"{name}." if challenge.sure else f"{name}; the wording leaves room for another reading."


def _other(case: Case, challenge: ReadChallenge) -> str:
    if challenge.other:
        return case.voice.sentence(
            "if it rather means that {name}, the choice changes: {choice}",
            name=challenge.other.name,
            choice=challenge.other.choice,
        )
    return case.voice.sentence("it may also be that {other}", other=challenge.kind.other)
