"""How good schedules are and how long they take: `python -m bench.scheduling [--networks N]`.

Networks and instances are those of the tests, made from seeds. Gaps are working days between the last day and the
proven bound, in percent of the days up to the bound. Milliseconds on the wall depend on what else the machine does, so
those of the processor are shown too. The verifier of the tests looks at every schedule.
"""

import argparse
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from roadmap_worker.schedule import Schedule, best_schedule, schedule
from roadmap_worker.scheduling.effort import Effort
from roadmap_worker.scheduling.solve import solve
from support_roadmap.progen import Shape, instance
from support_roadmap.psplib import problem
from support_roadmap.random_networks import Plan, random_plan, random_plans
from support_roadmap.verifier import faults

T = TypeVar("T")

_LIMITS: Final = (0.0, 1.0, 2.0, 5.0, 10.0, 1000.0)
# What a worker uses, and for the hardest instances of the library as long as the two seconds allowed for one.
_USUAL: Final = Effort()
_LONG: Final = Effort(deterministic_s=1.0, wall_s=2.0)


@dataclass(frozen=True, slots=True)
class Run:
    """One schedule: its gap in percent, how it was found, and what it took."""

    gap: float
    method: str
    wall_ms: float
    cpu_ms: float


def measure(networks: int) -> None:
    """Print gaps and times of plans and of PSPLIB instances."""
    _times()
    _print("plans of 5 to 60 tasks, 1 to 6 people, wishes", [_plan_run(plan) for plan in random_plans(networks)])
    simple = [_without_wishes(plan) for plan in random_plans(networks)]
    _print("the same without wishes", [_plan_run(plan) for plan in simple])
    for size, team in ((30, 2), (30, 4), (30, 6), (60, 6)):
        plans = [_without_wishes(random_plan(seed, size=size, team=team)) for seed in range(networks // 4)]
        _print(f"plans of {size} tasks, {team} people, no wishes", [_plan_run(plan) for plan in plans])
    shapes = [(strength, factor) for strength in (0.2, 0.5, 0.7, 1.0) for factor in (0.25, 0.5, 0.75, 1.0)]
    for strength in (0.2, 0.5, 0.7, 1.0):
        runs = [
            _instance_run(Shape(strength=strength, factor=factor, complexity=complexity), seed)
            for own, factor in shapes
            if own == strength
            for complexity in (1.5, 1.8, 2.1)
            for seed in range(max(1, networks // 50))
        ]
        _print(f"PSPLIB, 30 jobs, 4 resources, strength {strength:g}", runs)
    print(f"memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")


def _times() -> None:
    for size, team in ((30, 1), (30, 4), (60, 6)):
        plans = [random_plan(seed, size=size, team=team) for seed in range(40)]
        wall, cpu = zip(*(_timed(lambda plan=plan: _listed(plan))[1:] for plan in plans), strict=True)
        print(f"list schedule, {size} tasks, {team} people: {_spread(wall)} ms, {_spread(cpu)} ms of the processor")


def _without_wishes(plan: Plan) -> Plan:
    """Return the plan without days that tasks are wanted by: a wish may be worth more than an earlier end."""
    return replace(plan, tasks=tuple(replace(task, within_days=None) for task in plan.tasks))


def _listed(plan: Plan) -> Schedule:
    return schedule(plan.tasks, plan.people, plan.workdays, plan.start)


def _plan_run(plan: Plan) -> Run:
    made, wall, cpu = _timed(lambda: best_schedule(plan.tasks, plan.people, plan.workdays, plan.start, _USUAL))
    broken = faults(made, plan.tasks, plan.people, plan.workdays.holidays, plan.start)
    if broken or made.bound is None:
        raise AssertionError(broken)
    days = plan.workdays.between(made.bound, made.end)
    return Run(100 * days / plan.workdays.between(made.start - 1, made.bound), made.method, wall, cpu)


def _instance_run(shape: Shape, seed: int) -> Run:
    given = problem(instance(shape, seed))
    made, wall, cpu = _timed(lambda: solve(given, _LONG))
    return Run(100 * (made.solution.last_day - made.bound) / (made.bound + 1), made.method, wall, cpu)


def _timed(call: Callable[[], T]) -> tuple[T, float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    made = call()
    return made, (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000


def _print(what: str, runs: Sequence[Run]) -> None:
    searched = sum(run.method == "cp-sat" for run in runs)
    print(f"{what}: {len(runs)}, of which a search improved {searched}")
    print("  gap: " + ", ".join(_shares([run.gap for run in runs])) + f"; at most {max(run.gap for run in runs):.1f} %")
    print(f"  {_spread([run.wall_ms for run in runs])} ms, {_spread([run.cpu_ms for run in runs])} ms of the processor")


def _shares(gaps: Sequence[float]) -> Iterator[str]:
    """Yield how many gaps lie up to each limit and above the one before."""
    below = 0
    for limit in _LIMITS:
        upto = sum(gap <= limit for gap in gaps)
        yield f"{'proven' if not limit else f'to {limit:g} %'} {upto - below}"
        below = upto


def _spread(values: Sequence[float]) -> str:
    ordered = sorted(values)
    return f"p50 {ordered[len(ordered) // 2]:.0f}, p95 {ordered[int(len(ordered) * 0.95)]:.0f}, most {ordered[-1]:.0f}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--networks", type=int, default=200, help="how many random plans")
    measure(parser.parse_args().networks)
