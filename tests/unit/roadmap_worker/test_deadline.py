from collections.abc import Sequence
from datetime import date

from roadmap_worker.deadline import Deadline, judge
from roadmap_worker.people import Person, unnamed
from roadmap_worker.schedule import best_schedule
from roadmap_worker.scheduling.effort import Effort
from roadmap_worker.task import Task
from roadmap_worker.trial import Trial
from roadmap_worker.workdays import Workdays
from support_roadmap.random_networks import random_plan
from support_roadmap.tasks import calendar, person, task

THURSDAY = date(2026, 11, 26)


def _judged(tasks: Sequence[Task], people: Sequence[Person], deadline: date) -> Deadline:
    trial = Trial(tasks, people, Workdays.of([]), THURSDAY.toordinal())
    end = trial.end()
    assert end is not None
    return judge(deadline, end, trial)


def test_a_deadline_on_the_last_day_is_met() -> None:
    found = _judged([task("a", 8)], unnamed(40), THURSDAY)
    assert (found.met, found.late_by_days, found.spare_days, found.options) == (True, 0, 0, ())


def test_spare_days_are_calendar_days() -> None:
    assert _judged([task("a", 8)], unnamed(40), date(2026, 11, 30)).spare_days == 4


def test_a_missed_deadline_tells_days_and_the_hours_that_would_meet_it() -> None:
    # 32 h at 8 h a day from Thursday end on Tuesday 1 December; until Friday 27 they need 16 h a day, which takes
    # two people at 40 h a week; in steps of half an hour 80 is the first total found that works.
    found = _judged([task("a", 16), task("b", 16)], unnamed(40), date(2026, 11, 27))
    assert (found.met, found.late_by_days, found.hours_per_week_needed) == (False, 4, 80)
    more = found.options[0]
    assert more.says == "Plan 80 h a week instead of 40, which takes 2 people."
    assert (more.end, more.meets_deadline) == (date(2026, 11, 27), True)


def test_one_person_with_more_hours_goes_before_two_people() -> None:
    # Ten hours in one day are fifty a week for one person; two people would need a hundred.
    assert _judged([task("a", 10)], unnamed(40), THURSDAY).hours_per_week_needed == 50


def test_hours_of_a_named_person_stop_at_sixty() -> None:
    found = _judged([task("a", 36)], [person("Ana", 8)], date(2026, 11, 27))
    assert found.hours_per_week_needed is None
    assert [(one.kind, one.end, one.meets_deadline) for one in found.options] == [
        ("more_hours", date(2026, 11, 30), False),
        ("later_deadline", date(2026, 12, 2), True),
    ]


def test_the_hours_needed_of_a_team_are_those_really_planned() -> None:
    # Ana has 30 h a week and Ben 10; twice as many would be needed for the 12 h of Ana's task in one day, where she
    # reaches her limit of sixty, and Ben has twenty then.
    people = [person("Ana", 6, "design"), person("Ben", 2, "copywriting")]
    found = _judged([task("a", 12, skill="design")], people, THURSDAY)
    assert found.hours_per_week_needed == 80
    assert found.options[0].says == "Plan 80 h a week instead of 40."


def test_waits_are_said_when_no_hours_help() -> None:
    found = _judged([task("a", 8, wait=calendar(30)), task("b", 8, "a")], unnamed(10), date(2026, 12, 10))
    assert found.hours_per_week_needed is None
    assert found.options[0].says == (
        "More hours alone are not enough: even 168 h a week leave the waits and the order of the work."
    )


def test_another_person_is_offered_when_it_helps_and_not_when_it_doesnt() -> None:
    side_by_side = _judged([task("a", 8), task("b", 8)], [person("Ana")], THURSDAY)
    one_after_another = _judged([task("a", 8), task("b", 8, "a")], [person("Ana")], THURSDAY)
    assert [one.end for one in side_by_side.options if one.kind == "another_person"] == [THURSDAY]
    assert [one for one in one_after_another.options if one.kind == "another_person"] == []


def test_less_scope_drops_low_priority_and_keeps_the_order_around_it() -> None:
    tasks = [task("a", 8), task("nice", 8, "a", priority="low"), task("b", 8, "nice")]
    trial = Trial(tasks, [person("Ana")], Workdays.of([]), THURSDAY.toordinal())
    assert [(one.id, one.depends_on) for one in trial.without_low_priority().tasks] == [("a", ()), ("b", ("a",))]
    found = _judged(tasks, [person("Ana")], date(2026, 11, 27))
    assert [(one.says, one.end) for one in found.options if one.kind == "less_scope"] == [
        ("Leave out the tasks of low priority (8 h).", date(2026, 11, 27))
    ]


def test_the_plan_with_the_hours_named_meets_the_deadline() -> None:
    late_by: list[int] = []
    for seed in range(20):
        plan = random_plan(seed, size=20, team=3)
        trial = Trial(plan.tasks, plan.people, plan.workdays, plan.workdays.on_or_after(plan.start))
        deadline = (trial.end() or 0) - 7
        faster = trial.in_time(deadline)
        if faster:
            made = best_schedule(faster.tasks, faster.people, faster.workdays, faster.start, Effort(wall_s=120))
            late_by.append(made.end - deadline)
    assert len(late_by) >= 5
    assert max(late_by) <= 0


def test_the_plan_itself_is_never_squeezed() -> None:
    found = _judged([task("a", 80)], unnamed(40), THURSDAY)
    assert found.options[-1].end == date(2026, 12, 9)
    assert found.options[-1].kind == "later_deadline"
