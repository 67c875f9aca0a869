"""Ninety days in steps that somebody owns, each with the sign that it is done."""

from collections.abc import Iterator
from typing import Final, Literal

from documents import blocks
from documents.blocks import Effort
from strategy_worker.case import Case
from strategy_worker.choosing import Chosen
from strategy_worker.wording import number, raise_first

Phase = Literal[30, 60, 90]
_DAYS: Final[dict[Effort, int]] = {"S": 1, "M": 3, "L": 8}
_FIRST_WAVE: Final = 3


def build(case: Case) -> blocks.Plan:
    """Order the moves into phases."""
    actions = tuple(_actions(case))
    return blocks.Plan(actions=actions, capacity=_capacity(case, actions))


def _actions(case: Case) -> Iterator[blocks.Action]:
    yield _count(case)
    yield _ask(case)
    for index, chosen in enumerate(case.moves, start=1):
        early = index <= _FIRST_WAVE
        yield _step(case, chosen, f"m{index}a", 30 if early else 60, first=True)
    for index, chosen in enumerate(case.moves, start=1):
        early = index <= _FIRST_WAVE
        yield _step(case, chosen, f"m{index}b", 60 if early else 90, first=False)
    yield _review(case)


def _count(case: Case) -> blocks.Action:
    path = case.path
    return blocks.Action(
        id="count",
        phase=30,
        action=case.voice.sentence(
            (
                "[count|tally|note down] each step from {first} to {last} [for the last thirty "
                "days|over the past thirty days|for one past month]"
            ),
            first=path.first.name,
            last=path.last.name.removeprefix("additional "),
        ),
        owner=raise_first(case.industry.owner),
        effort="S",
        depends_on=(),
        done_when="Two people have counted alike and the sheet is dated.",
        because="Every rule in this document compares with this count.",
    )


def _ask(case: Case) -> blocks.Action:
    return blocks.Action(
        id="ask",
        phase=30,
        action=_first_question(case),
        owner=raise_first(case.industry.seller),
        effort="S",
        depends_on=(),
        done_when="The answer stands in writing with the cases it rests on.",
        because=case.voice.sentence(
            (
                "[{label} can be read in two ways, and the answer decides between them|two readings "
                "of {label} are possible, and this parts them|the answer shows which reading of "
                "{label} is right]"
            ),
            label=case.main.label,
        ),
    )


def _first_question(case: Case) -> str:
    question = case.main.kind.question
    if not case.main.numbers:
        return f"Settle this question first: {question}"
    return f"Settle this question about {case.main.quotation} first: {question}"


def _step(case: Case, chosen: Chosen, key: str, phase: Phase, *, first: bool) -> blocks.Action:
    tactic, voice = chosen.tactic, case.voice
    owner = {"owner": case.industry.owner, "maker": case.industry.maker, "seller": case.industry.seller}[tactic.owner]
    smaller: dict[Effort, Effort] = {"S": "S", "M": "S", "L": "M"}
    return blocks.Action(
        id=key,
        phase=_within(case, phase),
        action=voice.sentence(tactic.first if first else tactic.then),
        owner=raise_first(owner),
        effort=tactic.effort if first else smaller[tactic.effort],
        depends_on=("count",) if first else (f"{key[:-1]}a",),
        done_when=voice.sentence(tactic.done if first else tactic.then_done),
        because=voice.sentence(
            "[{name}; needs {needs}|{name}, for which this is needed: {needs}|this begins “{name}” and takes {needs}]"
            if first
            else "[{name}, second step|it carries on “{name}”|second half of “{name}”]",
            name=voice.say(tactic.name),
            needs=voice.say(tactic.needs),
        ),
    )


def _review(case: Case) -> blocks.Action:
    return blocks.Action(
        id="review",
        phase=_within(case, 90),
        action="Put each count beside its rule, let the rules fire, and answer the open questions again.",
        owner=raise_first(case.industry.owner),
        effort="S",
        depends_on=tuple(f"m{index}b" for index in range(1, len(case.moves) + 1)),
        done_when="Each move is kept, changed or stopped in writing.",
        because=case.voice.sentence(
            (
                "[without this date the plan for {business} would only grow|a plan without this day "
                "never ends|{business} has to be free to stop what does not work]"
            ),
            business=case.reading.business,
        ),
    )


def _within(case: Case, phase: Phase) -> Phase:
    days = case.reading.weeks * 7
    if days <= 45:
        return 30
    return 60 if days <= 75 and phase == 90 else phase


def _capacity(case: Case, actions: tuple[blocks.Action, ...]) -> str:
    days = sum(_DAYS[action.effort] for action in actions)
    voice = case.voice
    scale = voice.sentence(
        (
            "[the {count} actions add up to at most {days} person-days|at most {days} "
            "person-days are needed for the {count} actions|{count} actions, {days} person-days "
            "at most], [counting S as one day, M as three and L as eight (a planning scale)|on a "
            "planning scale of one day for S, three for M and eight for L|if S is one day, M "
            "three and L eight, which is a planning scale]"
        ),
        count=number(len(actions)),
        days=number(days),
    )
    if any(c.kind.id == "small_team" for c in case.reading.challenges):
        scale += " " + voice.sentence(
            "with the hours as short as the brief says, the second half waits until the first is done"
        )
    budget = case.reading.brief.budget
    if budget is None:
        return scale
    quarter = float(budget.amount) / 4
    money = voice.sentence(
        (
            "of the budget of {amount} {currency}, at most a quarter ({part} {currency}) is "
            "spent before the first rule has been read"
        ),
        amount=number(float(budget.amount)),
        currency=budget.currency,
        part=number(quarter),
    )
    return f"{scale} {money}"
