"""A problem as a constraint model: every schedule that ends on day `last` or before, and nothing else.

Each activity has one interval per kind of line (same hours, same days) and one optional interval per mode. `ready` is
the first day the links allow and `done` a day on which it has ended. Minutes are divided by what all lengths on a kind
of line share; a schedule in which nothing can start earlier starts everything on such a minute, so none is lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import gcd
from typing import TypeAlias

from ortools.sat.python import cp_model

from roadmap_worker.scheduling.bound import Reach, reach
from roadmap_worker.scheduling.cliques import cliques
from roadmap_worker.scheduling.problem import Link, Mode, Problem

Kind: TypeAlias = tuple[int, int]
Flags: TypeAlias = dict[tuple[int, int], cp_model.IntVar]


@dataclass(frozen=True, slots=True)
class Span:
    """An activity on one kind of line: whether it is there, its first scaled minute, and how many it takes."""

    present: cp_model.IntVar
    start: cp_model.IntVar
    length: int


@dataclass(slots=True)
class Model:
    """The variables by activity: `chosen` by mode, `spans` by kind, which is a line and the minutes on it."""

    problem: Problem
    known: Reach
    last_day: int
    lines: tuple[int, ...]
    scales: dict[int, int]
    proto: cp_model.CpModel
    last: cp_model.IntVar
    cliques: tuple[tuple[int, ...], ...]
    ready: list[cp_model.IntVar] = field(default_factory=list[cp_model.IntVar])
    done: list[cp_model.IntVar] = field(default_factory=list[cp_model.IntVar])
    chosen: list[list[cp_model.IntVar]] = field(default_factory=list[list[cp_model.IntVar]])
    spans: list[dict[Kind, Span]] = field(default_factory=list[dict[Kind, Span]])
    passed: Flags = field(default_factory=dict[tuple[int, int], cp_model.IntVar])
    reached: Flags = field(default_factory=dict[tuple[int, int], cp_model.IntVar])

    def kind(self, mode: Mode) -> Kind:
        """Return what modes share that differ only in who does the work."""
        return self.lines[mode.line], mode.minutes


def build(problem: Problem, first_day: int, last_day: int) -> Model:
    """Return the model of all schedules that end between the two days; the sooner the better."""
    lines = _lines(problem)
    proto = cp_model.CpModel()
    last = proto.new_int_var(first_day, last_day, "last")
    model = Model(problem, reach(problem), last_day, lines, _scales(problem, lines), proto, last, cliques(problem))
    for number in range(len(problem.activities)):
        _add_activity(model, number)
    for number, activity in enumerate(problem.activities):
        for link in activity.links:
            _add_link(model, number, link)
    _add_resources(model)
    _add_pools(model)
    _add_cliques(model)
    proto.minimize(last)
    return model


def _lines(problem: Problem) -> tuple[int, ...]:
    """Return for each line the first that is equal to it."""
    first: dict[object, int] = {}
    return tuple(first.setdefault((line.minutes_per_day, line.days), index) for index, line in enumerate(problem.lines))


def _scales(problem: Problem, lines: Sequence[int]) -> dict[int, int]:
    scales = {line: problem.lines[line].minutes_per_day for line in lines}
    for mode in (mode for activity in problem.activities for mode in activity.modes):
        scales[lines[mode.line]] = gcd(scales[lines[mode.line]], mode.minutes)
    return scales


def _add_activity(model: Model, number: int) -> None:
    activity, known, proto = model.problem.activities[number], model.known, model.proto
    tail = int(known.tails[number])
    model.ready.append(proto.new_int_var(activity.release, model.last_day, f"ready {number}"))
    model.done.append(proto.new_int_var(known.last_days[number], model.last_day, f"done {number}"))
    proto.add(model.last >= model.done[number] + tail)
    model.chosen.append([proto.new_bool_var(f"mode {number} {index}") for index in range(len(activity.modes))])
    proto.add_exactly_one(model.chosen[number])
    by_kind: dict[Kind, list[int]] = {}
    for index, mode in enumerate(activity.modes):
        by_kind.setdefault(model.kind(mode), []).append(index)
    model.spans.append({})
    for kind, indexes in by_kind.items():
        model.spans[number][kind] = _span(model, number, kind, indexes)


def _span(model: Model, number: int, kind: Kind, indexes: Sequence[int]) -> Span:
    line, scale, proto = model.problem.lines[kind[0]], model.scales[kind[0]], model.proto
    length, per_day = kind[1] // scale, line.minutes_per_day // scale
    first = min(model.known.ends[number][index] for index in indexes) // scale - length
    final = line.minute_of(model.last_day + 1) // scale - length
    present = proto.new_int_var(0, first <= final, "")
    proto.add(sum(model.chosen[number][index] for index in indexes) == present)
    start = proto.new_int_var(min(first, final), final, f"start {number}")
    _only_if(proto.add(start >= per_day * _days_to_ready(model, number, kind[0])), present)
    _only_if(proto.add(start + length <= per_day * _days_to_done(model, number, kind[0])), present)
    return Span(present, start, length)


def _days_to_ready(model: Model, number: int, line: int) -> cp_model.LinearExprT:
    """Return how many days the line works before the activity is ready, or more: all days less those off before it."""
    return model.ready[number] - sum(_flags(model, model.passed, number, line))


def _days_to_done(model: Model, number: int, line: int) -> cp_model.LinearExprT:
    """Return how many days the line works until the activity is done, or fewer: all days less those off until then."""
    return model.done[number] + 1 - sum(_flags(model, model.reached, number, line))


def _flags(model: Model, known: Flags, number: int, line: int) -> list[cp_model.IntVar]:
    days = [day for day in model.problem.lines[line].days_off if day <= model.last_day]
    for day in days:
        if (number, day) not in known:
            known[number, day] = flag = model.proto.new_bool_var("")
            if known is model.passed:
                _only_if(model.proto.add(model.ready[number] > day), flag)
            else:
                _only_if(model.proto.add(model.done[number] < day), ~flag)
    return [known[number, day] for day in days]


def _add_link(model: Model, later: int, link: Link) -> None:
    done, ready = model.done[link.before], model.ready[later]
    if link.is_wait:
        _add_wait(model, ready, done, link)
        return
    same = _same_line(model, later, link.before)
    model.proto.add(ready >= done + 1 - sum(same))
    for kind in model.spans[link.before]:
        for other in model.spans[later]:
            if kind[0] == other[0]:
                # Also for two people with the same days: another day is a later minute as well.
                before, after = model.spans[link.before][kind], model.spans[later][other]
                _only_if(model.proto.add(after.start >= before.start + before.length), before.present, after.present)


def _add_wait(model: Model, ready: cp_model.IntVar, done: cp_model.IntVar, link: Link) -> None:
    model.proto.add(ready >= done + 1 + (link.working_days or 0))
    if link.calendar_days is not None:
        days = [model.problem.earliest(link, day) for day in range(model.last_day + 1)]
        start = model.proto.new_int_var(days[0], days[-1], "")
        model.proto.add_element(done, days, start)
        model.proto.add(ready >= start)


def _same_line(model: Model, later: int, before: int) -> list[cp_model.IntVar]:
    """Return for each line both could be on a variable that is true only when they are."""
    modes = model.problem.activities[before].modes
    found: list[cp_model.IntVar] = []
    for index, mode in enumerate(model.problem.activities[later].modes):
        for other, mode_before in enumerate(modes):
            if mode.line == mode_before.line:
                both = model.proto.new_bool_var("")
                model.proto.add_implication(both, model.chosen[later][index])
                model.proto.add_implication(both, model.chosen[before][other])
                found.append(both)
    return found


def _add_resources(model: Model) -> None:
    intervals: list[list[tuple[cp_model.IntervalVar, int]]] = [[] for _ in model.problem.resources]
    for number, activity in enumerate(model.problem.activities):
        for index, mode in enumerate(activity.modes):
            span = model.spans[number][model.kind(mode)]
            interval = _interval(model, span, model.chosen[number][index])
            for resource, units in mode.needs:
                intervals[resource].append((interval, units))
    for resource, uses in zip(model.problem.resources, intervals, strict=True):
        if all(2 * units > resource.capacity for _, units in uses):
            model.proto.add_no_overlap([interval for interval, _ in uses])
        else:
            model.proto.add_cumulative([one for one, _ in uses], [units for _, units in uses], resource.capacity)


def _add_pools(model: Model) -> None:
    """Say of lines of the same kind what follows from each of them, which a search sees sooner: no more at a time."""
    for line in set(model.lines):
        alike = [one for one in model.problem.resources if model.lines[one.line] == line]
        if len(alike) > 1 and all(one.capacity == 1 for one in alike):
            spans = [span for spans in model.spans for kind, span in spans.items() if kind[0] == line]
            intervals = [_interval(model, span, span.present) for span in spans]
            model.proto.add_cumulative(intervals, [1] * len(intervals), len(alike))


def _add_cliques(model: Model) -> None:
    """Say of activities that resources keep apart in pairs that they come one after another."""
    for clique in model.cliques:
        spans = [span for number in clique for span in model.spans[number].values()]
        model.proto.add_no_overlap([_interval(model, span, span.present) for span in spans])


def _interval(model: Model, span: Span, present: cp_model.IntVar) -> cp_model.IntervalVar:
    return model.proto.new_optional_fixed_size_interval_var(span.start, span.length, present, "")


def _only_if(constraint: cp_model.Constraint, *literals: cp_model.BoolVarT) -> None:
    constraint.only_enforce_if([*literals])  # pyright: ignore[reportUnknownMemberType] - one of its overloads has no types
