"""The real obstacle, and the tension behind each challenge."""

from collections.abc import Iterator

from documents import blocks
from strategy_worker.case import Case, says
from strategy_worker.fitting import is_possible, to_purchase
from strategy_worker.knowledge import schema
from strategy_worker.reading.classify import ReadChallenge
from strategy_worker.reading.text import quote
from strategy_worker.wording import raise_first, stop


def build(case: Case) -> blocks.Diagnosis:
    """Name the obstacle and the choices it forces."""
    return blocks.Diagnosis(
        summary="\n\n".join(" ".join(paragraph) for paragraph in (_ground(case), (*_obstacle(case), *_others(case)))),
        tensions=tuple(_tension(case, challenge) for challenge in case.reading.challenges),
    )


def _ground(case: Case) -> Iterator[str]:
    voice = case.voice
    yield voice.lines("diagnosis.line", "diagnosis.trust_gap")
    if case.reading.audience_phrase is None:
        named = quote(case.reading.brief.target_audience, 80)
        yield voice.line("diagnosis.audience", named=named, read=case.reading.buyers)
    yield voice.line("diagnosis.decider")


def _obstacle(case: Case) -> Iterator[str]:
    main, voice = case.main, case.voice
    if not main.numbers:
        yield voice.line("diagnosis.unstated")
    elif main.kind.id == "unread":
        yield voice.line("diagnosis.unread", quotation=main.quotation)
    else:
        yield voice.line("diagnosis.obstacle", quotation=main.quotation, persists=main.kind.persists)


def _others(case: Case) -> Iterator[str]:
    voice, others = case.voice, case.reading.challenges[1:]
    for turn, challenge in enumerate(others):
        if challenge.kind.id == "unread":
            yield voice.line("diagnosis.also_unread", turn=turn, quotation=challenge.quotation)
        elif says(challenge):
            yield voice.line("diagnosis.also_said", turn=turn, quotation=challenge.quotation)
        else:
            yield voice.line("diagnosis.also", turn=turn, quotation=challenge.quotation, name=challenge.kind.name)


def _tension(case: Case, challenge: ReadChallenge) -> blocks.Tension:
    kind, other, voice = challenge.kind, challenge.other, case.voice
    # Its place in the brief, so that another challenge beside it changes nothing here.
    turn = min(challenge.numbers, default=0)
    return blocks.Tension(
        challenge=_quoted(case, challenge),
        reading=_reading(case, challenge, turn),
        why_it_persists=voice.sentence(kind.persists),
        cost=voice.sentence(kind.cost),
        forced_choice=voice.sentence(kind.choice),
        other_reading=stop(raise_first(other.name if other else kind.other)),
        deciding_question=voice.say(kind.question),
        instead=_instead(case, other) if other else "",
    )


def _instead(case: Case, other: schema.Challenge) -> str:
    """Say what to do when the other reading is right, with the move that answers it best."""
    voice, reading = case.voice, case.reading
    chosen = {move.tactic.id for move in case.moves}
    answering = [
        tactic
        for tactic in reading.base.tactics.values()
        if other.id in tactic.covers and tactic.id not in chosen and is_possible(tactic, reading)
    ]
    best = max(answering, key=lambda t: (t.covers[0] == other.id, to_purchase(t, reading), t.id), default=None)
    if best is None:
        return voice.line("tension.instead_choice", choice=other.choice)
    return voice.line("tension.instead", choice=other.choice, name=voice.say(best.name))


def _quoted(case: Case, challenge: ReadChallenge) -> str:
    if not challenge.numbers:
        return case.voice.line("tension.unstated")
    # It becomes a heading, so it ends with the quotation and not with a full stop.
    return raise_first(case.voice.phrase("tension.quoted", quotation=challenge.quotation))


def _reading(case: Case, challenge: ReadChallenge, turn: int) -> str:
    name = challenge.kind.name
    if challenge.kind.id in {"unstated", "unread"}:
        return case.voice.line("tension.hypothesis", turn=turn, name=name)
    if challenge.sure and says(challenge):
        return case.voice.line("tension.said", turn=turn)
    if challenge.sure:
        return stop(raise_first(name))
    return case.voice.line("tension.unsure", turn=turn, name=name)
