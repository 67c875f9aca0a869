from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from random import Random

import pytest
from pydantic import JsonValue, ValidationError

from library.model import ExecutionTemplate
from library.templates import templates
from roadmap_worker.expand import expand, holds, worded
from roadmap_worker.facts import Facts, facts
from roadmap_worker.network import Network, TaskSpec, network
from roadmap_worker.review import defects
from roadmap_worker.signals import signals
from roadmap_worker.task import Task
from support_roadmap.tasks import VARIABLES

GAPS = {"contentGaps": [{"term": "lead time"}], "recommendations": [{"id": "T22", "title": "Answer faster"}]}
STRATEGY = {"objections": {"items": [{"voice": "Too dear"}]}}
LINKED = (signals(), signals(STRATEGY, GAPS, people=3, hours_per_week=8))

_DRAWS = 60

TEMPLATES = pytest.mark.parametrize("template", templates(), ids=lambda template: template.id)


def _choices(template: ExecutionTemplate) -> Iterator[Facts]:
    """Yield the facts of many requests: options and optional variables drawn by a fixed seed, links there or not.

    All combinations are thousands; so many draws hold every pair of options many times.
    """
    draw = Random(template.id)
    for _ in range(_DRAWS):
        given: dict[str, JsonValue] = {}
        for variable in template.variables:
            values: list[JsonValue] = [*(variable.options or [variable.example])]
            chosen = draw.choice(values if variable.required else [*values, None])
            if chosen is not None:
                given[variable.name] = chosen
        yield facts(
            template.id,
            VARIABLES[template.template_type] | given,
            network(template.id).defaults,
            draw.choice(LINKED),
        )


def _expanded(template: ExecutionTemplate) -> tuple[Task, ...]:
    subject = network(template.id)
    examples = {variable.name: variable.example for variable in template.variables}
    return expand(subject, _known(template, examples))


def _known(template: ExecutionTemplate, variables: Mapping[str, JsonValue]) -> Facts:
    return facts(template.id, variables, network(template.id).defaults, signals())


@TEMPLATES
def test_a_network_has_no_defects(template: ExecutionTemplate) -> None:
    examples = {variable.name: variable.example for variable in template.variables}
    assert defects(network(template.id), set(_known(template, examples))) == ()


@TEMPLATES
def test_every_combination_of_options_gives_an_ordered_plan_of_fifteen_tasks_or_more(
    template: ExecutionTemplate,
) -> None:
    subject = network(template.id)
    for known in _choices(template):
        tasks = expand(subject, known)
        assert len(tasks) >= 15
        assert len({task.milestone_id for task in tasks}) >= 3
        assert len({task.id for task in tasks}) == len(tasks)
        order = TopologicalSorter({task.id: task.depends_on for task in tasks}).static_order()
        assert set(order) == {task.id for task in tasks}
        assert all("{" not in text for task in tasks for text in (task.title, task.description, *task.success_criteria))
        assert all(task.wait is None or any(task.id in one.depends_on for one in tasks) for task in tasks)


@TEMPLATES
def test_texts_around_the_tasks_can_be_worded_for_every_combination(template: ExecutionTemplate) -> None:
    subject = network(template.id)
    for known in _choices(template):
        for milestone in subject.milestones:
            assert all("{" not in worded(text, known) for text in (*milestone.objectives, *milestone.success_metrics))
        for risk in (risk for risk in subject.risks if holds(risk.when, known)):
            assert "{" not in worded(risk.evidence, known)
        assert all("{" not in worded(resource.use, known) for resource in subject.support_resources)


@TEMPLATES
def test_the_hours_of_the_library_are_those_of_the_network(template: ExecutionTemplate) -> None:
    tasks = _expanded(template)
    optimistic = sum(task.optimistic_minutes for task in tasks) / 60
    likely = sum(task.likely_minutes for task in tasks) / 60
    assert (template.hours.optimistic, template.hours.likely, template.hours.task_count) == (
        optimistic,
        likely,
        len(tasks),
    )


@TEMPLATES
def test_every_default_says_so_in_the_plan(template: ExecutionTemplate) -> None:
    subject = network(template.id)
    assert {name for name, value in subject.defaults.items() if value} == set(subject.default_reasons)
    assert set(subject.defaults) <= {variable.name for variable in template.variables if not variable.required}


def _spoiled(**changes: object) -> tuple[str, ...]:
    """Return the defects of a sound network whose second task was changed."""
    sound = network("offer-1")
    first, *others = sound.milestones
    before, spoiled, *rest = first.tasks
    own: dict[str, object] = {"id": "spoiled", "covers": {}}
    raw = spoiled.model_dump(by_alias=True) | own | changes
    tasks = (before, TaskSpec.model_validate(raw), *rest)
    return _defects(sound.model_copy(update={"milestones": (first.model_copy(update={"tasks": tasks}), *others)}))


def _defects(subject: Network) -> tuple[str, ...]:
    template = next(one for one in templates() if one.id == "offer-1")
    examples = {variable.name: variable.example for variable in template.variables}
    return tuple(one for one in defects(subject, set(_known(template, examples))) if "unit-cost" not in one)


DEFECTS: list[tuple[dict[str, object], str]] = [
    ({"id": "kick-off"}, "kick-off is used twice"),
    ({"dependsOn": ["decide"]}, "spoiled depends on decide, which is not before it"),
    ({"dependsOn": ["spoiled"]}, "spoiled depends on spoiled, which is not before it"),
    ({"skill": "magic"}, "spoiled needs the unknown skill magic"),
    ({"hours": [2, 1, 3]}, "spoiled has hours that are not in the order optimistic, likely, pessimistic"),
    (
        {"sizes": [{"when": {}, "hours": [1, 3, 2]}]},
        "spoiled has hours that are not in the order optimistic, likely, pessimistic",
    ),
    ({"when": {"ghost": ["yes"]}}, "spoiled refers to ghost, which is not a fact"),
    ({"forEach": "ghost"}, "spoiled refers to ghost, which is not a fact"),
    ({"title": "About {ghost}"}, "“About {ghost}”: {ghost} is not a fact to show"),
    ({"title": "{item.__class__}"}, "“{item.__class__}”: {item.__class__} is not a fact to show"),
    ({"title": "{item!r}"}, "“{item!r}”: {item} is not a fact to show"),
    ({"description": "It lifts sales by 30 %."}, "“It lifts sales by 30 %.”: a rate needs a source or the label"),
    ({"description": "Keep FID low."}, "“Keep FID low.”: retired or never true"),
]


@pytest.mark.parametrize(("changes", "defect"), DEFECTS)
def test_each_defect_of_a_task_is_found(changes: dict[str, object], defect: str) -> None:
    assert any(found.startswith(defect) for found in _spoiled(**changes))
    assert _spoiled() == ()


@pytest.mark.parametrize("missing", ["deliverable", "evidence", "successCriteria", "hours"])
def test_a_task_without_its_parts_is_no_task(missing: str) -> None:
    raw = network("offer-1").tasks[0].model_dump(by_alias=True)
    with pytest.raises(ValidationError, match=missing):
        TaskSpec.model_validate({name: value for name, value in raw.items() if name != missing})


def test_a_milestone_that_nothing_leads_to_or_from_is_found() -> None:
    sound = network("offer-1")
    alone = sound.milestones[0].model_copy(update={"id": "alone", "tasks": (_island(),)})
    found = _defects(sound.model_copy(update={"milestones": (*sound.milestones, alone), "gates_before": ("ghost",)}))
    assert found == ("ghost is not a task", "alone has no tie to another milestone")


def _island() -> TaskSpec:
    return network("offer-1").tasks[0].model_copy(update={"id": "island", "depends_on": ()})
