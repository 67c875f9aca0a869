"""Prints the roadmaps of twenty requests as text, to be read by somebody who has shipped such projects.

`python -m bench.roadmaps [name ...]`; without a name all twenty.
"""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

# The requests are those of the tests.
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from roadmap_worker.expand import worded
from roadmap_worker.plan import Plan
from roadmap_worker.risks import risks
from roadmap_worker.schedule import Placement
from support_roadmap.briefs import RoadmapBrief, roadmap_briefs


def main() -> None:
    """Print the roadmaps that were named, or all."""
    for brief in roadmap_briefs():
        if brief.name in sys.argv[1:] or len(sys.argv) == 1:
            print("\n".join(written(brief)))


def written(brief: RoadmapBrief) -> Iterator[str]:
    """Yield the lines of one roadmap: its milestones with their tasks in the order of time, then its risks."""
    plan = brief.plan()
    made = plan.schedule
    hours = sum(one.task.likely_minutes for one in made.placements) / 60
    yield f"\n{'=' * 100}\n{brief.name}: {plan.template.name}, {_day(made.start)} to {_day(made.end)}"
    yield f"{len(made.placements)} tasks, {hours:g} h; " + ", ".join(
        f"{one.name or 'somebody'} {one.hours_per_week:g} h a week" for one in plan.people
    )
    specs = [(one.id, one.title, one.success_metrics) for one in plan.network.milestones]
    linked = [(one.id, one.title, (one.success_metric,)) for one in plan.linked.milestones]
    for milestone_id, title, metrics in (*linked, *specs):
        tasks = [one for one in made.placements if one.task.milestone_id == milestone_id]
        if tasks:
            week = (max(one.finish for one in tasks) - made.start) // 7 + 1
            yield f"\n--- week {week}: {title} ({'; '.join(worded(text, plan.facts) for text in metrics)})"
            for one in sorted(tasks, key=lambda one: (one.start, one.finish)):
                yield from _task(plan, one)
    yield "\nRisks"
    for risk in risks(plan):
        yield f"  {risk.severity:6} {risk.risk}: {risk.evidence} | sign: {risk.early_sign} | {risk.response}"


def _task(plan: Plan, one: Placement) -> Iterator[str]:
    task = one.task
    who = plan.people[one.person].name or ""
    hours = "/".join(f"{minutes / 60:g}" for minutes in (task.optimistic_minutes, task.likely_minutes, _worst(one)))
    mark = "*" if task.id in plan.critical else " "
    yield f" {mark}{_day(one.start)[5:]}..{_day(one.finish)[5:]} {hours:>12} h  {task.title}  [{task.skill} {who}]"
    waits = [f"{lag.days} {lag.unit} after {name}" for name, lag in task.lags]
    waits += [f"then {task.wait.days} {task.wait.unit}"] if task.wait else []
    yield f"      {task.id} <- {', '.join(task.depends_on) or '-'}{'; ' if waits else ''}{'; '.join(waits)}"
    yield f"      {task.description}"
    yield f"      = {task.deliverable} | ok: {'; '.join(task.success_criteria)} | keep: {'; '.join(task.evidence)}"


def _worst(one: Placement) -> int:
    return one.task.pessimistic_minutes or one.task.likely_minutes


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


if __name__ == "__main__":
    main()
