"""A request, and what is linked to it, as a finished plan. Pure: the same values give the same plan."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from library.model import ExecutionTemplate
from library.templates import find_template
from library.variables import check_variables
from roadmap_worker.budget import BudgetLine, split
from roadmap_worker.critical import critical_path
from roadmap_worker.deadline import Deadline, judge
from roadmap_worker.estimates import FinishRange, finish_range
from roadmap_worker.expand import expand
from roadmap_worker.facts import Facts, facts
from roadmap_worker.joining import joined
from roadmap_worker.linked import Linked, together
from roadmap_worker.linked_audit import audit_work
from roadmap_worker.linked_documents import fixes
from roadmap_worker.linked_strategy import strategy_work
from roadmap_worker.network import Network, network
from roadmap_worker.people import Person, people_of
from roadmap_worker.places import calendar_of
from roadmap_worker.schedule import Schedule, ScheduleTooLongError, best_schedule
from roadmap_worker.scheduling.effort import Effort
from roadmap_worker.signals import signals
from roadmap_worker.slack import slack_days
from roadmap_worker.trial import Trial
from roadmap_worker.workdays import Workdays
from shared.contracts.requests import RoadmapRequest
from shared.errors import PermanentError

_LAST_YEAR: Final = 2100


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is known about a plan before it is worded."""

    request: RoadmapRequest
    template: ExecutionTemplate
    network: Network
    facts: Facts
    linked: Linked
    people: tuple[Person, ...]
    workdays: Workdays
    schedule: Schedule
    slack: Mapping[str, int]
    critical: tuple[str, ...]
    deadline: Deadline | None
    finish: FinishRange
    budget: tuple[BudgetLine, ...]
    public_holidays: Mapping[int, tuple[str, ...]]
    trial: Trial


def make_plan(
    request: RoadmapRequest,
    created_on: date,
    *,
    strategy: Mapping[str, object] | None = None,
    audit: Mapping[str, object] | None = None,
) -> Plan:
    """Plan the work; without a start date it begins on the next working day after `created_on`.

    Raises:
        PermanentError: for variables or a template that don't fit, and for capacity too small to end the work.
    """
    template = _template(request)
    subject = network(template.id)
    known = facts(template.id, request.variables, subject.defaults, _signals(request, strategy, audit))
    repairs = audit_work(fixes(audit), subject.audit_scope) if audit is not None else Linked()
    days = calendar_of(request, _first_day(request, created_on))
    people = people_of(request, days.days_off)
    start = days.workdays.on_or_after(_first_day(request, created_on).toordinal())
    alone = Trial(expand(subject, known), people, days.workdays, start)
    linked, trial = _with_strategy(alone, subject, repairs, strategy)
    made = _schedule(trial)
    slack = slack_days(made, trial.people, trial.workdays)
    return Plan(
        request=request,
        template=template,
        network=subject,
        facts=known,
        linked=linked,
        people=people,
        workdays=days.workdays,
        schedule=made,
        slack=slack,
        critical=critical_path(made, slack),
        deadline=judge(request.deadline, made.end, trial) if request.deadline else None,
        finish=finish_range(made, people, days.workdays),
        budget=split(request.budget, request.template_type, people) if request.budget else (),
        public_holidays=days.named,
        trial=trial,
    )


def _signals(
    request: RoadmapRequest, strategy: Mapping[str, object] | None, audit: Mapping[str, object] | None
) -> Facts:
    hours = sum(member.hours_per_week for member in request.team) or request.hours_per_week
    return signals(strategy, audit, people=len(request.team), hours_per_week=hours)


def _template(request: RoadmapRequest) -> ExecutionTemplate:
    errors = check_variables(request.template_type, request.template_id, request.variables)
    template = find_template(request.template_type, request.template_id)
    if errors or template is None:
        told = "; ".join(f"{error.field} {error.message}" for error in errors)
        raise PermanentError("invalid_variables", "The variables don't fit the template", told)
    return template


def _first_day(request: RoadmapRequest, created_on: date) -> date:
    return request.start_date or date.fromordinal(created_on.toordinal() + 1)


def _with_strategy(
    trial: Trial, subject: Network, repairs: Linked, strategy: Mapping[str, object] | None
) -> tuple[Linked, Trial]:
    """Add what is linked; of a strategy's phases those that begin before the plan with the first one would end."""
    if strategy is None:
        return _with_linked(trial, subject, repairs)
    linked, first = _with_linked(trial, subject, together(strategy_work(strategy, days=1), repairs))
    end = first.end()
    if end is None:
        return linked, first
    days = end - trial.start + 1
    return _with_linked(trial, subject, together(strategy_work(strategy, days=days), repairs))


def _with_linked(trial: Trial, subject: Network, linked: Linked) -> tuple[Linked, Trial]:
    tasks, left = joined(trial.tasks, subject, linked)
    return left, replace(trial, tasks=tasks)


def _schedule(trial: Trial) -> Schedule:
    if not min(person.minutes_per_day for person in trial.people):
        raise _too_little("At least one person has less than a minute a day")
    try:
        made = best_schedule(trial.tasks, trial.people, trial.workdays, trial.start, Effort())
    except ScheduleTooLongError as error:
        hours = sum(task.likely_minutes for task in trial.tasks) / 60
        raise _too_little(
            f"{hours:g} hours of work don't end within twenty years at {trial.hours_per_week:g} hours a week"
        ) from error
    if date.fromordinal(made.end).year > _LAST_YEAR:
        raise _too_little(f"The work would end after the year {_LAST_YEAR}")
    return made


def _too_little(detail: str) -> PermanentError:
    return PermanentError(
        "capacity_too_small",
        "Too few hours to make a plan",
        f"{detail}. Give more hoursPerWeek or an earlier startDate.",
    )
