"""A budget split over what a plan has to buy; every share is an assumption of ours, and every cent has a place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Annotated, Final

import yaml
from pydantic import Field, TypeAdapter

from roadmap_worker.people import Person
from shared.contracts.requests import Money, TemplateType
from shared.contracts.wire import WireModel

BASIS: Final = (
    "Shares are an assumption, a starting point and no measurement: the team's own hours are not in them, and a line is"
    " left out when somebody of the team can do its work."
)
# Currencies without a smaller unit, or with one that nobody pays with (ISO 4217).
_WHOLE: Final = frozenset(
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split()  # noqa: SIM905 - a list to read
)
_CENT: Final = Decimal("0.01")


class LineSpec(WireModel):
    """A line that applies, unless somebody of the team has the skill that it would buy."""

    id: str
    title: str
    share: Annotated[Decimal, Field(gt=0, le=100)]
    why: str
    when_no_skill: str | None = None
    released: str | None = None


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """What is bought, for how much; `share` is of 1 of the budget, `released` says what has to be true first."""

    spec: LineSpec
    amount: Decimal
    share: Decimal


@cache
def lines_of(template: TemplateType) -> tuple[LineSpec, ...]:
    """Return all lines that a plan from this template may have."""
    text = files("roadmap_worker").joinpath("budgets.yaml").read_text(encoding="utf-8")
    specs = TypeAdapter(Mapping[TemplateType, tuple[LineSpec, ...]])
    return specs.validate_python(yaml.load(text, Loader=yaml.CSafeLoader))[template]


def split(budget: Money, template: TemplateType, people: Sequence[Person]) -> tuple[BudgetLine, ...]:
    """Split a budget; the amounts add up to it exactly, in units that can be paid with.

    Method: the largest remainders get the units that rounding down leaves over (Hamilton's method).
    """
    specs = [spec for spec in lines_of(template) if not _is_covered(spec, people)]
    whole = sum((spec.share for spec in specs), Decimal(0))
    unit = Decimal(1) if budget.currency in _WHOLE else _CENT
    exact = [budget.amount * spec.share / whole / unit for spec in specs]
    units = [int(amount) for amount in exact]
    left = int(budget.amount / unit) - sum(units)
    by_remainder = sorted(range(len(specs)), key=lambda index: (units[index] - exact[index], index))
    for index in by_remainder[:left]:
        units[index] += 1
    # What the currency has no coin for stays with the last line, the reserve.
    rest = budget.amount - sum(units) * unit
    amounts = [count * unit for count in units]
    amounts[-1] += rest
    return tuple(BudgetLine(spec, amount, spec.share / whole) for spec, amount in zip(specs, amounts, strict=True))


def _is_covered(spec: LineSpec, people: Sequence[Person]) -> bool:
    """Say whether somebody is known to have the skill; one without any skills named only may have it."""
    return spec.when_no_skill is not None and any(spec.when_no_skill in person.skills for person in people)
