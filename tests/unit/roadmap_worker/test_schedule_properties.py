from collections import Counter
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_worker.critical import critical_path
from roadmap_worker.people import Person
from roadmap_worker.schedule import Schedule, schedule
from roadmap_worker.slack import slack_days
from roadmap_worker.task import Task
from roadmap_worker.workdays import Workdays
from support_roadmap.tasks import calendar, person, task, working

SKILLS = ("copywriting", "design", "development")
STARTS = st.dates(date(2026, 1, 1), date(2028, 12, 31))


@st.composite
def task_lists(draw: st.DrawFn) -> list[Task]:
    tasks: list[Task] = []
    for index in range(draw(st.integers(1, 14))):
        before = [f"t{number}" for number in range(index) if draw(st.integers(0, 3)) == 0]
        wait = draw(st.sampled_from([None, None, working(2), calendar(5)]))
        hours = draw(st.sampled_from([0.5, 1, 2.5, 8, 20]))
        tasks.append(task(f"t{index}", hours, *before, wait=wait, skill=draw(st.sampled_from(SKILLS))))
    return tasks


@st.composite
def teams(draw: st.DrawFn) -> list[Person]:
    off = [date(2026, 1, 1) + timedelta(days=draw(st.integers(0, 1000))) for _ in range(3)]
    return [
        person(f"p{index}", draw(st.sampled_from([0.1, 2, 8])), *draw(st.sets(st.sampled_from(SKILLS))), off=off)
        for index in range(draw(st.integers(1, 4)))
    ]


def _checked(tasks: list[Task], people: list[Person], start: date) -> tuple[Schedule, Workdays]:
    workdays = Workdays.of([start + timedelta(days=3), start + timedelta(days=4)])
    return schedule(tasks, people, workdays, start.toordinal()), workdays


@settings(max_examples=60, deadline=None)
@given(task_lists(), teams(), STARTS)
def test_every_day_keeps_its_capacity_and_every_task_its_hours(
    tasks: list[Task], people: list[Person], start: date
) -> None:
    made, workdays = _checked(tasks, people, start)
    assert {one.task.id for one in made.placements} == {one.id for one in tasks}
    load: Counter[tuple[int, int]] = Counter()
    for one in made.placements:
        assert sum(minutes for _, minutes in one.work) == one.task.likely_minutes
        assert start.toordinal() <= one.start <= one.finish
        for day, minutes in one.work:
            assert workdays.includes(day)
            assert day not in people[one.person].days_off
            load[one.person, day] += minutes
    assert all(minutes <= people[index].minutes_per_day for (index, _), minutes in load.items())


@settings(max_examples=60, deadline=None)
@given(task_lists(), teams(), STARTS)
def test_nothing_starts_before_what_it_depends_on(tasks: list[Task], people: list[Person], start: date) -> None:
    made, workdays = _checked(tasks, people, start)
    placed = {one.task.id: one for one in made.placements}
    for later in made.placements:
        for before in (placed[name] for name in later.task.depends_on):
            if before.task.wait:
                assert later.start >= before.task.wait.earliest_start(before.finish, workdays)
            else:
                assert later.start >= before.finish + (later.person != before.person)


@settings(max_examples=60, deadline=None)
@given(task_lists(), teams(), STARTS)
def test_slack_never_reaches_past_the_end_and_the_last_task_is_critical(
    tasks: list[Task], people: list[Person], start: date
) -> None:
    made, workdays = _checked(tasks, people, start)
    slack = slack_days(made, people, workdays)
    critical = critical_path(made, slack)
    placed = {one.task.id: one for one in made.placements}
    for name, days in slack.items():
        assert 0 <= days <= workdays.between(placed[name].finish, made.end)
    assert any(placed[name].finish == made.end for name in critical)
    assert {name for name, days in slack.items() if not days} <= set(critical)
