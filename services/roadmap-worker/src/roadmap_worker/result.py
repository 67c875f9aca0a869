"""A plan as the public result of `POST /generate-roadmap`."""

from collections.abc import Iterable, Sequence
from typing import Final
from uuid import UUID

from roadmap_worker.calendar import Dated, calendar
from roadmap_worker.context import Wire, assumptions, capacity, day, deadline, hours, resources
from roadmap_worker.expand import worded
from roadmap_worker.outlook import budget, finish
from roadmap_worker.plan import Plan
from roadmap_worker.proof import proof
from roadmap_worker.risks import risks
from roadmap_worker.schedule import Placement
from roadmap_worker.task import Wait

_WEEK: Final = 7


def result(plan: Plan, roadmap_id: UUID) -> Wire:
    """Return the roadmap on the wire's names."""
    first, last = plan.schedule.start, plan.schedule.end
    return {
        "roadmapId": str(roadmap_id),
        "templateId": plan.template.id,
        "templateName": plan.template.name,
        "startDate": day(first),
        "endDate": day(last),
        "totalDuration": weeks(first, last),
        "milestones": list(_milestones(plan)),
        "criticalPath": list(plan.critical),
        "overallProgress": 0,
        "slippage": {"days": 0, "baselineEndDate": day(last), "asOf": None, "replans": 0},
        "riskFactors": [
            {
                "id": one.id,
                "severity": one.severity,
                "risk": one.risk,
                "evidence": one.evidence,
                "earlySign": one.early_sign,
                "response": one.response,
            }
            for one in risks(plan)
        ],
        "supportResources": list(resources(plan)),
        "expectedResult": plan.template.expected_result,
        "capacity": capacity(plan.people, plan.schedule.placements),
        "deadline": deadline(plan.deadline),
        "finish": finish(plan.finish, last, plan.request.deadline),
        "budget": budget(plan.request.budget, plan.budget),
        "schedule": proof(plan.schedule, plan.workdays),
        "calendar": calendar(_dated(plan)),
        "assumptions": list(assumptions(plan)),
    }


def _dated(plan: Plan) -> Dated:
    return Dated(
        request=plan.request,
        asked=plan.request.start_date,
        people=plan.people,
        workdays=plan.workdays,
        public_holidays=plan.public_holidays,
        schedule=plan.schedule,
        deadline=plan.deadline,
    )


def weeks(first: int, last: int) -> float:
    """Return calendar weeks from the first day to the last, both included, to one decimal."""
    return round((last - first + 1) / _WEEK, 1)


def _milestones(plan: Plan) -> Iterable[Wire]:
    placed: dict[str, list[Placement]] = {}
    for placement in plan.schedule.placements:
        placed.setdefault(placement.task.milestone_id, []).append(placement)
    worded_specs = [
        (spec.id, spec.title, [worded(text, plan.facts) for text in spec.objectives], spec.success_metrics)
        for spec in plan.network.milestones
    ]
    linked = [(one.id, one.title, [one.objective], (one.success_metric,)) for one in plan.linked.milestones]
    rows = [row for row in (*linked, *worded_specs) if row[0] in placed]
    for milestone_id, title, objectives, metrics in sorted(rows, key=lambda row: _finish(placed[row[0]])):
        tasks = sorted(placed[milestone_id], key=lambda one: (one.start, one.finish))
        yield {
            "id": milestone_id,
            "week": (_finish(tasks) - plan.schedule.start) // _WEEK + 1,
            "title": title,
            "objectives": list(objectives),
            "startDate": day(tasks[0].start),
            "dueDate": day(_finish(tasks)),
            "estimatedHours": hours(one.task.likely_minutes for one in tasks),
            "tasks": [_task(plan, one) for one in tasks],
            "successMetrics": [worded(text, plan.facts) for text in metrics],
            "completionPercentage": 0,
        }


def _task(plan: Plan, placement: Placement) -> Wire:
    task = placement.task
    return {
        "id": task.id,
        "title": task.title,
        "description": task.description,
        "startDate": day(placement.start),
        "dueDate": day(placement.finish),
        "estimatedHours": hours([task.likely_minutes]),
        "optimisticHours": hours([task.optimistic_minutes]),
        "pessimisticHours": hours([task.pessimistic_minutes]) if task.pessimistic_minutes else None,
        "assignee": plan.people[placement.person].name,
        "skill": task.skill,
        "dependsOn": list(task.depends_on),
        "slackDays": plan.slack[task.id],
        "critical": task.id in plan.critical,
        "status": "pending",
        "priority": task.priority,
        "successCriteria": list(task.success_criteria),
        "deliverable": task.deliverable,
        "evidence": list(task.evidence),
        "waitAfter": _wait(task.wait),
        "lags": [{"after": before, **wait_wire(lag)} for before, lag in task.lags],
        "notBefore": day(plan.schedule.start + task.not_before_days) if task.not_before_days else None,
        "wantedBy": day(plan.schedule.start + task.within_days) if task.within_days is not None else None,
        "source": task.source,
        "sources": [{"source": source, "id": source_id} for source, source_id in task.origins],
        **_tracked(placement),
    }


def _tracked(placement: Placement) -> Wire:
    """Return what a team will tell of a task, and what was planned before anything was told."""
    return {
        "baselineStartDate": day(placement.start),
        "baselineDueDate": day(placement.finish),
        "baselineHours": hours([placement.task.likely_minutes]),
        "actualHours": None,
        "remainingHours": None,
        "startedOn": None,
        "completedOn": None,
        "assignedByHand": False,
        "datedByHand": False,
        "slipDays": 0,
    }


def _wait(wait: Wait | None) -> Wire | None:
    return None if wait is None else wait_wire(wait)


def wait_wire(wait: Wait) -> Wire:
    """Return a wait on the wire's names."""
    return {
        "days": wait.days,
        "unit": wait.unit,
        "reason": wait.reason,
    }


def _finish(placements: Sequence[Placement]) -> int:
    return max(placement.finish for placement in placements)
