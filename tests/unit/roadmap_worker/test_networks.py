from collections.abc import Iterator
from graphlib import TopologicalSorter
from itertools import product

import pytest
from pydantic import BaseModel

from library.lint import lint, texts
from library.model import ExecutionTemplate
from library.templates import templates
from roadmap_worker.expand import expand, holds, worded
from roadmap_worker.facts import Fact, facts
from roadmap_worker.network import defects, network
from roadmap_worker.task import Task
from support_roadmap.tasks import VARIABLES

TEMPLATES = pytest.mark.parametrize("template", templates(), ids=lambda template: template.id)


def _choices(template: ExecutionTemplate) -> Iterator[dict[str, Fact]]:
    """Yield the facts of every combination of options, and of optional variables given and left out."""
    required = VARIABLES[template.template_type]
    axes: list[list[tuple[str, str | float | None]]] = []
    for variable in template.variables:
        if variable.options:
            left_out: list[str | None] = [] if variable.required else [None]
            axes.append([(variable.name, value) for value in (*variable.options, *left_out)])
        elif not variable.required:
            axes.append([(variable.name, variable.example), (variable.name, None)])
    for choice in product(*axes):
        given = {name: value for name, value in choice if value is not None}
        yield facts(template.id, required | given, network(template.id).defaults)


def _expanded(template: ExecutionTemplate) -> tuple[Task, ...]:
    subject = network(template.id)
    examples = {variable.name: variable.example for variable in template.variables}
    return expand(subject, facts(template.id, examples, subject.defaults))


@TEMPLATES
def test_a_network_has_no_defects(template: ExecutionTemplate) -> None:
    assert defects(network(template.id)) == ()


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
def test_nothing_in_a_network_breaks_a_rule_of_the_linter(template: ExecutionTemplate) -> None:
    parts: tuple[BaseModel, ...] = (*network(template.id).milestones, *network(template.id).risks)
    parts += network(template.id).support_resources
    assert [finding for part in parts for text in texts(part) for finding in lint(text)] == []


@TEMPLATES
def test_every_default_says_so_in_the_plan(template: ExecutionTemplate) -> None:
    subject = network(template.id)
    assert {name for name, value in subject.defaults.items() if value} == set(subject.default_reasons)
    assert set(subject.defaults) <= {variable.name for variable in template.variables if not variable.required}


def test_the_linter_of_networks_finds_each_defect() -> None:
    sound = network("offer-1")
    first, *others = sound.milestones
    spoiled = first.tasks[0].model_copy(
        update={"id": "spoiled", "depends_on": ("decide",), "skill": "magic", "optimistic": 9.0, "likely": 1.0}
    )
    milestone = first.model_copy(update={"tasks": (spoiled, spoiled, *first.tasks)})
    found = defects(sound.model_copy(update={"milestones": (milestone, *others), "fixes_before": ("ghost",)}))
    assert found == (
        "spoiled is used twice",
        "ghost is not a task",
        *(
            "spoiled depends on decide, which is not before it",
            "spoiled needs the unknown skill magic",
            "spoiled is optimistic above likely",
        )
        * 2,
    )
