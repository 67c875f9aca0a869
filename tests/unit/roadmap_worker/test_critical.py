from dataclasses import replace
from datetime import date

from roadmap_worker.critical import critical_path
from support_roadmap.tasks import calendar, person, plan, task, working

THURSDAY = date(2026, 11, 26)


def test_the_shorter_branch_has_the_slack_of_the_difference() -> None:
    people = [person("Ana", 8, "copywriting"), person("Ben", 8, "design")]
    tasks = [
        task("start", 8, skill="copywriting"),
        task("text", 24, "start", skill="copywriting"),
        task("sketch", 8, "start", skill="design"),
        task("end", 8, "text", "sketch", skill="copywriting"),
    ]
    made, dates, slack = plan(tasks, people, THURSDAY)
    assert dates == {
        "start": ("11-26", "11-26"),
        "text": ("11-27", "12-01"),
        "sketch": ("11-27", "11-27"),
        "end": ("12-02", "12-02"),
    }
    # The sketch has to be handed over by Tuesday 1 December: Monday and Tuesday are free.
    assert slack == {"start": 0, "text": 0, "sketch": 2, "end": 0}
    assert critical_path(made, slack) == ("start", "text", "end")


def test_a_busy_person_makes_independent_work_critical() -> None:
    tasks = [task("a", 8), task("b", 8)]
    made, _, slack = plan(tasks, [person()], THURSDAY)
    assert slack == {"a": 0, "b": 0}
    assert critical_path(made, slack) == ("a", "b")


def test_a_wait_belongs_to_the_path() -> None:
    tasks = [task("ask", 1, wait=working(5)), task("else", 2), task("read", 1, "ask")]
    made, dates, slack = plan(tasks, [person()], THURSDAY)
    # Ask on Thursday 26, five full working days to Thursday 3, read on Friday 4 December.
    assert dates["read"] == ("12-04", "12-04")
    # Both fit into the last day with an hour to spare or more; "else" may be done on any of the six days after.
    assert slack == {"ask": 0, "else": 6, "read": 0}
    assert critical_path(made, slack) == ("ask", "read")


def test_a_wait_that_ends_on_a_weekend_leaves_slack_on_the_path() -> None:
    tasks = [task("run", 8, wait=calendar(8)), task("read", 8, "run")]
    made, dates, slack = plan(tasks, [person()], THURSDAY)
    # Eight days end on Friday 4 December, so the next working day is Monday 7; from Friday 27 they end on Saturday.
    assert dates["read"] == ("12-07", "12-07")
    assert slack == {"run": 1, "read": 0}
    assert critical_path(made, slack) == ("run", "read")


def test_slack_is_counted_in_days_the_person_works() -> None:
    people = [person("Ana", 8, "copywriting", off=[date(2026, 11, 30)]), person("Ben", 8, "design")]
    tasks = [task("text", 8, skill="copywriting"), task("sketch", 32, skill="design")]
    _, _, slack = plan(tasks, people, THURSDAY)
    # Ben ends on Tuesday 1 December; Ana could still use Friday and Tuesday, not her day off.
    assert slack == {"text": 2, "sketch": 0}


def test_holidays_are_no_slack() -> None:
    people = [person("Ana", 8, "copywriting"), person("Ben", 8, "design")]
    tasks = [task("text", 8, skill="copywriting"), task("sketch", 24, skill="design")]
    _, _, slack = plan(tasks, people, THURSDAY, [date(2026, 11, 27)])
    # Ben works on 26 and 30 November and 1 December; two of them lie after Ana's day.
    assert slack == {"text": 2, "sketch": 0}


def test_who_had_to_be_waited_for_is_critical_and_the_dependency_is_not() -> None:
    people = [person("Ana", 8, "copywriting"), person("Ben", 8, "design")]
    tasks = [
        task("other", 16, skill="copywriting"),
        task("sketch", 8, skill="design"),
        task("text", 8, "sketch", skill="copywriting"),
        task("end", 8, "text", skill="design"),
    ]
    made, dates, slack = plan(tasks, people, THURSDAY)
    # The text could start on Friday after the sketch, but Ana is busy with other work until Friday evening.
    assert dates == {
        "other": ("11-26", "11-27"),
        "sketch": ("11-26", "11-26"),
        "text": ("11-30", "11-30"),
        "end": ("12-01", "12-01"),
    }
    assert slack == {"other": 0, "sketch": 1, "text": 0, "end": 0}
    assert critical_path(made, slack) == ("other", "text", "end")


def test_a_task_that_may_not_start_before_its_date_ends_the_chain() -> None:
    late = replace(task("late", 8, "early"), not_before_days=14)
    made, dates, slack = plan([task("early", 8), late], [person()], THURSDAY)
    assert dates == {"early": ("11-26", "11-26"), "late": ("12-10", "12-10")}
    # Early may be done on any of the nine working days from Friday 27 November to Wednesday 9 December.
    assert slack == {"early": 9, "late": 0}
    assert critical_path(made, slack) == ("late",)
