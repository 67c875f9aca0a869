"""The guiding policy, the moves that carry it and what is refused for its sake."""

from documents import blocks
from strategy_worker.case import Case
from strategy_worker.choosing import Chosen
from strategy_worker.wording import clip


def build(case: Case) -> blocks.Choice:
    """Commit to a policy, with moves and refusals."""
    return blocks.Choice(
        policy=policy(case), moves=tuple(_move(case, chosen) for chosen in case.moves), refusals=_refusals(case)
    )


def policy(case: Case) -> str:
    """Return the policy in at most forty words."""
    kinds = [challenge.kind for challenge in case.reading.challenges]
    main = case.voice.sentence(
        "{choice}: for {buyers}, at the moment when {when}",
        choice=kinds[0].choice,
        when=clip(case.voice.slots["moment"], 12),
    )
    if len(kinds) < 2:
        return main
    second = case.voice.sentence("alongside, {choice}", choice=kinds[1].choice)
    return f"{main} {second}" if len(f"{main} {second}".split()) <= 40 else main


def _move(case: Case, chosen: Chosen) -> blocks.Move:
    tactic, voice = chosen.tactic, case.voice
    return blocks.Move(
        id=tactic.id,
        name=voice.say(tactic.name),
        mechanism=voice.sentence(tactic.works_because),
        because=case.reason(chosen),
        effort=tactic.effort,
        weeks_to_signal=tactic.weeks,
        metric=voice.say(case.metric(chosen).name),
        failure_mode=voice.sentence(tactic.fails),
    )


def _refusals(case: Case) -> tuple[blocks.Refusal, ...]:
    found: dict[str, blocks.Refusal] = {}
    for challenge in case.reading.challenges[:3]:
        kind = challenge.kind
        found[kind.id] = _refusal(case, kind.refuse, kind.refuse_why)
    if case.reading.competitors:
        what = case.voice.say("wording that answers {rival} point by point", rival=case.reading.competitors[0])
        found.setdefault(
            "rival",
            _refusal(
                case,
                what,
                (
                    "[a comparison held in somebody else's words is decided by their name|whoever "
                    "borrows the words of others is measured by them]"
                ),
            ),
        )
    found["disqualified"] = _refusal(
        case,
        f"cases with this sign: {case.audience.disqualifiers[0]}",
        (
            "[they take the hours that the best-fit buyers need, and seldom end in a "
            "decision|the hours they take are missing where a decision is near|such talks rarely "
            "end, and the time is needed elsewhere]"
        ),
    )
    if len(found) < 3:
        found["channels"] = _refusal(
            case,
            f"any channel beside {case.industry.channels[0]} and {case.industry.channels[1]} in the first ninety days",
            (
                "[two places that are seen often teach more than five that are seen once|five "
                "half-kept channels teach less than two kept well]"
            ),
        )
    return tuple(found.values())[:4]


def _refusal(case: Case, what: str, reason: str) -> blocks.Refusal:
    return blocks.Refusal(what=case.voice.sentence(what), reason=case.voice.sentence(reason))
