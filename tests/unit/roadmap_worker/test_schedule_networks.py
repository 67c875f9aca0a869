"""Two hundred random networks: every schedule can be followed, and those of thirty tasks are close to the best."""

from dataclasses import replace

import pytest

from roadmap_worker.schedule import Schedule, best_schedule, schedule
from roadmap_worker.scheduling.effort import Effort
from support_roadmap.exhaustive import earliest_end
from support_roadmap.random_networks import Plan, random_plan, random_plans
from support_roadmap.verifier import faults

# Stopped by steps alone: a slow machine must not change what is found.
_PATIENT = Effort(wall_s=120)


def _listed(plan: Plan) -> Schedule:
    return schedule(plan.tasks, plan.people, plan.workdays, plan.start)


def _best(plan: Plan) -> Schedule:
    return best_schedule(plan.tasks, plan.people, plan.workdays, plan.start, _PATIENT)


def _faults(plan: Plan, made: Schedule) -> list[str]:
    return faults(made, plan.tasks, plan.people, plan.workdays.holidays, plan.start)


def test_every_list_schedule_of_two_hundred_networks_keeps_the_rules() -> None:
    found = {number: _faults(plan, _listed(plan)) for number, plan in enumerate(random_plans(200))}
    assert {number: broken for number, broken in found.items() if broken} == {}


def test_proven_schedules_keep_the_rules_as_well() -> None:
    for plan in list(random_plans(200))[::16]:
        made = _best(plan)
        assert _faults(plan, made) == []
        assert made.bound is not None
        assert made.bound <= made.end <= _listed(plan).end


@pytest.mark.parametrize("team", [2, 3, 4, 6])
def test_thirty_tasks_end_within_five_percent_of_the_proven_bound(team: int) -> None:
    for seed in range(4):
        plan = random_plan(seed, size=30, team=team)
        made = _best(plan)
        assert made.bound is not None
        assert plan.workdays.between(made.bound, made.end) <= 0.05 * plan.workdays.between(made.start - 1, made.bound)


def test_tiny_plans_end_when_the_best_of_all_orders_and_people_ends() -> None:
    for seed in range(60):
        plan = random_plan(seed, size=2 + seed % 4, team=2 + seed % 2)
        plan = replace(plan, tasks=tuple(replace(one, within_days=None) for one in plan.tasks))
        made = _best(plan)
        end = earliest_end(plan.tasks, plan.people, plan.workdays.holidays, plan.start)
        assert (seed, made.end, made.bound) == (seed, end, end)


def test_a_bound_of_one_person_is_never_after_the_best_of_all_orders() -> None:
    for seed in range(60):
        plan = random_plan(seed, size=2 + seed % 4, team=1)
        made = _best(plan)
        end = earliest_end(plan.tasks, plan.people, plan.workdays.holidays, plan.start)
        assert made.bound is not None
        assert made.bound <= end <= made.end


def test_one_person_is_searched_for_as_well_but_not_for_long() -> None:
    plan = random_plan(1048, size=23, team=1)
    plan = replace(plan, tasks=tuple(replace(one, within_days=None) for one in plan.tasks))
    listed, best = _listed(plan), _best(plan)
    assert (best.method, best.end < listed.end) == ("cp-sat", True)


def test_a_search_ends_sooner_than_the_list_where_that_can_be() -> None:
    plan = random_plan(1006, size=30, team=4)
    listed, best = _listed(plan), _best(plan)
    assert (best.method, best.is_optimal) == ("cp-sat", True)
    assert best.end < listed.end


@pytest.mark.parametrize(("seed", "size", "team"), [(1048, 23, 1), (1006, 30, 4)])
def test_a_search_stopped_at_once_keeps_the_list_and_claims_no_proof(seed: int, size: int, team: int) -> None:
    plan = random_plan(seed, size=size, team=team)
    plan = replace(plan, tasks=tuple(replace(one, within_days=None) for one in plan.tasks))
    hasty = Effort(deterministic_s=1e-9, alone_s=1e-9, wall_s=120)
    made = best_schedule(plan.tasks, plan.people, plan.workdays, plan.start, hasty)
    assert (made.end, made.method, made.is_optimal) == (_listed(plan).end, "list", False)
    assert made.bound is not None
    assert made.bound <= _best(plan).end < made.end
