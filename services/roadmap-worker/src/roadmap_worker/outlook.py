"""How sure the end is, and what the money is for, on the wire's names."""

from collections.abc import Sequence
from datetime import date

from roadmap_worker.budget import BASIS, BudgetLine
from roadmap_worker.context import Wire, day
from roadmap_worker.estimates import SAMPLES, FinishRange
from shared.contracts.requests import Money

_FINISH_BASIS = (
    "Drawn from the optimistic, likely and pessimistic hours of each task (PERT), in the order and by the people of the"
    " plan, independently of one another; what makes several tasks late together is not in it."
)


def finish(found: FinishRange, end: int, wanted: date | None) -> Wire:
    """Return when the plan is likely to end, and how likely it keeps the deadline, of 1."""
    return {
        "planned": day(end),
        "p50": day(found.p50),
        "p90": day(found.p90),
        "chanceOfDeadline": _chance(found.chance_by(wanted.toordinal())) if wanted else None,
        "samples": SAMPLES,
        "basis": _FINISH_BASIS,
    }


def _chance(share: float) -> float:
    """Round to hundredths, but call nothing certain that some of the drawn plans missed."""
    return 1.0 if share >= 1 else min(round(share, 2), 0.99)


def budget(money: Money | None, lines: Sequence[BudgetLine]) -> Wire | None:
    """Return the lines of the budget, which add up to it; None when none was given."""
    if money is None:
        return None
    return {
        "amount": float(money.amount),
        "currency": money.currency,
        "lines": [
            {
                "id": line.spec.id,
                "title": line.spec.title,
                "amount": float(line.amount),
                "share": round(float(line.share), 4),
                "why": line.spec.why,
                "released": line.spec.released,
            }
            for line in lines
        ],
        "basis": BASIS,
    }
