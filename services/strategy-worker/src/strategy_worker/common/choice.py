"""The guiding policy, the moves that carry it and what is refused for its sake."""

from documents import blocks
from strategy_worker.case import Case
from strategy_worker.choosing import Chosen

_MOST_WORDS = 40
_LEAST_REFUSALS = 3
_MOST_REFUSALS = 4


def build(case: Case) -> blocks.Choice:
    """Commit to a policy, with moves and refusals."""
    return blocks.Choice(
        policy=policy(case),
        moves=tuple(_move(case, chosen, turn) for turn, chosen in enumerate(case.moves)),
        refusals=_refusals(case),
    )


def policy(case: Case) -> str:
    """Return the policy in at most forty words: as much of moment and second choice as fits."""
    voice = case.voice
    first, *others = (challenge.kind.choice for challenge in case.reading.challenges)
    said = voice.sentence(first)
    for start in (voice.line("choice.start"), voice.line("choice.start_with")):
        if _fits(f"{said} {start}"):
            said = f"{said} {start}"
            break
    second = voice.line("choice.second", choice=others[0]) if others else ""
    return f"{said} {second}" if second and _fits(f"{said} {second}") else said


def _fits(text: str) -> bool:
    return len(text.split()) <= _MOST_WORDS


def refused(case: Case) -> tuple[str, ...]:
    """Return what the challenges of the brief ask to leave out, and whom it is not for, as noun phrases."""
    asked = [challenge.kind.refuse for challenge in case.reading.challenges]
    return (*asked, misfit(case))


def misfit(case: Case) -> str:
    """Return the cases not to spend time on."""
    return case.voice.phrase("choice.misfit", sign=case.audience.disqualifiers[0])


def _move(case: Case, chosen: Chosen, turn: int) -> blocks.Move:
    tactic, voice = chosen.tactic, case.voice
    return blocks.Move(
        id=tactic.id,
        name=voice.say(tactic.name),
        mechanism=voice.sentence(tactic.works_because),
        because=case.reason(chosen, case.moves[:turn]),
        effort=tactic.effort,
        weeks_to_signal=tactic.weeks,
        metric=voice.say(case.metric(chosen).name),
        failure_mode=voice.sentence(tactic.fails),
    )


def _refusals(case: Case) -> tuple[blocks.Refusal, ...]:
    voice = case.voice
    found = [
        blocks.Refusal(what=voice.sentence(challenge.kind.refuse), reason=voice.sentence(challenge.kind.refuse_why))
        for challenge in case.reading.challenges[:_LEAST_REFUSALS]
    ]
    if case.reading.competitors:
        what = voice.line("choice.rival", rival=case.reading.competitors[0])
        found.append(blocks.Refusal(what=what, reason=voice.line("choice.rival_why")))
    found.append(blocks.Refusal(what=voice.sentence(misfit(case)), reason=voice.line("choice.misfit_why")))
    if len(found) < _LEAST_REFUSALS:
        what = voice.line("choice.channels")
        found.append(blocks.Refusal(what=what, reason=voice.line("choice.channels_why")))
    return tuple(found[:_MOST_REFUSALS])
