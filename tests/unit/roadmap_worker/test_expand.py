from roadmap_worker.expand import expand
from roadmap_worker.network import MilestoneSpec, Network, TaskSpec


def _spec(task_id: str, *depends_on: str, **changes: object) -> TaskSpec:
    plain = {
        "id": task_id,
        "title": task_id,
        "description": "",
        "optimistic": 1,
        "likely": 2,
        "skill": "strategy",
        "dependsOn": depends_on,
        "successCriteria": ["done"],
    }
    return TaskSpec.model_validate(plain | changes)


def _network(*specs: TaskSpec) -> Network:
    milestones = tuple(
        MilestoneSpec(id=spec.id, title="", objectives=("o",), success_metrics=("m",), tasks=(spec,)) for spec in specs
    )
    return Network(template_id="t", answers_before=(), fixes_before=(), milestones=milestones, support_resources=())


def _dependencies(network: Network, **facts: str | tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    return {task.id: task.depends_on for task in expand(network, facts)}


def test_a_dependency_on_a_task_left_out_becomes_one_on_what_it_depends_on() -> None:
    network = _network(_spec("a"), _spec("b", "a", when={"wanted": ["yes"]}), _spec("c", "b"))
    assert _dependencies(network, wanted="no") == {"a": (), "c": ("a",)}
    assert _dependencies(network, wanted="yes") == {"a": (), "b": ("a",), "c": ("b",)}


def test_an_item_keeps_to_its_own_across_a_repeated_task_left_out() -> None:
    network = _network(
        _spec("a", forEach="items"),
        _spec("b", "a", forEach="items", when={"wanted": ["yes"]}),
        _spec("c", "b", forEach="items"),
    )
    assert _dependencies(network, wanted="no", items=("x", "y")) == {
        "a-1": (), "a-2": (), "c-1": ("a-1",), "c-2": ("a-2",),
    }  # fmt: skip


def test_a_repeated_task_without_items_is_left_out() -> None:
    network = _network(_spec("a"), _spec("b", "a", forEach="items"), _spec("c", "b"))
    assert _dependencies(network, items=()) == {"a": (), "c": ("a",)}


def test_what_comes_after_all_items_waits_for_all() -> None:
    network = _network(_spec("a"), _spec("b", "a", forEach="items"), _spec("c", "a", "b"))
    # The dependency on a is implied by those on the items.
    assert _dependencies(network, items=("x", "y"))["c"] == ("b-1", "b-2")


def test_a_long_wait_raises_the_priority() -> None:
    wait = {"days": 5, "unit": "working days", "reason": "r"}
    short, long, _ = expand(_network(_spec("a"), _spec("b", wait=wait), _spec("c", "b")), {})
    assert (short.priority, long.priority) == ("medium", "high")
