"""A budget in parts, each released by a count: little before anything is known, the rest for what works.

A quarter starts, half carries on the moves by their effort, a quarter waits for the review. The parts add up to the
budget to the last unit.
"""

from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal
from typing import Final

from documents import blocks
from documents.blocks import Effort
from documents.quantities import Quantity
from strategy_worker.case import Case
from strategy_worker.choosing import Chosen
from strategy_worker.wording import number

_START: Final = Decimal("0.25")
_MOVES: Final = Decimal("0.50")
_SMALL_BUDGET: Final = 100
DAYS: Final[dict[Effort, int]] = {"S": 1, "M": 3, "L": 8}


def build(case: Case) -> tuple[blocks.Spending, ...]:
    """Divide the budget of the brief; nothing without one."""
    return tuple(_parts(case)) if case.reading.brief.budget else ()


def _parts(case: Case) -> Iterator[blocks.Spending]:
    budget, voice = case.reading.brief.budget, case.voice
    assert budget is not None
    first = voice.say(case.moves[0].tactic.name)
    start = _whole(budget.amount * _START, budget.amount)
    yield blocks.Spending(
        purpose=voice.line("spending.start", first=first),
        amount=_amount(case, start, voice.phrase("spending.note", share="25%")),
        released_when=voice.line("spending.start_when"),
    )
    left = budget.amount - start
    effort = sum(DAYS[chosen.tactic.effort] for chosen in case.moves)
    for turn, chosen in enumerate(case.moves):
        part = _whole(budget.amount * _MOVES * DAYS[chosen.tactic.effort] / effort, budget.amount)
        left -= part
        yield _carried_on(case, chosen, part, turn)
    yield blocks.Spending(
        purpose=voice.line("spending.reserve"),
        amount=_amount(case, left, voice.phrase("spending.note_rest")),
        released_when=voice.line("spending.reserve_when"),
    )


def _carried_on(case: Case, chosen: Chosen, part: Decimal, turn: int) -> blocks.Spending:
    voice = case.voice
    week = min(chosen.tactic.weeks, max(case.reading.weeks, 4))
    return blocks.Spending(
        purpose=voice.line("spending.move", turn=turn, name=voice.say(chosen.tactic.name)),
        amount=_amount(case, part, voice.phrase("spending.note_effort", turn=turn)),
        released_when=voice.line(
            "spending.move_when", turn=turn, metric=voice.say(case.metric(chosen).name), week=number(week)
        ),
    )


def _amount(case: Case, amount: Decimal, note: str) -> Quantity:
    budget = case.reading.brief.budget
    assert budget is not None
    return Quantity(name="part of the budget", unit=budget.currency, basis="computed", value=float(amount), note=note)


def _whole(amount: Decimal, budget: Decimal) -> Decimal:
    """Round down to whole units, to cents where the budget is small; the remainder goes to the reserve."""
    step = Decimal(1) if budget >= _SMALL_BUDGET else Decimal("0.01")
    return amount.quantize(step, rounding=ROUND_DOWN)
