from roadmap_worker.expand import expand
from roadmap_worker.network import LagSpec, MilestoneSpec, Network, TaskSpec
from roadmap_worker.task import Wait


def _spec(task_id: str, *depends_on: str | LagSpec, **changes: object) -> TaskSpec:
    plain = {
        "id": task_id,
        "title": task_id,
        "description": "",
        "hours": [1, 2, 4],
        "skill": "strategy",
        "dependsOn": depends_on,
        "deliverable": "a thing",
        "successCriteria": ["done"],
        "evidence": ["a note"],
    }
    return TaskSpec.model_validate(plain | changes)


def _network(*specs: TaskSpec) -> Network:
    milestones = tuple(
        MilestoneSpec(id=spec.id, title="", objectives=("o",), success_metrics=("m",), tasks=(spec,)) for spec in specs
    )
    return Network(
        template_id="t",
        answers_before=(),
        fixes_before=(),
        gates_before=(),
        milestones=milestones,
        support_resources=(),
    )


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


WEEK = {"task": "a", "days": 7, "unit": "calendar days", "reason": "{why}"}


def _lag(**changes: object) -> LagSpec:
    return LagSpec.model_validate(WEEK | changes)


def test_a_lag_holds_up_one_successor_and_keeps_its_edge() -> None:
    network = _network(_spec("a"), _spec("b", "a"), _spec("c", "b", _lag()))
    tasks = {task.id: task for task in expand(network, {"why": "people answer"})}
    # The dependency on a is implied by b, but the week after a is not.
    assert tasks["c"].depends_on == ("b", "a")
    assert tasks["c"].lags == (("a", Wait(7, is_working_days=False, reason="people answer")),)
    assert (tasks["b"].lags, tasks["a"].wait) == ((), None)


def test_a_lag_after_something_left_out_or_of_no_days_is_none() -> None:
    network = _network(_spec("z"), _spec("a", "z", when={"wanted": ["yes"]}), _spec("c", _lag(fact="wait")))
    for wanted, days, lags in (("no", 5, 0), ("yes", 0, 0), ("yes", 5, 1)):
        last = expand(network, {"wanted": wanted, "wait": days, "why": "r"})[-1]
        assert len(last.lags) == lags


def test_the_first_size_that_fits_counts_and_items_add_to_it() -> None:
    sizes: list[dict[str, object]] = [
        {"when": {"kind": ["small"]}, "hours": [0.5, 1, 2]},
        {"when": {}, "hours": [3, 4, 5]},
    ]
    spec = _spec("a", sizes=sizes, perItem={"fact": "items", "hours": [1, 2, 3]})
    network = _network(spec, _spec("b"), _spec("c"))
    small = expand(network, {"kind": "small", "items": ("x", "y")})[0]
    other = expand(network, {"kind": "large", "items": 0})[0]
    assert (small.optimistic_minutes, small.likely_minutes, small.pessimistic_minutes) == (150, 300, 480)
    assert (other.optimistic_minutes, other.likely_minutes, other.pessimistic_minutes) == (180, 240, 300)


def test_a_task_says_what_it_leaves_behind_and_how_that_is_proven() -> None:
    network = _network(_spec("a", deliverable="a list of {what}"), _spec("b"), _spec("c"))
    task = expand(network, {"what": "{headline}"})[0]
    # Braces in a value are text, however often it is worded.
    assert (task.deliverable, task.evidence) == ("a list of {headline}", ("a note",))
