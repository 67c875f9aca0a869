"""The guiding policy, the moves that carry it and what is refused for its sake."""

from documents import blocks
from strategy_worker.case import Case
from strategy_worker.choosing import Chosen
from strategy_worker.wording import clip

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
    """Return the policy in at most forty words."""
    voice = case.voice
    choices = [challenge.kind.choice for challenge in case.reading.challenges]
    start = voice.line("choice.start", when=clip(voice.slots["moment"], 12))
    main = f"{voice.sentence(choices[0])} {start}"
    if len(choices) < 2:
        return main
    both = f"{main} {voice.line('choice.second', choice=choices[1])}"
    return both if len(both.split()) <= _MOST_WORDS else main


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
        because=case.reason(chosen, turn),
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
        first, second = case.industry.channels[:2]
        what = voice.line("choice.channels", first=first, second=second)
        found.append(blocks.Refusal(what=what, reason=voice.line("choice.channels_why")))
    return tuple(found[:_MOST_REFUSALS])
