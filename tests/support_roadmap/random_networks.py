"""Random plans of a size: tasks, people, holidays and a start, the same for the same seed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Final

from roadmap_worker.people import Person
from roadmap_worker.task import Priority, Task, Wait
from roadmap_worker.workdays import Workdays
from support_roadmap.tasks import calendar, person, task, working

SKILLS: Final = ("copywriting", "design", "development", "analytics")
_HOURS: Final = (1, 1.5, 2, 3, 4, 6, 8, 12, 20)
_PRIORITIES: Final[tuple[Priority, ...]] = ("low", "medium", "high")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a schedule is made from; `start` is an ordinal."""

    tasks: tuple[Task, ...]
    people: tuple[Person, ...]
    workdays: Workdays
    start: int


def random_plan(seed: int, *, size: int, team: int) -> Plan:
    """Make a plan in layers, as projects are: each task comes after up to three of the dozen before it."""
    random = Random(seed)
    start = date(2026, 1, 5) + timedelta(days=random.randrange(700))
    tasks = tuple(_task(random, number) for number in range(size))
    people = tuple(_person(random, number, start) for number in range(team))
    holidays = [start + timedelta(days=random.randrange(120)) for _ in range(4)]
    return Plan(tasks, people, Workdays.of(holidays), start.toordinal())


def random_plans(count: int) -> Iterator[Plan]:
    """Yield plans of five to sixty tasks for one to six people."""
    for seed in range(count):
        random = Random(seed)
        yield random_plan(seed, size=random.randint(5, 60), team=random.randint(1, 6))


def _task(random: Random, number: int) -> Task:
    near = range(max(0, number - 12), number)
    before = sorted(random.sample(near, k=min(len(near), random.choice((0, 1, 1, 2, 3)))))
    names = tuple(f"t{one}" for one in before)
    made = task(f"t{number}", random.choice(_HOURS), *names, wait=_wait(random, 0.15), skill=random.choice(SKILLS))
    lag = _wait(random, 0.1)
    return replace(
        made,
        priority=random.choice(_PRIORITIES),
        lags=((names[0], lag),) if names and lag else (),
        not_before_days=random.randrange(20) if random.random() < 0.05 else 0,
        within_days=random.randrange(5, 40) if random.random() < 0.1 else None,
    )


def _wait(random: Random, chance: float) -> Wait | None:
    if random.random() >= chance:
        return None
    days = random.randint(1, 10)
    return working(days) if random.random() < 0.5 else calendar(days)


def _person(random: Random, number: int, start: date) -> Person:
    skills = () if number == 0 and random.random() < 0.5 else random.sample(SKILLS, k=random.randint(1, 3))
    off = [start + timedelta(days=random.randrange(90)) for _ in range(random.choice((0, 0, 3, 8)))]
    return person(f"p{number}", random.choice((2, 4, 6, 8)), *skills, off=off)
