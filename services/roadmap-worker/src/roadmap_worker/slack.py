"""By how many working days each task may be done later without moving the end of the plan.

Method: a backward pass over the finished schedule. From the last task to the first, each is moved as late as the last
day of the plan, what depends on it, and its person's next task allow: people stay, and so does the order in which each
does their tasks (a resource dependency). The working minutes of that person between the finish scheduled and the
latest one, in whole days, are the slack. It is shared along a chain: who uses it takes it from what comes after.
"""

from collections.abc import Mapping, Sequence

from roadmap_worker.people import Person
from roadmap_worker.schedule import Placement, Schedule
from roadmap_worker.scheduling.problem import Link, Placed, Problem, followers, place
from roadmap_worker.team import minutes_of, team_problem
from roadmap_worker.workdays import Workdays


def slack_days(schedule: Schedule, people: Sequence[Person], workdays: Workdays) -> dict[str, int]:
    """Return the slack of every task in whole working days."""
    tasks = [placement.task for placement in schedule.placements]
    team = team_problem(tasks, people, workdays, schedule.start)
    lines = {person: line for line, person in enumerate(team.places)}
    placed = [_placed(team.problem, number, one, lines[one.person]) for number, one in enumerate(schedule.placements)]
    latest = _latest(team.problem, placed)
    return {task.id: _days_between(team.problem, placed[number], latest[number]) for number, task in enumerate(tasks)}


def _placed(problem: Problem, number: int, placement: Placement, line: int) -> Placed:
    modes = problem.activities[number].modes
    mode = next(index for index, mode in enumerate(modes) if mode.line == line)
    day = problem.days.index(placement.finish)
    end = problem.lines[line].minute_of(day) + placement.finish_minute
    return place(problem, number, mode, end - minutes_of(placement.task))


def _latest(problem: Problem, placed: Sequence[Placed]) -> Mapping[int, Placed]:
    last_day = max(one.last_day for one in placed)
    after = followers(problem.activities)
    latest: dict[int, Placed] = {}
    next_start = {one.line: problem.lines[one.line].minute_of(last_day + 1) for one in placed}
    for number in sorted(range(len(placed)), key=lambda one: (placed[one].last_day, placed[one].end), reverse=True):
        line = placed[number].line
        bounds = [_bound(problem, line, link, latest[later]) for later, link in after[number]]
        end = min((next_start[line], *bounds))
        latest[number] = place(problem, number, placed[number].mode, end - (placed[number].end - placed[number].start))
        next_start[line] = latest[number].start
    return latest


def _bound(problem: Problem, line: int, link: Link, later: Placed) -> int:
    if later.line == line and not link.is_wait:
        return later.start
    return problem.lines[line].minute_of(problem.latest(link, later.first_day) + 1)


def _days_between(problem: Problem, placed: Placed, latest: Placed) -> int:
    return (latest.end - placed.end) // problem.lines[placed.line].minutes_per_day
