"""Tasks, people and requests for tests of the roadmap worker, by the few words a test is about."""

from collections.abc import Sequence
from datetime import date

from pydantic import JsonValue

from roadmap_worker.people import Person
from roadmap_worker.schedule import Schedule, schedule
from roadmap_worker.slack import slack_days
from roadmap_worker.task import Priority, Task, Wait
from roadmap_worker.workdays import Workdays
from shared.contracts.requests import RoadmapRequest, TemplateType

VARIABLES: dict[TemplateType, dict[str, JsonValue]] = {
    "landing_page": {
        "headline": "Close in a day",
        "subheadline": "For bookkeepers",
        "uniqueValueProposition": "Each match shows its reason",
        "primaryCtaText": "Book my month",
        "targetAudience": "Bookkeepers",
    },
    "seo_plan": {
        "primaryKeyword": "month-end close",
        "contentTeamSize": "1-3",
        "currentMonthlyTraffic": 800,
        "pillarTopics": "Close\nReconciliation",
    },
    "paid_ads": {
        "monthlyBudget": 6000,
        "primaryPlatform": "Google",
        "coreMessage": "Matched with reasons",
        "targetAudienceProfile": "Bookkeepers",
    },
    "offer_architecture": {
        "coreProduct": "Bookkeeping",
        "targetPricePoint": 400,
        "mainCustomerObjection": "What if you are late?",
        "uniqueSellingPoint": "Fifth working day",
    },
}


def task(
    task_id: str,
    hours: float,
    *depends_on: str,
    wait: Wait | None = None,
    skill: str = "strategy",
    priority: Priority = "medium",
) -> Task:
    return Task(
        id=task_id,
        milestone_id="milestone",
        title=task_id,
        description="",
        optimistic_minutes=round(hours * 30),
        likely_minutes=round(hours * 60),
        skill=skill,
        depends_on=depends_on,
        wait=wait,
        priority=priority,
        success_criteria=("done",),
    )


def working(days: int) -> Wait:
    return Wait(days, is_working_days=True, reason="somebody reads")


def calendar(days: int) -> Wait:
    return Wait(days, is_working_days=False, reason="time passes")


def person(name: str | None = None, hours_a_day: float = 8, *skills: str, off: Sequence[date] = ()) -> Person:
    days_off = frozenset(day.toordinal() for day in off)
    return Person(name, round(hours_a_day * 60), frozenset(skills), days_off)


def plan(
    tasks: Sequence[Task], people: Sequence[Person], start: date, holidays: Sequence[date] = ()
) -> tuple[Schedule, dict[str, tuple[str, str]], dict[str, int]]:
    """Return the schedule, the start and due date of each task as `MM-DD`, and each task's slack."""
    workdays = Workdays.of(holidays)
    made = schedule(tasks, people, workdays, start.toordinal())
    dates = {one.task.id: (short(one.start), short(one.finish)) for one in made.placements}
    return made, dates, slack_days(made, people, workdays)


def short(day: int) -> str:
    return date.fromordinal(day).strftime("%m-%d")


def request(template_type: TemplateType = "offer_architecture", **changes: object) -> RoadmapRequest:
    given = {"template_type": template_type, "variables": VARIABLES[template_type], **changes}
    return RoadmapRequest.model_validate(given)


def with_variables(template_type: TemplateType, **changes: JsonValue) -> RoadmapRequest:
    return request(template_type, variables=VARIABLES[template_type] | changes)
