"""What holds for every plan, and what holds for plans that are proven to be the shortest."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from roadmap_worker.people import Person
from roadmap_worker.schedule import Schedule, best_schedule
from roadmap_worker.scheduling.effort import Effort
from support_roadmap.random_networks import Plan, random_plan
from support_roadmap.tasks import calendar, person, task
from support_roadmap.tasks import plan as dated

_PATIENT = Effort(wall_s=120)
_ZONES = ("UTC", "America/New_York", "Europe/London", "Pacific/Kiritimati", "Pacific/Pago_Pago")


@st.composite
def small_plans(draw: st.DrawFn) -> Plan:
    """Draw plans without wishes, because a wish may be worth more than an earlier end."""
    plan = random_plan(draw(st.integers(0, 10**6)), size=draw(st.integers(2, 12)), team=draw(st.integers(2, 4)))
    return replace(plan, tasks=tuple(replace(one, within_days=None) for one in plan.tasks))


def _best(plan: Plan) -> Schedule:
    return best_schedule(plan.tasks, plan.people, plan.workdays, plan.start, _PATIENT)


def _optimal(plan: Plan) -> Schedule:
    made = _best(plan)
    assume(made.is_optimal)
    return made


def _with_more(plan: Plan, number: int, what: str) -> Plan:
    """Give one person a double, more hours, or back their days off."""
    person = plan.people[number]
    if what == "double":
        return replace(plan, people=(*plan.people, replace(person, name="double")))
    more = {"hours": replace(person, minutes_per_day=person.minutes_per_day + 45)}
    changed: Person = more.get(what, replace(person, days_off=frozenset()))
    return replace(plan, people=(*plan.people[:number], changed, *plan.people[number + 1 :]))


def _dates(made: Schedule, plan: Plan) -> dict[str, tuple[str | None, tuple[tuple[int, int], ...]]]:
    return {one.task.id: (plan.people[one.person].name, one.work) for one in made.placements}


@settings(max_examples=50, deadline=None)
@given(small_plans(), st.integers(0, 1), st.sampled_from(["double", "hours", "days"]))
def test_more_capacity_never_ends_later(plan: Plan, number: int, what: str) -> None:
    assert _optimal(_with_more(plan, number, what)).end <= _optimal(plan).end


@settings(max_examples=50, deadline=None)
@given(small_plans(), st.integers(0, 1), st.sampled_from([15, 60, 600]))
def test_a_longer_task_never_ends_the_plan_sooner(plan: Plan, number: int, minutes: int) -> None:
    longer = replace(plan.tasks[number], likely_minutes=plan.tasks[number].likely_minutes + minutes)
    changed = replace(plan, tasks=(*plan.tasks[:number], longer, *plan.tasks[number + 1 :]))
    assert _optimal(changed).end >= _optimal(plan).end


@settings(max_examples=30, deadline=None)
@given(small_plans(), st.integers(0, 10**6))
def test_the_order_in_which_tasks_are_written_does_not_move_a_proven_end(plan: Plan, seed: int) -> None:
    tasks = Random(seed).sample(plan.tasks, k=len(plan.tasks))
    assert _optimal(replace(plan, tasks=tuple(tasks))).end == _optimal(plan).end


@settings(max_examples=30, deadline=None)
@given(small_plans(), st.integers(0, 10**6))
def test_the_order_in_which_people_are_named_changes_nothing(plan: Plan, seed: int) -> None:
    other = replace(plan, people=tuple(Random(seed).sample(plan.people, k=len(plan.people))))
    assert _dates(_best(other), other) == _dates(_best(plan), plan)


@settings(max_examples=30, deadline=None)
@given(small_plans())
def test_the_same_request_gives_the_same_plan_with_every_task_and_all_its_hours(plan: Plan) -> None:
    made = _best(plan)
    assert made == _best(plan)
    assert {one.task.id for one in made.placements} == {task.id for task in plan.tasks}
    planned = sum(minutes for one in made.placements for _, minutes in one.work)
    assert planned == sum(task.likely_minutes for task in plan.tasks)


@pytest.fixture
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as changed:
        changed.setenv("TZ", str(request.param))
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("zone")
@pytest.mark.parametrize("zone", _ZONES, indirect=True)
def test_no_time_zone_and_no_change_of_clocks_moves_a_date() -> None:
    # Clocks change on Sunday 14 March 2027 in New York and on Sunday 28 March in London. Twenty days after Thursday
    # 11 March end on Wednesday 31; the long task takes the ten working days from Friday 12 to Thursday 25.
    tasks = [task("ask", 8, wait=calendar(20)), task("long", 80), task("read", 8, "ask")]
    _, dates, _ = dated(tasks, [person()], date(2027, 3, 11))
    assert dates == {"ask": ("03-11", "03-11"), "long": ("03-12", "03-25"), "read": ("04-01", "04-01")}
