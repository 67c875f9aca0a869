"""Ninety days in steps that somebody owns, each with the sign that it is done."""

from collections.abc import Iterator
from typing import Final, Literal

from documents import blocks
from documents.blocks import Effort
from strategy_worker.case import Case
from strategy_worker.choosing import Chosen
from strategy_worker.common import site_audit, spending
from strategy_worker.wording import number, raise_first

Phase = Literal[30, 60, 90]
_SMALLER: Final[dict[Effort, Effort]] = {"S": "S", "M": "S", "L": "M"}
_FIRST_WAVE: Final = 3
_SHORT_OF_HOURS: Final = frozenset({"small_team", "staff_shortage", "no_routine"})


def build(case: Case) -> blocks.Plan:
    """Order the moves into phases."""
    actions = tuple(_actions(case))
    return blocks.Plan(actions=actions, capacity=" ".join(_capacity(case, actions)), spending=spending.build(case))


def _actions(case: Case) -> Iterator[blocks.Action]:
    yield _count(case)
    yield _ask(case)
    repair = site_audit.action(case)
    if repair:
        yield repair
    for index, chosen in enumerate(case.moves, start=1):
        yield _start(case, chosen, index, 30 if index <= _FIRST_WAVE else 60)
    for index, chosen in enumerate(case.moves, start=1):
        yield _continue(case, chosen, index, 60 if index <= _FIRST_WAVE else 90)
    yield _review(case)


def _count(case: Case) -> blocks.Action:
    voice, path = case.voice, case.path
    return blocks.Action(
        id="count",
        phase=30,
        action=voice.line("plan.count", first=path.first.name, last=path.reached),
        owner=raise_first(case.industry.owner),
        effort="S",
        depends_on=(),
        done_when=voice.line("plan.count_done"),
        because=voice.line("plan.count_why"),
    )


def _ask(case: Case) -> blocks.Action:
    voice, main = case.voice, case.main
    question = main.kind.question
    return blocks.Action(
        id="ask",
        phase=30,
        action=voice.line("plan.question", quotation=main.quotation, question=question)
        if main.numbers
        else voice.line("plan.question_unstated", question=question),
        owner=raise_first(case.industry.seller),
        effort="S",
        depends_on=(),
        done_when=voice.line("plan.question_done"),
        because=voice.line("plan.question_why", challenge=case.named(main)),
    )


def _start(case: Case, chosen: Chosen, index: int, phase: Phase) -> blocks.Action:
    tactic, voice = chosen.tactic, case.voice
    name, needs = voice.say(tactic.name), voice.say(tactic.needs)
    return blocks.Action(
        id=f"m{index}a",
        phase=_within(case, phase),
        action=voice.sentence(tactic.first),
        owner=_owner(case, chosen),
        effort=tactic.effort,
        depends_on=("count",),
        done_when=voice.sentence(tactic.done),
        because=voice.line("plan.starts", turn=index, name=name, needs=needs),
    )


def _continue(case: Case, chosen: Chosen, index: int, phase: Phase) -> blocks.Action:
    tactic, voice = chosen.tactic, case.voice
    return blocks.Action(
        id=f"m{index}b",
        phase=_within(case, phase),
        action=voice.sentence(tactic.then),
        owner=_owner(case, chosen),
        effort=_SMALLER[tactic.effort],
        depends_on=(f"m{index}a",),
        done_when=voice.sentence(tactic.then_done),
        because=voice.line("plan.continues", turn=index, name=voice.say(tactic.name)),
    )


def _owner(case: Case, chosen: Chosen) -> str:
    industry = case.industry
    roles = {"owner": industry.owner, "maker": industry.maker, "seller": industry.seller}
    return raise_first(roles[chosen.tactic.owner])


def _review(case: Case) -> blocks.Action:
    voice = case.voice
    return blocks.Action(
        id="review",
        phase=_within(case, 90),
        action=voice.line("plan.review"),
        owner=raise_first(case.industry.owner),
        effort="S",
        depends_on=tuple(f"m{index}b" for index in range(1, len(case.moves) + 1)),
        done_when=voice.line("plan.review_done"),
        because=voice.line("plan.review_why"),
    )


def _within(case: Case, phase: Phase) -> Phase:
    days = case.reading.weeks * 7
    if days <= 45:
        return 30
    return 60 if days <= 75 and phase == 90 else phase


def _capacity(case: Case, actions: tuple[blocks.Action, ...]) -> Iterator[str]:
    voice, budget = case.voice, case.reading.brief.budget
    days = sum(spending.DAYS[action.effort] for action in actions)
    yield voice.line("plan.effort", count=number(len(actions)), days=number(days))
    yield voice.line("plan.scale")
    if any(challenge.kind.id in _SHORT_OF_HOURS for challenge in case.reading.challenges):
        yield voice.line("plan.short_hours")
    if budget is not None:
        amount = float(budget.amount)
        yield voice.line(
            "plan.budget",
            amount=f"{number(amount)} {budget.currency}",
            part=f"{number(amount / 4)} {budget.currency}",
        )
