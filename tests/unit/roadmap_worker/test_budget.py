"""A budget is split to the last cent, over what the team can't do itself."""

from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_worker.budget import lines_of, split
from roadmap_worker.people import SKILL_WORDS, Person, unnamed
from shared.contracts.requests import Money, TemplateType

TEMPLATES: tuple[TemplateType, ...] = get_args(TemplateType)


def _person(*skills: str) -> Person:
    return Person("Ada", 240, frozenset(skills), frozenset())


@given(
    st.decimals(min_value="0.01", max_value="999999999999", places=2),
    st.sampled_from(["EUR", "JPY", "KES"]),
    st.sampled_from(TEMPLATES),
    st.sets(st.sampled_from(sorted(SKILL_WORDS))),
)
def test_the_lines_add_up_to_the_budget(
    amount: Decimal, currency: str, template: TemplateType, skills: set[str]
) -> None:
    lines = split(Money(amount=amount, currency=currency), template, [_person(*skills)])
    assert sum(line.amount for line in lines) == amount
    assert all(line.amount >= 0 for line in lines)
    assert abs(sum(line.share for line in lines) - 1) < Decimal("1e-20")
    coin = 1 if currency == "JPY" else Decimal("0.01")
    assert all(line.amount % coin == 0 for line in lines[:-1])
    assert all(abs(line.amount - amount * line.share) <= coin for line in lines[:-1])
    # The reserve also holds what there is no coin for.
    assert abs(lines[-1].amount - amount * lines[-1].share) < 2 * coin


@pytest.mark.parametrize("template", TEMPLATES)
def test_what_somebody_of_the_team_can_do_is_not_bought(template: TemplateType) -> None:
    money = Money(amount=Decimal(10000), currency="EUR")
    alone = {line.spec.id for line in split(money, template, unnamed(20))}
    skilled = {line.spec.id for line in split(money, template, [_person(*SKILL_WORDS)])}
    bought = {spec.id for spec in lines_of(template) if spec.when_no_skill}
    assert alone - skilled == bought != set()
    assert all(spec.when_no_skill in {None, *SKILL_WORDS} for spec in lines_of(template))


@pytest.mark.parametrize("template", TEMPLATES)
def test_shares_are_reviewed_and_the_reserve_comes_last(template: TemplateType) -> None:
    specs = lines_of(template)
    assert sum(spec.share for spec in specs) == 100
    assert specs[-1].id == "reserve"
    assert len({spec.id for spec in specs}) == len(specs)


@pytest.mark.parametrize("template", TEMPLATES)
def test_of_a_team_whose_skills_nobody_named_nothing_is_claimed(template: TemplateType) -> None:
    bought = [line for line in lines_of(template) if line.when_no_skill]
    assert bought
    assert all("Nobody of the team is known to" in line.why for line in bought)
