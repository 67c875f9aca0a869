"""Risks that lie in what the plan rests on: a strategy, a page that isn't found, what nobody has checked."""

from collections.abc import Iterator

from roadmap_worker.plan import Plan
from roadmap_worker.risk import Risk, listed, on
from roadmap_worker.schedule import Placement


def of_links(plan: Plan) -> Iterator[Risk]:
    """Yield what the linked audit and strategy bring."""
    yield from _gates(plan)
    yield from _phases(plan)
    for number, one in enumerate(plan.linked.risks, start=1):
        yield Risk(
            f"strategy-risk-{number}",
            "medium",
            one.failure,
            "The linked strategy names this as a way its plan may fail.",
            one.early_sign,
            one.response,
        )


def of_assumptions(plan: Plan) -> Iterator[Risk]:
    """Yield what the strategy assumes, and what was assumed because a variable was left empty."""
    if plan.linked.assumptions:
        first = plan.linked.assumptions[0]
        yield Risk(
            "unchecked-assumptions",
            "medium",
            "The plan rests on assumptions that nobody has checked",
            listed([one.statement for one in plan.linked.assumptions]),
            f"The first one is still unchecked {_before_message(plan)}.",
            first.test,
        )
    given = {name for name, value in plan.request.variables.items() if str(value).strip()}
    left = [reason for name, reason in plan.network.default_reasons.items() if name not in given]
    if left:
        yield Risk(
            "assumed-variables",
            "low",
            "Some of the work may not be needed, or some may be missing",
            " ".join(left),
            f"Somebody of the team knows better when the work begins on {on(plan.schedule.start)}.",
            "Fill in these variables and make the roadmap again.",
        )


def _gates(plan: Plan) -> Iterator[Risk]:
    gates = [one for one in plan.schedule.placements if one.task.id in plan.linked.gates]
    if gates:
        last = max(one.finish for one in gates)
        yield Risk(
            "page-not-found",
            "high",
            "Work on the page is worth nothing in search while search engines are kept out",
            f"By the audit: {listed([one.task.title for one in gates])}.",
            f"The page's address in Search Console still says “not indexed” for the same reason after {on(last)}.",
            "Let whoever can change the server do it first, and look at the served page, not at the editor.",
        )


def _before_message(plan: Plan) -> str:
    names = plan.network.answers_before
    waiting: list[Placement] = [one for one in plan.schedule.placements if one.task.id in names]
    if not waiting:
        return f"a week after {on(plan.schedule.start)}"
    return f"when “{waiting[0].task.title}” starts on {on(waiting[0].start)}"


def _phases(plan: Plan) -> Iterator[Risk]:
    """Yield the first of the strategy's phases that is too short, and how many actions are late in all of them."""
    late = {phase: found for phase in (30, 60, 90) if (found := _late(plan, phase))}
    if late:
        phase = min(late)
        first = min(late[phase], key=lambda one: (one.start, one.task.id))
        others = sum(map(len, late.values())) - len(late[phase])
        yield Risk(
            f"strategy-phase-{phase}",
            "medium",
            f"The strategy's first {phase} days don't hold what it plans for them",
            f"Tasks of that phase that end after {on(_last_day(plan, phase))} at these hours: {len(late[phase])};"
            f" of later phases: {others}.",
            f"“{first.task.title}” hasn't begun on {on(first.start)}.",
            "Add hours, or tell the strategy's owner which actions come later.",
        )


def _late(plan: Plan, phase: int) -> list[Placement]:
    theirs = (one for one in plan.schedule.placements if one.task.milestone_id == f"strategy-{phase}")
    return [one for one in theirs if one.finish > _last_day(plan, phase)]


def _last_day(plan: Plan, phase: int) -> int:
    return plan.schedule.start + phase - 1
