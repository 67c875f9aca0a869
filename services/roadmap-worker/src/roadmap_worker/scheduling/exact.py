"""Looks for a schedule that ends sooner than a given one, and proves how soon one could end.

The search is CP-SAT with a fixed seed and one thread, stopped by its own deterministic clock, which counts steps: the
same problem gives the same answer on any machine. The clock on the wall is only a guard against a machine so slow that
somebody would wait; a schedule it cuts short is valid, but may be another the next time.
"""

from dataclasses import dataclass

from ortools.sat.python import cp_model

from roadmap_worker.scheduling.effort import Effort
from roadmap_worker.scheduling.model import Model, build
from roadmap_worker.scheduling.problem import Placed, Problem, Solution, place


@dataclass(frozen=True, slots=True)
class Answer:
    """A schedule that ends sooner, if one was found, and the day before which none can end."""

    solution: Solution | None
    bound: int


def improve(problem: Problem, best: Solution, bound: int, effort: Effort, *, keep_wishes: bool = False) -> Answer:
    """Search for a schedule that ends before `best` does; none can end before day `bound`.

    With `keep_wishes` no wish is missed by more than `best` misses it, and the bound is of such schedules only.
    """
    if bound >= best.last_day:
        return Answer(None, best.last_day)
    model = build(problem, bound, best.last_day - 1)
    if keep_wishes:
        _keep_wishes(model, best)
    _hint(model, best)
    solver = _solver(model, effort)
    status = solver.solve(model.proto)
    if status in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return Answer(_read(model, solver), _bound(solver, bound))
    return Answer(None, best.last_day if status == cp_model.INFEASIBLE else _bound(solver, bound))


def _solver(model: Model, effort: Effort) -> cp_model.CpSolver:
    """Return a solver set up for the kind of problem, by what was measured with bench/scheduling.py."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = effort.seed
    solver.parameters.max_deterministic_time = effort.deterministic_s
    solver.parameters.max_time_in_seconds = effort.wall_s
    # Probing and looking for symmetry take longer than they save.
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.symmetry_level = 0
    # A linear relaxation proves some plans ten times sooner in which people share the work, and slows everything else.
    solver.parameters.linearization_level = int(any(len(chosen) > 1 for chosen in model.chosen))
    # Closer looks at sequences prove scarce instances of thirty jobs twice as soon, and take plans five times as long.
    solver.parameters.use_precedences_in_disjunctive_constraint = bool(model.cliques)
    solver.parameters.use_strong_propagation_in_disjunctive = bool(model.cliques)
    return solver


def _bound(solver: cp_model.CpSolver, bound: int) -> int:
    return max(bound, round(solver.best_objective_bound))


def _keep_wishes(model: Model, best: Solution) -> None:
    for number, (activity, placed) in enumerate(zip(model.problem.activities, best.placed, strict=True)):
        if activity.wish is not None:
            model.proto.add(model.done[number] <= max(activity.wish, placed.last_day))


def _hint(model: Model, best: Solution) -> None:
    for number, placed in enumerate(best.placed):
        model.proto.add_hint(model.done[number], min(placed.last_day, model.last_day))
        for index, chosen in enumerate(model.chosen[number]):
            model.proto.add_hint(chosen, index == placed.mode)
        mode = model.problem.activities[number].modes[placed.mode]
        model.proto.add_hint(
            model.spans[number][model.kind(mode)].start, placed.start // model.scales[model.lines[placed.line]]
        )


def _read(model: Model, solver: cp_model.CpSolver) -> Solution:
    return Solution(tuple(_placed(model, solver, number) for number in range(len(model.chosen))))


def _placed(model: Model, solver: cp_model.CpSolver, number: int) -> Placed:
    index = next(index for index, chosen in enumerate(model.chosen[number]) if solver.boolean_value(chosen))
    mode = model.problem.activities[number].modes[index]
    start = solver.value(model.spans[number][model.kind(mode)].start)
    return place(model.problem, number, index, start * model.scales[model.lines[mode.line]])
